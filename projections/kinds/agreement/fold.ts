import { trackAndSpan } from '../../fold/lasting.js'
import { type Fold, isLikely } from '../../fold/life.js'
import type { Policy } from '../../policy/policy.js'
import { effectOf, type Fact, idsOf } from '../../resolve/fact.js'
import { keyOf } from '../../resolve/object-ref.js'
import { broughtIntoForce, partnersOf, replacementOf } from '../../resolve/routing.js'
import { doubt } from './doubt.js'
import { leave, replace, replacedBy, replaces, terminate } from './ends.js'
import { type AgreementLife, endedOn } from './life.js'
import { kindOf, mostProbable, mutualOf } from './nature.js'
import { dropNotice, notify, suspendNotice } from './notice.js'
import { gives, isOfOnePair, partyChangesOf, rolesOf, withParties } from './parties.js'
import { type AgreementReading, anomaly, closeLife, imply, push, tellEnd } from './reading.js'
import { begin, begins, isSignature, lapse } from './start.js'
import { prolong, schedule } from './term.js'

/**
 * An agreement from signature to end, as one host sees it. Among its facts are the entries into force of others, of which
 * those matter that replace it.
 */
export const foldAgreement: Fold<AgreementLife> = (object, host, all, policy) => {
  const agreementId = object.id
  const isOthers = ({ event }: Fact) => (broughtIntoForce(event) ?? agreementId) !== agreementId
  const facts = all.filter(fact => !isOthers(fact))
  const reading: AgreementReading = {
    steps: [],
    anomalies: [],
    ends: [],
    scheduled: null,
    notice: null,
    noticePeriod: null,
    term: null,
    awaitsForce: facts.some(({ event }) => event.type === 'AgreementEnteredIntoForce'),
    tacit: false,
    status: null,
    denouncedSince: null,
    contested: false,
    q: null,
    signed: null,
    inForce: null,
    others: all.filter(isOthers),
  }
  const about = facts.filter(fact => !replaces(fact, agreementId))
  const begun = about.filter(fact => isSignature(fact) || begins(fact, host))
  const named = mostProbable(begun.filter(isSignature)) ?? mostProbable(begun) ?? mostProbable(about) ?? facts[0]!
  const everybody = partnersOf(named.event, host)
  for (const fact of facts) {
    if (isOfOnePair(fact, everybody)) imply(reading, fact, null, 'in-force')
    else if (reading.status !== null && !isLikely(fact.q)) doubt(reading, fact, host)
    else {
      read(reading, fact, agreementId, host, policy)
      tellEnd(reading, fact)
    }
  }
  closeLife(reading, policy)
  // Loans, concessions and the like run from their signature, and nobody tells of their entry into force.
  if (!facts.some(({ event }) => event.type === 'EconomicAgreementSigned')) lapse(reading, policy)
  const kind = kindOf(about)
  const roles = rolesOf(about)
  const role = roles.get(host)
  const isOpposite = (id: string) => role === undefined || (roles.has(id) && gives[roles.get(id)!] !== gives[role])
  const parties = everybody.filter(isOpposite)
  const steps = withParties(reading.steps, parties, partyChangesOf(about, host, everybody))
  return {
    kind: 'agreement',
    object,
    key: keyOf(object),
    ...trackAndSpan(steps, ({ status }) => status !== 'ended'),
    anomalies: reading.anomalies,
    agreementId,
    partners: [...new Set([...parties, ...steps.flatMap(({ state }) => state.partners ?? [])])],
    gives: role !== undefined && gives[role],
    agreementKind: kind,
    mutual: role === undefined && mutualOf(named.event, kind),
    amongParties: role === undefined && named.event.partner === undefined,
    authority: named.event.authority,
    q: reading.q ?? named.q,
    replacedBy: replacedBy(facts, agreementId),
    replaces: facts.map(({ event }) => replacementOf(event)).find(said => said?.by === agreementId)?.replaced ?? null,
    signedOn: reading.signed?.text ?? null,
    inForceFrom: reading.inForce?.text ?? null,
    endedOn: endedOn(steps),
    eventIds: idsOf(facts),
  }
}

function read(reading: AgreementReading, fact: Fact, agreementId: string, host: string, policy: Policy): void {
  const { event } = fact
  switch (event.type) {
    case 'AgreementSigned':
      if (replaces(fact, agreementId)) {
        replace(reading, fact as Fact<'AgreementSigned'>)
        return
      }
      reading.noticePeriod = event.data.noticePeriod ?? reading.noticePeriod
      reading.tacit = event.data.renewal === undefined ? reading.tacit : event.data.renewal === 'tacit'
      begin(reading, fact, event.data.onSignature ? 'in-force' : 'signed', fact.when, policy)
      schedule(reading, fact as Fact<'AgreementSigned'>, fact.when)
      return
    case 'EconomicAgreementSigned':
      begin(reading, fact, 'signed', fact.when, policy)
      schedule(reading, fact as Fact<'EconomicAgreementSigned'>, fact.when)
      return
    case 'AgreementEnteredIntoForce':
      reading.noticePeriod = event.data.noticePeriod ?? reading.noticePeriod
      reading.tacit = event.data.renewal === undefined ? reading.tacit : event.data.renewal === 'tacit'
      begin(reading, fact, 'in-force', effectOf(fact), policy)
      schedule(reading, fact as Fact<'AgreementEnteredIntoForce'>, effectOf(fact))
      return
    case 'AgreementProlonged':
      imply(reading, fact, 'prolongation-of-unseen-agreement', 'in-force')
      prolong(reading, fact as Fact<'AgreementProlonged'>)
      return
    case 'AgreementSuspended':
      imply(reading, fact, 'suspension-of-unseen-agreement', 'in-force')
      push(reading, 'suspended', effectOf(fact), fact)
      return
    case 'AgreementResumed':
      if (reading.status !== 'suspended') {
        anomaly(reading, fact, 'resumption-without-suspension', `${agreementId} was not suspended`)
      }
      imply(reading, fact, null, 'suspended')
      push(reading, 'in-force', effectOf(fact), fact)
      return
    case 'AgreementTerminationNotified':
      notify(reading, fact as Fact<'AgreementTerminationNotified'>, host)
      return
    case 'AgreementTerminationSuspended':
      suspendNotice(reading, fact as Fact<'AgreementTerminationSuspended'>)
      return
    case 'AgreementTerminationRetracted':
      if (reading.notice === null) anomaly(reading, fact, 'retraction-without-notice', `no notice ends ${agreementId}`)
      dropNotice(reading, effectOf(fact))
      push(reading, 'in-force', effectOf(fact), fact)
      return
    case 'AgreementTerminated':
      terminate(reading, fact as Fact<'AgreementTerminated'>, host)
      return
    case 'AgreementPartyJoined':
      if (event.data.party === host) begin(reading, fact, 'in-force', effectOf(fact), policy)
      else imply(reading, fact, 'party-of-unseen-agreement', 'in-force')
      return
    case 'AgreementPartyLeft':
      if (event.data.party === host) leave(reading, fact as Fact<'AgreementPartyLeft'>, host)
      else imply(reading, fact, 'party-of-unseen-agreement', 'in-force')
      return
    case 'AgreementRolesStated':
      imply(reading, fact, 'roles-of-unseen-agreement', 'in-force')
      return
    case 'StateSucceeded':
      if (event.data.successor === host) begin(reading, fact, 'in-force', effectOf(fact), policy)
      return
  }
}
