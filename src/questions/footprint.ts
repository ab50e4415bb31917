import { type Day, dayOf, isoOf } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import { isListed, isShown, print, rolesOf } from '../../projections/answers/partner-state.js'
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
import type { FootprintRole, HostEntry, RoleChange } from '../wire/answers.js'
import type { Answers } from './answers.js'
import { eventsOnDays } from './change-events.js'
import { heldBy } from './held.js'
import { type HostDay, hostDay } from './host-day.js'
import { keptOfReading } from './kept.js'
import type { Knowledge } from './knowledge.js'

/** From least to most: to go up is a gain. */
const STANDING: readonly (FootprintRole | null)[] = [null, 'disputed', 'ally', 'provider', 'contender', 'primary']

export interface FootprintQuestion {
  readonly partner: string
  readonly dimension: Dimension
  readonly at: Day
}

/** What a power is in each of some hosts, the most first, and what became of it since a day before where one is named. */
export function* footprintOf(
  answers: Answers,
  histories: readonly HostHistory[],
  { from, ...question }: FootprintQuestion & { readonly from?: Day | undefined },
  knowledge: Knowledge,
) {
  const hosts: HostEntry[] = []
  const changes: Change[] = []
  const kept = placesOf(answers.reading)
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
const placesOf = keptOfReading<Place>(MOST_KEPT, () => 1)

/** What a power is in one host on a day; null where it is nothing there. */
function* hostEntryOf(
  answers: Answers,
  history: HostHistory,
  { partner, dimension, at }: FootprintQuestion,
  knowledge: Knowledge,
): Steps<HostEntry | null> {
  const day = yield* hostDay(answers, history, at, knowledge)
  const role = roleOf(day, partner, dimension)
  if (role === null) return null
  const scored = day.partners.flatMap(({ partner: id, scores }) => {
    const score = scores[dimension]
    return isShown(score) ? [{ id, units: score.units }] : []
  })
  const own = scored.find(({ id }) => id === partner)?.units
  const { forces, strength, inForce, suspended } = heldBy(partner, day.standing)
  return {
    country: history.host,
    role,
    score: print(own?.point ?? 0),
    low: print(own?.low ?? 0),
    high: print(own?.high ?? 0),
    rank: own === undefined ? scored.length + 1 : scored.filter(({ units }) => units.point > own.point).length + 1,
    since: yield* sinceWhen(answers, history, { partner, dimension, at }, knowledge, day),
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
  const before = yield* hostDay(answers, history, from, knowledge)
  const after = yield* hostDay(answers, history, at, knowledge)
  const was = roleOf(before, partner, dimension)
  const is = roleOf(after, partner, dimension)
  if (was === is) return null
  yield* history.readying('verdicts', at, knowledge.known)
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

function roleOf(day: HostDay, partner: string, dimension: Dimension): FootprintRole | null {
  return roleAmong(day.verdicts[dimension], day.rolesOf(partner), partner, dimension)
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
  before: HostDay,
  after: HostDay,
  partner: string,
  lifeOf: (forceId: string) => ForceLife | null,
): RoleChange['forces'] {
  const of = ({ standing }: HostDay) => standing.forces.filter(({ sponsor }) => sponsor === partner)
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
  { partner, dimension }: FootprintQuestion,
  knowledge: Knowledge,
  day: HostDay,
): Steps<string | null> {
  let since: string | null = null
  const intervals = yield* day.intervals(dimension)
  for (const { from, to, primary, contenders } of [...intervals].reverse()) {
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
