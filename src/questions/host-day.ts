import { type Day, FIRST_DAY } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import { isListed, rolesOf } from '../../projections/answers/partner-state.js'
import { alliesOf } from '../../projections/evaluate/aligned.js'
import { type Judged, judge } from '../../projections/evaluate/decide.js'
import type { Structure } from '../../projections/evaluate/structure.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Answers } from './answers.js'
import { intervalsOf } from './intervals.js'
import { keptOfReading } from './kept.js'
import type { Knowledge } from './knowledge.js'

/** What is decided in a host on a day and what stands there, of whichever partner it is asked. */
export interface HostDay extends Judged {
  /** What an answer calls a partner; null for one that it does not name. */
  rolesOf(partner: string): readonly string[] | null
  readonly standing: ReturnType<Structure['standing']>
  /** Intervals of a dimension up to the day, from the first on. */
  intervals(dimension: Dimension): Steps<ReturnType<typeof intervalsOf>>
}

/** So many partners and entries of what stands are kept in all. */
const MOST_KEPT = 50_000

const keptOf = keptOfReading<HostDay>(MOST_KEPT, ({ partners, standing }) => {
  return Object.values(standing).reduce((sum, entries) => sum + entries.length, partners.length)
})

/** A host on a day; those that were asked for lately are kept, so that the next partner costs little. */
export function* hostDay(answers: Answers, history: HostHistory, at: Day, knowledge: Knowledge): Steps<HostDay> {
  const kept = keptOf(answers.reading)
  const key = answers.keyOf(history, at, knowledge)
  let day = kept.get(key)
  if (day === undefined) {
    yield* history.readying('verdicts', at, knowledge.known)
    day = madeDay(answers, history, at, knowledge)
    kept.set(key, day)
  }
  return day
}

function madeDay(answers: Answers, history: HostHistory, at: Day, knowledge: Knowledge): HostDay {
  const view = answers.viewOf(history, at, knowledge)
  const judged = judge(view)
  const allies = new Set(alliesOf(judged.partners, answers.policy))
  const intervals = new Map<Dimension, ReturnType<typeof intervalsOf>>()
  return {
    ...judged,
    rolesOf(partner) {
      const entry = judged.partners.find(one => one.partner === partner)
      return entry === undefined || !isListed(entry) ? null : rolesOf(entry, allies)
    },
    standing: view.structure.standing(),
    *intervals(dimension) {
      let known = intervals.get(dimension)
      if (known === undefined) {
        yield* history.readying('verdicts', at, knowledge.known, FIRST_DAY)
        known = intervalsOf(answers.runsOver(history, [FIRST_DAY, at], knowledge)[dimension], FIRST_DAY, at)
        intervals.set(dimension, known)
      }
      return known
    },
  }
}
