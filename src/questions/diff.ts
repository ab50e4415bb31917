import { type Dimension, dimensions } from '../../events/words.js'
import { listsThatDiffer, verdictChange } from '../../projections/answers/difference.js'
import { type Share, sharesOf } from '../../projections/answers/explain.js'
import { print } from '../../projections/answers/partner-state.js'
import { type Judged, judge } from '../../projections/evaluate/decide.js'
import { byText } from '../../projections/values/order.js'
import { inOneGo, type Steps } from '../../projections/values/steps.js'
import type { Difference, Footing, ScoreChange } from '../wire/answers.js'
import type { Answers } from './answers.js'
import { type Bearing, bearingOf } from './bearing.js'
import { listsOf } from './diff-lists.js'
import { flowFactsOf } from './flow-facts.js'
import type { Side } from './side.js'

/** The same in one go. */
export function differenceOf(from: Side, to: Side, limit: number): Difference {
  return inOneGo(differenceSteps(from, to, limit))
}

/** What differs between two days, two states of knowledge or two readings of one host, and why. */
export function* differenceSteps(from: Side, to: Side, limit: number): Steps<Difference> {
  return yield* differenceBetween(yield* readSide(from), yield* readSide(to), limit)
}

/** One side with its state, and what each of its scores is made of. */
export interface ReadSide {
  readonly side: Side
  readonly state: ReturnType<Answers['state']>
  readonly judged: Judged
  readonly shares: (partner: string, dimension: Dimension) => ReturnType<typeof sharesOf>
}

export function* readSide(side: Side): Steps<ReadSide> {
  const { answers, history, at, knowledge } = side
  const flowFacts = yield* flowFactsOf(answers.reading, history, knowledge.known)
  yield* history.readying('state', at, knowledge.known)
  // Nothing else runs until the state is made: everything that it is made of is in memory.
  const view = answers.viewOf(history, at, knowledge)
  const judged = judge(view)
  const state = answers.state(history, at, knowledge, judged)
  const shares = (partner: string, dimension: Dimension) =>
    sharesOf(judged, view, dimension, partner, flowFacts(partner, dimension))
  return { side, state, judged, shares }
}

/** What differs between two sides of which the states are known. */
export function* differenceBetween(was: ReadSide, is: ReadSide, limit: number): Steps<Difference> {
  const [before, after] = [was.state, is.state]
  const bearing = yield* bearingOf(was.side, is.side)
  const scores = yield* scoreChanges(was, is, bearing, limit)
  const lists = listsOf(listsThatDiffer(before, after))
  const made = new Set(scores.flatMap(({ made }) => made))
  for (const entry of Object.values(lists).flat()) {
    for (const id of entry.eventIds) if (bearing.made.has(id)) made.add(id)
  }
  const verdicts = dimensions.flatMap(dimension => {
    const [one, other] = [before.dimensions[dimension], after.dimensions[dimension]]
    return verdictChange(one, other) === null ? [] : [{ dimension, before: footingOf(one), after: footingOf(other) }]
  })
  return {
    country: before.country,
    from: { at: before.at, basis: before.basis },
    to: { at: after.at, basis: after.basis },
    dimensions: verdicts,
    partners: scores.map(({ change }) => change),
    ...lists,
    events: bearing.inLogOrder(made),
  }
}

function footingOf({ status, primary, contenders }: Footing): Footing {
  return { status, primary, contenders }
}

/** Changes of every score, the largest first, each with the ids of the events that made it. */
function* scoreChanges(
  was: ReadSide,
  is: ReadSide,
  bearing: Bearing,
  limit: number,
): Steps<{ change: ScoreChange; made: readonly string[] }[]> {
  const partners = [...new Set([was, is].flatMap(({ judged }) => judged.partners.map(({ partner }) => partner)))]
  const found: { change: ScoreChange; made: readonly string[] }[] = []
  for (const partner of partners.sort(byText)) {
    for (const dimension of dimensions) {
      yield
      const before = yield* was.shares(partner, dimension)
      const after = yield* is.shares(partner, dimension)
      const parts = partsOf(before.shares, after.shares)
      if (before.units === after.units && parts.every(({ moved }) => !moved)) continue
      const { causes, rest, made } = yield* causesOf(parts, partner, bearing, limit)
      const change = {
        partner,
        dimension,
        before: print(before.units),
        after: print(after.units),
        delta: print(after.units - before.units),
        causes,
        rest,
      }
      if (before.units !== after.units || causes.length > 0) found.push({ change, made })
    }
  }
  const size = ({ change }: { change: ScoreChange }) => Math.abs(change.delta)
  return found.sort((a, b) => size(b) - size(a) || byText(a.change.partner, b.change.partner))
}

/** One driver on both sides. */
interface Part {
  readonly before: Share | null
  readonly after: Share | null
  readonly units: number
  /** Whether the driver itself changed, rather than being displaced by others. */
  readonly moved: boolean
}

function partsOf(before: readonly Share[], after: readonly Share[]): Part[] {
  const later = new Map(after.map(share => [share.key, share]))
  const parts: Part[] = before.map(share => {
    const now = later.get(share.key) ?? null
    later.delete(share.key)
    return {
      before: share,
      after: now,
      units: (now?.units ?? 0) - share.units,
      moved: now === null || !sameDriver(share, now),
    }
  })
  for (const share of later.values()) parts.push({ before: null, after: share, units: share.units, moved: true })
  return parts
}

function sameDriver(a: Share, b: Share): boolean {
  return a.weight === b.weight && a.probability === b.probability && a.decay === b.decay && a.text === b.text
}

function* causesOf(parts: readonly Part[], partner: string, bearing: Bearing, limit: number) {
  const told: ({ readonly part: Part } & ReturnType<Bearing['of']>)[] = []
  for (const part of parts) {
    yield
    if (part.moved && part.units !== 0) told.push({ part, ...bearing.of(part.before, part.after, partner) })
  }
  told.sort((a, b) => Math.abs(b.part.units) - Math.abs(a.part.units) || byText(textOf(a.part), textOf(b.part)))
  const causes = told.slice(0, limit).map(({ part, kind, eventIds }) => ({
    eventIds,
    text: textOf(part),
    kind,
    contribution: print(part.units),
  }))
  const tail = told.slice(limit)
  const total = parts.reduce((sum, { units }) => sum + units, 0)
  const shown = told.slice(0, limit).reduce((sum, { part }) => sum + part.units, 0)
  const rest = { events: new Set(tail.flatMap(({ eventIds }) => eventIds)).size, contribution: print(total - shown) }
  return { causes, rest, made: told.flatMap(({ kind, eventIds }) => (kind === 'clock' ? [] : eventIds)) }
}

function textOf({ before, after }: Part): string {
  if (before === null || after === null) return (after ?? before)!.text
  return before.text === after.text ? after.text : `${before.text} → ${after.text}`
}
