import type { DomainEvent } from '../../events/catalogue.js'
import type { DateRange } from '../../events/edtf.js'
import { parseEdtf } from '../../events/edtf.js'
import { mergePatch } from '../../events/merge-patch.js'
import { parseEvent } from '../../events/parse.js'

/** An event as the log holds it, with what later events say about it. `seq` is its ordinal in the log, from 0. */
export interface Claim {
  readonly seq: number
  readonly id: string
  readonly event: DomainEvent
  /** Corrections, retractions and merges that point at this claim, in log order; it grows with the log. */
  effects: readonly Claim[]
}

/** The effects of a claim that nothing points at, which nearly all are: one list for all of them. */
export const NO_EFFECTS: readonly Claim[] = []

export type Standing = 'counts' | 'retracted' | 'corrected' | 'merged' | 'planned' | 'denied'

/** A claim as it stood when the log was known up to some place. */
export interface Resolved {
  readonly claim: Claim
  readonly event: DomainEvent
  readonly standing: Standing
  /** Ids of the events that changed it, in log order. */
  readonly by: readonly string[]
}

/** Ids of the events that an event says something about. */
export function targetsOf(event: DomainEvent): readonly string[] {
  if (event.type === 'ClaimCorrected' || event.type === 'ClaimRetracted') return [event.data.targetEventId]
  return event.type === 'EventsMerged' ? event.data.targetEventIds : []
}

/** The claim as known at `known` (ordinal, inclusive). Retracting a retraction restores; corrections apply in log order. */
export function resolve(claim: Claim, known: number): Resolved {
  const { effects } = claim
  if (effects.length === 0 || effects[0]!.seq > known) return untouched(claim)
  const recent = resolutions.get(claim)
  const found = recent?.find(one => one.known === known)
  if (found !== undefined) return found.resolved
  const resolved = resolveAnew(claim, known)
  resolutions.set(claim, [{ known, resolved }, ...(recent ?? []).slice(0, 1)])
  return resolved
}

/** The two last resolutions of a claim: an event's coming asks for the place before it and its own, many times over. */
const resolutions = new WeakMap<Claim, readonly { readonly known: number; readonly resolved: Resolved }[]>()

function resolveAnew(claim: Claim, known: number): Resolved {
  const { effects } = claim
  let event = claim.event
  const by = { retracted: [] as string[], corrected: [] as string[], merged: [] as string[] }
  for (const effect of effects) {
    if (effect.seq > known) break
    if (!stands(effect, known)) continue
    if (effect.event.type === 'ClaimRetracted') by.retracted.push(effect.id)
    else if (effect.event.type === 'ClaimCorrected') {
      const patched = corrected(event, changesOf(effect, known))
      if (patched === null) continue
      event = patched
      by.corrected.push(effect.id)
    } else if (effect.event.type === 'EventsMerged') {
      event = { ...event, factId: effect.event.data.factId } as DomainEvent
      by.merged.push(effect.id)
    }
  }
  const all = [...by.corrected, ...by.merged, ...by.retracted]
  if (by.retracted.length > 0) return { claim, event, standing: 'retracted', by: all }
  const plain = standingOf(event)
  if (plain !== 'counts') return { claim, event, standing: plain, by: all }
  if (by.corrected.length > 0) return { claim, event, standing: 'corrected', by: all }
  return { claim, event, standing: by.merged.length > 0 ? 'merged' : 'counts', by: all }
}

function untouched(claim: Claim): Resolved {
  return { claim, event: claim.event, standing: standingOf(claim.event), by: [] }
}

function standingOf(event: DomainEvent): Standing {
  const { modality } = event.claim
  return modality === 'asserted' ? 'counts' : modality
}

/** Whether a claim was asserted and not retracted, as known at `known`. */
export function stands(claim: Claim, known: number): boolean {
  if (claim.event.claim.modality !== 'asserted') return false
  return !claim.effects.some(
    effect => effect.seq <= known && effect.event.type === 'ClaimRetracted' && stands(effect, known),
  )
}

type Patch = Readonly<Record<string, unknown>>

/**
 * What a correction changes, itself corrected. A correction of a correction is a merge patch on it, so that its
 * `data.changes` meet the first one's; fields that a correction has no use for of its own mean the corrected event.
 */
function changesOf(correction: Claim, known: number): Patch {
  let changes = (correction.event as DomainEvent<'ClaimCorrected'>).data.changes as Patch
  for (const effect of correction.effects) {
    if (effect.seq > known || effect.event.type !== 'ClaimCorrected' || !stands(effect, known)) continue
    const patch = changesOf(effect, known)
    const data = (patch.data ?? {}) as Patch
    const formal = 'changes' in data || 'reason' in data || 'targetEventId' in data
    const meant = formal ? ((data.changes ?? {}) as Patch) : patch
    changes = mergePatch(changes, meant) as Patch
  }
  return changes
}

/** The event with the changes, or null where the result would not be an event any more. */
function corrected(event: DomainEvent, changes: Patch): DomainEvent | null {
  const { id: _id, type: _type, schemaVersion: _version, ...rest } = changes
  const parsed = parseEvent(mergePatch(event, rest))
  return parsed.ok ? parsed.event : null
}

/** The days on which the event happened, as it says. */
export function rangeOf(event: DomainEvent): DateRange {
  return readDate(event.occurredOn)
}

/** A date that was checked when it was stored. */
export function readDate(text: string): DateRange {
  const range = parseEdtf(text)
  if (range === null) throw new RangeError(`not a date: ${text}`)
  return range
}
