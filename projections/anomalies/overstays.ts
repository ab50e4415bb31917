import type { Day } from '../../events/calendar.js'
import { agreementsOf, basesOn } from '../evaluate/presence/bases.js'
import { likelyDays, stepAt } from '../fold/track.js'
import type { ForceLife } from '../kinds/force/life.js'
import type { Mismatch, MismatchView } from './mismatch.js'

const MOST_DAYS_WITHOUT_BASIS = 30

/** Presences that went on for more than 30 days after the last of the instruments ended that they had rested on. */
export function overstays(force: ForceLife, view: MismatchView): Mismatch[] {
  const agreements = agreementsOf(force, view)
  if (agreements.length === 0) return []
  const days = [...new Set([force.track, ...agreements.map(({ track }) => track)].flatMap(likelyDays))]
  days.sort((a, b) => a - b)
  const found: Mismatch[] = []
  let raised = false
  days.forEach((day, i) => {
    const end = lastEnd(force, day, view)
    if (end === null) raised = false
    else if (!raised) {
      const since = Math.max(day, end.day + MOST_DAYS_WITHOUT_BASIS + 1)
      if (since >= (days[i + 1] ?? Number.POSITIVE_INFINITY)) return
      raised = true
      const eventIds = [...end.eventIds, ...stepAt(force.track, since)!.eventIds]
      const detail = `${force.forceId} was there more than 30 days after ${end.agreementId} had ended`
      found.push({ code: 'presence-without-legal-basis', detail, eventIds, since })
    }
  })
  return found
}

/** The latest end among the instruments of a force that is present; null where it is not, had none, or one is not over. */
function lastEnd(force: ForceLife, at: Day, { life }: MismatchView) {
  const ends = basesOn(force, { at, life }).map(({ agreementId, track }) => {
    let index = track.steps.indexOf(stepAt(track, at)!)
    if (track.steps[index]?.state.status !== 'ended') return null
    while (track.steps[index - 1]?.state.status === 'ended') index--
    return { agreementId, day: track.likely[index]!, eventIds: track.steps[index]!.eventIds }
  })
  let last: (typeof ends)[number] = null
  for (const end of ends) {
    if (end === null) return null
    if (last === null || end.day > last.day) last = end
  }
  return last
}
