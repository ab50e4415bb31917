import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Steps } from '../../projections/values/steps.js'

/** Longest that the checks of one posting hold the process before others have their turn, in milliseconds. */
const SLICE_MS = 15

/** Call it between pieces of long work: once in a while it waits until everybody else had a turn. */
export function createTurns(): () => Promise<void> | undefined {
  let begun = performance.now()
  return () => {
    if (performance.now() - begun < SLICE_MS) return undefined
    return nextTurn().then(() => {
      begun = performance.now()
    })
  }
}

/** What comes of steps, once they are done: in one turn where they are few. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  const turn = createTurns()
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    const others = turn()
    if (others !== undefined) await others
  }
}
