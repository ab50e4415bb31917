import type { Day } from '../../events/calendar.js'
import type { Policy } from '../policy/policy.js'
import { DAYS_A_YEAR } from '../values/when.js'

/** Whole years since something was last used; 0 where no use is known, since then nothing is known of disuse either. */
export function yearsUnused(lastUse: Day, at: Day): number {
  return Number.isFinite(lastUse) ? Math.max(0, Math.floor((at - lastUse) / DAYS_A_YEAR)) : 0
}

/** First day after so many whole years, in days from the last use. */
export function disuseDays(years: number): number {
  return Math.ceil(years * DAYS_A_YEAR)
}

/** The days on which disuse takes its next step: once a year until every floor is reached and dormancy is told. */
export function disuseSteps(lastUse: Day, until: Day, { paper }: Policy): Day[] {
  if (!Number.isFinite(lastUse)) return []
  const { halfLifeYears, floor, allyFloor, dormantAfterYears } = paper.disuse
  const years = Math.max(dormantAfterYears, Math.ceil(halfLifeYears * Math.log2(1 / Math.min(floor, allyFloor))))
  const days: Day[] = []
  for (let year = 1; year <= years; year++) {
    const day = lastUse + disuseDays(year)
    if (day >= until) break
    days.push(day)
  }
  return days
}
