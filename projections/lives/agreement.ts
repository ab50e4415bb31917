import { addDuration, type Day, isoOf } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import type { AgreementKind } from '../../events/words.js'
import { dateOf, effectOf, type Fact, idsOf } from '../fact.js'
import { type AgreementLife, type AgreementState, decisive, type Fold, isLikely, type LifeAnomaly } from '../life.js'
import { type AgreementStatus, certain, type Estimate, type Policy } from '../policy.js'
import { broughtIntoForce, partnersOf, replacementOf } from '../routing.js'
import type { Step } from '../track.js'
import { compareWhen, onDay, shiftWhen, type When } from '../when.js'
import { trackAndSpan } from './lasting.js'

/** A claimed end of the agreement: by notice, by fact, or because another one replaces it. */
interface End {
  readonly when: When
  readonly q: Estimate
  readonly explicit: boolean
  readonly contested: boolean
  readonly eventIds: readonly string[]
}

/** A notice that runs, or that was stopped with `left` days to go and runs on from `runsOn` (null: not before a new event). */
interface Notice {
  readonly end: When
  readonly denounced: boolean
  readonly contested: boolean
  readonly left: number | null
  readonly runsOn: When | null
}

const MUTUAL_KINDS: ReadonlySet<AgreementKind> = new Set(['mutual-defence', 'intervention', 'joint-force'])

/** What is known while the facts of one agreement are read in order. */
interface Reading {
  readonly steps: Step<AgreementState>[]
  readonly anomalies: LifeAnomaly[]
  ends: End[]
  scheduled: End | null
  notice: Notice | null
  noticePeriod: string | null
  /** Length of the agreement, which runs from its entry into force. */
  term: string | null
  /** Whether an entry into force is known: until then no term runs. */
  readonly awaitsForce: boolean
  tacit: boolean
  status: AgreementStatus | null
  denouncedSince: Day | null
  contested: boolean
  q: Estimate | null
  signed: When | null
  inForce: When | null
  /** Entries into force of other agreements. */
  readonly others: readonly Fact[]
}

/**
 * An agreement from signature to end, as one host sees it. Among its facts are the entries into force of others, of which
 * those matter that replace it.
 */
export const foldAgreement: Fold<AgreementLife> = (key, host, all, policy) => {
  const agreementId = key.slice('agreement:'.length)
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
  const about = facts.filter(fact => !replaces(fact, agreementId))
  const begun = about.filter(fact => isSignature(fact) || fact.event.type === 'AgreementEnteredIntoForce')
  const named = mostProbable(begun.filter(isSignature)) ?? mostProbable(begun) ?? mostProbable(about) ?? facts[0]!
  const kind = kindOf(about)
  const steps = reading.steps
  return {
    kind: 'agreement',
    key,
    ...trackAndSpan(steps, ({ status }) => status !== 'ended'),
    anomalies: reading.anomalies,
    agreementId,
    partners: partnersOf(named.event, host),
    agreementKind: kind,
    mutual: mutualOf(named.event, kind),
    amongParties: named.event.partner === undefined,
    authority: named.event.authority,
    q: reading.q ?? named.q,
    replacedBy: replacedBy(facts, agreementId),
    signedOn: reading.signed?.text ?? null,
    inForceFrom: reading.inForce?.text ?? null,
    endedOn: steps.findLast(step => step.state.status === 'ended')?.when.text ?? null,
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
  }
}

/** An agreement gives way once the one that replaces it is in force: signed and no more, that one is not yet. */
function replace(reading: Reading, fact: Fact<'AgreementSigned'>): void {
  const { agreementId, onSignature } = fact.event.data
  const entry = reading.others.find(({ event }) => broughtIntoForce(event) === agreementId)
  const atOnce = onSignature === true || dateOf(fact, event => event.effectiveOn) !== null
  const by = atOnce ? fact : entry
  if (by === undefined) return
  reading.ends.push({ when: effectOf(by), q: by.q, explicit: true, contested: false, eventIds: by.eventIds })
}

/** What is less likely than not moves the weight while it may be so, and nothing that comes later rests on it. */
function doubt(reading: Reading, fact: Fact, host: string): void {
  const { event } = fact
  const by = (event.data as { by?: readonly string[] }).by ?? []
  const denouncedSince = by.includes(host) ? (reading.denouncedSince ?? fact.when.from) : reading.denouncedSince
  const step = (status: AgreementStatus, when: When, grip: Estimate) => {
    const state = { status, denouncedSince, contested: reading.contested, endsOn: endText(reading) }
    reading.steps.push({ when, state, grip, eventIds: fact.eventIds })
  }
  switch (event.type) {
    case 'AgreementSuspended':
      step('suspended', effectOf(fact), fact.q)
      return
    case 'AgreementTerminationNotified':
      step('terminating', fact.when, fact.q)
      return
    case 'AgreementTerminated':
      step('ended', effectOf(fact), decisive(fact.q))
      return
    case 'AgreementEnteredIntoForce':
    case 'AgreementResumed':
    case 'AgreementTerminationSuspended':
    case 'AgreementTerminationRetracted':
      step('in-force', effectOf(fact), fact.q)
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
    reading.steps.push({ when, state: state(reading, status), grip: certain, eventIds: fact.eventIds })
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
  const when = fixed ?? (runs && reading.term ? addTo(from, reading.term) : null)
  if (when === null || reading.tacit) return
  reading.scheduled = { when, q: certain, explicit: false, contested: false, eventIds: fact.eventIds }
}

function prolong(reading: Reading, fact: Fact<'AgreementProlonged'>): void {
  const fixed = dateOf(fact, event => event.data.endsOn)
  const { term } = fact.event.data
  const from = reading.scheduled?.when ?? effectOf(fact)
  const when = fixed ?? (term ? addTo(from, term) : null)
  reading.scheduled =
    when === null ? null : { when, q: certain, explicit: false, contested: false, eventIds: fact.eventIds }
}

function notify(reading: Reading, fact: Fact<'AgreementTerminationNotified'>, host: string): void {
  const { by, noticePeriod, contestedBy } = fact.event.data
  imply(reading, fact, 'termination-of-unseen-agreement', 'unknown')
  const contested = (contestedBy?.length ?? 0) > 0
  const end = noticeEnd(fact, noticePeriod ?? reading.noticePeriod)
  if (by.includes(host)) reading.denouncedSince ??= fact.when.from
  reading.contested ||= contested
  reading.notice = { end, denounced: by.includes(host), contested, left: null, runsOn: null }
  reading.ends.push({ when: end, q: fact.q, explicit: true, contested, eventIds: fact.eventIds })
  push(reading, 'terminating', fact.when, fact)
}

/** Rule 6 of the catalogue: `effectiveOn`, else the notice period from receipt, announcement or the day, else the day itself. */
function noticeEnd(fact: Fact<'AgreementTerminationNotified'>, period: string | null): When {
  const effective = dateOf(fact, event => event.effectiveOn)
  if (effective !== null) return effective
  if (period === null) return fact.when
  const from = dateOf(fact, event => event.noticeReceivedOn ?? event.announcedOn) ?? fact.when
  return addTo(from, period)
}

function suspendNotice(reading: Reading, fact: Fact<'AgreementTerminationSuspended'>): void {
  const { notice } = reading
  if (notice === null) {
    anomaly(reading, fact, 'suspension-without-notice', 'no notice of termination was running')
    return
  }
  const at = effectOf(fact)
  const runs = notice.left === null || (notice.runsOn !== null && compareWhen(notice.runsOn, at) <= 0)
  const left = runs ? Math.max(0, notice.end.from - at.from) : notice.left!
  dropNotice(reading, at)
  push(reading, 'in-force', at, fact)
  const until = dateOf(fact, event => event.data.until)
  if (until === null) {
    reading.notice = { ...notice, left, runsOn: null }
    return
  }
  const end = shiftWhen(until, left, isoOf(until.from + left))
  reading.notice = { ...notice, end, left, runsOn: until }
  reading.ends.push({ when: end, q: fact.q, explicit: true, contested: notice.contested, eventIds: fact.eventIds })
  reading.denouncedSince = notice.denounced ? until.from : null
  reading.contested = notice.contested
  push(reading, 'terminating', until, fact)
}

/** The notice runs no more: what it had set down for the days after is taken back. */
function dropNotice(reading: Reading, at: When): void {
  reading.notice = null
  reading.denouncedSince = null
  reading.contested = false
  reading.ends = []
  const { steps } = reading
  while (steps.at(-1)?.state.status === 'terminating' && steps.at(-1)!.when.from > at.from) steps.pop()
}

function terminate(reading: Reading, fact: Fact<'AgreementTerminated'>, host: string): void {
  imply(reading, fact, 'termination-of-unseen-agreement', 'unknown')
  const known = reading.ends.find(end => end.explicit && reading.notice === null)
  if (known) anomaly(reading, fact, 'terminated-twice', 'another event had ended it', known.eventIds)
  const { by, ground } = fact.event.data
  const end = effectOf(fact)
  const onesided = ground !== 'mutual' && ground !== 'lapse'
  if (onesided && reading.notice === null && by?.includes(host)) reading.denouncedSince ??= fact.when.from
  if (compareWhen(fact.when, end) < 0) push(reading, 'terminating', fact.when, fact)
  reading.ends.push({ when: end, q: fact.q, explicit: true, contested: false, eventIds: fact.eventIds })
}

/** An agreement that is ended, suspended or prolonged before it was seen signed must have existed, from an unknown day. */
function imply(reading: Reading, fact: Fact, code: string | null, status: AgreementStatus): void {
  if (reading.status !== null) return
  if (code !== null) anomaly(reading, fact, code, 'no signature or entry into force is known')
  const when: When = { ...fact.when, earliest: Number.NEGATIVE_INFINITY, text: 'unknown' }
  const implied: AgreementState = { status: 'unknown', denouncedSince: null, contested: false, endsOn: null }
  reading.steps.push({ when, state: implied, grip: certain, eventIds: fact.eventIds })
  reading.status = status === 'unknown' ? 'unknown' : status
  reading.q = fact.q
}

function push(reading: Reading, status: AgreementStatus, when: When, fact: Fact): void {
  reading.status = status
  reading.steps.push({ when, state: state(reading, status), grip: fact.q, eventIds: fact.eventIds })
}

function state(reading: Reading, status: AgreementStatus): AgreementState {
  const { denouncedSince, contested } = reading
  return { status, denouncedSince, contested, endsOn: endText(reading) }
}

/** From the day of a fact on the end in prospect is what it makes of it. */
function tellEnd(reading: Reading, fact: Fact): void {
  const { steps } = reading
  const last = steps.at(-1)
  const endsOn = endText(reading)
  if (last === undefined || last.state.endsOn === endsOn) return
  const state = { ...last.state, endsOn }
  // A step of its own would make sure what the last one is not sure of, or bring forward what has not yet taken effect.
  const merges = last.eventIds === fact.eventIds || last.grip.low < 1 || compareWhen(fact.when, last.when) < 0
  if (merges) steps[steps.length - 1] = { ...last, state }
  else steps.push({ when: fact.when, state, grip: certain, eventIds: fact.eventIds })
}

/** The end that counts: of the claimed ones the most probable (ties: the earlier), unless the term runs out before. */
function endOf(reading: Reading): End | null {
  let best: End | null = null
  for (const end of reading.ends) {
    if (best === null || end.q.point > best.q.point) best = end
    else if (end.q.point === best.q.point && compareWhen(end.when, best.when) < 0) best = end
  }
  const { scheduled } = reading
  if (best === null || scheduled === null) return best ?? scheduled
  return compareWhen(scheduled.when, best.when) < 0 ? scheduled : best
}

function closeLife(reading: Reading, policy: Policy): void {
  const end = endOf(reading)
  if (end === null || reading.steps.length === 0) return
  const contested = end.contested || reading.contested
  const believed = end.explicit ? decisive(end.q) : certain
  const grip = contested ? { ...believed, low: 0 } : believed
  const ended: AgreementState = { ...state(reading, 'ended'), contested }
  const { steps } = reading
  // What would come after the end, in the order of dates, does not come.
  while (steps.length > 1 && compareWhen(steps.at(-1)!.when, end.when) > 0) steps.pop()
  steps.push({ when: end.when, state: ended, grip, eventIds: end.eventIds })
  if (grip.low < 1 && grip.point === 1) {
    const settled = onDay(end.when.latest + policy.decision.disputeDays, end.when.text)
    if (Number.isFinite(settled.from)) steps.push({ when: settled, state: ended, grip: certain, eventIds: [] })
  }
}

function endText(reading: Reading): string | null {
  return endOf(reading)?.when.text ?? null
}

function addTo(when: When, duration: string): When {
  const shift = (day: Day) => (Number.isFinite(day) ? addDuration(day, duration) : day)
  const from = shift(when.from)
  const to = shift(when.to)
  const text = from === to ? isoOf(from) : `${isoOf(from)}/${isoOf(to)}`
  return { from, to, earliest: shift(when.earliest), latest: shift(when.latest), text }
}

function anomaly(reading: Reading, fact: Fact, code: string, detail: string, before: readonly string[] = []): void {
  reading.anomalies.push({ code, detail, eventIds: [...before, ...fact.eventIds] })
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
