import { setTimeout as pause } from 'node:timers/promises'
import { type Day, FIRST_DAY } from '../../events/calendar.js'
import type { Steps } from '../../projections/values/steps.js'
import type { Answers } from './answers.js'

/** A host with more claims than this is not worked out ahead, but when it is asked about. */
const MOST_CLAIMS = 5_000

/** Others have their turn after as long, for at least as long again. */
const SLICE_MS = 5

/**
 * Work out before anybody asks what the map asks of every host: first who comes first today, then since when it has been
 * so on every day, as the intervals need it. It goes host by host and a little at a time, so that requests in between
 * are answered at once.
 */
export async function lookAhead(answers: Answers, today: Day, signal: AbortSignal): Promise<void> {
  for (const from of [today, FIRST_DAY]) {
    for (const history of answers.concerned(answers.present().known)) {
      const log = answers.reading.log.host(history.host)
      if (log === null || !log.fits() || history.touches > MOST_CLAIMS) continue
      try {
        await inSlices(history.readying('verdicts', today, answers.present().known, from), signal)
      } catch {
        // whoever follows the reading was told
      }
      if (signal.aborted) return
    }
  }
}

async function inSlices(steps: Steps, signal: AbortSignal): Promise<void> {
  let begun = performance.now()
  while (!signal.aborted && !steps.next().done) {
    if (performance.now() - begun < SLICE_MS) continue
    await pause(SLICE_MS, undefined, { signal }).catch(() => {})
    begun = performance.now()
  }
}
