import type { z } from 'zod'

/** One reason to refuse what was posted or asked. */
export interface Fault {
  /** JSON pointer into the posted event, '' for all of it; of a request the parameter or header as `/name`. */
  readonly path: string
  /** Stable, kebab-case. */
  readonly code: string
  readonly message: string
}

/** More than these are not listed: a hostile body could hold a million. */
export const MAX_FAULTS = 100

export function pointer(path: readonly PropertyKey[]): string {
  return path.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** What zod found in an input, in our codes. */
export function faultsOf(issues: readonly z.core.$ZodIssue[], input: unknown): Fault[] {
  const faults = issues.flatMap(issue => faultsOfOne(issue, issue.path, input))
  return faults.filter(
    ({ path, code }, index) => index === 0 || faults[index - 1]!.path !== path || faults[index - 1]!.code !== code,
  )
}

function faultsOfOne(issue: z.core.$ZodIssue, path: readonly PropertyKey[], input: unknown): Fault[] {
  const one = (code: string, message = issue.message): Fault[] => [{ path: pointer(path), code, message }]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({
        path: pointer([...path, key]),
        code: 'unknown-field',
        message: `no such field: ${key.slice(0, 80)}`,
      }))
    case 'invalid_type':
      return isAbsent(input, path) ? one('required', 'is required') : one('wrong-type')
    case 'invalid_value':
      if (isAbsent(input, path)) return one('required', 'is required')
      return one('unknown-word', `must be one of: ${issue.values.map(String).join(', ')}`)
    case 'too_small':
      return one(issue.origin === 'array' ? 'too-few' : 'out-of-range')
    case 'too_big':
      return one(issue.origin === 'array' ? 'too-many' : 'out-of-range')
    case 'custom':
      return one(typeof issue.params?.code === 'string' ? issue.params.code : 'invalid')
    case 'invalid_union': {
      const nearest = issue.errors.find(branch => branch.some(found => found.code !== 'invalid_type'))
      if (!nearest) return one('wrong-type', 'has none of the allowed forms')
      return nearest.flatMap(found => faultsOfOne(found, [...path, ...found.path], input))
    }
    default:
      return one('invalid')
  }
}

function isAbsent(input: unknown, path: readonly PropertyKey[]): boolean {
  let value: unknown = input
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return true
    value = (value as Record<PropertyKey, unknown>)[part]
  }
  return value === undefined
}
