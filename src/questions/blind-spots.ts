import { type Day, isoOf } from '../../events/calendar.js'
import { definitions } from '../../events/catalogue.js'
import type { Family } from '../../events/define.js'
import { type Dimension, dimensions } from '../../events/words.js'
import { windowsOf } from '../../projections/answers/partner-state.js'
import { rangeOf } from '../../projections/resolve/claim.js'
import type { Known } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { BlindSpots, Rest } from '../wire/answers.js'
import type { Answers } from './answers.js'
import type { Knowledge } from './knowledge.js'
import { type StandingObject, standingObjects } from './standing-objects.js'
import { toldOf } from './told-of.js'

const NEVER = Number.NEGATIVE_INFINITY

/** Which dimensions the types of a family bear on. */
const SPOKEN_OF: Readonly<Record<Family, readonly Dimension[]>> = {
  regime: [],
  agreements: ['security'],
  membership: ['security'],
  presence: ['security'],
  arms: ['arms'],
  diplomacy: ['diplomatic'],
  economy: ['economic'],
  pressure: ['security', 'diplomatic', 'economic'],
  statements: ['diplomatic'],
  record: [],
}

const dimensionsOfType = new Map<string, readonly Dimension[]>(
  definitions.map(({ type, family }) => [type, SPOKEN_OF[family]]),
)

/** The blind spots of one host on a day. */
export function* blindSpotsOf(
  answers: Answers,
  history: HostHistory,
  { at, days }: { readonly at: Day; readonly days: number },
  knowledge: Knowledge,
): Steps<BlindSpots> {
  const country = history.host
  const last = yield* lastToldOf(history, at, knowledge.known)
  const silent = dimensions.flatMap(dimension => {
    const day = last.get(dimension)
    if (day !== undefined && at - day <= days) return []
    return [
      {
        country,
        dimension,
        lastClaim: day === undefined ? null : isoOf(day),
        days: day === undefined ? null : at - day,
      },
    ]
  })
  yield* history.readying('state', at, knowledge.known)
  const view = answers.viewOf(history, at, knowledge)
  const uncovered = dimensions.flatMap(dimension => {
    const windows = windowsOf(view, dimension)
    const end = (to: Day) => Math.min(to, view.knownDay)
    if (windows.some(({ from, to }) => from <= at && at <= end(to))) return []
    const last = windows.reduce((last, { to }) => (end(to) < at ? Math.max(last, end(to)) : last), NEVER)
    return [{ country, dimension, coveredUntil: last === NEVER ? null : isoOf(last) }]
  })
  const told = standingObjects(answers, history, at, knowledge)
  return {
    silent,
    singleSource: told.filter(({ families }) => families.length === 1).map(restOf),
    stateMediaOnly: told.filter(({ byStates }) => byStates).map(restOf),
    uncovered,
  }
}

/** The last day up to one of which anything was told, by dimension. */
function* lastToldOf(history: HostHistory, at: Day, known: Known): Steps<Map<Dimension, Day>> {
  const last = new Map<Dimension, Day>()
  yield* toldOf(history, known, ({ event, standing }) => {
    const day = rangeOf(event).closedFrom
    if (standing === 'retracted' || day > at) return
    for (const dimension of dimensionsOfType.get(event.type) ?? []) {
      if (day > (last.get(dimension) ?? Number.NEGATIVE_INFINITY)) last.set(dimension, day)
    }
  })
  return last
}

function restOf({ families, byStates: _byStates, ...rest }: StandingObject): Rest {
  return { ...rest, family: families.join(', ') }
}
