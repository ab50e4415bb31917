import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Day } from '../../events/calendar.js'
import type { Context } from './server/context.js'

const WAIT_MS = 100
const MOST_MS = 5_000
/** Nobody waits for it, so it takes less at a time than what somebody waits for. */
const SLICE_MS = 5

/**
 * Work out every country's status of the day once after the start, as the page asks for it first and its first reader need
 * not wait: a little at a time, with room for requests between. Given up after a while where the record is large.
 */
export async function statusesAhead(
  { state, answers }: Pick<Context, 'state' | 'answers'>,
  today: () => Day,
  isClosing: () => boolean,
): Promise<void> {
  while (state.status().status === 'catching-up' && !isClosing()) await setTimeout(WAIT_MS, undefined, { ref: false })
  const { known } = answers.present()
  const until = performance.now() + MOST_MS
  let begun = performance.now()
  for (const history of answers.concerned(known)) {
    for (const _ of history.readying('verdicts', today(), known)) {
      if (performance.now() - begun < SLICE_MS) continue
      await setImmediate()
      begun = performance.now()
      if (isClosing() || begun > until) return
    }
  }
}
