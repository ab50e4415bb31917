import type { Day } from '../../../events/calendar.js'
import { type Dimension, dimensions } from '../../../events/words.js'
import { anomaliesOfClaim } from '../../../projections/anomalies/claim-anomalies.js'
import { plain } from '../../../projections/anomalies/mismatch.js'
import { windowsOf } from '../../../projections/answers/partner-state.js'
import type { BoundedSum } from '../../../projections/evaluate/partner-sum.js'
import type { Structure } from '../../../projections/evaluate/structure.js'
import type { View } from '../../../projections/evaluate/view.js'
import { hasFlows } from '../../../projections/fold/flows.js'
import type { LifeAnomaly } from '../../../projections/fold/life.js'
import type { Life } from '../../../projections/kinds/index.js'
import { type LifeOfObject, livesByKey } from '../../../projections/kinds/lives.js'
import { type Claim, resolve } from '../../../projections/resolve/claim.js'
import { factKeyOf, isAlone } from '../../../projections/resolve/fact.js'
import { hostsOf } from '../../../projections/resolve/routing.js'
import { byText } from '../../../projections/values/order.js'
import { type Known, lastOf, upTo } from '../../../projections/values/place.js'
import { inOneGo, type Steps } from '../../../projections/values/steps.js'
import { beginSpan } from '../../tracing.js'
import { createEra, type Era } from './era.js'
import { type FactGroup, type FlowFacts, factsOfFlows, groupOfOne } from './flow-history.js'
import type { Folding } from './folding.js'
import type { HostLog, LoadedHost } from './host-log.js'
import { createMismatchHistory, standingOn } from './mismatch-history.js'
import { createMoment, type Moment, type MomentOf, timelineSource } from './moment.js'
import { once } from './once.js'
import { createPastMoments, type PastMoments } from './past-moments.js'
import { createPlacement } from './placement.js'
import { previewOf } from './preview-of.js'
import { toldWith } from './told-with.js'
import { createValidTimeline, type RawRuns, type Stretch, type ValidTimeline } from './valid-timeline.js'
import type { Coverage, ReadDays, WrittenDays } from './written-days.js'

/**
 * One host as read under one policy. Whatever its log has gained since the last question is taken in and applied before
 * the next one is answered.
 */
export interface HostHistory extends Pick<HostLog, 'host' | 'touches' | 'lastTouch' | 'nextTouch'> {
  /** Claims that concern or once concerned the host, in log order: read in one go where `loading` did not do it before. */
  readonly claims: readonly Claim[]
  /** Whether it is in memory: where it is not, the next question folds it. */
  readonly isFolded: boolean
  /** Have the claims at hand, in small steps. */
  loading(): Steps
  /** Assign the new claims to their objects and facts; the rest is done when a question needs it. */
  takeIn(): void
  /**
   * Work out in small steps what answers about a day, or all days from an earlier one up to it, as known at a place, are made
   * of. They cost little once this ends, and all of it in one go where it was not asked for. A state says how much is odd,
   * which verdicts do not.
   */
  readying(what: 'state' | 'verdicts', day: Day, known: Known, from?: Day): Steps
  viewAt(at: Day, known: Known, knownDay: Day): View
  /**
   * Runs of every dimension before coverage over the days from one to another, as known at a place: with the beginning of the
   * first, and what was before it.
   */
  runs(from: Day, to: Day, known: Known): RawRuns
  /** The days up to one, as known at a place, on which nothing changes but what fades. */
  stretchTo(day: Day, known: Known): FadingStretch
  /** Where silence means none, as known at a place. */
  coverage(known: Known): Coverage
  /** Who came first on the days that were looked at so far, as known now, to be written down; null where none were. */
  written(): WrittenDays | null
  anomaliesAt(known: Known, knownDay: Day): Steps<LifeAnomaly[]>
  /** What the decaying part of each score is made of, as known at a place. */
  flowFacts(known: Known): Steps<FlowFacts>
  /**
   * What each claim would raise if it were stored next, after the ones before it, on a day. Objects that very much is said of
   * are left out, unless `thorough`: then they, and what does not fit between objects, are looked at once all is stored.
   */
  preview(next: readonly Claim[], today: Day, thorough: boolean): Steps<LifeAnomaly[][]>
  /** Ids of the claims that tell the same fact as a claim, as known at a place, none of them retracted. */
  toldWith(claim: Claim, known: Known): Steps<Iterable<string>>
}

/** Days on which what stands is the same, with what fades meanwhile. */
export interface FadingStretch extends Stretch {
  readonly structure: Structure
  readonly sums: readonly BoundedSum[]
}

export function createHostHistory(
  log: LoadedHost,
  reading: Omit<Folding, 'host'>,
  past: PastMoments<Moment> = createPastMoments(),
  before: ReadDays | null = null,
): HostHistory {
  const { host, claims } = log
  const { policy } = reading
  const folding: Folding = { host, ...reading }
  let taken = 0
  const placement = createPlacement(
    folding,
    claims,
    object => mismatches.noteObject(object),
    (claim, event) => mismatches.noteClaim(claim, event),
  )
  const { objects, groups } = placement
  const mismatches = createMismatchHistory(folding, objects, groups)
  const touchedUpTo = (known: Known) => upTo(log.lastTouch(known))
  const lastTouched = () => touchedUpTo(Number.POSITIVE_INFINITY)
  /** How it is now, and was since somebody first asked; null before that. */
  let live: { readonly era: Era; touches: number } | null = null
  const present = createValidTimeline(
    timelineSource({
      folding,
      touched: lastTouched,
      era: () => live!.era,
      momentAt,
      structuralEdges: () => live!.era.index.presentEdges(lastTouched()),
      flowEdges: () => live!.era.flowEdges.present(),
    }),
  )
  let now: Moment | null = null

  /** Take in one more touch; false once all are taken in. */
  function takeOne(): boolean {
    if (taken === log.touches) return false
    const { claim, place } = log.touch(taken++)
    if (place > claim.seq) placement.displace(claim, upTo(place))
    placement.place(claim, upTo(place))
    return true
  }

  function takeIn(): void {
    while (takeOne());
  }

  /** Apply one more piece of what was taken in; false once all is applied. */
  function workOne(): boolean {
    // What many events came to is sooner folded once than gone through from one to the next.
    if (live === null || log.touches > 2 * live.touches) beginAnew()
    const { era } = live!
    if (era.begin()) return true
    const work = placement.takeWork()
    if (work === null) {
      live!.touches = log.touches
      return false
    }
    for (const { from, to } of era.work(work)) present.forget(from, to)
    return true
  }

  function beginAnew(): void {
    const from = lastTouched()
    live = { era: createEra(folding, from, placement.standingNow(from)), touches: log.touches }
    now = null
    present.forget(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  }

  /** Apply what was taken in as far as a place needs it: all, if it is one that the present goes back to. */
  function* pendingSteps(known: Known): Steps {
    const more = () => takeOne() || (isOfPresent(touchedUpTo(known)) && workOne())
    if (!more()) return
    const span = beginSpan('fold', {
      'entente.country': host,
      'entente.policy': policy.id,
      'entente.touches': log.touches,
    })
    try {
      do yield
      while (more())
    } finally {
      span.end()
    }
  }

  function isOfPresent(touched: Known): boolean {
    return live === null ? touched === lastTouched() : touched >= live.era.from
  }

  function applyPending(known: Known): void {
    inOneGo(pendingSteps(known))
  }

  function* readying(what: 'state' | 'verdicts', day: Day, known: Known, from = day): Steps {
    for (;;) {
      // More may arrive between the steps, and is applied first.
      yield* pendingSteps(known)
      const moment = momentOf(touchedUpTo(known))
      while (moment.era.begin()) yield
      yield* moment.timeline.workingOut(from, day)
      if (what === 'state') moment.mismatches ??= yield* mismatches.at(moment.touched)
      const isPresent = moment.timeline === present
      if (touchedUpTo(known) !== moment.touched || isPresent !== (moment.touched === lastTouched())) continue
      // Others may have taken its place meanwhile: what was worked out is what will be asked about.
      if (!isPresent) past.keep(host, moment.touched, moment, moment.held)
      moment.timeline.structureAt(day)
      return
    }
  }

  function livesAt(known: Known): LifeOfObject {
    const found = new Map<string, Life | null>()
    return livesByKey(key => {
      let life = found.get(key)
      if (life === undefined) {
        life = objects.get(key)?.lifeAt(known) ?? null
        found.set(key, life)
      }
      return life
    })
  }

  const history: HostHistory = {
    host,
    claims,
    isFolded: true,
    *loading() {},
    get touches() {
      return log.touches
    },
    takeIn,
    readying,
    lastTouch: log.lastTouch,
    nextTouch: log.nextTouch,
    viewAt(at, known, knownDay) {
      const moment = momentAt(touchedUpTo(known))
      const { sums, plans, timeline, life } = moment
      return {
        host,
        at,
        knownDay,
        structure: timeline.structureAt(at),
        life,
        plans,
        get anomalies() {
          moment.mismatches ??= inOneGo(mismatches.at(moment.touched))
          return moment.anomalies + standingOn(moment.mismatches, knownDay).length
        },
        sums,
        policy,
      }
    },
    runs: (from, to, known) => momentAt(touchedUpTo(known)).timeline.runs(from, to),
    stretchTo(day, known) {
      const { timeline, sums } = momentAt(touchedUpTo(known))
      return { ...timeline.stretchTo(day), structure: timeline.structureAt(day), sums }
    },
    coverage: known => coverageOf(momentAt(touchedUpTo(known)).life),
    written() {
      if (now === null || now.touched !== lastTouched() || dimensions.some(one => present.decided[one].held === 0)) {
        return null
      }
      const { firstDay } = present.decided.security
      const pieces = {} as Record<Dimension, WrittenDays['pieces'][Dimension]>
      for (const dimension of dimensions) pieces[dimension] = present.decided[dimension].pieces
      const first = Number.isFinite(firstDay) ? firstDay : null
      return { touched: lastOf(now.touched), first, coverage: coverageOf(now.life), pieces }
    },
    *flowFacts(known) {
      while (takeOne()) yield
      return yield* factsOfFlows(allGroups(known), known, folding)
    },
    *preview(next, today, thorough) {
      while (takeOne()) yield
      return yield* previewOf({ folding, objects, mismatches }, next, today, thorough)
    },
    *toldWith(claim, known) {
      while (takeOne()) yield
      return yield* toldWith(claim, known, host, placement)
    },
    *anomaliesAt(known, knownDay) {
      while (takeOne()) yield
      const found: LifeAnomaly[] = []
      for (const object of [...objects.values()].sort((a, b) => byText(a.key, b.key))) {
        for (const anomaly of object.lifeAt(known)?.anomalies ?? []) found.push(anomaly)
        yield
      }
      for (const claim of [...claims]) {
        if (claim.seq > known) break
        if (hostsOf(resolve(claim, known).event).includes(host)) found.push(...anomaliesOfClaim(claim, known, host))
        yield
      }
      const odd = yield* mismatches.at(known)
      return [...found, ...standingOn(odd, knownDay).map(plain)]
    },
  }

  function* allGroups(known: Known): Generator<FactGroup> {
    yield* [...groups.values()]
    for (const claim of [...claims]) {
      if (claim.seq > known || !hasFlows(claim.event.type)) continue
      const key = factKeyOf(claim.id, claim.event)
      if (isAlone(key) && !groups.has(key)) yield groupOfOne(key, claim)
    }
  }

  return history

  /** What is known at the last place that concerns the host, or at an earlier one. */
  function momentAt(touched: Known): Moment {
    applyPending(touched)
    const moment = momentOf(touched)
    while (moment.era.begin());
    return moment
  }

  /** The same while its era may still have to begin. */
  function momentOf(touched: Known): Moment {
    if (touched === lastTouched()) {
      if (now?.touched !== touched) {
        // Nothing came since that was written down, and nothing else was looked at.
        if (now === null && before?.touched === lastOf(touched)) {
          for (const dimension of dimensions) present.decided[dimension].restore(before.pieces[dimension])
        }
        now = momentOn(touched, live!.era, present, era => era.flows.present())
      }
      return now
    }
    let moment = past.get(host, touched)
    if (moment === undefined) {
      const era = isOfPresent(touched) ? live!.era : createEra(folding, touched, placement.standingAt(touched))
      const source = timelineSource({
        folding,
        touched: () => touched,
        era: () => era,
        momentAt,
        structuralEdges: once(() => era.index.edgesAt(touched)),
        flowEdges: once(() => era.flowEdges.daysAt(touched)),
      })
      moment = momentOn(touched, era, createValidTimeline(source), ({ flows }) => flows.sumsAt(touched))
    }
    past.keep(host, touched, moment, moment.held)
    return moment
  }

  function momentOn(touched: Known, era: Era, timeline: ValidTimeline, sumsOf: MomentOf['sumsOf']): Moment {
    const { plansAt } = placement
    return createMoment({
      host,
      touched,
      era,
      timeline,
      life: livesAt(touched),
      sumsOf,
      plansAt,
      isLive: () => era === live?.era,
    })
  }
}

function coverageOf(life: LifeOfObject): Coverage {
  const coverage = {} as Record<Dimension, Coverage[Dimension]>
  for (const dimension of dimensions) coverage[dimension] = windowsOf({ life }, dimension)
  return coverage
}
