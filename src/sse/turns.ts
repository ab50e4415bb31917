/** Turns at the event loop: whoever has long work takes one, and between any two of them the loop serves the rest. */
export interface Turns {
  /** Resolves when it is this caller's turn; callers come in the order in which they asked. */
  take(): Promise<void>
}

/** How long one turn may last, in milliseconds. */
export const TURN_MS = 8

export function createTurns(): Turns {
  const queue: (() => void)[] = []
  function next(): void {
    queue.shift()?.()
    if (queue.length > 0) setImmediate(next)
  }
  return {
    take: () =>
      new Promise(resolve => {
        queue.push(resolve)
        if (queue.length === 1) setImmediate(next)
      }),
  }
}
