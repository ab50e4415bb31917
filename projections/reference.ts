/**
 * The naive reading of a log: everything is resolved, folded and evaluated again for every question. It says what the
 * answers are; the engine may only be faster. Tests hold the engine to it, and `entente verify` does so on real data.
 */
import type { Day } from '../events/calendar.js'
import type { DomainEvent } from '../events/catalogue.js'
import { type Dimension, dimensions } from '../events/words.js'
import { anomaliesOfClaim } from './anomalies/claim-anomalies.js'
import { plain } from './anomalies/mismatch.js'
import { mismatchesOf } from './anomalies/mismatches.js'
import { watchKeysOf } from './anomalies/watch-keys.js'
import { partnerState, type RunsByDimension, windowsOf } from './answers/partner-state.js'
import { judge } from './evaluate/decide.js'
import { ENDED_SHOWN } from './evaluate/objects-view.js'
import type { PartnerSum } from './evaluate/partner-sum.js'
import { coverRuns, extendRuns, type GrowingRuns, noRuns, type Run } from './evaluate/runs.js'
import { type Structure, structureOf } from './evaluate/structure.js'
import type { View } from './evaluate/view.js'
import { whileThere } from './evaluate/while-there.js'
import { blockOf, type Carry, carryOver, leftAt, NO_CARRY, type SumParts } from './fold/decay.js'
import { dropsOf, flowsOf, seriesKey } from './fold/flows.js'
import type { LifeAnomaly } from './fold/life.js'
import { currentIndex, nextChange, type Track } from './fold/track.js'
import type { AgreementLife } from './kinds/agreement/life.js'
import type { Life } from './kinds/index.js'
import { edgesOfLife, foldLife, livesByKey } from './kinds/lives.js'
import { objectsOf } from './kinds/objects-of.js'
import type { Policy } from './policy/policy.js'
import { type Claim, resolve, targetsOf } from './resolve/claim.js'
import { type Fact, joinFacts, joinPlans } from './resolve/fact.js'
import { keyOf, type ObjectRef } from './resolve/object-ref.js'
import { broughtIntoForce, hostsOf, replacementOf } from './resolve/routing.js'
import type { Estimate } from './values/estimate.js'
import { byText } from './values/order.js'
import type { Known } from './values/place.js'
import { edgesOf } from './values/when.js'

export interface Logged {
  readonly id: string
  readonly event: DomainEvent
  /** Day of recording; where it is left out no date is held against it. */
  readonly recordedOn?: Day
}

/**
 * Claims with their effects, from the whole log: nothing is kept between questions. An event says nothing of what comes
 * later in the log than itself, and an id that came before is passed over.
 */
export function claimsOf(log: readonly Logged[]): Claim[] {
  const byId = new Map<string, Claim & { effects: Claim[] }>()
  for (const [seq, { id, event, recordedOn = Number.POSITIVE_INFINITY }] of log.entries()) {
    if (byId.has(id)) continue
    const claim = { seq, id, event, recordedOn, effects: [] }
    for (const target of new Set(targetsOf(event))) byId.get(target)?.effects.push(claim)
    byId.set(id, claim)
  }
  return [...byId.values()]
}

/** The naive answer: resolve, fold and evaluate everything from the raw log, for one question, and judge every day up to its own. */
export function referenceAnswer(
  log: readonly Logged[],
  host: string,
  at: Day,
  known: Known,
  knownDay: Day,
  policy: Policy,
) {
  const { view, runs } = referenceView(log, host, at, known, knownDay, policy)
  const everyDay = runs(at)
  return { state: partnerState(view, everyDay), runs: everyDay }
}

export function referenceView(
  log: readonly Logged[],
  host: string,
  at: Day,
  known: Known,
  knownDay: Day,
  policy: Policy,
) {
  const claims = claimsOf(log).filter(({ seq }) => seq <= known)
  const grades = new Map<string, Claim[]>()
  for (const claim of claims) {
    if (claim.event.type !== 'SourceRegraded') continue
    const { sourceId } = claim.event.data
    grades.set(sourceId, [...(grades.get(sourceId) ?? []), claim])
  }
  const mine = claims.filter(
    claim => isAboutTheWorld(claim.event) && hostsOf(resolve(claim, known).event).includes(host),
  )
  const facts = joinFacts(mine, known, grades, policy)
  const told = new Map<string, { readonly object: ObjectRef; readonly facts: Set<Fact> }>()
  for (const fact of facts) {
    const replaced = facts.flatMap(({ event }): ObjectRef[] => {
      const replacement = replacementOf(event)
      const isEntry = replacement !== null && replacement.by === broughtIntoForce(fact.event)
      return isEntry ? [{ kind: 'agreement', id: replacement.replaced }] : []
    })
    for (const object of [...objectsOf(fact.event, host, fact.id), ...replaced]) {
      const key = keyOf(object)
      const of = told.get(key) ?? { object, facts: new Set() }
      told.set(key, of)
      of.facts.add(fact)
    }
  }
  const lives = new Map<string, Life>()
  for (const key of [...told.keys()].sort(byText)) {
    const { object, facts: ofObject } = told.get(key)!
    const life = foldLife(object, host, [...ofObject], policy)
    if (life !== null) lives.set(key, life)
  }
  const sums = whileThere(sumsOf(facts, host, policy), host)
  const life = livesByKey(key => lives.get(key) ?? null)
  const mismatches = mismatchesOf({
    host,
    lives: [...lives.values()],
    life,
    policy,
    facts: key => facts.filter(fact => watchKeysOf(fact.event, host).includes(key)),
  })
  const odd: readonly LifeAnomaly[] = [
    ...[...lives.values()].flatMap(one => one.anomalies),
    ...mine.flatMap(claim => anomaliesOfClaim(claim, known, host)),
    ...mismatches.filter(({ since }) => since <= knownDay).map(plain),
  ]
  const anomalies = odd.length
  const base = { host, knownDay, life, plans: joinPlans(mine, known), anomalies, sums, policy }
  const structureAt = (day: Day) =>
    structureOf({ host, at: day, lives: [...lives.values()], life, ended: () => endedOf(lives, day), policy })
  const viewOn = (day: Day): View => ({ ...base, at: day, structure: structureAt(day) })
  return { view: viewOn(at), viewOn, runs, facts, lives, odd }

  /** Runs of every dimension over every day up to one: each day is judged by itself. */
  function runs(upTo: Day): RunsByDimension {
    const edges = [
      ...[...lives.values()].flatMap(life => edgesOfLife(life, policy)),
      ...facts.filter(fact => flowsOf(fact, host, policy).length > 0).flatMap(fact => edgesOf(fact.when)),
    ]
    const edgeDays = new Set(edges)
    const first = edges.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY)
    const raw = {} as Record<Dimension, GrowingRuns>
    for (const dimension of dimensions) raw[dimension] = noRuns()
    let structure: Structure | null = null
    let quiet = false
    for (let day = first; day <= upTo; day++) {
      // What is structural stands still but on edges and while a change of which no day is known goes on.
      const moves =
        edgeDays.has(day) ||
        [...lives.values()].some(({ track }) => nextChange(track as Track<unknown>, day - 1) <= day)
      const wasQuiet = quiet
      quiet = sums.every(sum => isNothing(sum.leftAt(day)))
      if (structure !== null && !moves && quiet && wasQuiet) continue
      structure = structure === null || moves ? structureAt(day) : structure
      const { verdicts } = judge({ ...base, at: day, structure })
      for (const dimension of dimensions) extendRuns(raw[dimension], day, verdicts[dimension])
    }
    const runs = {} as Record<Dimension, readonly Run[]>
    for (const dimension of dimensions) {
      runs[dimension] = coverRuns(raw[dimension], windowsOf({ life }, dimension), knownDay)
    }
    return runs
  }
}

/** Corrections, retractions, merges and regradings speak of other events, not of a host. */
function isAboutTheWorld(event: DomainEvent): boolean {
  return targetsOf(event).length === 0 && event.type !== 'SourceRegraded'
}

function endedOf(lives: ReadonlyMap<string, Life>, day: Day): AgreementLife[] {
  const ended: { life: AgreementLife; on: Day }[] = []
  for (const life of lives.values()) {
    if (life.kind !== 'agreement') continue
    const index = currentIndex(life.track, day)
    const step = life.track.steps[index]
    if (step?.state.status === 'ended') ended.push({ life, on: step.when.from })
  }
  return ended
    .sort((a, b) => b.on - a.on || byText(a.life.key, b.life.key))
    .slice(0, ENDED_SHOWN)
    .map(({ life }) => life)
}

function sumsOf(facts: readonly Fact[], host: string, policy: Policy): PartnerSum[] {
  const series = new Map<string, { head: Omit<PartnerSum, 'leftAt'>; halfLife: number; days: Map<Day, Estimate> }>()
  for (const fact of facts) {
    for (const flow of flowsOf(fact, host, policy)) {
      const { partner, dimension, authority, halfLife } = flow
      const key = seriesKey(flow)
      const one = series.get(key) ?? { head: { partner, dimension, authority }, halfLife, days: new Map() }
      series.set(key, one)
      for (const { day, amount } of dropsOf(flow.amount, fact.when)) {
        const before = one.days.get(day) ?? { low: 0, point: 0, high: 0 }
        one.days.set(day, {
          low: before.low + amount.low,
          point: before.point + amount.point,
          high: before.high + amount.high,
        })
      }
    }
  }
  return [...series.keys()].sort(byText).map(key => {
    const { head, halfLife, days } = series.get(key)!
    const order = [...days.keys()].sort((a, b) => a - b)
    const blocks = [...new Set(order.map(blockOf))]
    const parts = partsOf(halfLife, days)
    // Days are asked about one after the other: each carry is made once.
    const carries: Carry[] = []
    let last: { readonly block: number; readonly carry: Carry } | null = null
    const carryBefore = (block: number): Carry => {
      if (last?.block === block) return last.carry
      const count = blocks.filter(one => one < block).length
      for (let i = carries.length; i < count; i++)
        carries.push(carryOver(parts, carries[i - 1] ?? NO_CARRY, blocks[i]!))
      last = { block, carry: carries[count - 1] ?? NO_CARRY }
      return last.carry
    }
    return { ...head, leftAt: at => leftAt(parts, at, carryBefore(blockOf(at))) }
  })
}

function partsOf(halfLife: number, days: ReadonlyMap<Day, Estimate>): SumParts {
  const inBlock = new Map<number, Day[]>()
  for (const day of [...days.keys()].sort((a, b) => a - b)) {
    inBlock.set(blockOf(day), [...(inBlock.get(blockOf(day)) ?? []), day])
  }
  return {
    halfLife,
    addDays(at, table, to) {
      let some = false
      for (const day of inBlock.get(blockOf(at)) ?? []) {
        if (day > at) break
        const { low, point, high } = days.get(day)!
        const left = table[at - day]!
        to[0] = to[0]! + low * left
        to[1] = to[1]! + point * left
        to[2] = to[2]! + high * left
        some ||= low !== 0 || point !== 0 || high !== 0
      }
      return some
    },
  }
}

function isNothing({ low, point, high }: Estimate): boolean {
  return low === 0 && point === 0 && high === 0
}
