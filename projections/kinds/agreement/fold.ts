import { addDuration } from '../../../events/calendar.js'
import type { DomainEvent } from '../../../events/catalogue.js'
import type { AgreementKind } from '../../../events/words.js'
import { trackAndSpan } from '../../fold/lasting.js'
import { decisive, type Fold, isLikely } from '../../fold/life.js'
import type { AgreementStatus, Policy } from '../../policy/policy.js'
import { dateOf, effectOf, type Fact, idsOf } from '../../resolve/fact.js'
import { keyOf } from '../../resolve/object-ref.js'
import { broughtIntoForce, partnersOf, replacementOf } from '../../resolve/routing.js'
import { certain, type Estimate } from '../../values/estimate.js'
import { compareWhen, laterBy, onDay, type When } from '../../values/when.js'
import { type AgreementLife, endedOn } from './life.js'
import { dropNotice, notify, suspendNotice } from './notice.js'
import { gives, leavingOf, partyChangesOf, rolesOf, withParties } from './parties.js'
import {
  anomaly,
  closeLife,
  endOf,
  endOfTerm,
  endsBy,
  endText,
  imply,
  push,
  type Reading,
  state,
  tellEnd,
} from './reading.js'

const MUTUAL_KINDS: ReadonlySet<AgreementKind> = new Set(['mutual-defence', 'intervention', 'joint-force'])

/**
 * An agreement from signature to end, as one host sees it. Among its facts are the entries into force of others, of which
 * those matter that replace it.
 */
export const foldAgreement: Fold<AgreementLife> = (object, host, all, policy) => {
  const agreementId = object.id
  const isOthers = ({ event }: Fact) => (broughtIntoForce(event) ?? agreementId) !== agreementId
  const facts = all.filter(fact => !isOthers(fact))
  const reading: Reading = {
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
  for (const fact of facts) {
    if (reading.status !== null && !isLikely(fact.q)) doubt(reading, fact, host)
    else {
      read(reading, fact, agreementId, host, policy)
      tellEnd(reading, fact)
    }
  }
  closeLife(reading, policy)
  // Loans, concessions and the like run from their signature, and nobody tells of their entry into force.
  if (!facts.some(({ event }) => event.type === 'EconomicAgreementSigned')) lapse(reading, policy)
  const about = facts.filter(fact => !replaces(fact, agreementId))
  const begun = about.filter(fact => isSignature(fact) || begins(fact, host))
  const named = mostProbable(begun.filter(isSignature)) ?? mostProbable(begun) ?? mostProbable(about) ?? facts[0]!
  const kind = kindOf(about)
  const roles = rolesOf(about)
  const role = roles.get(host)
  const isOpposite = (id: string) => role === undefined || (roles.has(id) && gives[roles.get(id)!] !== gives[role])
  const parties = partnersOf(named.event, host).filter(isOpposite)
  const steps = withParties(reading.steps, parties, partyChangesOf(about, host))
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

function read(reading: Reading, fact: Fact, agreementId: string, host: string, policy: Policy): void {
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

/** An end that is said in so many words: it is under way until it takes effect. */
function endOn(reading: Reading, fact: Fact, end: When): void {
  if (compareWhen(fact.when, end) < 0) push(reading, 'terminating', fact.when, fact)
  endsBy(reading, fact, end)
}

/** For the party that leaves it is the end of the agreement. */
function leave(reading: Reading, fact: Fact<'AgreementPartyLeft'>, host: string): void {
  imply(reading, fact, 'termination-of-unseen-agreement', 'unknown')
  const end = leavingOf(fact, reading.noticePeriod)
  const { by, ground } = fact.event.data
  const ownWill = ground !== 'mutual' && ground !== 'lapse' && ground !== 'expulsion'
  if (ownWill && (by === undefined || by.includes(host))) reading.denouncedSince ??= fact.when.from
  endOn(reading, fact, end)
}

/** Whether a fact other than a signature begins the agreement for the host. */
function begins({ event }: Fact, host: string): boolean {
  if (event.type === 'AgreementPartyJoined') return event.data.party === host
  if (event.type === 'StateSucceeded') return event.data.successor === host
  return event.type === 'AgreementEnteredIntoForce'
}

/** An agreement gives way once the one that replaces it is in force: signed and no more, that one is not yet. */
function replace(reading: Reading, fact: Fact<'AgreementSigned'>): void {
  const { agreementId, onSignature } = fact.event.data
  const entry = reading.others.find(({ event }) => broughtIntoForce(event) === agreementId)
  const atOnce = onSignature === true || dateOf(fact, event => event.effectiveOn) !== null
  const by = atOnce ? fact : entry
  if (by === undefined) return
  endsBy(reading, by, effectOf(by))
}

/** What is less likely than not moves the weight while it may be so, and nothing that comes later rests on it. */
function doubt(reading: Reading, fact: Fact, host: string): void {
  const { event } = fact
  const by = (event.data as { by?: readonly string[] }).by ?? []
  const denouncedSince = by.includes(host) ? (reading.denouncedSince ?? fact.when.from) : reading.denouncedSince
  const step = (status: AgreementStatus, when: When, credence: Estimate) => {
    const state = { status, denouncedSince, contested: reading.contested, endsOn: endText(reading) }
    reading.steps.push({ when, state, credence, eventIds: fact.eventIds })
  }
  switch (event.type) {
    case 'AgreementSuspended':
      step('suspended', effectOf(fact), fact.credit)
      return
    case 'AgreementTerminationNotified':
      step('terminating', fact.when, fact.credit)
      return
    case 'AgreementTerminated':
      step('ended', effectOf(fact), decisive(fact))
      return
    case 'AgreementEnteredIntoForce':
    case 'AgreementResumed':
    case 'AgreementTerminationSuspended':
    case 'AgreementTerminationRetracted':
      step('in-force', effectOf(fact), fact.credit)
      return
  }
}

function begin(reading: Reading, fact: Fact, status: AgreementStatus, when: When, policy: Policy): void {
  const end = endOf(reading)
  if (reading.status !== null && end !== null && compareWhen(end.when, when) < 0) {
    closeLife(reading, policy)
    Object.assign(reading, {
      ends: [],
      scheduled: null,
      notice: null,
      status: null,
      denouncedSince: null,
      contested: false,
      signed: null,
      inForce: null,
      q: null,
    })
  }
  if (status === 'signed') reading.signed ??= when
  else {
    reading.inForce ??= when
    if (fact.event.type === 'AgreementSigned') reading.signed ??= when
  }
  reading.q = reading.q === null || fact.q.point > reading.q.point ? fact.q : reading.q
  if (reading.status === null || reading.status === 'unknown') {
    reading.steps.push({ when, state: state(reading, status), credence: certain, eventIds: fact.eventIds })
    reading.status = status
  } else if (status === 'in-force' && reading.status === 'signed') push(reading, status, when, fact)
}

function schedule(
  reading: Reading,
  fact: Fact<'AgreementSigned'> | Fact<'EconomicAgreementSigned'> | Fact<'AgreementEnteredIntoForce'>,
  from: When,
): void {
  const fixed = dateOf(fact as Fact<'AgreementSigned'>, event => event.data.endsOn)
  reading.term = fact.event.data.term ?? reading.term
  const runs = reading.status === 'in-force' || !reading.awaitsForce
  const when = fixed ?? (runs && reading.term ? laterBy(from, reading.term) : null)
  if (when === null || reading.tacit) return
  reading.scheduled = endOfTerm(reading, fact, when)
}

function prolong(reading: Reading, fact: Fact<'AgreementProlonged'>): void {
  const fixed = dateOf(fact, event => event.data.endsOn)
  const { term } = fact.event.data
  const from = reading.scheduled?.when ?? effectOf(fact)
  const when = fixed ?? (term ? laterBy(from, term) : null)
  reading.scheduled = when === null ? null : endOfTerm(reading, fact, when)
}

function terminate(reading: Reading, fact: Fact<'AgreementTerminated'>, host: string): void {
  imply(reading, fact, 'termination-of-unseen-agreement', 'unknown')
  const known = reading.ends.find(end => end.explicit && reading.notice === null)
  if (known) anomaly(reading, fact, 'terminated-twice', 'another event had ended it', known.eventIds)
  const { by, ground, replacedBy } = fact.event.data
  const end = effectOf(fact)
  if (isDenunciation(ground, by, replacedBy, host) && reading.notice === null) reading.denouncedSince ??= fact.when.from
  endOn(reading, fact, end)
}

/** The host ends it alone, whatever the ground is called; what both agree on or another instrument replaces is none. */
function isDenunciation(
  ground: string,
  by: readonly string[] | undefined,
  replacedBy: string | undefined,
  host: string,
): boolean {
  if (!by?.includes(host)) return false
  return (ground !== 'mutual' && ground !== 'lapse') || (replacedBy === undefined && by.every(id => id === host))
}

/** What was signed and did not come into force for years is not waited for any more. */
function lapse(reading: Reading, policy: Policy): void {
  const last = reading.steps.at(-1)
  if (last?.state.status !== 'signed') return
  const day = addDuration(last.when.to, `P${policy.paper.lapsedAfterYears}Y`)
  reading.steps.push({ ...last, when: onDay(day, last.when.text), state: { ...last.state, lapsed: true } })
}

function replaces({ event }: Fact, agreementId: string): boolean {
  return replacementOf(event)?.replaced === agreementId
}

function replacedBy(facts: readonly Fact[], agreementId: string): string | null {
  for (const fact of facts) {
    const { event } = fact
    if (event.type === 'AgreementTerminated' && event.data.replacedBy) return event.data.replacedBy
    if (replaces(fact, agreementId)) return replacementOf(event)!.by
  }
  return null
}

function isSignature(fact: Fact): boolean {
  return fact.event.type === 'AgreementSigned' || fact.event.type === 'EconomicAgreementSigned'
}

function kindOf(facts: readonly Fact[]): AgreementKind | null {
  const saying = facts.filter(fact => 'kind' in fact.event.data)
  const best = mostProbable(saying.filter(isSignature)) ?? mostProbable(saying)
  return (best?.event.data as { kind?: AgreementKind } | undefined)?.kind ?? null
}

function mutualOf(event: DomainEvent, kind: AgreementKind | null): boolean {
  const said = (event.data as { mutual?: boolean }).mutual
  return said ?? (event.partner === undefined && kind !== null && MUTUAL_KINDS.has(kind))
}

function mostProbable(facts: readonly Fact[]): Fact | null {
  let best: Fact | null = null
  for (const fact of facts) if (best === null || fact.q.point > best.q.point) best = fact
  return best
}
