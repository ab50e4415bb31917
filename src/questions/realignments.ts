import { type Day, dayOf } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import { byText } from '../../projections/values/order.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Footing, Realignment } from '../wire/answers.js'
import type { Answers } from './answers.js'
import { eventsOnDay } from './change-events.js'
import { intervalsOf } from './intervals.js'
import type { Knowledge } from './knowledge.js'

export interface RealignmentQuestion {
  readonly from: Day
  readonly to: Day
  readonly dimension: Dimension
  readonly partner?: string | undefined
}

/** Changes of one host within `[from, to]`, in order of days. The end or the beginning of coverage is none. */
export function* realignmentsOf(
  answers: Answers,
  history: HostHistory,
  { from, to, dimension, partner }: RealignmentQuestion,
  knowledge: Knowledge,
): Steps<Realignment[]> {
  yield* history.readying('verdicts', to, knowledge.known, from - 1)
  const intervals = intervalsOf(answers.runsOver(history, [from - 1, to], knowledge)[dimension], from - 1, to)
  const found: Realignment[] = []
  for (const [i, interval] of intervals.entries()) {
    if (i === 0) continue
    const before = footingOf(intervals[i - 1]!)
    const after = footingOf(interval)
    const involved = new Set([...namedIn(before), ...namedIn(after)])
    if (same(before, after) || involved.size === 0 || (partner !== undefined && !involved.has(partner))) continue
    const on = interval.from
    const eventIds = yield* eventsOnDay(history, dayOf(on)!, knowledge.known, involved)
    found.push({
      id: `${history.host}-${dimension}-${on}`,
      country: history.host,
      dimension,
      on,
      before,
      after,
      cause: { eventIds, clock: eventIds.length === 0 },
    })
  }
  return found
}

/** Order of the list: by day, then by country. */
export function byDay(a: Realignment, b: Realignment): number {
  return byText(a.on, b.on) || byText(a.id, b.id)
}

function footingOf({ status, primary, contenders }: ReturnType<typeof intervalsOf>[number]): Footing {
  return { status, primary, contenders: contenders?.[0]?.partners ?? (primary === null ? [] : [primary]) }
}

function namedIn({ primary, contenders }: Footing): readonly string[] {
  return primary === null ? contenders : [primary, ...contenders]
}

/** Who contends counts, not in which order. */
function same(a: Footing, b: Footing): boolean {
  const members = ({ contenders }: Footing) => [...contenders].sort(byText).join(' ')
  return a.status === b.status && a.primary === b.primary && members(a) === members(b)
}
