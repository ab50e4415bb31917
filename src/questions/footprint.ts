import { LRUCache } from 'lru-cache'
import { type Day, dayOf, FIRST_DAY, isoOf } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import { isListed, rolesOf } from '../../projections/answers/partner-state.js'
import { alliesOf } from '../../projections/evaluate/aligned.js'
import { judge } from '../../projections/evaluate/decide.js'
import type { BoundedSum } from '../../projections/evaluate/partner-sum.js'
import { boundsOf, isPlaceSettled } from '../../projections/evaluate/settled.js'
import type { Structure } from '../../projections/evaluate/structure.js'
import type { Primacy } from '../../projections/evaluate/verdict.js'
import type { ForceLife } from '../../projections/kinds/force/life.js'
import { byText } from '../../projections/values/order.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Reading } from '../state/reading.js'
import type { FootprintRole, HostEntry, RoleChange } from '../wire/answers.js'
import type { Answers } from './answers.js'
import { eventsOnDays } from './change-events.js'
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
  const changes: Change[] = []
  const kept = keptOf(answers.reading)
  const { partner, dimension, at } = question
  for (const history of histories) {
    const key = `${answers.keyOf(history, at, knowledge)}|${partner}|${dimension}|${from}`
    let place = kept.get(key)
    if (place === undefined) {
      place = {
        entry: yield* hostEntryOf(answers, history, question, knowledge),
        change: from === undefined ? null : yield* roleChangeOf(answers, history, { ...question, from }, knowledge),
      }
      kept.set(key, place)
    } else yield
    if (place.entry !== null) hosts.push(place.entry)
    if (place.change !== null) changes.push(place.change)
  }
  hosts.sort((a, b) => b.score - a.score || byText(a.country, b.country))
  return { hosts, changes: from === undefined ? null : changes }
}

type Change = RoleChange & { readonly gained: boolean }

/** What a power is in one host, and what became of it. */
interface Place {
  readonly entry: HostEntry | null
  readonly change: Change | null
}

/** So many places are kept of each reading: what is recorded of one host leaves those in the others as they are. */
const MOST_KEPT = 10_000
const placesOf = new WeakMap<Reading, LRUCache<string, Place>>()

function keptOf(reading: Reading): LRUCache<string, Place> {
  const known = placesOf.get(reading)
  if (known !== undefined) return known
  const places = new LRUCache<string, Place>({ max: MOST_KEPT })
  placesOf.set(reading, places)
  return places
}

/** What a power is in one host on a day; null where it is nothing there. */
function* hostEntryOf(
  answers: Answers,
  history: HostHistory,
  { partner, dimension, at }: FootprintQuestion,
  knowledge: Knowledge,
): Steps<HostEntry | null> {
  yield* history.readying('state', at, knowledge.known)
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
    since: yield* sinceWhen(answers, history, { partner, dimension, at }, knowledge),
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
): Steps<Change | null> {
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
  const on = 1 + (yield* lastDayOtherwise(answers, history, question, knowledge, role => role === is))!
  return {
    country: history.host,
    on: isoOf(on),
    from: was,
    to: is,
    eventIds: (yield* eventsOnDays(history, new Map([[on, new Set([partner])]]), knowledge.known))(on),
    forces,
    gained: STANDING.indexOf(is) > STANDING.indexOf(was),
  }
}

/** The last day within `[from, at]` on which the role of a power is not as it is held to be; null where there is none. */
function* lastDayOtherwise(
  answers: Answers,
  history: HostHistory,
  { partner, dimension, from, at }: FootprintQuestion & { readonly from: Day },
  knowledge: Knowledge,
  isSo: (role: FootprintRole | null) => boolean,
): Steps<Day | null> {
  const { policy } = answers
  const { known } = knowledge
  const roleOn = (day: Day) => {
    const judged = judge(answers.viewOf(history, day, knowledge))
    const entry = judged.partners.find(one => one.partner === partner)
    const roles = entry === undefined || !isListed(entry) ? null : rolesOf(entry, new Set(alliesOf([entry], policy)))
    return roleAmong(judged.verdicts[dimension], roles, partner, dimension)
  }
  /** By halves, until all days of a part certainly are as its first. */
  function lookFor(structure: Structure, sums: readonly BoundedSum[], first: Day, last: Day): Day | null {
    const bounded = boundsOf(sums, first, last)
    if (first === last || isPlaceSettled(structure, bounded, { partner, dimension }, policy)) {
      return isSo(roleOn(first)) ? null : last
    }
    const left = bounded.map(({ sum }) => sum)
    const middle = (first + last) >> 1
    return lookFor(structure, left, middle + 1, last) ?? lookFor(structure, left, first, middle)
  }
  for (let end = at; end >= from; ) {
    yield
    const { from: edge, structure, sums } = history.stretchTo(end, known)
    const first = Math.max(edge, from)
    const found = lookFor(structure, sums, first, end)
    if (found !== null) return found
    end = first - 1
  }
  return null
}

export function roleOf(state: State, partner: string, dimension: Dimension): FootprintRole | null {
  const entry = state.partners.find(({ partner: id }) => id === partner)
  return roleAmong(state.dimensions[dimension], entry?.roles ?? null, partner, dimension)
}

/** By who comes first, contends and is there against the will of the host, and by what an answer calls the partner. */
function roleAmong(
  { primary, contenders, disputed }: Pick<Primacy, 'primary' | 'contenders' | 'disputed'>,
  roles: readonly string[] | null,
  partner: string,
  dimension: Dimension,
): FootprintRole | null {
  if (primary === partner) return 'primary'
  if (disputed.includes(partner)) return 'disputed'
  if (contenders.includes(partner)) return 'contender'
  if (roles === null || dimension !== 'security') return null
  return roles.includes('provider') ? 'provider' : roles.includes('ally') ? 'ally' : null
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

/**
 * First day of the unbroken stretch in which a power comes first or contends. Who contends beside one that comes first is not
 * told of each day, and is looked for.
 */
function* sinceWhen(
  answers: Answers,
  history: HostHistory,
  { partner, dimension, at }: FootprintQuestion,
  knowledge: Knowledge,
): Steps<string | null> {
  yield* history.readying('verdicts', at, knowledge.known, FIRST_DAY)
  let since: string | null = null
  const intervals = intervalsOf(answers.runsOver(history, [FIRST_DAY, at], knowledge)[dimension], FIRST_DAY, at)
  for (const { from, to, primary, contenders } of intervals.reverse()) {
    if (primary === null || primary === partner) {
      if (primary === null && !contenders?.[0]?.partners.includes(partner)) break
      since = from
      continue
    }
    const days = { partner, dimension, from: dayOf(from)!, at: dayOf(to)! }
    const broken = yield* lastDayOtherwise(answers, history, days, knowledge, leads)
    if (broken === null) since = from
    else {
      if (broken < days.at) since = isoOf(broken + 1)
      break
    }
  }
  return since
}

function leads(role: FootprintRole | null): boolean {
  return role === 'primary' || role === 'contender' || role === 'disputed'
}
