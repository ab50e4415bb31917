import { objectsOf } from '../../../projections/kinds/objects-of.js'
import { type Claim, resolve } from '../../../projections/resolve/claim.js'
import { factKeyOf, isAlone } from '../../../projections/resolve/fact.js'
import { keyOf } from '../../../projections/resolve/object-ref.js'
import type { Known } from '../../../projections/values/place.js'
import type { Steps } from '../../../projections/values/steps.js'
import { allClaimsOf } from './object-history.js'
import type { Placement } from './placement.js'

/** Ids of the claims that tell the same fact as a claim of a host, as known at a place, none of them retracted. */
export function* toldWith(
  claim: Claim,
  known: Known,
  host: string,
  { objects, groups }: Placement,
): Steps<ReadonlySet<string>> {
  const { event } = resolve(claim, known)
  const key = factKeyOf(claim.id, event)
  const ids = new Set<string>()
  if (isAlone(key)) return ids
  const near = objectsOf(event, host, claim.id).map(one => allClaimsOf(objects.get(keyOf(one))))
  for (const claims of [...near, [...(groups.get(key)?.claims ?? [])]]) {
    for (const other of claims) {
      yield
      if (other.seq > known || ids.has(other.id)) continue
      const stands = resolve(other, known)
      if (stands.standing !== 'retracted' && factKeyOf(other.id, stands.event) === key) ids.add(other.id)
    }
  }
  return ids
}
