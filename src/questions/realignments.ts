import { type Day, dayOf } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import { judge } from '../../projections/evaluate/decide.js'
import { byText } from '../../projections/values/order.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Footing, Realignment } from '../wire/answers.js'
import type { Answers } from './answers.js'
import { eventsOnDays } from './change-events.js'
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
  const changes: Omit<Realignment, 'cause'>[] = []
  const involved = new Map<Day, ReadonlySet<string>>()
  for (const [i, interval] of intervals.entries()) {
    if (i === 0) continue
    const eve = intervals[i - 1]!
    if (isSame(eve, interval) || leadersOf(eve).length + leadersOf(interval).length === 0) continue
    const on = interval.from
    const day = dayOf(on)!
    const before = footingOn(day - 1, eve)
    const after = footingOn(day, interval)
    const named = new Set([...before.contenders, ...after.contenders])
    if (partner !== undefined && !named.has(partner)) continue
    changes.push({ id: `${history.host}-${dimension}-${on}`, country: history.host, dimension, on, before, after })
    involved.set(day, named)
    yield
  }
  const eventsOn = yield* eventsOnDays(history, involved, knowledge.known)
  return changes.map(change => {
    const eventIds = eventsOn(dayOf(change.on)!)
    return { ...change, cause: { eventIds, clock: eventIds.length === 0 } }
  })

  /** Who else is over the threshold beside one that comes first is told of the day itself. */
  function footingOn(day: Day, interval: Interval): Footing {
    const { status, primary } = interval
    if (primary === null) return { status, primary, contenders: leadersOf(interval) }
    const { contenders } = judge(answers.viewOf(history, day, knowledge)).verdicts[dimension]
    return { status, primary, contenders }
  }
}

type Interval = ReturnType<typeof intervalsOf>[number]

/** Order of the list: by day, then by country. */
export function byDay(a: Realignment, b: Realignment): number {
  return byText(a.on, b.on) || byText(a.id, b.id)
}

/** Who comes first, else all that contend. */
function leadersOf({ primary, contenders }: Interval): readonly string[] {
  return primary === null ? (contenders?.[0]?.partners ?? []) : [primary]
}

/** Who contends counts, not in which order. */
function isSame(a: Interval, b: Interval): boolean {
  const members = (interval: Interval) => [...leadersOf(interval)].sort(byText).join(' ')
  return a.status === b.status && a.primary === b.primary && members(a) === members(b)
}
