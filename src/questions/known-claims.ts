import type { DomainEvent } from '../../events/catalogue.js'
import { objectsOf } from '../../projections/kinds/objects-of.js'
import { type Resolved, rangeOf, readDate, resolve } from '../../projections/resolve/claim.js'
import { keyOf } from '../../projections/resolve/object-ref.js'
import type { Known, Place } from '../../projections/values/place.js'
import { upTo } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Reading } from '../state/reading.js'
import type { CauseKind } from '../wire/answers.js'
import { keptOfReading } from './kept.js'

/** The claims of one host as they stand at a place, in log order, retracted ones too. */
export interface KnownClaims {
  readonly all: readonly KnownClaim[]
  get(id: string): KnownClaim | undefined
  /** Place of a claim, or of what was said of one; undefined for neither. */
  placeOf(id: string): Place | undefined
}

export interface KnownClaim extends Resolved {
  /** First and last day on which it may have happened or taken effect, by twos. */
  readonly days: readonly number[]
  /** Keys of the objects that it speaks of in the host. */
  readonly keys: readonly string[]
  /** As what lies between two sides of a difference, where it happened between their days or only one knows it. */
  readonly asEvent: Between
}

/** A claim as what lies between two sides of a difference. */
export interface Between {
  readonly id: string
  readonly kind: Exclude<CauseKind, 'clock'>
  /** The claim, and what changed it. */
  readonly ids: readonly string[]
  readonly keys: readonly string[]
  readonly event: DomainEvent
}

/** So many claims are kept in all: of one host with very many, or of many with few. */
const MOST_KEPT = 20_000
const keptOf = keptOfReading<KnownClaims>(MOST_KEPT, ({ all }) => all.length)

/** Claims of a host as known at a place; those that were asked for lately are kept. */
export function* knownClaims(reading: Reading, history: HostHistory, known: Known): Steps<KnownClaims> {
  yield* history.loading()
  const kept = keptOf(reading)
  // A claim that a correction brings here later was known before, elsewhere.
  const key = `${history.host}|${history.lastTouch(known)}|${history.claims.length}`
  let claims = kept.get(key)
  if (claims === undefined) {
    claims = yield* claimsAt(history, upTo(history.lastTouch(known)))
    kept.set(key, claims)
  }
  return claims
}

function* claimsAt(history: HostHistory, known: Known): Steps<KnownClaims> {
  const all: KnownClaim[] = []
  const byId = new Map<string, KnownClaim>()
  const effects = new Map<string, Place>()
  // More may come in between the steps.
  for (const claim of [...history.claims]) {
    if (claim.seq > known) break
    const one = knownClaim(resolve(claim, known), history.host)
    all.push(one)
    byId.set(claim.id, one)
    for (const effect of claim.effects) if (effect.seq <= known) effects.set(effect.id, effect.seq)
    yield
  }
  return { all, get: id => byId.get(id), placeOf: id => byId.get(id)?.claim.seq ?? effects.get(id) }
}

function knownClaim(told: Resolved, host: string): KnownClaim {
  const { event, claim } = told
  const ranges = [rangeOf(event), ...(event.effectiveOn ? [readDate(event.effectiveOn)] : [])]
  const { id } = claim
  const keys = objectsOf(event, host, id).map(keyOf)
  return {
    ...told,
    days: ranges.flatMap(({ earliest, latest }) => [earliest, latest]),
    keys,
    asEvent: { id, kind: 'event', ids: [id], keys, event },
  }
}
