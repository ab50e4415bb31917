import type { Policy } from '../../policy/policy.js'
import type { Fact } from '../../resolve/fact.js'
import type { ObjectKind, ObjectRef } from '../../resolve/object-ref.js'
import type { Fold, Life, LifeByKind } from '../life.js'
import { foldAgreement } from './agreement.js'
import { foldAuthority, foldCoverage } from './authority.js'
import { foldBond } from './bond.js'
import { foldForce } from './force.js'
import { lapsed } from './lapse.js'
import { inOrderOfLife } from './life-order.js'
import { foldMembership } from './membership.js'
import { foldSanctions } from './sanctions.js'
import { foldSite } from './site.js'
import { foldAirDefence, foldDemand, foldTie } from './tie.js'
import { foldUse } from './use.js'

/** The fold of each kind of object. A new kind is one file and one line. */
const folds: { readonly [K in ObjectKind]: Fold<LifeByKind[K], K> } = {
  agreement: foldAgreement,
  force: foldForce,
  site: foldSite,
  membership: foldMembership,
  sanctions: foldSanctions,
  'own-sanctions': foldSanctions,
  authority: foldAuthority,
  coverage: foldCoverage,
  'air-defence': foldAirDefence,
  demand: foldDemand,
  bond: foldBond,
  use: foldUse,
  recognition: foldTie,
  determination: foldTie,
  operations: foldTie,
  aid: foldTie,
  'military-aid': foldTie,
  ambassador: foldTie,
  embassy: foldTie,
  relations: foldTie,
}

/** The life of an object, from its facts in order of date; null where nothing asserted is known of it. */
export function foldLife(object: ObjectRef, host: string, facts: readonly Fact[], policy: Policy): Life | null {
  if (facts.every(fact => isOthersSuccession(fact, host))) return null
  const ordered = inOrderOfLife(object, facts, fact => fact.when)
  const fold = folds[object.kind] as Fold<Life>
  return lapsed(fold(object, host, ordered, policy), host)
}

/** One succession is told to many hosts at once: of what a host never had it says nothing there. */
function isOthersSuccession({ event }: Fact, host: string): boolean {
  return event.type === 'StateSucceeded' && event.data.successor !== host
}
