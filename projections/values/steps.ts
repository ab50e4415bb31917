/** Work in small steps, with what comes of it at the end: between any two of them others may have their turn. */
export type Steps<T = void> = Generator<unknown, T>

/** All of it in one go. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
