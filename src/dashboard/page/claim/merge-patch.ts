type Values = Readonly<Record<string, unknown>>

/** What changes one value into another, as RFC 7396 writes it: null takes a name away. */
export function mergePatch(before: Values, after: Values): Values {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries(
    [...names].flatMap(name => {
      const [was, is] = [before[name], after[name]]
      if (JSON.stringify(was) === JSON.stringify(is)) return []
      if (isValues(was) && isValues(is)) return [[name, mergePatch(was, is)]]
      return [[name, is ?? null]]
    }),
  )
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
