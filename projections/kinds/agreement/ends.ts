import { dateOf, effectOf, type Fact } from '../../resolve/fact.js'
import { broughtIntoForce, replacementOf } from '../../resolve/routing.js'
import { compareWhen, type When } from '../../values/when.js'
import { leavingOf } from './parties.js'
import { type AgreementReading, anomaly, endsBy, imply, push } from './reading.js'

/** An end that is said in so many words: it is under way until it takes effect. */
function endOn(reading: AgreementReading, fact: Fact, end: When): void {
  if (compareWhen(fact.when, end) < 0) push(reading, 'terminating', fact.when, fact)
  endsBy(reading, fact, end)
}

/** For the party that leaves it is the end of the agreement. */
export function leave(reading: AgreementReading, fact: Fact<'AgreementPartyLeft'>, host: string): void {
  imply(reading, fact, 'termination-of-unseen-agreement', 'unknown')
  const end = leavingOf(fact, reading.noticePeriod)
  const { by, ground } = fact.event.data
  const ownWill = ground !== 'mutual' && ground !== 'lapse' && ground !== 'expulsion'
  if (ownWill && (by === undefined || by.includes(host))) reading.denouncedSince ??= fact.when.from
  endOn(reading, fact, end)
}

/** An end by itself, by one of the parties, or by another instrument. */
export function terminate(reading: AgreementReading, fact: Fact<'AgreementTerminated'>, host: string): void {
  imply(reading, fact, 'termination-of-unseen-agreement', 'unknown')
  const known = reading.ends.find(end => end.explicit && reading.notice === null)
  if (known) anomaly(reading, fact, 'terminated-twice', 'another event had ended it', known.eventIds)
  const { by, ground, replacedBy } = fact.event.data
  const end = effectOf(fact)
  if (isDenunciation(ground, by, replacedBy, host) && reading.notice === null) reading.denouncedSince ??= fact.when.from
  endOn(reading, fact, end)
}

/** The host ends it alone, whatever the ground is called; an end by consent or by replacement is no such end. */
function isDenunciation(
  ground: string,
  by: readonly string[] | undefined,
  replacedBy: string | undefined,
  host: string,
): boolean {
  if (!by?.includes(host)) return false
  return (ground !== 'mutual' && ground !== 'lapse') || (replacedBy === undefined && by.every(id => id === host))
}

/** An agreement gives way once the one that replaces it is in force: signed and no more, that one is not yet. */
export function replace(reading: AgreementReading, fact: Fact<'AgreementSigned'>): void {
  const { agreementId, onSignature } = fact.event.data
  const entry = reading.others.find(({ event }) => broughtIntoForce(event) === agreementId)
  const atOnce = onSignature === true || dateOf(fact, event => event.effectiveOn) !== null
  const by = atOnce ? fact : entry
  if (by === undefined) return
  endsBy(reading, by, effectOf(by))
}

/** Whether a fact is the signature of what takes its place. */
export function replaces({ event }: Fact, agreementId: string): boolean {
  return replacementOf(event)?.replaced === agreementId
}

/** What took its place; null where nothing did. */
export function replacedBy(facts: readonly Fact[], agreementId: string): string | null {
  for (const fact of facts) {
    const { event } = fact
    if (event.type === 'AgreementTerminated' && event.data.replacedBy) return event.data.replacedBy
    if (replaces(fact, agreementId)) return replacementOf(event)!.by
  }
  return null
}
