/**
 * Apply a JSON merge patch (RFC 7396): objects merge by field, null takes a field away, anything else replaces.
 * Neither argument is changed; the result may share what it did not touch. `__proto__` is an ordinary name here.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  return isObject(patch) ? mergePatches(target, [patch]) : patch
}

/** The same with several patches that are objects, one after the other. */
export function mergePatches(target: unknown, patches: readonly object[]): unknown {
  const fields = new Map<string, unknown>(isObject(target) ? Object.entries(target) : [])
  for (const patch of patches) {
    for (const [name, value] of Object.entries(patch)) {
      if (value === null) fields.delete(name)
      else fields.set(name, mergePatch(fields.get(name), value))
    }
  }
  return Object.fromEntries(fields) // defines own properties, so that no setter of the prototype runs
}

/** The merge patch that makes one value of another: null for a field that is gone, lists replaced whole. */
export function patchBetween(from: unknown, to: unknown): unknown {
  if (!isObject(from) || !isObject(to)) return to
  const [before, after] = [new Map(Object.entries(from)), new Map(Object.entries(to))]
  const fields = [...new Set([...before.keys(), ...after.keys()])].flatMap((name): [string, unknown][] => {
    const [was, is] = [before.get(name), after.get(name)]
    if (JSON.stringify(was) === JSON.stringify(is)) return []
    const patch = is === undefined ? null : patchBetween(was, is)
    // Fields in another order differ as text and not as values.
    const isSame = isObject(was) && isObject(patch) && Object.keys(patch).length === 0
    return isSame ? [] : [[name, patch]]
  })
  return Object.fromEntries(fields)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
