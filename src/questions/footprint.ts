import { type Day, dayOf, FIRST_DAY, isoOf } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import type { ForceLife } from '../../projections/kinds/force/life.js'
import { byText } from '../../projections/values/order.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { FootprintRole, HostEntry, RoleChange } from '../wire/answers.js'
import type { Answers } from './answers.js'
import { daysOfPartner, eventsOnDay } from './change-events.js'
import { heldBy } from './held.js'
import { intervalsOf } from './intervals.js'
import type { Knowledge } from './knowledge.js'

/** From least to most: to go up is a gain. */
const STANDING: readonly (FootprintRole | null)[] = [null, 'disputed', 'ally', 'provider', 'contender', 'primary']

export interface FootprintQuestion {
  readonly partner: string
  readonly dimension: Dimension
  readonly at: Day
}

type State = ReturnType<Answers['state']>

/** What a power is in each of some hosts, the most first, and what became of it since a day before where one is named. */
export function* footprintOf(
  answers: Answers,
  histories: readonly HostHistory[],
  { from, ...question }: FootprintQuestion & { readonly from?: Day | undefined },
  knowledge: Knowledge,
) {
  const hosts: HostEntry[] = []
  const changes: (RoleChange & { readonly gained: boolean })[] = []
  for (const history of histories) {
    const entry = yield* hostEntryOf(answers, history, question, knowledge)
    if (entry !== null) hosts.push(entry)
    const change = from === undefined ? null : yield* roleChangeOf(answers, history, { ...question, from }, knowledge)
    if (change !== null) changes.push(change)
  }
  hosts.sort((a, b) => b.score - a.score || byText(a.country, b.country))
  return { hosts, changes: from === undefined ? null : changes }
}

/** What a power is in one host on a day; null where it is nothing there. */
function* hostEntryOf(
  answers: Answers,
  history: HostHistory,
  { partner, dimension, at }: FootprintQuestion,
  knowledge: Knowledge,
): Steps<HostEntry | null> {
  yield* history.readying('state', at, knowledge.known, FIRST_DAY)
  const state = answers.state(history, at, knowledge)
  const role = roleOf(state, partner, dimension)
  if (role === null) return null
  const scored = state.partners.flatMap(({ partner: id, scores }) => {
    const entry = scores[dimension]
    return entry === undefined ? [] : [{ id, ...entry }]
  })
  const own = scored.find(({ id }) => id === partner)
  const { forces, strength, inForce, suspended } = heldBy(partner, state)
  return {
    country: history.host,
    role,
    score: own?.score ?? 0,
    low: own?.low ?? 0,
    high: own?.high ?? 0,
    rank: own === undefined ? scored.length + 1 : scored.filter(({ score }) => score > own.score).length + 1,
    since: sinceWhen(answers, history, { partner, dimension, at }, knowledge),
    forces: forces.length,
    strength,
    agreements: inForce.length + suspended.length,
  }
}

/** How the role of a power in one host changed between two days; null where it did not. */
function* roleChangeOf(
  answers: Answers,
  history: HostHistory,
  question: FootprintQuestion & { readonly from: Day },
  knowledge: Knowledge,
): Steps<(RoleChange & { readonly gained: boolean }) | null> {
  const { partner, dimension, from, at } = question
  yield* history.readying('state', from, knowledge.known)
  const before = answers.state(history, from, knowledge)
  yield* history.readying('state', at, knowledge.known, from)
  const after = answers.state(history, at, knowledge)
  const was = roleOf(before, partner, dimension)
  const is = roleOf(after, partner, dimension)
  if (was === is) return null
  const { life } = answers.viewOf(history, at, knowledge)
  const forces = forcesThatMoved(before, after, partner, forceId => life('force', forceId))
  const days = yield* changeDays(answers, history, question, knowledge)
  let on = at
  let later = is
  for (const day of days.reverse()) {
    yield* history.readying('state', day - 1, knowledge.known)
    const role = roleOf(answers.state(history, day - 1, knowledge), partner, dimension)
    if (role !== later) {
      on = day
      break
    }
    later = role
  }
  return {
    country: history.host,
    on: isoOf(on),
    from: was,
    to: is,
    eventIds: yield* eventsOnDay(history, on, knowledge.known, new Set([partner])),
    forces,
    gained: STANDING.indexOf(is) > STANDING.indexOf(was),
  }
}

export function roleOf(state: State, partner: string, dimension: Dimension): FootprintRole | null {
  const { primary, contenders, disputed } = state.dimensions[dimension]
  if (primary === partner) return 'primary'
  if (disputed.includes(partner)) return 'disputed'
  if (contenders.includes(partner)) return 'contender'
  const entry = state.partners.find(({ partner: id }) => id === partner)
  if (entry === undefined) return null
  if (dimension === 'security' && entry.roles.includes('provider')) return 'provider'
  return dimension === 'security' && entry.roles.includes('ally') ? 'ally' : null
}

/** Days within `(from, at]` on which a role may have become another one, in order. */
function* changeDays(
  answers: Answers,
  history: HostHistory,
  { partner, dimension, from, at }: FootprintQuestion & { readonly from: Day },
  knowledge: Knowledge,
): Steps<Day[]> {
  const days = new Set<Day>()
  for (const { from: first } of intervalsOf(answers.runsOver(history, [from, at], knowledge)[dimension], from, at)) {
    const day = dayOf(first)!
    if (day > from) days.add(day)
  }
  for (const day of yield* daysOfPartner(history, partner, knowledge.known)) if (day > from && day <= at) days.add(day)
  return [...days, at].sort((a, b) => a - b)
}

/** Forces that are there on one of two days only, with the day on which they came or left. */
function forcesThatMoved(
  before: State,
  after: State,
  partner: string,
  lifeOf: (forceId: string) => ForceLife | null,
): RoleChange['forces'] {
  const of = ({ forces }: State) => forces.filter(({ sponsor }) => sponsor === partner)
  const [was, is] = [of(before), of(after)]
  const gone = was.filter(({ forceId }) => !is.some(other => other.forceId === forceId))
  const come = is.filter(({ forceId }) => !was.some(other => other.forceId === forceId))
  return [...gone, ...come]
    .sort((a, b) => byText(a.forceId, b.forceId))
    .map(({ forceId, eventIds }) => {
      const steps = lifeOf(forceId)?.track.steps ?? []
      const move = steps.findLast((step, i) => step.state.present !== (steps[i - 1]?.state.present ?? false))
      return { forceId, on: move?.when.text ?? null, eventIds: move?.eventIds ?? eventIds }
    })
}

function sinceWhen(
  answers: Answers,
  history: HostHistory,
  { partner, dimension, at }: FootprintQuestion,
  knowledge: Knowledge,
): string | null {
  let since: string | null = null
  const intervals = intervalsOf(answers.runsOver(history, [FIRST_DAY, at], knowledge)[dimension], FIRST_DAY, at)
  for (const { from, primary, contenders } of intervals) {
    const leads = primary === partner || (contenders?.[0]?.partners.includes(partner) ?? false)
    if (!leads) since = null
    else since ??= from
  }
  return since
}
