import type { Consent, Role } from '../../../events/words.js'
import { trackAndSpan } from '../../fold/lasting.js'
import { type Fold, isLikely } from '../../fold/life.js'
import { inOrderOfLife } from '../../fold/life-order.js'
import { effectOf, type Fact, idsOf } from '../../resolve/fact.js'
import { keyOf } from '../../resolve/object-ref.js'
import { partnerOf } from '../../resolve/routing.js'
import { certain } from '../../values/estimate.js'
import { compareWhen } from '../../values/when.js'
import { changeMandate, endMandate, leave, withdraw } from './departure.js'
import type { ForceLife, ForceState, Strength } from './life.js'
import { forceOrder } from './order.js'
import { anomaly, change, dayOfEffect, type ForceReading, imply, push } from './reading.js'
import { type Quantity, strengthOf } from './strength.js'

interface Deployment {
  readonly role?: Role | undefined
  readonly consent?: Consent | undefined
  readonly strength?: Quantity | undefined
  readonly legalBasis?: readonly string[] | undefined
  readonly sites?: readonly string[] | undefined
  readonly mandate?: string | undefined
}

/** A force, a mission or a team of trainers in one host: strength, role, consent, legal basis and departure. */
export const foldForce: Fold<ForceLife> = (object, host, facts) => {
  const forceId = object.id
  const reading: ForceReading = {
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

function inOrderOfEffect(facts: readonly Fact[]): readonly Fact[] {
  if (facts.length === 1) return facts
  const dated = facts.map(fact => ({ fact, when: dayOfEffect(fact) }))
  return dated.sort((a, b) => compareWhen(a.when, b.when) || a.fact.seq - b.fact.seq).map(({ fact }) => fact)
}

function read(reading: ForceReading, fact: Fact): void {
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
      if (isLikely(fact.q)) tellBack(reading, strengthOf(fact, event.data.strength))
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
      // A force that came uninvited stays uninvited when it is told to leave.
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

function deploy(reading: ForceReading, fact: Fact, said: Deployment, sponsor: string, inherits: string | null): void {
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

/** For days of this stay without a reported number, the first one reported is the best that is known. */
function tellBack({ steps, mandateEnd }: ForceReading, toldLater: Strength): void {
  for (let i = steps.length - 1; i >= 0; i--) {
    const { state } = steps[i]!
    if (steps[i] === mandateEnd) continue
    if (!state.present || state.strength !== null || state.toldLater !== undefined) return
    steps[i] = { ...steps[i]!, state: { ...state, toldLater } }
  }
}

function changeConsent(reading: ForceReading, fact: Fact, consent: Consent): void {
  const { from } = effectOf(fact)
  const since = consent === 'contested' ? (reading.state!.contestedSince ?? from) : null
  change(reading, fact, { consent, consentSince: from, contestedSince: since })
}
