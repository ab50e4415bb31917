import { setTimeout as pause } from 'node:timers/promises'
import { type Day, dayFrom } from '../../events/calendar.js'
import type { Answers } from './answers.js'

/** A host with more claims than this is not worked out ahead, but when it is asked about. */
const MOST_CLAIMS = 5_000

/** Between two steps others have their turn, for as long as a step takes at the least. */
const PAUSE_MS = 5

/**
 * Work out the runs of every host up to a day before anybody asks, as the map and the intervals need them all. It goes
 * host by host, ten years at a time, with a pause after each, so that requests in between are answered at once.
 */
export async function lookAhead(answers: Answers, today: Day, signal: AbortSignal): Promise<void> {
  const now = answers.present()
  for (const history of answers.concerned(now.known)) {
    const log = answers.reading.log.host(history.host)
    if (log === null || !log.fits() || history.touches > MOST_CLAIMS) continue
    for (const upTo of decadesTo(today)) {
      if (signal.aborted) return
      try {
        answers.runsUpTo(history, upTo, answers.present())
      } catch {
        break // whoever follows the reading was told
      }
      await pause(PAUSE_MS, undefined, { signal }).catch(() => {})
    }
  }
}

function decadesTo(today: Day): Day[] {
  const days: Day[] = []
  for (let year = 1950; dayFrom(year, 1, 1) < today; year += 10) days.push(dayFrom(year, 1, 1))
  return [...days, today]
}
