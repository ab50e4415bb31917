import type { Day } from '../../../events/calendar.js'
import type { Dimension } from '../../../events/words.js'
import { oddities } from '../../../projections/anomalies/claim-anomalies.js'
import { type Mismatch, plain } from '../../../projections/anomalies/mismatches.js'
import type { FlowFact } from '../../../projections/answers/explain.js'
import { judge } from '../../../projections/evaluate/decide.js'
import type { BoundedSum } from '../../../projections/evaluate/partner-sum.js'
import { structureOf } from '../../../projections/evaluate/structure.js'
import type { View } from '../../../projections/evaluate/view.js'
import { hasFlows } from '../../../projections/fold/flows.js'
import type { Life, LifeAnomaly } from '../../../projections/fold/life.js'
import { nextChange, type Track } from '../../../projections/fold/track.js'
import { type Claim, resolve } from '../../../projections/resolve/claim.js'
import { factKeyOf, isAlone, type Plan } from '../../../projections/resolve/fact.js'
import { hostsOf, objectKeysOf } from '../../../projections/resolve/routing.js'
import { byText } from '../../../projections/values/order.js'
import { createEdgeIndex } from '../index/edge-index.js'
import { createCounter, upperBound } from '../index/versions.js'
import { createFlowHistory, type FactGroup, groupOfOne } from './flow-history.js'
import { createLine, type Line, type LineSource, type RawRuns } from './line.js'
import { createMismatchHistory, standingOn } from './mismatch-history.js'
import { createObjectHistory, type Folding, insertClaim, type ObjectHistory } from './object-history.js'
import { BUSY_CLAIMS, createObjectIndex } from './object-index.js'
import { createPlacement } from './placement.js'

/** Everything that concerns one host. Events are noted as they come and worked in before the next question. */
export interface HostHistory {
  readonly host: string
  /** Claims that concern or once concerned the host, in log order. */
  readonly claims: readonly Claim[]
  /** Note an event that is itself a claim about the host. */
  note(claim: Claim): void
  /** Note that what is said of a claim changed at a place: it was corrected, retracted, merged, its source regraded. */
  noteChangeOf(claim: Claim, known: number): void
  /** Claims of one source. */
  ofSource(sourceId: string): readonly Claim[]
  /** Last place at or before `known` that concerns the host; -1 when there is none. */
  lastTouch(known: number): number
  viewAt(at: Day, known: number, knownDay: Day): View
  /** Runs of every dimension before coverage, at least up to a day, as known at a place. */
  runs(upTo: Day, known: number): RawRuns
  anomaliesAt(known: number, knownDay: Day): LifeAnomaly[]
  /** What a score's decaying part is made of, as known at a place. */
  flowFacts(partner: string, dimension: Dimension, known: number): FlowFact[]
  /** What each claim would raise if it were stored next, after the ones before it, on a day. */
  preview(next: readonly Claim[], today: Day, thorough: boolean): LifeAnomaly[][]
  /** First place after `known` that concerns the host; null when there is none. */
  nextTouch(known: number): number | null
}

export function createHostHistory(folding: Folding): HostHistory {
  const { host, policy } = folding
  const claims: Claim[] = []
  const touches: number[] = []
  const bySource = new Map<string, Claim[]>()
  const placement = createPlacement(
    folding,
    object => mismatches.noteObject(object),
    (claim, event) => mismatches.noteClaim(claim, event),
  )
  const { objects, groups } = placement
  const mismatches = createMismatchHistory(folding, objects, groups)
  const index = createObjectIndex(folding)
  const flows = createFlowHistory(folding)
  const flowEdges = createEdgeIndex()
  const claimAnomalies = new Map<Claim, number>()
  const claimAnomalyCount = createCounter()
  const lastTouched = () => touches.at(-1) ?? -1
  const present = createLine(
    lineSource(
      lastTouched,
      () => index.presentEdges(lastTouched()),
      () => flowEdges.present(),
    ),
  )
  let now: Moment | null = null
  const past = new Map<number, Moment>()

  function touch(known: number): void {
    if (touches.at(-1) !== known) touches.push(known)
  }

  function noteSource(claim: Claim, known: number): void {
    const { sourceId } = resolve(claim, known).event.claim
    const list = bySource.get(sourceId)
    if (list) insertClaim(list, claim)
    else bySource.set(sourceId, [claim])
  }

  function workIn(): void {
    for (const work of placement.takeWork()) {
      if (work.kind === 'object') {
        for (const { from, to } of index.work(work.object, work.known)) present.forget(from, to)
      } else if (work.kind === 'group') workGroup(work.group, work.known)
      else workClaim(work.claim, work.known)
    }
  }

  function workGroup(group: FactGroup, known: number): void {
    const change = flows.work(group, known)
    if (change === null) return
    flowEdges.remove(change.edges.removed, known)
    flowEdges.add(change.edges.added, known)
    present.forget(Math.min(change.from, ...change.edges.removed, ...change.edges.added), change.to)
  }

  function workClaim(claim: Claim, known: number): void {
    const here = hostsOf(resolve(claim, known).event).includes(host)
    const count = here ? oddities(claim, known, host).length : 0
    claimAnomalyCount.add(known, count - (claimAnomalies.get(claim) ?? 0))
    claimAnomalies.set(claim, count)
  }

  function lifeOf(key: string, known: number): Life | null {
    return objects.get(key)?.lifeAt(known) ?? null
  }

  const history: HostHistory = {
    host,
    claims,
    note(claim) {
      insertClaim(claims, claim)
      touch(claim.seq)
      noteSource(claim, claim.seq)
      placement.place(claim, claim.seq)
    },
    noteChangeOf(claim, known) {
      touch(known)
      insertClaim(claims, claim)
      noteSource(claim, known)
      placement.displace(claim, known)
      placement.place(claim, known)
    },
    ofSource: sourceId => bySource.get(sourceId) ?? [],
    lastTouch: known => touches[upperBound(touches, known) - 1] ?? -1,
    viewAt(at, known, knownDay) {
      const moment = momentAt(history.lastTouch(known))
      const { sums, plans, line, life } = moment
      const anomalies = moment.anomalies + standingOn(moment.mismatches(), knownDay).length
      return { host, at, knownDay, structure: line.structureAt(at), life, plans, anomalies, sums, policy }
    },
    runs: (upTo, known) => momentAt(history.lastTouch(known)).line.runs(upTo),
    flowFacts,
    preview,
    nextTouch: known => touches[upperBound(touches, known)] ?? null,
    anomaliesAt(known, knownDay) {
      workIn()
      const found: LifeAnomaly[] = []
      for (const object of [...objects.values()].sort((a, b) => byText(a.key, b.key))) {
        found.push(...(object.lifeAt(known)?.anomalies ?? []))
      }
      for (const claim of claims) {
        if (claim.seq > known) break
        if (hostsOf(resolve(claim, known).event).includes(host)) found.push(...oddities(claim, known, host))
      }
      return [...found, ...standingOn(mismatches.at(known), knownDay).map(plain)]
    },
  }

  function flowFacts(partner: string, dimension: Dimension, known: number): FlowFact[] {
    workIn()
    return flows.factsAt(allGroups(known), partner, dimension, known)
  }

  function* allGroups(known: number): Generator<FactGroup> {
    yield* groups.values()
    for (const claim of claims) {
      if (claim.seq > known || !hasFlows(claim.event.type)) continue
      const key = factKeyOf(claim.id, claim.event)
      if (isAlone(key) && !groups.has(key)) yield groupOfOne(key, claim)
    }
  }

  function preview(next: readonly Claim[], today: Day, thorough: boolean): LifeAnomaly[][] {
    const drafts = new Map<string, ObjectHistory>()
    return next.map((claim, i) => {
      const found = oddities(claim, claim.seq, host)
      const own: string[] = []
      for (const key of objectKeysOf(claim.event, host, claim.id)) {
        if (!thorough && (objects.get(key)?.claims.length ?? 0) > BUSY_CLAIMS) continue
        let draft = drafts.get(key)
        if (draft === undefined) {
          draft = createObjectHistory(key, folding)
          draft.claims.push(...(objects.get(key)?.claims ?? []))
          drafts.set(key, draft)
        }
        draft.claims.push(claim)
        draft.changes.push(claim.seq)
        own.push(key)
        found.push(...(draft.lifeAt(claim.seq)?.anomalies ?? []))
      }
      const said = next.slice(0, i + 1)
      const odd = thorough ? mismatches.after(said, drafts) : mismatches.afterLast(said, own, drafts)
      found.push(...standingOn(odd, today).map(plain))
      return found.filter(anomaly => anomaly.eventIds.includes(claim.id))
    })
  }

  return history

  /** What is known at the last place that concerns the host, or at an earlier one. */
  function momentAt(touched: number): Moment {
    workIn()
    if (touched === lastTouched()) {
      if (now?.touched !== touched) now = createMoment(touched, present, flows.present())
      return now
    }
    let moment = past.get(touched)
    if (moment === undefined) {
      if (past.size >= PAST_MOMENTS) past.delete(past.keys().next().value!)
      const structural = once(() => index.edgesAt(touched))
      const flow = once(() => flowEdges.daysAt(touched))
      moment = createMoment(touched, createLine(lineSource(() => touched, structural, flow)), flows.sumsAt(touched))
    } else past.delete(touched)
    past.set(touched, moment)
    return moment
  }

  function createMoment(touched: number, line: Line, sums: readonly BoundedSum[]): Moment {
    const life = (key: string) => lifeOf(key, touched)
    return {
      touched,
      line,
      sums,
      life,
      plans: placement.plansAt(touched),
      anomalies: index.anomaliesAt(touched) + claimAnomalyCount.at(touched),
      mismatches: once(() => mismatches.at(touched)),
    }
  }

  function lineSource(touched: () => number, structural: () => readonly Day[], flow: () => readonly Day[]): LineSource {
    return {
      structuralEdges: structural,
      flowEdges: flow,
      sums: () => momentAt(touched()).sums,
      policy,
      structureFrom(edge) {
        const known = touched()
        const lives = index.livesAt(edge, known)
        const life = (key: string) => lifeOf(key, known)
        const ended = once(() => index.endedAt(edge, known))
        const moving = lives.flatMap(({ track }) => (track.ramps.length === 0 ? [] : (track as Track<unknown>)))
        return {
          on: day => structureOf({ host, at: day, lives, life, ended, policy }),
          next: day => moving.reduce((next, track) => Math.min(next, nextChange(track, day)), Number.POSITIVE_INFINITY),
        }
      },
      verdictsOn(day, structure, sums) {
        const { life } = momentAt(touched())
        const view = { host, at: day, knownDay: day, structure, life, plans: [], anomalies: 0, sums, policy }
        return judge(view).verdicts
      },
    }
  }
}

const PAST_MOMENTS = 32

/** Everything about a host as known at one place. */
interface Moment {
  readonly touched: number
  readonly line: Line
  readonly sums: readonly BoundedSum[]
  readonly life: (key: string) => Life | null
  readonly plans: readonly Plan[]
  readonly anomalies: number
  readonly mismatches: () => readonly Mismatch[]
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
