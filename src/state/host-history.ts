import type { Day } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import type { Dimension } from '../../events/words.js'
import { type Claim, resolve } from '../../projections/claim.js'
import { judge } from '../../projections/decide.js'
import { edgesOfLife } from '../../projections/edges.js'
import type { FlowFact } from '../../projections/explain.js'
import { factKeyOf, isAlone, joinPlans, type Plan } from '../../projections/fact.js'
import { hasFlows } from '../../projections/flows.js'
import type { AgreementLife, Life, LifeAnomaly } from '../../projections/life.js'
import { type Mismatch, plain } from '../../projections/mismatches.js'
import { oddities } from '../../projections/oddities.js'
import { broughtIntoForce, hostsOf, objectKeysOf, replacementOf } from '../../projections/routing.js'
import { structureOf } from '../../projections/structure.js'
import { currentIndex, isChanging as isTrackChanging, type Track } from '../../projections/track.js'
import { byText, ENDED_SHOWN, type ObjectsView, type PartnerSum, type View } from '../../projections/view.js'
import { createEdgeIndex } from './edge-index.js'
import { createFlowHistory, type FactGroup, groupOfOne } from './flow-history.js'
import { createLifeIndex } from './life-index.js'
import { createLine, type Line, type LineSource, type RawRuns } from './line.js'
import { createMismatchHistory, standingOn } from './mismatch-history.js'
import { createObjectHistory, type Folding, insertClaim, noteChange, type ObjectHistory } from './object-history.js'
import { createCounter, upperBound } from './versions.js'

/** Objects with more claims than this are folded when asked about, not at every event: see `busy` below. */
const BUSY_CLAIMS = 64

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

interface Work {
  readonly known: number
  readonly object: ObjectHistory | null
  readonly group: FactGroup | null
  readonly claim: Claim | null
}

interface Worked {
  life: Life | null
  edges: readonly Day[]
  anomalies: number
}

export function createHostHistory(folding: Folding): HostHistory {
  const { host, policy } = folding
  const claims: Claim[] = []
  const touches: number[] = []
  const bySource = new Map<string, Claim[]>()
  const objects = new Map<string, ObjectHistory>()
  const groups = new Map<string, FactGroup>()
  /** Objects that the claims of one named fact speak of: more than one only where claims disagree. */
  const objectsOfFact = new Map<string, Set<ObjectHistory>>()
  /** By the id of an agreement, those that it is said to replace. */
  const followers = new Map<string, Set<ObjectHistory>>()
  const planned: Claim[] = []
  const mismatches = createMismatchHistory(folding, objects, groups)
  let queue: Work[] = []

  const worked = new Map<ObjectHistory, Worked>()
  const busy = new Map<ObjectHistory, number>()
  const index = createLifeIndex<ObjectHistory>()
  const structuralEdges = createEdgeIndex()
  const flowEdges = createEdgeIndex()
  const anomalyCount = createCounter()
  const claimAnomalies = new Map<Claim, number>()
  const flows = createFlowHistory(folding)
  const ends: { readonly on: Day; readonly object: ObjectHistory }[] = []
  let endsSorted = true
  const lastTouched = () => touches.at(-1) ?? -1
  let now: Moment | null = null
  let busyEdges: { readonly touched: number; readonly days: readonly Day[] } | null = null
  const present = createLine(
    lineSource(
      lastTouched,
      () => {
        const days = structuralEdges.present()
        if (busy.size === 0) return days
        if (busyEdges?.touched !== lastTouched()) {
          busyEdges = { touched: lastTouched(), days: withBusyEdges(days, lastTouched()) }
        }
        return busyEdges.days
      },
      () => flowEdges.present(),
    ),
  )
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

  function objectFor(key: string): ObjectHistory {
    let object = objects.get(key)
    if (object === undefined) {
      object = createObjectHistory(key, folding)
      objects.set(key, object)
      mismatches.noteObject(object)
    }
    return object
  }

  function place(claim: Claim, known: number): void {
    const { event } = resolve(claim, known)
    const factKey = factKeyOf(claim.id, event)
    const named = event.factId !== undefined
    for (const object of objectsOf(claim, event)) {
      insertClaim(object.claims, claim)
      enqueueObject(object, known)
      if (named) linkFact(factKey, object, known)
    }
    const replacement = replacementOf(event)
    if (replacement !== null) follow(replacement.by, objectFor(`agreement:${replacement.replaced}`), known)
    if (named) {
      for (const object of objectsOfFact.get(factKey) ?? []) {
        insertClaim(object.claims, claim)
        enqueueObject(object, known)
      }
    }
    mismatches.noteClaim(claim, event)
    if (hasFlows(event.type)) {
      const group = groups.get(factKey)
      if (group !== undefined) {
        insertClaim(group.claims, claim)
        enqueueGroup(group, known)
      } else if (known === claim.seq && isAlone(factKey)) {
        queue.push({ known, object: null, group: groupOfOne(factKey, claim), claim: null })
      } else {
        const made: FactGroup = { key: factKey, claims: [claim], changes: [], worked: -1 }
        groups.set(factKey, made)
        enqueueGroup(made, known)
      }
    }
    if (event.claim.modality === 'planned') insertClaim(planned, claim)
    queue.push({ known, object: null, group: null, claim })
  }

  /** Objects that a claim speaks of, and those that end by what it says. */
  function objectsOf(claim: Claim, event: DomainEvent): ObjectHistory[] {
    const entered = broughtIntoForce(event)
    const replaced = entered === null ? undefined : followers.get(entered)
    return [...objectKeysOf(event, host, claim.id).map(objectFor), ...(replaced ?? [])]
  }

  /** An agreement that is replaced looks at the entries into force of the one that replaces it. */
  function follow(agreementId: string, replaced: ObjectHistory, known: number): void {
    const following = followers.get(agreementId)
    if (following?.has(replaced)) return
    if (following) following.add(replaced)
    else followers.set(agreementId, new Set([replaced]))
    for (const claim of objects.get(`agreement:${agreementId}`)?.claims ?? []) {
      const { event } = resolve(claim, known)
      if (broughtIntoForce(event) === null) continue
      insertClaim(replaced.claims, claim)
      if (event.factId !== undefined) linkFact(factKeyOf(claim.id, event), replaced, known)
    }
  }

  /** Claims of one named fact about several objects are all looked at in each of them: the best one decides. */
  function linkFact(factKey: string, object: ObjectHistory, known: number): void {
    let linked = objectsOfFact.get(factKey)
    if (linked === undefined) {
      linked = new Set()
      objectsOfFact.set(factKey, linked)
    }
    if (linked.has(object)) return
    linked.add(object)
    if (linked.size === 1) return
    const all = [...linked].flatMap(one => one.claims).filter(claim => mayBe(claim, factKey, known))
    for (const one of linked) {
      for (const claim of all) insertClaim(one.claims, claim)
      enqueueObject(one, known)
    }
  }

  function mayBe(claim: Claim, factKey: string, known: number): boolean {
    return factKeyOf(claim.id, resolve(claim, known).event) === factKey || factKeyOf(claim.id, claim.event) === factKey
  }

  function enqueueObject(object: ObjectHistory, known: number): void {
    if (noteChange(object.changes, known)) queue.push({ known, object, group: null, claim: null })
  }

  function enqueueGroup(group: FactGroup, known: number): void {
    if (noteChange(group.changes, known)) queue.push({ known, object: null, group, claim: null })
  }

  /** What the claim was before the change has to be looked at again too. */
  function displace(claim: Claim, known: number): void {
    const { event } = resolve(claim, known - 1)
    const factKey = factKeyOf(claim.id, event)
    for (const object of objectsOf(claim, event)) enqueueObject(object, known)
    for (const object of objectsOfFact.get(factKey) ?? []) enqueueObject(object, known)
    const group = groups.get(factKey)
    if (group !== undefined) enqueueGroup(group, known)
    else if (hasFlows(event.type) && isAlone(factKey)) {
      const alone = { ...groupOfOne(factKey, claim), worked: claim.seq }
      groups.set(factKey, alone)
      enqueueGroup(alone, known)
    }
  }

  function workIn(): void {
    if (queue.length === 0) return
    const work = queue
    queue = []
    for (const { known, object, group, claim } of work) {
      if (object !== null) workObject(object, known)
      else if (group !== null) workGroup(group, known)
      else if (claim !== null) workClaim(claim, known)
    }
  }

  function workObject(object: ObjectHistory, known: number): void {
    const before = worked.get(object) ?? { life: null, edges: [], anomalies: 0 }
    if (busy.has(object)) {
      present.forget(before.life === null ? Number.NEGATIVE_INFINITY : beginOf(before.life), Number.POSITIVE_INFINITY)
      return
    }
    if (object.claims.length > BUSY_CLAIMS) {
      busy.set(object, known)
      index.set(object, null, known)
      structuralEdges.remove(before.edges, known)
      anomalyCount.add(known, -before.anomalies)
      worked.delete(object)
      present.forget(before.life === null ? Number.NEGATIVE_INFINITY : beginOf(before.life), Number.POSITIVE_INFINITY)
      return
    }
    const life = object.lifeAt(known)
    const after: Worked = {
      life,
      edges: life === null ? [] : edgesOfLife(life, policy),
      anomalies: life === null ? 0 : life.anomalies.length,
    }
    index.set(object, life?.span ?? null, known)
    structuralEdges.remove(before.edges, known)
    structuralEdges.add(after.edges, known)
    anomalyCount.add(known, after.anomalies - before.anomalies)
    for (const on of life?.kind === 'agreement' ? endsOf(life) : []) {
      ends.push({ on, object })
      endsSorted = false
    }
    for (const one of [before.life, life]) if (one !== null) present.forget(beginOf(one), reachOf(one))
    worked.set(object, after)
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
    anomalyCount.add(known, count - (claimAnomalies.get(claim) ?? 0))
    claimAnomalies.set(claim, count)
  }

  function lifeOf(key: string, known: number): Life | null {
    return objects.get(key)?.lifeAt(known) ?? null
  }

  function busyAt(known: number): ObjectHistory[] {
    return [...busy].filter(([, since]) => since <= known).map(([object]) => object)
  }

  function endedAt(at: Day, known: number): AgreementLife[] {
    if (!endsSorted) {
      ends.sort((a, b) => a.on - b.on || byText(a.object.key, b.object.key))
      endsSorted = true
    }
    const ended = new Map<string, { readonly life: AgreementLife; readonly on: Day }>()
    const take = (object: ObjectHistory, on: Day | null) => {
      const life = object.lifeAt(known)
      if (life?.kind !== 'agreement' || ended.has(life.key)) return
      const step = life.track.steps[currentIndex(life.track, at)]
      if (step?.state.status !== 'ended' || (on !== null && step.when.from !== on)) return
      ended.set(life.key, { life, on: step.when.from })
    }
    for (const object of busyAt(known)) take(object, null)
    const fromBusy = ended.size
    let last: Day | null = null
    for (let i = lastEndBefore(at); i >= 0; i--) {
      const { on, object } = ends[i]!
      // Ends of one day are all looked at: among them the order is that of the keys.
      if (ended.size - fromBusy >= ENDED_SHOWN && on !== last) break
      last = on
      take(object, on)
    }
    return [...ended.values()]
      .sort((a, b) => b.on - a.on || byText(a.life.key, b.life.key))
      .slice(0, ENDED_SHOWN)
      .map(({ life }) => life)
  }

  function lastEndBefore(at: Day): number {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]!.on <= at) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  function plansAt(known: number): Plan[] {
    if (planned.length === 0) return []
    const near = new Set<Claim>()
    for (const claim of planned) {
      if (claim.seq > known) break
      near.add(claim)
      const { event } = resolve(claim, known)
      for (const key of objectKeysOf(event, host, claim.id))
        for (const one of objects.get(key)?.claims ?? []) near.add(one)
      for (const one of groups.get(factKeyOf(claim.id, event))?.claims ?? []) near.add(one)
    }
    const here = [...near].filter(claim => hostsOf(resolve(claim, known).event).includes(host))
    return joinPlans(
      here.sort((a, b) => a.seq - b.seq),
      known,
    )
  }

  function anomalyCountAt(known: number): number {
    let count = anomalyCount.at(known)
    for (const object of busyAt(known)) count += object.lifeAt(known)?.anomalies.length ?? 0
    return count
  }

  const history: HostHistory = {
    host,
    claims,
    note(claim) {
      insertClaim(claims, claim)
      touch(claim.seq)
      noteSource(claim, claim.seq)
      place(claim, claim.seq)
    },
    noteChangeOf(claim, known) {
      touch(known)
      insertClaim(claims, claim)
      noteSource(claim, known)
      displace(claim, known)
      place(claim, known)
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
    if (touched === (touches.at(-1) ?? -1)) {
      if (now?.touched !== touched) now = createMoment(touched, present, flows.present())
      return now
    }
    let moment = past.get(touched)
    if (moment === undefined) {
      if (past.size >= PAST_MOMENTS) past.delete(past.keys().next().value!)
      const structural = once(() => withBusyEdges(structuralEdges.daysAt(touched), touched))
      const flow = once(() => flowEdges.daysAt(touched))
      moment = createMoment(touched, createLine(lineSource(() => touched, structural, flow)), flows.sumsAt(touched))
    } else past.delete(touched)
    past.set(touched, moment)
    return moment
  }

  function createMoment(touched: number, line: Line, sums: readonly PartnerSum[]): Moment {
    const life = (key: string) => lifeOf(key, touched)
    const odd = once(() => mismatches.at(touched))
    return { touched, line, sums, life, plans: plansAt(touched), anomalies: anomalyCountAt(touched), mismatches: odd }
  }

  function lineSource(touched: () => number, structural: () => readonly Day[], flow: () => readonly Day[]): LineSource {
    return {
      structuralEdges: structural,
      flowEdges: flow,
      structureOn(day) {
        const objects = objectsAt(day, touched())
        return { structure: structureOf(objects), steady: !objects.lives.some(life => isChanging(life, day)) }
      },
      verdictsOn(day, structure) {
        const { sums, life } = momentAt(touched())
        const view = { host, at: day, knownDay: day, structure, life, plans: [], anomalies: 0, sums, policy }
        return judge(view).verdicts
      },
    }
  }

  function objectsAt(at: Day, touched: number): ObjectsView {
    const lives: Life[] = []
    const add = (object: ObjectHistory) => {
      const life = object.lifeAt(touched)
      if (life !== null) lives.push(life)
    }
    for (const object of index.at(at, touched)) add(object)
    for (const object of busyAt(touched)) add(object)
    const ended = once(() => endedAt(at, touched))
    return { host, at, lives, life: key => lifeOf(key, touched), ended, policy }
  }

  function withBusyEdges(days: readonly Day[], touched: number): readonly Day[] {
    const busyNow = busyAt(touched)
    if (busyNow.length === 0) return days
    const more = busyNow.flatMap(object => {
      const life = object.lifeAt(touched)
      return life === null ? [] : edgesOfLife(life, policy)
    })
    return [...new Set([...days, ...more])].sort((a, b) => a - b)
  }
}

const PAST_MOMENTS = 32

/** Everything about a host as known at one place. */
interface Moment {
  readonly touched: number
  readonly line: Line
  readonly sums: readonly PartnerSum[]
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

function endsOf(life: AgreementLife): Day[] {
  return life.track.steps.filter(step => step.state.status === 'ended').map(step => step.when.from)
}

/** First day on which a life can matter: one of which no day is known still is there for what rests on it. */
function beginOf({ span }: Life): Day {
  return span.from === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : span.from
}

/** Last day on which a life can matter to an answer: others rest on agreements and take over from forces that are gone. */
function reachOf(life: Life): Day {
  const reaches = life.kind === 'agreement' || life.kind === 'force'
  return reaches ? Number.POSITIVE_INFINITY : life.span.to
}

/** Whether a day lies within a change of the life whose day is not known: then each day weighs differently. */
function isChanging(life: Life, day: Day): boolean {
  return isTrackChanging(life.track as Track<unknown>, day)
}
