/**
 * The naive reading of a log: everything is resolved, folded and evaluated again for every question. It says what the
 * answers are; the engine may only be faster. Tests hold the engine to it, and `entente verify` does so on real data.
 */
import type { Day } from '../events/calendar.js'
import type { DomainEvent } from '../events/catalogue.js'
import type { Dimension } from '../events/words.js'
import { oddities } from './anomalies/claim-anomalies.js'
import { mismatchesOf, plain, watchKeysOf } from './anomalies/mismatches.js'
import { partnerState, windowsOf } from './answers/partner-state.js'
import { judge } from './evaluate/decide.js'
import { ENDED_SHOWN } from './evaluate/objects-view.js'
import { changeDays, coverRuns, type Run, runsOf } from './evaluate/runs.js'
import { DIMENSIONS } from './evaluate/score.js'
import { structureOf } from './evaluate/structure.js'
import type { PartnerSum, View } from './evaluate/view.js'
import { atBlockEnd, blockOf, decayedSum, type SumParts } from './fold/decay.js'
import { edgesOfLife } from './fold/edges.js'
import { type Drop, dropsOf, flowsOf, seriesKey } from './fold/flows.js'
import type { AgreementLife, Life, LifeAnomaly } from './fold/life.js'
import { foldLife } from './fold/lives/index.js'
import { currentIndex } from './fold/track.js'
import type { Policy } from './policy/policy.js'
import { type Claim, resolve, targetsOf } from './resolve/claim.js'
import { type Fact, joinFacts, joinPlans } from './resolve/fact.js'
import { broughtIntoForce, hostsOf, objectKeysOf, replacementOf } from './resolve/routing.js'
import type { Estimate } from './values/estimate.js'
import { byText } from './values/order.js'
import { edgesOf } from './values/when.js'

export interface Logged {
  readonly id: string
  readonly event: DomainEvent
}

/** Claims with their effects, from the whole log: nothing is remembered between questions. */
export function claimsOf(log: readonly Logged[]): Claim[] {
  const claims = log.map(({ id, event }, seq): Claim => ({ seq, id, event, effects: [] }))
  const byId = new Map(claims.map(claim => [claim.id, claim]))
  for (const claim of claims) {
    for (const id of targetsOf(claim.event)) {
      const target = byId.get(id)
      if (target !== undefined) target.effects = [...target.effects, claim]
    }
  }
  return claims
}

/** The naive answer: resolve, fold and evaluate everything from the raw log, for one question. */
export function referenceState(
  log: readonly Logged[],
  host: string,
  at: Day,
  known: number,
  knownDay: Day,
  policy: Policy,
) {
  const { view, runs } = referenceView(log, host, at, known, knownDay, policy)
  return partnerState(view, runs)
}

export function referenceView(
  log: readonly Logged[],
  host: string,
  at: Day,
  known: number,
  knownDay: Day,
  policy: Policy,
) {
  const claims = claimsOf(log).slice(0, known + 1)
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
  const byKey = new Map<string, Fact[]>()
  for (const fact of facts) {
    const replaced = facts.flatMap(({ event }) => {
      const replacement = replacementOf(event)
      const isEntry = replacement !== null && replacement.by === broughtIntoForce(fact.event)
      return isEntry ? [`agreement:${replacement.replaced}`] : []
    })
    const keys = new Set([...objectKeysOf(fact.event, host, fact.id), ...replaced])
    for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), fact])
  }
  const lives = new Map<string, Life>()
  for (const key of [...byKey.keys()].sort(byText)) {
    const life = foldLife(key, host, byKey.get(key)!, policy)
    if (life !== null) lives.set(key, life)
  }
  const sums = sumsOf(facts, host, policy)
  const life = (key: string) => lives.get(key) ?? null
  const mismatches = mismatchesOf({
    host,
    lives: [...lives.values()],
    life,
    policy,
    facts: key => facts.filter(fact => watchKeysOf(fact.event, host).includes(key)),
  })
  const odd: readonly LifeAnomaly[] = [
    ...[...lives.values()].flatMap(one => one.anomalies),
    ...mine.flatMap(claim => oddities(claim, known, host)),
    ...mismatches.filter(({ since }) => since <= knownDay).map(plain),
  ]
  const anomalies = odd.length
  const viewAt = (day: Day): View => {
    const objects = { host, at: day, lives: [...lives.values()], life, ended: () => endedOf(lives, day), policy }
    const structure = structureOf(objects)
    return { host, at: day, knownDay, structure, life, plans: joinPlans(mine, known), anomalies, sums, policy }
  }
  const edges = [
    ...[...lives.values()].flatMap(life => edgesOfLife(life, policy)),
    ...facts.filter(fact => flowsOf(fact, host, policy).length > 0).flatMap(fact => edgesOf(fact.when)),
  ]
  const days = changeDays(edges, at)
  const judged = days.map(day => judge(viewAt(day)).verdicts)
  const runs = {} as Record<Dimension, readonly Run[]>
  for (const dimension of DIMENSIONS) {
    let i = 0
    const raw = runsOf(days, () => judged[i++]![dimension])
    runs[dimension] = coverRuns(raw, windowsOf(viewAt(at), dimension), knownDay)
  }
  return { view: viewAt(at), runs, days, facts, lives, odd }
}

/** Corrections, retractions, merges and regradings speak of other events, not of a host. */
function isAboutTheWorld(event: DomainEvent): boolean {
  return targetsOf(event).length === 0 && event.type !== 'SourceRegraded'
}

/** Ordinal of the last event at or before `known` that concerns the host, as far as it is known. */
export function lastTouching(claims: readonly Claim[], host: string, known: number): number | null {
  const concerned = (claim: Claim): boolean => {
    if (hostsOf(resolve(claim, known).event).includes(host) || hostsOf(claim.event).includes(host)) return true
    if (claim.event.type === 'SourceRegraded') {
      const { sourceId } = claim.event.data
      return claims.some(
        other =>
          other.seq < claim.seq && other.event.claim.sourceId === sourceId && hostsOf(other.event).includes(host),
      )
    }
    const targets = targetsOf(claim.event)
    return claims.some(other => targets.includes(other.id) && concerned(other))
  }
  return claims.findLast(concerned)?.seq ?? null
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
  // Blocks are sums of what each drop was worth, so they are made from the drops and not from the days.
  const drops = facts.flatMap(fact =>
    flowsOf(fact, host, policy).flatMap(flow =>
      dropsOf(flow.amount, fact.when).map(drop => ({ key: seriesKey(flow), ...drop })),
    ),
  )
  return [...series.keys()].sort(byText).map(key => {
    const { head, halfLife, days } = series.get(key)!
    const mine = drops.filter(drop => drop.key === key)
    const parts = partsOf(halfLife, days, mine)
    return { ...head, leftAt: at => decayedSum(parts, at) }
  })
}

function partsOf(halfLife: number, days: ReadonlyMap<Day, Estimate>, drops: readonly Drop[]): SumParts {
  const order = [...days.keys()].sort((a, b) => a - b)
  return {
    halfLife,
    firstBlock: blockOf(order[0]!),
    addBlock(block, to) {
      const worth = [0, 0, 0]
      for (const { day, amount } of drops) {
        if (blockOf(day) !== block) continue
        worth[0]! += atBlockEnd(amount.low, day, halfLife)
        worth[1]! += atBlockEnd(amount.point, day, halfLife)
        worth[2]! += atBlockEnd(amount.high, day, halfLife)
      }
      for (let i = 0; i < 3; i++) to[i] = to[i]! + worth[i]!
    },
    addDays(at, table, to) {
      for (const day of order) {
        if (blockOf(day) !== blockOf(at) || day > at) continue
        const { low, point, high } = days.get(day)!
        const left = table[at - day]!
        to[0] = to[0]! + low * left
        to[1] = to[1]! + point * left
        to[2] = to[2]! + high * left
      }
    },
  }
}
