import type { Consent, Role } from '../../../events/words.js'
import { trackAndSpan } from '../../fold/lasting.js'
import { decisive, type Fold, isLikely, type LifeAnomaly } from '../../fold/life.js'
import { inOrderOfLife } from '../../fold/life-order.js'
import type { Step } from '../../fold/track.js'
import { dateOf, effectOf, type Fact, idsOf } from '../../resolve/fact.js'
import { keyOf } from '../../resolve/object-ref.js'
import { partnerOf, partnersOf } from '../../resolve/routing.js'
import { certain, type Estimate } from '../../values/estimate.js'
import { compareWhen, notAfter, type When } from '../../values/when.js'
import type { ForceLife, ForceState, Strength } from './life.js'
import { forceOrder } from './order.js'

interface Quantity {
  readonly low: number
  readonly high: number
  readonly basis?: string | undefined
}

interface Deployment {
  readonly role?: Role | undefined
  readonly consent?: Consent | undefined
  readonly strength?: Quantity | undefined
  readonly legalBasis?: readonly string[] | undefined
  readonly sites?: readonly string[] | undefined
  readonly mandate?: string | undefined
}

interface Reading {
  readonly forceId: string
  readonly host: string
  readonly steps: Step<ForceState>[]
  readonly anomalies: LifeAnomaly[]
  state: ForceState | null
  q: Estimate | null
  /** Ends of one presence compete: a mandate's end gives way to a report that the force has left. */
  mandateEnd: Step<ForceState> | null
}

/** A force, a mission or a team of trainers in one host: strength, role, consent, legal basis and departure. */
export const foldForce: Fold<ForceLife> = (object, host, facts) => {
  const forceId = object.id
  const reading: Reading = {
    forceId,
    host,
    steps: [],
    anomalies: [],
    state: null,
    q: null,
    mandateEnd: null,
  }
  for (const fact of inOrderOfLife(forceOrder, object.id, inOrderOfEffect(facts), dayOfEffect)) read(reading, fact)
  const { steps } = reading
  return {
    kind: 'force',
    object,
    key: keyOf(object),
    ...trackAndSpan(steps, state => state.present),
    anomalies: reading.anomalies,
    forceId,
    partOf: facts.map(fact => (fact.event.data as { partOf?: string }).partOf).find(id => id !== undefined) ?? null,
    q: reading.q ?? facts[0]!.q,
    authority: facts[0]!.event.authority,
    eventIds: idsOf(facts),
  }
}

/** A report counts for the day that it speaks of, not for the day that it was made. */
function dayOfEffect(fact: Fact): When {
  const { event } = fact
  if (event.type === 'ForceStrengthReported') {
    return dateOf(fact as Fact<'ForceStrengthReported'>, said => said.data.asOf) ?? fact.when
  }
  return effectOf(fact)
}

function inOrderOfEffect(facts: readonly Fact[]): readonly Fact[] {
  if (facts.length === 1) return facts
  const dated = facts.map(fact => ({ fact, when: dayOfEffect(fact) }))
  return dated.sort((a, b) => compareWhen(a.when, b.when) || a.fact.seq - b.fact.seq).map(({ fact }) => fact)
}

function read(reading: Reading, fact: Fact): void {
  const { event } = fact
  switch (event.type) {
    case 'ForcesDeployed':
    case 'TrainersDeployed':
      deploy(reading, fact, event.data, partnerOf(event.data.sponsor, event), null)
      return
    case 'ForceSucceeded':
      if (event.data.oldForceId === reading.forceId) {
        leave(reading, fact, 'succession-of-unseen-force', event.data.newForceId)
      } else deploy(reading, fact, event.data, partnerOf(event.data.sponsor, event), event.data.oldForceId)
      return
    case 'ForceStrengthReported':
      if (reading.state !== null && !reading.state.present) {
        anomaly(reading, fact, 'strength-after-withdrawal', 'the force had left completely')
        return
      }
      imply(reading, fact, 'strength-of-unseen-force')
      change(reading, fact, { strength: strengthOf(fact, event.data.strength) })
      return
    case 'ForcesRelocated': {
      imply(reading, fact, 'relocation-of-unseen-force')
      const { remaining } = event.data
      if (remaining) change(reading, fact, { strength: strengthOf(fact, remaining) })
      return
    }
    case 'LegalBasisChanged':
      imply(reading, fact, 'basis-of-unseen-force')
      change(reading, fact, { legalBasis: event.data.legalBasis, mandateOver: false })
      // An occupation that comes to rest on an agreement of the host's is one no more.
      if (reading.state?.consent === 'none' && event.data.legalBasis.length > 0) {
        changeConsent(reading, fact, 'tolerated')
      }
      return
    case 'StateSucceeded':
      if (reading.state?.sponsor === event.data.predecessor && isLikely(fact.q)) {
        push(reading, fact, effectOf(fact), { ...reading.state, sponsor: event.data.successor }, certain)
      }
      return
    case 'ConsentChanged':
      imply(reading, fact, 'consent-to-unseen-force')
      changeConsent(reading, fact, event.data.consent)
      return
    case 'WithdrawalDemanded':
      imply(reading, fact, 'demand-on-unseen-force')
      // Who came uninvited is not less so for being told to leave.
      if (event.data.by.includes(reading.host) && reading.state?.consent !== 'none') {
        changeConsent(reading, fact, 'contested')
      }
      return
    case 'ForcesWithdrawn':
      withdraw(reading, fact as Fact<'ForcesWithdrawn'>)
      return
    case 'MissionMandateChanged':
      changeMandate(reading, fact as Fact<'MissionMandateChanged'>)
      return
    case 'MissionMandateEnded':
      endMandate(reading, fact as Fact<'MissionMandateEnded'>)
      return
  }
}

function deploy(reading: Reading, fact: Fact, said: Deployment, sponsor: string, inherits: string | null): void {
  const when = effectOf(fact)
  const before = reading.state?.present ? reading.state : null
  if (before === null) reading.mandateEnd = null
  reading.q = reading.q === null || fact.q.point > reading.q.point ? fact.q : reading.q
  const consentSaid = said.consent !== undefined
  const state: ForceState = {
    present: true,
    sponsor,
    role: said.role ?? before?.role ?? null,
    consent: said.consent ?? before?.consent ?? null,
    contestedSince: consentSaid ? (said.consent === 'contested' ? when.from : null) : (before?.contestedSince ?? null),
    consentSince: consentSaid || before === null ? when.from : before.consentSince,
    strength: said.strength ? strengthOf(fact, said.strength) : (before?.strength ?? null),
    legalBasis: said.legalBasis ?? before?.legalBasis ?? [],
    mandateOver: false,
    mandate: said.mandate ?? before?.mandate ?? null,
    suspended: false,
    sites: said.sites ?? before?.sites ?? [],
    since: before === null ? when.text : before.since,
    inherits: inherits ?? before?.inherits ?? null,
    successor: null,
  }
  push(
    reading,
    fact,
    when,
    state,
    before === null && (reading.state === null || isLikely(fact.q)) ? certain : fact.credit,
  )
}

function withdraw(reading: Reading, fact: Fact<'ForcesWithdrawn'>): void {
  imply(reading, fact, 'withdrawal-of-unseen-force')
  const { extent, remaining, left, contingent } = fact.event.data
  const state = reading.state!
  if (!state.present) {
    anomaly(reading, fact, 'withdrawn-twice', 'the force had left completely')
    return
  }
  if (extent === 'complete' && contingent === undefined) {
    leave(reading, fact, null)
    return
  }
  const before = state.strength
  if (remaining) {
    change(reading, fact, { strength: strengthOf(fact, remaining) })
    return
  }
  if (!left || before === null) return
  if (left.low > before.high) {
    anomaly(reading, fact, 'withdrawn-more-than-present', `${left.low} left, at most ${before.high} were there`)
  }
  const departed = fact.events.flatMap(event => event.data.left ?? [])
  const rest = {
    low: Math.max(0, before.low - Math.max(...departed.map(({ high }) => high))),
    high: Math.max(0, before.high - Math.min(...departed.map(({ low }) => low))),
    basis: before.basis ?? undefined,
  }
  change(reading, fact, { strength: strengthOf(fact, rest) })
}

function leave(reading: Reading, fact: Fact, unseen: string | null, successor: string | null = null): void {
  if (unseen !== null) imply(reading, fact, unseen)
  const state = reading.state!
  if (reading.mandateEnd !== null) {
    // A mandate's end was taken for the departure; now it is known.
    const index = reading.steps.indexOf(reading.mandateEnd)
    if (index >= 0) reading.steps.splice(index, 1)
    reading.mandateEnd = null
  }
  push(reading, fact, effectOf(fact), { ...gone(state), successor }, decisive(fact))
}

function gone(state: ForceState): ForceState {
  return { ...state, present: false, strength: null }
}

function changeConsent(reading: Reading, fact: Fact, consent: Consent): void {
  const { from } = effectOf(fact)
  const since = consent === 'contested' ? (reading.state!.contestedSince ?? from) : null
  change(reading, fact, { consent, consentSince: from, contestedSince: since })
}

const SUSPENDING = /suspended$/

function changeMandate(reading: Reading, fact: Fact<'MissionMandateChanged'>): void {
  const { change: what } = fact.event.data
  if (reading.state === null || !reading.state.present) return
  if (what === 'ended') endMandate(reading, fact)
  else if (what !== undefined) change(reading, fact, { suspended: SUSPENDING.test(what), mandateOver: false })
}

/** Without a report that it left, a mission is taken to be gone once its wind-down is over. */
function endMandate(reading: Reading, fact: Fact<'MissionMandateEnded'> | Fact<'MissionMandateChanged'>): void {
  if (reading.state === null) imply(reading, fact, 'mandate-of-unseen-mission')
  const state = reading.state!
  if (!state.present) return
  const end = effectOf(fact)
  const windDown = dateOf(fact as Fact<'MissionMandateEnded'>, event => event.data.windDownBy)
  if (windDown !== null && compareWhen(end, windDown) < 0) change(reading, fact, { mandateOver: true })
  const step = { when: windDown ?? end, state: gone(state), credence: decisive(fact), eventIds: fact.eventIds }
  reading.mandateEnd = step
  reading.steps.push(step)
}

/** A force that is spoken of before it was seen arriving must have come, on an unknown day. */
function imply(reading: Reading, fact: Fact, code: string): void {
  if (reading.state !== null) return
  anomaly(reading, fact, code, `${reading.forceId} was never reported as deployed`)
  const when = notAfter(dayOfEffect(fact))
  reading.q = fact.q
  const state: ForceState = {
    present: true,
    sponsor: partnersOf(fact.event, reading.host)[0] ?? null,
    role: null,
    consent: null,
    contestedSince: null,
    consentSince: when.from,
    strength: null,
    legalBasis: [],
    mandateOver: false,
    mandate: null,
    suspended: false,
    sites: [],
    since: null,
    inherits: null,
    successor: null,
  }
  push(reading, fact, when, state, certain)
}

function change(reading: Reading, fact: Fact, changed: Partial<ForceState>): void {
  push(reading, fact, dayOfEffect(fact), { ...reading.state!, ...changed }, fact.credit)
}

function push(reading: Reading, fact: Fact, when: When, state: ForceState, credence: Estimate): void {
  const step = { when, state, credence, eventIds: fact.eventIds }
  if (reading.state === null || isLikely(fact.q)) reading.state = state
  if (reading.q === null || fact.q.point > reading.q.point) reading.q = fact.q
  const { mandateEnd, steps } = reading
  // What happens before the wind-down is over goes before it.
  const last = mandateEnd !== null && steps.at(-1) === mandateEnd && compareWhen(when, mandateEnd.when) <= 0
  if (last) steps.splice(steps.length - 1, 0, step)
  else steps.push(step)
}

/** Strength with the hull over all claims of the fact. */
function strengthOf(fact: Fact, said: Quantity): Strength {
  let { low, high } = said
  for (const event of fact.events) {
    const { strength, remaining } = event.data as { strength?: Quantity; remaining?: Quantity }
    const other = strength ?? remaining
    if (!other) continue
    low = Math.min(low, other.low)
    high = Math.max(high, other.high)
  }
  return { low, point: (said.low + said.high) / 2, high, basis: said.basis ?? null, asOf: dayOfEffect(fact).text }
}

function anomaly(reading: Reading, fact: Fact, code: string, detail: string): void {
  reading.anomalies.push({ code, detail, eventIds: fact.eventIds })
}
