import type { DomainEvent } from '../../events/catalogue.js'
import { mergePatch } from '../../events/merge-patch.js'

/** A correction or retraction on record, in order of position. */
export interface Revision {
  readonly id: string
  readonly event: DomainEvent<'ClaimCorrected'> | DomainEvent<'ClaimRetracted'>
}

/**
 * An event as its corrections leave it: those that are not retracted apply in order of position, each in the form that
 * its own corrections give it. A retraction counts unless it is itself retracted. Every revision follows its target.
 */
export function corrected(id: string, event: unknown, revisions: readonly Revision[]): unknown {
  let result = event
  for (const revision of revisions) {
    if (revision.event.type !== 'ClaimCorrected' || revision.event.data.targetEventId !== id) continue
    if (isRetracted(revision.id, revisions)) continue
    const { data } = corrected(revision.id, revision.event, revisions) as DomainEvent<'ClaimCorrected'>
    result = mergePatch(result, data.changes ?? {})
  }
  return result
}

function isRetracted(id: string, revisions: readonly Revision[]): boolean {
  return revisions.some(
    other =>
      other.event.type === 'ClaimRetracted' &&
      other.event.data.targetEventId === id &&
      !isRetracted(other.id, revisions),
  )
}
