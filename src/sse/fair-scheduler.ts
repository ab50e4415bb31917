/** Turns at the event loop: whoever has long work takes one, and between any two of them the loop serves the rest. */
export interface FairScheduler {
  /** Resolves when it is this caller's turn. Live work and replays alternate. */
  take(work: 'live' | 'replay'): Promise<void>
}

/** How long one turn may last, in milliseconds. */
export const TURN_MS = 8

export function createFairScheduler(): FairScheduler {
  const queues: Record<'live' | 'replay', (() => void)[]> = { live: [], replay: [] }
  let last: 'live' | 'replay' = 'replay'
  let waiting = 0

  function next(): void {
    const other = last === 'live' ? 'replay' : 'live'
    if (queues[other].length > 0) last = other
    waiting -= 1
    queues[last].shift()!()
    if (waiting > 0) setImmediate(next)
  }

  return {
    take: work =>
      new Promise(resolve => {
        queues[work].push(resolve)
        waiting += 1
        if (waiting === 1) setImmediate(next)
      }),
  }
}
