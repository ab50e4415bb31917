/** Numbers from 0 to 2^32, in the order in which they came: four bytes each. */
export interface Column {
  readonly length: number
  /** What it holds up to its length; another array once it has grown. */
  readonly numbers: Uint32Array
  /** One of them, without a view of all. */
  at(i: number): number | undefined
  push(number: number): void
  append(numbers: Uint32Array): void
}

export function createColumn(): Column {
  let held = new Uint32Array(4)
  let length = 0
  let seen: Uint32Array | null = null

  function room(more: number): void {
    seen = null
    if (length + more <= held.length) return
    const grown = new Uint32Array(Math.max(length + more, Math.ceil(held.length * 1.5)))
    grown.set(held.subarray(0, length))
    held = grown
  }

  return {
    get length() {
      return length
    },
    get numbers() {
      seen ??= held.subarray(0, length)
      return seen
    },
    at: i => (i < length ? held[i] : undefined),
    push(number) {
      room(1)
      held[length++] = number
    },
    append(numbers) {
      room(numbers.length)
      held.set(numbers, length)
      length += numbers.length
    },
  }
}
