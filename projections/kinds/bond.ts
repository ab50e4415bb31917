import type { Day } from '../../events/calendar.js'
import type { EventType } from '../../events/catalogue.js'
import { trackAndSpan } from '../fold/lasting.js'
import { isLikely, type LifeOf } from '../fold/life.js'
import type { Step } from '../fold/track.js'
import type { Breach, Policy } from '../policy/policy.js'
import type { Fact } from '../resolve/fact.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { certain } from '../values/estimate.js'
import { onDay } from '../values/when.js'
import { leavingOf } from './agreement/parties.js'
import { type BondEvent, bondRoutes } from './bond-events.js'
import type { Kind } from './kind.js'
import { dayOfUse } from './use-days.js'

interface BondReading {
  readonly host: string
  readonly policy: Policy
  readonly breaks: Break[]
  readonly changes: { readonly day: Day; readonly fact: Fact; readonly change: Partial<BondState> }[]
  /** A withdrawal that is announced and not yet carried out. */
  announced: Breach | null
}

/** A day on which a relationship broke; of the end of an agreement only once that has ended. */
export interface Break {
  readonly day: Day
  readonly breach: Breach
  /** The partner came uninvited, or stayed so. */
  readonly invaded: boolean
  readonly agreementId: string | null
  readonly text: string
  readonly eventIds: readonly string[]
}

/** How a host and a partner get on, but for what they do together. */
export interface BondState {
  readonly severed: boolean
  /** Last day on which the two severed relations or the partner came with force, whatever was mended since. */
  readonly estrangedSince: Day | null
  /** The authority of the host that the partner does not recognise, and since when. */
  readonly unrecognised: { readonly authority: string; readonly since: Day } | null
}

export interface BondLife extends LifeOf<'bond', BondState> {
  readonly partner: string
  /** By day; each holds until something new begins between the two. */
  readonly breaks: readonly Break[]
}

/** How a host and a partner get on, but for what they do together. */
export const bond = {
  name: 'bond',
  routes: bondRoutes,
  order: null,
  fold,
  lapse: life => life,
  edges: ({ breaks, track }, { decision }) => [
    ...breaks.map(({ day }) => day),
    ...track.steps.flatMap(({ state }) =>
      state.estrangedSince === null ? [] : state.estrangedSince + decision.disputeDays,
    ),
  ],
  outlasts: false,
  partners: life => [life.partner],
  weights: () => [],
  // What a breach weighs depends on what there still is of the partner: evaluate/weigh.
  weigh: () => [],
  fadesByBreach: false,
  users: () => [],
  entry: () => null,
} satisfies Kind<'bond', BondLife>

/**
 * When it broke, whether relations are severed, whom the partner does not recognise.
 * Whatever is at least as likely as not is taken as so, on its likeliest day.
 */
function fold(object: ObjectRef, host: string, facts: readonly Fact[], policy: Policy): BondLife {
  const reading: BondReading = { host, policy, breaks: [], changes: [], announced: null }
  for (const fact of facts) {
    if (isLikely(fact.q)) meanings[fact.event.type as BondEvent](fact as never, reading)
  }
  const steps: Step<BondState>[] = []
  let state: BondState = { severed: false, estrangedSince: null, unrecognised: null }
  for (const { day, fact, change } of reading.changes.sort((a, b) => a.day - b.day)) {
    state = { ...state, ...change }
    const { eventIds } = fact
    const step = { when: onDay(day, fact.when.text), state, credence: certain, eventIds }
    if (steps.at(-1)?.when.from === day) steps[steps.length - 1] = step
    else steps.push(step)
  }
  const { track, span } = trackAndSpan(steps, () => true)
  const breaks = reading.breaks.sort((a, b) => a.day - b.day)
  const from = Math.min(span.from, breaks[0]?.day ?? Number.POSITIVE_INFINITY)
  return {
    kind: 'bond',
    object,
    key: keyOf(object),
    track,
    span: { from, to: span.to },
    counts: { from, to: span.to },
    anomalies: [],
    partner: object.id,
    breaks,
  }
}

type Meaning<T extends EventType> = (fact: Fact<T>, reading: BondReading) => void

/** What each type means for the relationship. */
const meanings: { readonly [T in BondEvent]: Meaning<T> } = {
  AgreementTerminationNotified(fact, reading) {
    const { agreementId, by } = fact.event.data
    breakOff(reading, fact, breachBy(by, reading), { agreementId })
  },
  AgreementTerminated(fact, reading) {
    const { agreementId, by = [], ground, replacedBy } = fact.event.data
    if (replacedBy !== undefined) return
    const byHostAlone = by.length > 0 && by.every(id => id === reading.host)
    if ((ground === 'mutual' || ground === 'lapse') && !byHostAlone) return
    breakOff(reading, fact, breachBy(by, reading), { agreementId })
  },
  AgreementPartyLeft(fact, reading) {
    const { data, parties = [] } = fact.event
    const { ground } = data
    // Leaving a text of dozens of states breaks with none of them; an end by consent or by term breaks nothing.
    if (parties.length > reading.policy.paper.manyParties || ground === 'mutual' || ground === 'lapse') return
    breakOff(reading, fact, 'withdrawn', { day: leavingOf(fact, null).from })
  },
  ForcesDeployed: deployed,
  TrainersDeployed: deployed,
  ConsentChanged(fact, reading) {
    // Who stays on unasked is an occupier from then on, and what was agreed before does not come back when it leaves.
    if (fact.event.data.consent === 'none') breakOff(reading, fact, 'ruptured', { invaded: true })
  },
  WithdrawalDemanded(fact, reading) {
    if (fact.event.data.by.includes(reading.host)) breakOff(reading, fact, 'ruptured')
  },
  WithdrawalAnnounced(fact, reading) {
    // A number of soldiers is given: the force is reduced, and nobody breaks with anybody.
    if (fact.event.data.strength === undefined) reading.announced = breachBy(fact.event.data.by, reading)
  },
  ForcesWithdrawn(fact, reading) {
    const { reason, contingent } = fact.event.data
    // Who sent a contingent may be told to leave while the mission stays.
    if (contingent !== undefined && contingent !== fact.event.partner) return
    if (reason === 'demanded') breakOff(reading, fact, 'ruptured')
    else carryOut(fact, reading)
  },
  BaseHandedOver: carryOut,
  RelationsSevered(fact, reading) {
    breakOff(reading, fact, 'ruptured')
    note(reading, fact, { severed: true, estrangedSince: dayOfUse(fact.event) })
  },
  RelationsEstablished: (fact, reading) => note(reading, fact, { severed: false }),
  RelationsRestored: (fact, reading) => note(reading, fact, { severed: false }),
  RecognitionWithheld(fact, reading) {
    const { authority } = fact.event.data
    note(reading, fact, { unrecognised: { authority, since: dayOfUse(fact.event) } })
  },
  RegimeRecognised: (fact, reading) => note(reading, fact, { unrecognised: null }),
}

function note(reading: BondReading, fact: Fact, change: Partial<BondState>): void {
  reading.changes.push({ day: dayOfUse(fact.event), fact, change })
}

function breakOff(reading: BondReading, fact: Fact, breach: Breach, more: Partial<Break> = {}): void {
  const { eventIds, when } = fact
  const day = dayOfUse(fact.event)
  reading.breaks.push({ day, breach, invaded: false, agreementId: null, text: when.text, eventIds, ...more })
}

function deployed(fact: Fact<'ForcesDeployed'> | Fact<'TrainersDeployed'>, reading: BondReading): void {
  if (fact.event.data.consent !== 'none') return
  breakOff(reading, fact, 'ruptured', { invaded: true })
  note(reading, fact, { estrangedSince: dayOfUse(fact.event) })
}

function carryOut(fact: Fact, reading: BondReading): void {
  if (reading.announced === null) return
  breakOff(reading, fact, reading.announced)
  reading.announced = null
}

/**
 * An end that the host has a part in is turned against the partner; one that the partner makes is its own departure.
 */
function breachBy(by: readonly string[], { host }: BondReading): Breach {
  return by.includes(host) ? 'ruptured' : 'withdrawn'
}
