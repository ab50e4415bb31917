import type { Life } from '../../../projections/kinds/index.js'
import { foldLife } from '../../../projections/kinds/lives.js'
import { objectsOf } from '../../../projections/kinds/objects-of.js'
import { type Claim, resolve } from '../../../projections/resolve/claim.js'
import { byDate, type Fact, factKeyOf, joinFacts } from '../../../projections/resolve/fact.js'
import { keyOf, type ObjectRef } from '../../../projections/resolve/object-ref.js'
import { broughtIntoForce, hostsOf } from '../../../projections/resolve/routing.js'
import type { Known } from '../../../projections/values/place.js'
import { partitionPoint, upperBound } from '../../../projections/values/search.js'
import { createFewVersions } from './few-versions.js'
import type { Folding } from './folding.js'

/**
 * A named fact whose claims speak of several objects. It is joined once for all of them: whose it is the best of its
 * claims decides.
 */
export interface SharedFact {
  readonly key: string
  /** Claims that are or were told of it, whatever they speak of. */
  readonly claims: Claim[]
  readonly changes: Known[]
  /** In the order in which they came to share it. */
  readonly objects: ObjectHistory[]
  at(known: Known): Fact | null
}

/** Everything that was ever said of one object of one host, and its life as known at any place of the log. */
export interface ObjectHistory {
  readonly object: ObjectRef
  readonly key: string
  /** What speaks of it. */
  readonly claims: Claim[]
  /** How many claims its life is folded from. */
  readonly size: number
  /**
   * Facts that it shares with other objects: all that they are told of belongs to them, and none of it is folded here
   * alone.
   */
  readonly shared: readonly SharedFact[]
  /** False where it shares the fact already. */
  share(fact: SharedFact): boolean
  /** Places of the log at which its own claims may have changed its life, ascending. */
  readonly changes: Known[]
  lifeAt(known: Known): Life | null
}

export function createObjectHistory(object: ObjectRef, folding: Folding): ObjectHistory {
  const key = keyOf(object)
  const claims: Claim[] = []
  const changes: Known[] = []
  const shared: SharedFact[] = []
  const lives = createFewVersions<Life | null>()

  return {
    object,
    key,
    claims,
    changes,
    shared,
    get size() {
      return shared.reduce((sum, fact) => sum + fact.claims.length, claims.length)
    },
    share(fact) {
      if (shared.includes(fact)) return false
      shared.push(fact)
      lives.clear()
      return true
    },
    lifeAt(known) {
      // None of the lists ever shrinks, so the sum of their lengths identifies a version.
      let version = 0
      let place = Number.NEGATIVE_INFINITY
      for (const list of shared.length === 0 ? [changes] : [changes, ...shared.map(fact => fact.changes)]) {
        const own = upperBound(list, known)
        version += own
        if (own > 0) place = Math.max(place, list[own - 1]!)
      }
      if (version === 0) return null
      return lives.of(version, () => {
        const facts = factsAt(object, claims, shared, place as Known, folding)
        return foldLife(object, folding.host, facts, folding.policy)
      })
    },
  }
}

function factsAt(
  object: ObjectRef,
  claims: readonly Claim[],
  shared: readonly SharedFact[],
  known: Known,
  folding: Folding,
): Fact[] {
  const { host } = folding
  const here = claims.some(claim => claim.effects.length > 0)
    ? claims.filter(claim => claim.effects.length === 0 || hostsOf(resolve(claim, known).event).includes(host))
    : claims
  const keys = new Set(shared.map(fact => fact.key))
  const alone =
    keys.size === 0 ? here : here.filter(claim => !keys.has(factKeyOf(claim.id, resolve(claim, known).event)))
  const facts = joinFacts(alone, known, folding.grades, folding.policy)
  if (shared.length > 0) {
    for (const fact of shared) facts.push(...[fact.at(known)].filter(one => one !== null))
    facts.sort(byDate)
  }
  const key = keyOf(object)
  const isOwn = (fact: Fact) => objectsOf(fact.event, host, fact.id).some(one => keyOf(one) === key)
  if (!facts.some(isOwn)) return []
  // Entries into force of other agreements end the one that they replace.
  const isEntry = (fact: Fact) => object.kind === 'agreement' && broughtIntoForce(fact.event) !== null
  return facts.filter(fact => isOwn(fact) || isEntry(fact))
}

/** What speaks of an object, and all else that is told of the facts that it shares. */
export function allClaimsOf(object: ObjectHistory | undefined): Claim[] {
  return object === undefined ? [] : [...object.claims, ...object.shared.flatMap(fact => fact.claims)]
}

/** Add a claim to a list in the order of the log, once; true when it was not there. */
export function insertClaim(claims: Claim[], claim: Claim): boolean {
  const last = claims.at(-1)
  if (last === undefined || last.seq < claim.seq) {
    claims.push(claim)
    return true
  }
  const place = partitionPoint(claims, ({ seq }) => seq < claim.seq)
  if (claims[place] === claim) return false
  claims.splice(place, 0, claim)
  return true
}

export function noteChange(changes: Known[], known: Known): boolean {
  if (changes.at(-1) === known) return false
  changes.push(known)
  return true
}
