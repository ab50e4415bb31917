import { MAX_PROBLEMS, type Problem, pointer } from './problems.js'

const DEEPEST = 24

/**
 * The value without the fields that are null, at any depth: null means absent. Below `keep` nulls stay, for a merge
 * patch gives them a meaning. Returns the value itself where there is nothing to take away. Depth is bounded and
 * `__proto__` refused here, once, so that what reads the value later need not care.
 */
export function withoutNulls(value: unknown, problems: Problem[], keep: string | null): unknown {
  return walk(value, [], problems, keep)
}

function walk(value: unknown, path: readonly PropertyKey[], problems: Problem[], keep: string | null): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (path.length > DEEPEST) {
    refuse(problems, path, 'too-deep', `must not be nested deeper than ${DEEPEST}`)
    return undefined
  }
  return Array.isArray(value) ? walkList(value, path, problems, keep) : walkFields(value, path, problems, keep)
}

function walkList(list: unknown[], path: readonly PropertyKey[], problems: Problem[], keep: string | null): unknown[] {
  let copy: unknown[] | null = null
  for (let index = 0; index < list.length; index++) {
    const item = list[index]
    if (typeof item !== 'object' || item === null) continue
    const kept = walk(item, [...path, index], problems, keep)
    if (kept === item) continue
    copy ??= list.slice()
    copy[index] = kept
  }
  return copy ?? list
}

function walkFields(fields: object, path: readonly PropertyKey[], problems: Problem[], keep: string | null): object {
  let copy: Record<string, unknown> | null = null
  const source = fields as Record<string, unknown>
  for (const key of Object.keys(source)) {
    const item = source[key]
    if (typeof item !== 'object' && item !== undefined && key !== '__proto__') continue
    const below = key === keep && path.length === 1 && path[0] === 'data'
    if (key === '__proto__') refuse(problems, [...path, key], 'unknown-field', 'no such field: __proto__')
    const kept =
      item === null || item === undefined || key === '__proto__'
        ? undefined
        : below
          ? item
          : walk(item, [...path, key], problems, keep)
    if (kept === item) continue
    copy ??= { ...source }
    if (kept === undefined) delete copy[key]
    else copy[key] = kept
  }
  return copy ?? fields
}

function refuse(problems: Problem[], path: readonly PropertyKey[], code: string, message: string): void {
  if (problems.length < MAX_PROBLEMS) problems.push({ path: pointer(path), code, message })
}
