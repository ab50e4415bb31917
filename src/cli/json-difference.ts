/** Where two JSON values first differ, as a pointer with both values; null when they are equal. Key order counts. */
export function firstDifference(
  a: unknown,
  b: unknown,
  path = '',
): { readonly path: string; readonly a: string; readonly b: string } | null {
  if (isTree(a) && isTree(b) && Array.isArray(a) === Array.isArray(b)) {
    const [left, right] = [Object.keys(a), Object.keys(b)]
    for (const [i, key] of left.entries()) {
      if (key !== right[i])
        return { path, a: `has ${key} next`, b: right[i] === undefined ? 'ends' : `has ${right[i]} next` }
      const found = firstDifference(a[key], b[key], `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      if (found !== null) return found
    }
    return right.length > left.length ? { path, a: 'ends', b: `has ${right[left.length]} next` } : null
  }
  const [left, right] = [short(a), short(b)]
  return JSON.stringify(a) === JSON.stringify(b) ? null : { path, a: left, b: right }
}

type Tree = Readonly<Record<string, unknown>>

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
