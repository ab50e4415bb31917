import { sameItems } from '../values/order.js'
import type { Component } from './component.js'
import type { ObjectsView } from './objects-view.js'
import type { Presence } from './present-force.js'
import { joinedPapers, joinedWeight, type Papers } from './weigh-paper.js'

/**
 * One relationship counts once: a presence, the instruments of its sponsor and the sites that it uses are one commitment.
 * The stronger of force and paper counts whole, the weaker by a share, each site a little. Paper rises with what rests on it.
 */
export function cluster(
  presence: Presence,
  papers: Papers | undefined,
  present: ReadonlyMap<string, Presence>,
  view: ObjectsView,
): readonly Component[] {
  const { life, sponsor } = presence
  if (life.partOf !== null && present.get(life.partOf)?.sponsor === sponsor) return []
  const items = papers?.items ?? NO_PAPERS
  const signature = items.flatMap(({ life: agreement, alone, full }) => [agreement, alone.point, full.point, full.high])
  const known = clusters.get(presence)
  if (known !== undefined && sameItems(known.signature, signature)) return known.components
  const components = weighCluster(presence, items, view)
  clusters.set(presence, { signature, components })
  return components
}

const NO_PAPERS: Papers['items'] = []

/** Clusters of presences that are themselves the same as on another day. */
const clusters = new WeakMap<
  Presence,
  { readonly signature: readonly unknown[]; readonly components: readonly Component[] }
>()

function weighCluster(presence: Presence, items: Papers['items'], view: ObjectsView): readonly Component[] {
  const { presence: weights } = view.policy
  const { life, sponsor, there, size, consent } = presence
  // A handful of soldiers makes no garrison of a treaty, and neither do those whom the host wants gone.
  const welcome = consent === 'contested' ? weights.consent.contested : 1
  const rest = {
    low: there.low * size.low * welcome,
    point: there.point * size.point * welcome,
    high: there.high * size.high * welcome,
  }
  const paper = joinedPapers(items, rest, view.policy)
  const sites = Math.min(presence.siteLives.length, weights.clusterSites) * weights.clusterSite
  const join = (force: number, legal: number) =>
    force === 0 && legal === 0
      ? 0
      : Math.min(1, Math.max(force, legal) + weights.clusterMinor * Math.min(force, legal) + (force > 0 ? sites : 0))
  const value = {
    low: join(presence.weight.low, paper.low),
    point: join(presence.weight.point, paper.point),
    high: join(presence.weight.high, paper.high),
  }
  if (consent === 'none' || value.high === 0) return []
  const probability = life.q.point
  const papers = items.map(({ life: agreement }) => agreement)
  return [
    {
      partner: sponsor,
      dimension: presence.joint ? 'alliance' : 'security',
      value,
      against: false,
      weight: join(
        probability > 0 ? presence.weight.point / probability : 0,
        joinedWeight(items, rest.point, view.policy),
      ),
      probability,
      authority: life.authority,
      provision: !presence.joint,
      key: life.key,
      text: presenceText(presence),
      eventIds: [...new Set([...life.eventIds, ...[...presence.bases, ...papers].flatMap(({ eventIds }) => eventIds)])],
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
