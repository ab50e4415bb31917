import type { Day } from '../../../events/calendar.js'
import type { DomainEvent, EventType } from '../../../events/catalogue.js'
import type { AgreementKind } from '../../../events/words.js'
import type { Breach, Policy } from '../../policy/policy.js'
import type { BondEvent } from '../../resolve/bond-events.js'
import { dateOf, effectOf, type Fact } from '../../resolve/fact.js'
import { certain } from '../../values/estimate.js'
import { laterBy, onDay, type When } from '../../values/when.js'
import { type BondLife, type BondState, type Fold, isLikely } from '../life.js'
import type { Step } from '../track.js'
import { trackAndSpan } from './lasting.js'

/** What one fact means for a relationship, on the day on which it does. */
interface Mark {
  readonly day: Day
  readonly when: When
  readonly eventIds: readonly string[]
  /** The agreement that a notice is to end: taken back with the notice. */
  readonly notice: string | null
  readonly turn: (state: BondState) => BondState
}

type Turn = Mark['turn']

const BEGINNING: BondState = {
  lastUse: Number.NEGATIVE_INFINITY,
  quarrelled: false,
  breach: null,
  brokenSince: null,
  severed: false,
  estrangedSince: null,
  invaded: false,
  unrecognised: null,
}

/**
 * What the papers and bases of one partner stand on: its use, and whether the relationship is broken. Whatever is at least
 * as likely as not is taken as so, on its likeliest day.
 */
export const foldBond: Fold<BondLife> = (key, host, facts, policy) => {
  const reading: Reading = { host, policy, marks: [], announced: null, periods: new Map(), kinds: new Map() }
  for (const fact of facts) {
    if (isLikely(fact.q)) meanings[fact.event.type as BondEvent](fact as never, reading)
  }
  const marks = reading.marks.sort((a, b) => a.day - b.day)
  const steps: Step<BondState>[] = []
  let state = BEGINNING
  for (const { day, when, eventIds, turn } of marks) {
    const next = turn(state)
    state = { ...next, brokenSince: next.breach === null ? null : (next.brokenSince ?? day) }
    const step = { when: onDay(day, when.text), state, grip: certain, eventIds }
    if (steps.at(-1)?.when.from === day) steps[steps.length - 1] = step
    else steps.push(step)
  }
  return { kind: 'bond', key, ...trackAndSpan(steps, () => true), anomalies: [], partner: key.slice('bond:'.length) }
}

interface Reading {
  readonly host: string
  readonly policy: Policy
  marks: Mark[]
  /** A withdrawal that is announced and not yet carried out. */
  announced: Breach | null
  readonly periods: Map<string, string>
  readonly kinds: Map<string, AgreementKind>
}

/** The first day by the end of which it has more likely happened than not. */
function likelyDay({ from, to }: When): Day {
  return from - 1 + Math.ceil((to - from + 1) / 2)
}

type Meaning<T extends EventType> = (fact: Fact<T>, reading: Reading) => void

function mark(reading: Reading, fact: Fact, turn: (day: Day) => Turn, when = effectOf(fact)): Mark {
  const day = likelyDay(when)
  const made = { day, when, eventIds: fact.eventIds, notice: null, turn: turn(day) }
  reading.marks.push(made)
  return made
}

/** Whatever is done together is a use, and ends a quarrel. */
const used =
  (day: Day): Turn =>
  state => ({ ...state, lastUse: Math.max(state.lastUse, day), quarrelled: false })

/** Seen there until then, with no word on how the two get on. */
const seen =
  (day: Day): Turn =>
  state => ({ ...state, lastUse: Math.max(state.lastUse, day) })

const quarrelled = (): Turn => state => ({ ...state, quarrelled: true })

const begun =
  (day: Day): Turn =>
  state => ({ ...used(day)(state), breach: null, brokenSince: null, invaded: false })

const broken = (breach: Breach) => (): Turn => state => ({
  ...state,
  breach: state.breach === 'ruptured' ? 'ruptured' : breach,
})

/** What each type means for the relationship. */
const meanings: { readonly [T in BondEvent]: Meaning<T> } = {
  AgreementSigned(fact, reading) {
    note(fact, reading)
    if (isSecurity(fact.event.data.kind, reading)) mark(reading, fact, begun, fact.when)
  },
  AgreementEnteredIntoForce(fact, reading) {
    note(fact, reading)
    if (isSecurity(kindOf(fact, reading), reading)) mark(reading, fact, begun)
  },
  AgreementProlonged: (fact, reading) => void mark(reading, fact, begun),
  AgreementResumed: (fact, reading) => void mark(reading, fact, begun),
  AgreementTerminationSuspended: takenBack,
  AgreementTerminationRetracted: takenBack,
  AgreementTerminationNotified(fact, reading) {
    if (!isSecurity(kindOf(fact, reading), reading)) return
    const { agreementId, by, noticePeriod } = fact.event.data
    const period = noticePeriod ?? reading.periods.get(agreementId)
    const from = dateOf(fact, event => event.noticeReceivedOn ?? event.announcedOn) ?? fact.when
    const end = dateOf(fact, event => event.effectiveOn) ?? (period === undefined ? fact.when : laterBy(from, period))
    const made = mark(reading, fact, broken(breachBy(by, reading)), end)
    reading.marks[reading.marks.length - 1] = { ...made, notice: agreementId }
  },
  AgreementTerminated(fact, reading) {
    const { by = [], ground, replacedBy } = fact.event.data
    if (replacedBy !== undefined || !isSecurity(kindOf(fact, reading), reading)) return
    const byOne = by.length > 0 && (by.every(id => id === reading.host) || !by.includes(reading.host))
    const agreed = ground === 'mutual' || ground === 'lapse'
    if (agreed && !(byOne && by.includes(reading.host))) return
    mark(reading, fact, broken(breachBy(by, reading)))
  },
  ForcesDeployed: deployed,
  TrainersDeployed: deployed,
  ForceSucceeded: (fact, reading) => void mark(reading, fact, used),
  ForceStrengthReported: (fact, reading) => void mark(reading, fact, seen, fact.when),
  ForcesRelocated: (fact, reading) => void mark(reading, fact, seen),
  LegalBasisChanged: (fact, reading) => void mark(reading, fact, used),
  ConsentChanged(fact, reading) {
    const { consent } = fact.event.data
    if (consent === 'none') mark(reading, fact, broken('ruptured'))
    else if (consent !== 'contested') mark(reading, fact, begun)
  },
  WithdrawalDemanded(fact, reading) {
    if (fact.event.data.by.includes(reading.host)) mark(reading, fact, broken('ruptured'))
  },
  WithdrawalAnnounced(fact, reading) {
    reading.announced = breachBy(fact.event.data.by, reading)
  },
  ForcesWithdrawn(fact, reading) {
    mark(reading, fact, seen)
    if (fact.event.data.reason === 'demanded') mark(reading, fact, broken('ruptured'))
    else carryOut(fact, reading)
  },
  BaseAccessGranted: (fact, reading) => void mark(reading, fact, begun),
  BaseAccessChanged: (fact, reading) => void mark(reading, fact, used),
  BaseHandedOver(fact, reading) {
    mark(reading, fact, seen)
    carryOut(fact, reading)
  },
  MissionMandateChanged: (fact, reading) => void mark(reading, fact, seen),
  MissionMandateEnded: (fact, reading) => void mark(reading, fact, seen),
  JointActivityHeld: (fact, reading) => void mark(reading, fact, used),
  JointOperationsSuspended: (fact, reading) => void mark(reading, fact, quarrelled),
  JointOperationsResumed: (fact, reading) => void mark(reading, fact, begun),
  ArmsDelivered: (fact, reading) => void mark(reading, fact, used),
  AirDefenseDelivered(fact, reading) {
    if (fact.event.data.stage !== 'promised') mark(reading, fact, seen)
  },
  AidStarted: (fact, reading) => void mark(reading, fact, used),
  AidResumed: (fact, reading) => void mark(reading, fact, used),
  AidEnded: (fact, reading) => void mark(reading, fact, seen),
  VisitHeld(fact, reading) {
    if (fact.event.data.level !== 'official') mark(reading, fact, used)
  },
  StatementIssued(fact, reading) {
    const { agreementIds, stance } = fact.event.data
    const reaffirms = agreementIds !== undefined && (stance === 'support' || stance === 'accept')
    if (reaffirms) mark(reading, fact, used)
  },
  ObligationNotHonoured: (fact, reading) => void mark(reading, fact, quarrelled),
  UltimatumIssued: (fact, reading) => void mark(reading, fact, quarrelled),
  HostileActReported: (fact, reading) => void mark(reading, fact, quarrelled),
  RelationsSevered(fact, reading) {
    mark(reading, fact, day => state => ({
      ...broken('ruptured')()(state),
      severed: true,
      estrangedSince: day,
    }))
  },
  RelationsEstablished: restored,
  RelationsRestored: restored,
  RecognitionWithheld(fact, reading) {
    const { authority } = fact.event.data
    mark(reading, fact, day => state => ({ ...state, unrecognised: { authority, since: day } }))
  },
  RegimeRecognised: (fact, reading) => void mark(reading, fact, () => state => ({ ...state, unrecognised: null })),
}

function deployed(fact: Fact<'ForcesDeployed'> | Fact<'TrainersDeployed'>, reading: Reading): void {
  const { consent } = fact.event.data
  if (consent === 'none') {
    mark(reading, fact, day => state => ({
      ...broken('ruptured')()(state),
      invaded: true,
      estrangedSince: day,
    }))
  } else mark(reading, fact, consent === 'contested' ? seen : begun)
}

function restored(fact: Fact, reading: Reading): void {
  mark(reading, fact, day => state => ({ ...begun(day)(state), severed: false }))
}

/** The notice runs no more: neither does what it was to break. */
function takenBack(
  fact: Fact<'AgreementTerminationSuspended'> | Fact<'AgreementTerminationRetracted'>,
  reading: Reading,
): void {
  const { agreementId } = fact.event.data
  const day = likelyDay(effectOf(fact))
  reading.marks = reading.marks.filter(({ notice, day: end }) => notice !== agreementId || end < day)
  mark(reading, fact, begun)
}

function carryOut(fact: Fact, reading: Reading): void {
  if (reading.announced === null) return
  mark(reading, fact, broken(reading.announced))
  reading.announced = null
}

/** An end that the host has a part in is turned against the partner; one that the partner makes is its own departure. */
function breachBy(by: readonly string[], { host }: Reading): Breach {
  return by.includes(host) ? 'ruptured' : 'withdrawn'
}

type OfAgreement = { readonly agreementId: string; readonly kind?: AgreementKind | undefined }

function note(fact: Fact<'AgreementSigned'> | Fact<'AgreementEnteredIntoForce'>, reading: Reading): void {
  const { agreementId, kind, noticePeriod } = fact.event.data
  if (kind !== undefined) reading.kinds.set(agreementId, kind)
  if (noticePeriod !== undefined) reading.periods.set(agreementId, noticePeriod)
}

function kindOf({ event }: { readonly event: DomainEvent }, reading: Reading): AgreementKind | undefined {
  const { agreementId, kind } = event.data as OfAgreement
  return kind ?? reading.kinds.get(agreementId)
}

/** Whether an instrument of a kind is about security at all; of one whose kind is not known it is taken to be. */
function isSecurity(kind: AgreementKind | undefined, { policy }: Reading): boolean {
  return kind === undefined || policy.agreements.kinds[kind].security !== undefined
}
