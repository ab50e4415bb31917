import type { Life } from '../../../projections/kinds/index.js'
import { foldLife } from '../../../projections/kinds/lives.js'
import { objectsOf } from '../../../projections/kinds/objects-of.js'
import type { Policy } from '../../../projections/policy/policy.js'
import { type Claim, resolve } from '../../../projections/resolve/claim.js'
import { type Fact, joinFacts } from '../../../projections/resolve/fact.js'
import { keyOf, type ObjectRef } from '../../../projections/resolve/object-ref.js'
import { broughtIntoForce, hostsOf } from '../../../projections/resolve/routing.js'
import type { SourceGrades } from '../../../projections/resolve/sources.js'
import type { Known } from '../../../projections/values/place.js'
import { partitionPoint, upperBound } from '../../../projections/values/search.js'

export interface Folding {
  readonly host: string
  readonly policy: Policy
  readonly grades: SourceGrades
}

/** Everything that was ever said of one object of one host, and its life as known at any place of the log. */
export interface ObjectHistory {
  readonly object: ObjectRef
  readonly key: string
  readonly claims: Claim[]
  /** Places of the log at which its life may have changed, ascending. */
  readonly changes: Known[]
  lifeAt(known: Known): Life | null
}

const REMEMBERED = 4

export function createObjectHistory(object: ObjectRef, folding: Folding): ObjectHistory {
  const key = keyOf(object)
  const claims: Claim[] = []
  const changes: Known[] = []
  const lives = new Map<number, Life | null>()

  return {
    object,
    key,
    claims,
    changes,
    lifeAt(known) {
      const version = upperBound(changes, known) - 1
      if (version < 0) return null
      const remembered = lives.get(version)
      if (remembered !== undefined) return remembered
      const life = foldLife(object, folding.host, factsAt(object, claims, changes[version]!, folding), folding.policy)
      if (lives.size >= REMEMBERED) lives.delete(lives.keys().next().value!)
      lives.set(version, life)
      return life
    },
  }
}

function factsAt(object: ObjectRef, claims: readonly Claim[], known: Known, folding: Folding): Fact[] {
  const { host } = folding
  const here = claims.some(claim => claim.effects.length > 0)
    ? claims.filter(claim => claim.effects.length === 0 || hostsOf(resolve(claim, known).event).includes(host))
    : claims
  const facts = joinFacts(here, known, folding.grades, folding.policy)
  const key = keyOf(object)
  const isOwn = (fact: Fact) => objectsOf(fact.event, host, fact.id).some(one => keyOf(one) === key)
  if (!facts.some(isOwn)) return []
  // Entries into force of other agreements end the one that they replace.
  const isEntry = (fact: Fact) => object.kind === 'agreement' && broughtIntoForce(fact.event) !== null
  return facts.filter(fact => isOwn(fact) || isEntry(fact))
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
