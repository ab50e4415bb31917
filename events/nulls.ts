import { type Fault, pointer } from './faults.js'

const DEEPEST = 24

/**
 * The value without the fields that are null, at any depth: null means absent. In `data[keep]` nulls stay, for a merge
 * patch gives them a meaning. Returns the value itself where there is nothing to take away. Depth is bounded and
 * `__proto__` refused here, once, so that what reads the value later need not care.
 */
export function withoutNulls(value: object, faults: Fault[], keep: string | null): object {
  return isClean(value, 0) ? value : (cleaned(value, [], faults, keep) as object)
}

/** The common case, without building paths. */
function isClean(value: object, depth: number): boolean {
  if (depth > DEEPEST) return false
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === 'object' && item !== null && !isClean(item, depth + 1)) return false
    }
    return true
  }
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key]
    if (item === undefined || item === null || key === '__proto__') return false
    if (typeof item === 'object' && !isClean(item, depth + 1)) return false
  }
  return true
}

function cleaned(value: unknown, path: readonly PropertyKey[], faults: Fault[], keep: string | null): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (path.length > DEEPEST) {
    faults.push({
      path: pointer(path),
      code: 'too-deep',
      message: `must not be nested deeper than ${DEEPEST}`,
    })
    return undefined
  }
  if (Array.isArray(value)) return value.map((item, index) => cleaned(item, [...path, index], faults, keep))
  const keepNulls = keep !== null && path.length >= 2 && path[0] === 'data' && path[1] === keep
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') {
      faults.push({ path: pointer([...path, key]), code: 'unknown-field', message: 'no such field: __proto__' })
    } else if (item !== undefined && (item !== null || keepNulls)) {
      copy[key] = cleaned(item, [...path, key], faults, keep)
    }
  }
  return copy
}
