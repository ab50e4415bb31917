import type { DomainEvent } from '../../events/catalogue.js'
import { mergePatch, mergePatches } from '../../events/merge-patch.js'
import { parseEvent } from '../../events/parse.js'
import { type Known, upTo } from '../values/place.js'
import { inPresentCodes } from './present-codes.js'
import { type Claim, isPointing, type Resolved, standingOf, untouched } from './recorded.js'

/**
 * What corrections, retractions and merges leave of a claim. A revision has one target, so that all that was said of a
 * claim, and of what was said of it, is a tree; it is walked without recursion, each revision once.
 *
 * Corrections apply together, in log order: that is what a posting is checked for. Where they make no event together,
 * as two writers at once can bring about, they apply one after the other, and what would make no event is left out.
 */

/** A claim as it stood at a place, and what the next revision of it starts from. */
export interface ClaimReading {
  readonly resolved: Resolved
  /** The event with all corrections and merges, whether it is one or not. */
  readonly together: unknown
  /** The same, one after the other; null until that was needed. */
  readonly apart: Apart | null
  /** Standing revisions, whether they took or not. */
  readonly by: By
  /** Corrections that took. */
  readonly corrected: readonly string[]
}

interface By {
  readonly corrected: readonly string[]
  readonly merged: readonly string[]
  readonly retracted: readonly string[]
}

interface Apart {
  readonly event: DomainEvent
  /** Corrections that made an event. */
  readonly corrected: readonly string[]
}

/** What one revision does to its target; `changes` are null where it retracts. */
interface Step {
  readonly id: string
  readonly kind: keyof By
  readonly changes: Patch | null
}

type Patch = Readonly<Record<string, unknown>>

/** The claim as known at `known` (ordinal, inclusive). Retracting a retraction restores. */
export function resolve(claim: Claim, known: Known): Resolved {
  const { effects } = claim
  if (effects.length === 0 || effects[0]!.seq > known) return untouched(claim)
  return claim.stoodAt === undefined ? read(claim, known).resolved : claim.stoodAt(known)
}

/** A claim of which nothing was said yet. */
export function unrevised(claim: Claim): ClaimReading {
  return { resolved: untouched(claim), together: claim.event, apart: null, by: NOTHING, corrected: [] }
}

/** Read a claim as known at a place, from all that was said of it. */
export function read(claim: Claim, known: Known): ClaimReading {
  const steps = stepsOf(claim, known)
  const by = { corrected: [] as string[], merged: [] as string[], retracted: [] as string[] }
  const patches: Patch[] = []
  for (const { id, kind, changes } of steps) {
    by[kind].push(id)
    if (changes !== null) patches.push(changes)
  }
  const together = mergePatches(claim.event, patches)
  return settled(claim, together, by, () => oneByOne({ event: claim.event, corrected: [] }, steps), null)
}

/** The reading once one more revision came, of which nothing is said yet, that points at the claim itself. */
export function extended(before: ClaimReading, revision: Claim): ClaimReading {
  const { claim } = before.resolved
  if (isVoid(claim, revision)) return before
  const step = stepOf(revision, isAsserted(revision.event), ownChanges(revision))
  if (step === null) return before
  const by = { ...before.by, [step.kind]: [...before.by[step.kind], step.id] }
  if (step.changes === null) {
    return { ...before, by, resolved: resolvedAs(claim, before.resolved.event, before.corrected, by) }
  }
  const together = mergePatch(before.together, step.changes)
  const apart = before.apart === null ? null : oneByOne(before.apart, [step])
  return settled(
    claim,
    together,
    by,
    () => oneByOne({ event: claim.event, corrected: [] }, stepsOf(claim, upTo(revision.seq))),
    apart,
  )
}

function settled(claim: Claim, together: unknown, by: By, applyApart: () => Apart, apart: Apart | null): ClaimReading {
  const { corrected } = by
  const reading = (event: DomainEvent, took: readonly string[], left: Apart | null): ClaimReading => {
    return { resolved: resolvedAs(claim, event, took, by), together, apart: left, by, corrected: took }
  }
  if (corrected.length === 0) return reading(together as DomainEvent, corrected, apart)
  const parsed = parseEvent(together)
  if (parsed.ok) return reading(parsed.event, corrected, apart)
  const left = apart ?? applyApart()
  return reading(left.event, left.corrected, left)
}

function oneByOne(from: Apart, steps: readonly Step[]): Apart {
  let { event } = from
  const corrected = [...from.corrected]
  for (const { id, kind, changes } of steps) {
    if (changes === null) continue
    const parsed = parseEvent(mergePatch(event, changes))
    if (!parsed.ok) continue
    event = parsed.event
    if (kind === 'corrected') corrected.push(id)
  }
  return { event, corrected }
}

function resolvedAs(
  claim: Claim,
  told: DomainEvent,
  corrected: readonly string[],
  { merged, retracted }: By,
): Resolved {
  const event = inPresentCodes(told)
  const by = [...corrected, ...merged, ...retracted]
  if (retracted.length > 0) return { claim, event, standing: 'retracted', by }
  const plain = standingOf(event)
  if (plain !== 'counts') return { claim, event, standing: plain, by }
  if (corrected.length > 0) return { claim, event, standing: 'corrected', by }
  return { claim, event, standing: merged.length > 0 ? 'merged' : 'counts', by }
}

const NOTHING: By = { corrected: [], merged: [], retracted: [] }

interface Judged {
  readonly stands: boolean
  readonly changes: Patch
}

function stepsOf(claim: Claim, known: Known): Step[] {
  const judged = judgedUnder(claim, known)
  const steps: Step[] = []
  for (const effect of knownOf(claim.effects, known)) {
    if (isVoid(claim, effect)) continue
    const { stands, changes } = judged.get(effect) ?? { stands: isInForce(effect, known), changes: NO_CHANGES }
    const step = stepOf(effect, stands, changes)
    if (step !== null) steps.push(step)
  }
  return steps
}

function stepOf({ id, event }: Claim, stands: boolean, changes: Patch): Step | null {
  if (!stands) return null
  if (event.type === 'ClaimRetracted') return { id, kind: 'retracted', changes: null }
  if (event.type === 'ClaimCorrected') {
    const { id: _id, type: _type, schemaVersion: _version, ...rest } = changes
    return { id, kind: 'corrected', changes: rest }
  }
  if (event.type !== 'EventsMerged') return null
  return { id, kind: 'merged', changes: { factId: event.data.factId } }
}

/** A merge speaks of events about the world: of a revision it says nothing. */
function isVoid(claim: Claim, effect: Claim): boolean {
  return effect.event.type === 'EventsMerged' && isPointing(claim.event)
}

/** Every correction and retraction under a claim, with whether it stands and what it changes, as known at a place. */
function judgedUnder(claim: Claim, known: Known): ReadonlyMap<Claim, Judged> {
  const revisions: Claim[] = []
  const gather = (effects: readonly Claim[]) => {
    for (const effect of knownOf(effects, known)) if (effect.event.type !== 'EventsMerged') revisions.push(effect)
  }
  gather(claim.effects)
  for (let i = 0; i < revisions.length; i++) gather(revisions[i]!.effects)
  const judged = new Map<Claim, Judged>()
  // What points at a revision comes after it.
  for (const revision of revisions.reverse()) judged.set(revision, judge(revision, judged, known))
  return judged
}

/**
 * A revision counts unless a retraction of it does. What a correction changes is itself corrected by a merge patch on it,
 * so that its `data.changes` meet the first one's; fields that a correction has no use for of its own mean the corrected
 * event.
 */
function judge(revision: Claim, judged: ReadonlyMap<Claim, Judged>, known: Known): Judged {
  let changes = ownChanges(revision)
  let stands = isAsserted(revision.event)
  for (const effect of knownOf(revision.effects, known)) {
    const found = judged.get(effect)
    if (!found?.stands) continue
    if (effect.event.type === 'ClaimRetracted') stands = false
    else changes = mergePatch(changes, meantBy(found.changes)) as Patch
  }
  return { stands, changes }
}

function meantBy(changes: Patch): Patch {
  const data = (changes.data ?? {}) as Patch
  const formal = 'changes' in data || 'reason' in data || 'targetEventId' in data
  return formal ? ((data.changes ?? {}) as Patch) : changes
}

function ownChanges({ event }: Claim): Patch {
  return event.type === 'ClaimCorrected' ? ((event.data.changes ?? NO_CHANGES) as Patch) : NO_CHANGES
}

const NO_CHANGES: Patch = {}

function isAsserted(event: DomainEvent): boolean {
  return event.claim.modality === 'asserted'
}

/** Whether a merge was asserted and is not retracted. */
function isInForce(merge: Claim, known: Known): boolean {
  return isAsserted(merge.event) && resolve(merge, known).standing !== 'retracted'
}

function* knownOf(effects: readonly Claim[], known: Known): Generator<Claim> {
  for (const effect of effects) {
    if (effect.seq > known) return
    yield effect
  }
}
