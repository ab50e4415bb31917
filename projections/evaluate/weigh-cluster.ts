import type { AgreementLife } from '../fold/life.js'
import { times } from '../values/estimate.js'
import { sameItems } from '../values/order.js'
import type { Component } from './component.js'
import type { ObjectsView } from './objects-view.js'
import { binds, type Presence } from './presence.js'
import { agreementShare, kindWeights } from './weigh-agreement.js'

/**
 * One relationship counts once: a presence, the instruments that it rests on and the sites that it uses are one
 * commitment. The stronger of force and basis counts whole, the weaker by a share, each site a little.
 */
export function cluster(
  presence: Presence,
  used: Set<AgreementLife>,
  present: ReadonlyMap<string, Presence>,
  view: ObjectsView,
): readonly Component[] {
  const { life, sponsor } = presence
  if (life.partOf !== null && present.get(life.partOf)?.sponsor === sponsor) return []
  // What nobody uses any more counts by itself, however little is certain of the departure.
  const bases = presence.there.point === 0 ? [] : presence.bases
  const mine = bases.filter(agreement => !used.has(agreement) && agreement.partners.includes(sponsor))
  for (const agreement of mine) used.add(agreement)
  const known = clusters.get(presence)
  if (known !== undefined && sameItems(known.mine, mine)) return known.components
  const components = weighCluster(presence, mine, view)
  clusters.set(presence, { mine, components })
  return components
}

/** Clusters of presences that are themselves the same as on another day. */
const clusters = new WeakMap<
  Presence,
  { readonly mine: readonly AgreementLife[]; readonly components: readonly Component[] }
>()

function weighCluster(presence: Presence, mine: readonly AgreementLife[], view: ObjectsView): readonly Component[] {
  const { presence: weights } = view.policy
  const { life, sponsor, there, size } = presence
  const basis = { low: 0, point: 0, high: 0 }
  let rawBasis = 0
  for (const agreement of mine) {
    const kinds = kindWeights(agreement, view)
    const unused = Math.min(kinds.basis, agreement.mutual ? 0 : (kinds.security ?? 0))
    const inUse = (share: number) => unused + (kinds.basis - unused) * share
    // An instrument weighs as a basis as far as its force is there, and as much as the force is large: a handful of soldiers makes no garrison.
    const kind = inUse(there.point * size.point)
    const weight = { low: inUse(there.low * size.low), point: kind, high: inUse(there.high * size.high) }
    const value = times(weight, agreementShare(agreement, view))
    basis.low = Math.max(basis.low, value.low)
    basis.point = Math.max(basis.point, value.point)
    basis.high = Math.max(basis.high, value.high)
    if (binds(agreement, view.at)) rawBasis = Math.max(rawBasis, kind)
  }
  const sites = Math.min(presence.siteLives.length, weights.clusterSites) * weights.clusterSite
  const join = (force: number, legal: number) =>
    force === 0 && legal === 0
      ? 0
      : Math.min(1, Math.max(force, legal) + weights.clusterMinor * Math.min(force, legal) + (force > 0 ? sites : 0))
  const value = {
    low: join(presence.weight.low, basis.low),
    point: join(presence.weight.point, basis.point),
    high: join(presence.weight.high, basis.high),
  }
  if (presence.consent === 'none' || value.high === 0) return []
  const probability = life.q.point
  return [
    {
      partner: sponsor,
      dimension: 'security',
      value,
      against: false,
      weight: join(probability > 0 ? presence.weight.point / probability : 0, rawBasis),
      probability,
      authority: life.authority,
      provision: true,
      key: life.key,
      text: presenceText(presence),
      eventIds: [...life.eventIds, ...presence.bases.flatMap(agreement => agreement.eventIds)],
    },
  ]
}

function presenceText({ life, role, consent, strength, bases, withoutLegalBasis }: Presence): string {
  const size =
    strength === null
      ? 'strength unknown'
      : strength.low === strength.high
        ? `${strength.low}`
        : `${strength.low} to ${strength.high}`
  const basis = withoutLegalBasis
    ? ', without a legal basis in force'
    : bases.length > 0
      ? `, resting on ${bases.map(agreement => agreement.agreementId).join(', ')}`
      : ''
  return `${life.forceId}: ${role ?? 'role unknown'}, ${size}, consent ${consent ?? 'not stated'}${basis}`
}
