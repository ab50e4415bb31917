import type { Day } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import type { Known, Place } from '../values/place.js'
import { inPresentCodes } from './present-codes.js'

/** An event as the log holds it, with what later events say about it. `seq` is its ordinal in the log, from 0. */
export interface Claim {
  readonly seq: Place
  readonly id: string
  readonly event: DomainEvent
  /** Day of recording; infinite where that is not known. */
  readonly recordedOn: Day
  /** Corrections, retractions and merges that point at this claim, in log order; it grows with the log. */
  readonly effects: readonly Claim[]
  /**
   * How it stood at a place, where the owner of the record keeps what was once worked out. Nothing is kept here: a claim
   * changes as the log grows, and only who makes it grow knows from where on what was kept is no longer so.
   */
  readonly stoodAt?: ((known: Known) => Resolved) | undefined
}

/** The effects of a claim that nothing points at, which nearly all are: one list for all of them. */
export const NO_EFFECTS: readonly Claim[] = []

export type ClaimStanding = 'counts' | 'retracted' | 'corrected' | 'merged' | 'planned' | 'denied'

/** A claim as it stood when the log was known up to some place. */
export interface Resolved {
  readonly claim: Claim
  readonly event: DomainEvent
  readonly standing: ClaimStanding
  /** Ids of the events that changed it: corrections, then merges, then retractions, each in log order. */
  readonly by: readonly string[]
}

/** Ids of the events that an event says something about. */
export function targetsOf(event: DomainEvent): readonly string[] {
  if (event.type === 'ClaimCorrected' || event.type === 'ClaimRetracted') return [event.data.targetEventId]
  return event.type === 'EventsMerged' ? event.data.targetEventIds : []
}

/** Whether an event speaks of other events and not of the world. */
export function isPointing({ type }: { readonly type: string }): boolean {
  return type === 'ClaimCorrected' || type === 'ClaimRetracted' || type === 'EventsMerged'
}

/** A claim of which nothing was said. */
export function untouched(claim: Claim): Resolved {
  return { claim, event: inPresentCodes(claim.event), standing: standingOf(claim.event), by: NO_IDS }
}

const NO_IDS: readonly string[] = []

export function standingOf(event: DomainEvent): ClaimStanding {
  const { modality } = event.claim
  return modality === 'asserted' ? 'counts' : modality
}
