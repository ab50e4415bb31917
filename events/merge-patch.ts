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

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
