import { type Claim, NO_EFFECTS, type Resolved } from '../../../projections/resolve/recorded.js'
import { type ClaimReading, extended, read, unrevised } from '../../../projections/resolve/revisions.js'
import type { Known, Place } from '../../../projections/values/place.js'
import { upTo } from '../../../projections/values/place.js'
import { partitionPoint, upperBound } from '../../../projections/values/search.js'

/** A claim of the record, which says how it stood at any place. */
export interface RecordedClaim extends Claim {
  effects: readonly Claim[]
  stoodAt: ((known: Known) => Resolved) | undefined
  /**
   * What a chain of corrections and retractions comes down to: a claim about the world, or a merge; null where it is
   * one itself.
   */
  readonly anchor: RecordedClaim | null
  revisions: Revisions | null
}

/**
 * The places at which something was said of a claim, or of what was said of it, and how it stood at the last few asked
 * for.
 */
export interface Revisions {
  readonly count: number
  note(place: Place): void
  stoodAt(known: Known): Resolved
  /** How it stands now, and what the next revision starts from. */
  present(): ClaimReading
}

export function recordedClaim(
  { seq, id, event, recordedOn }: Pick<Claim, 'seq' | 'id' | 'event' | 'recordedOn'>,
  target: RecordedClaim | null,
): RecordedClaim {
  const anchor = target === null ? null : (target.anchor ?? target)
  return { seq, id, event, recordedOn, effects: NO_EFFECTS, stoodAt: undefined, anchor, revisions: null }
}

/** Note that an event says something of a claim. */
export function point(target: RecordedClaim, effect: Claim): void {
  if (target.effects === NO_EFFECTS) target.effects = [effect]
  else (target.effects as Claim[]).push(effect)
}

/** Note a place at which something was said of a claim, of what was said of it, and so on. Places ascend. */
export function revise(claim: RecordedClaim, place: Place): void {
  claim.revisions ??= createRevisions(claim)
  claim.stoodAt = claim.revisions.stoodAt
  claim.revisions.note(place)
}

/** An event's coming asks for the place before it and its own, and so does working it in, which may be much later. */
const KEPT = 16

/**
 * What is kept is kept by the number of revisions that were known. A place that is not there yet, as a preview asks
 * about, knows no more of them than the last one has, and nothing that is kept becomes wrong when the log grows.
 */
function createRevisions(claim: Claim): Revisions {
  const places: Place[] = []
  let kept: readonly { readonly version: number; readonly reading: ClaimReading }[] = []

  function readingOf(version: number): ClaimReading {
    if (version === 0) return unrevised(claim)
    const found = kept.find(one => one.version === version)
    if (found !== undefined && found === kept[0]) return found.reading
    const reading = found?.reading ?? fromTheOneBefore(version) ?? read(claim, upTo(places[version - 1]!))
    kept = [{ version, reading }, ...kept.filter(one => one.version !== version).slice(0, KEPT - 1)]
    return reading
  }

  /** A revision of the claim itself adds one step; a revision of its revisions may change any step. */
  function fromTheOneBefore(version: number): ClaimReading | null {
    const place = places[version - 1]!
    const effect = claim.effects[partitionPoint(claim.effects, ({ seq }) => seq < place)]
    if (effect?.seq !== place) return null
    const before = version === 1 ? unrevised(claim) : kept.find(one => one.version === version - 1)?.reading
    return before === undefined ? null : extended(before, effect)
  }

  return {
    get count() {
      return places.length
    },
    note(place) {
      if (places.at(-1) !== place) places.push(place)
    },
    stoodAt: known => readingOf(upperBound(places, known)).resolved,
    present: () => readingOf(places.length),
  }
}
