import type { Estimate } from '../values/estimate.js'
import type { Policy } from './policy.js'
import { policySchema } from './schema.js'

/** A number of a policy: a weight, a half-life, a threshold; an estimate of three ends is one. */
export interface PolicyNumber {
  /** Its names from the outside in, such as `decision.threshold`. */
  readonly path: string
  readonly value: number
}

/** Every number of a policy but those that are nothing, in the order of the document. */
export function numbersOf(policy: Policy): PolicyNumber[] {
  const found: PolicyNumber[] = []
  const visit = (value: unknown, path: readonly string[]) => {
    if (typeof value === 'number' && value !== 0) found.push({ path: path.join('.'), value })
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    if (isEstimate(value)) visit(value.point, path)
    else for (const [name, inner] of Object.entries(value)) visit(inner, [...path, name])
  }
  visit(policy, [])
  return found
}

/**
 * The policy with one of its numbers multiplied, as far as a policy may hold that: a share is at most 1. Null where it
 * cannot be changed that far.
 */
export function turned(policy: Policy, path: string, factor: number): Policy | null {
  const names = path.split('.')
  let document = replaced(policy, names, value =>
    isEstimate(value)
      ? { low: value.low * factor, point: value.point * factor, high: value.high * factor }
      : (value as number) * factor,
  )
  for (let i = 0; i < MOST_FAULTS; i++) {
    const parsed = policySchema.safeParse(document)
    if (parsed.success) return JSON.stringify(parsed.data) === JSON.stringify(policy) ? null : parsed.data
    const [issue] = parsed.error.issues
    const at = issue!.path.map(String)
    const before = numberAt(policy, at)
    if (issue?.code === 'too_big' || issue?.code === 'too_small') {
      const bound = Number(issue.code === 'too_big' ? issue.maximum : issue.minimum)
      document = replaced(document, at, () => (issue.inclusive === false ? (before + bound) / 2 : bound))
    } else document = replaced(document, at, value => (factor > 1 ? Math.ceil : Math.floor)(value as number))
  }
  throw new RangeError(`${path} times ${factor} makes no policy`)
}

/** Ends of an estimate, each too large and no whole number. */
const MOST_FAULTS = 8

function isEstimate(value: unknown): value is Estimate {
  return typeof value === 'object' && value !== null && 'low' in value && 'point' in value && 'high' in value
}

function numberAt(document: unknown, path: readonly string[]): number {
  return path.reduce((value, name) => (value as Record<string, unknown>)[name], document) as number
}

function replaced<T>(document: T, [name, ...rest]: readonly string[], change: (value: unknown) => unknown): T {
  if (name === undefined) return change(document) as T
  const value = (document as Record<string, unknown>)[name]
  return { ...document, [name]: replaced(value, rest, change) }
}
