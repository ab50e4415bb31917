/**
 * An iterator over a generator that can be left while its next item is awaited: the generator alone would answer `return`
 * only after its pending `next`, which may never come. `leave` makes it go on to its end.
 */
export function leavable<T>(inner: AsyncGenerator<T>, leave: () => void): AsyncIterator<T> {
  return {
    next: () => inner.next(),
    return: () => {
      leave()
      return inner.return(undefined)
    },
  }
}
