import type { Dimension } from '../events/words.js'
import type { AgreementLife, Life, SiteLife, SiteState } from './life.js'
import { createStepMemo } from './memo.js'
import type { Estimate, Weights } from './policy.js'
import { binds, type Presence, presencesOf, times } from './presence.js'
import { mix, stepAt } from './track.js'
import { type ObjectsView, sameItems } from './view.js'

/** What one object of the host adds to, or takes from, the structural part of one partner's score. */
export interface Component {
  readonly partner: string
  readonly dimension: Dimension | 'alliance'
  /** Weight with probability and dates in it; what counts against the tie has `against`. */
  readonly value: Estimate
  readonly against: boolean
  /** Weight if it were certain, and how probable it is. */
  readonly weight: number
  readonly probability: number
  readonly authority: string | undefined
  /** Whether it is one side providing for the other, rather than a tie between equals. */
  readonly provision: boolean
  readonly key: string
  readonly text: string
  readonly eventIds: readonly string[]
}

export interface Weighing {
  readonly components: readonly Component[]
  readonly presences: readonly Presence[]
}

const dimensions: readonly Dimension[] = ['security', 'arms', 'diplomatic', 'economic']

/** Everything structural that holds on the day, as weights. */
export function weigh(view: ObjectsView): Weighing {
  const components: Component[] = []
  const presences = presencesOf(view)
  const used = new Set<AgreementLife>()
  const present = new Map(presences.map(presence => [presence.life.forceId, presence]))
  for (const presence of presences) {
    for (const component of cluster(presence, used, present, view)) components.push(component)
  }
  for (const life of view.lives) {
    if (life.kind === 'force') continue
    const isBasis = life.kind === 'agreement' && used.has(life)
    const weighed = remembered(life, view.at, isBasis ? 1 : 0, () => weighLife(life, isBasis, view))
    for (const component of weighed) components.push(component)
  }
  return { components, presences }
}

const remembered = createStepMemo<readonly Component[]>()

/** What one object other than a force weighs on a day. */
function weighLife(life: Life, isBasis: boolean, view: ObjectsView): readonly Component[] {
  const components: Component[] = []
  switch (life.kind) {
    case 'agreement':
      components.push(...weighAgreement(life, isBasis, view))
      break
    case 'site':
      components.push(...weighLoneSite(life, view))
      break
    case 'air-defence': {
      const value = times(
        mix(life.track, view.at, ({ crewed }) => exactly(crewed ? 1 : 0)),
        life.q,
      )
      const weight = view.policy.presence.partnerCrewedAirDefence
      add(components, { security: weight }, value, life.partner, {
        key: life.key,
        authority: life.authority,
        provision: true,
        probability: value.point,
        text: `air defence operated by a crew of ${life.partner}`,
        eventIds: life.eventIds,
      })
      break
    }
    case 'membership': {
      const { policy } = view
      const purpose = policy.membership.purposeOf[life.organisation] ?? 'political'
      const value = times(
        mix(life.track, view.at, ({ status }) => exactly(policy.membership.status[status])),
        life.q,
      )
      const step = stepAt(life.track, view.at)
      const said = {
        key: life.key,
        authority: undefined,
        provision: false,
        probability: value.point,
        text: `membership of ${life.organisation}: ${step?.state.status ?? 'unknown'}`,
        eventIds: eventIdsUpTo(life.track.steps, step),
      }
      add(components, policy.membership.purpose[purpose], value, life.organisation, said)
      const alliance = policy.membership.alliance[purpose]
      if (alliance !== undefined) push(components, 'alliance', alliance, value, life.organisation, said)
      break
    }
    case 'sanctions': {
      const { policy } = view
      const step = stepAt(life.track, view.at)
      const value = times(
        mix(life.track, view.at, ({ measures, eased }) =>
          exactly(measures.length === 0 ? 0 : eased ? policy.sanctionsEased : 1),
        ),
        life.q,
      )
      const said = {
        key: life.key,
        authority: undefined,
        provision: false,
        probability: value.point,
        text: `sanctions ${life.own ? 'on' : 'of'} ${life.by}: ${step?.state.measures.join(', ') || 'none'}`,
        eventIds: eventIdsUpTo(life.track.steps, step),
      }
      add(components, negative(policy.measures.sanctions), value, life.by, said)
      const embargo = times(
        mix(life.track, view.at, ({ measures }) => exactly(measures.includes('arms-embargo') ? 1 : 0)),
        life.q,
      )
      add(components, negative(policy.measures['arms-embargo']), embargo, life.by, said)
      break
    }
    case 'tie':
      components.push(...weighTie(life, view))
      break
  }
  return components
}

interface Said {
  readonly key: string
  readonly authority: string | undefined
  readonly provision: boolean
  readonly probability: number
  readonly text: string
  readonly eventIds: readonly string[]
}

function add(components: Component[], weights: Weights, share: Estimate, partner: string, said: Said): void {
  for (const dimension of dimensions) {
    const weight = weights[dimension]
    if (weight !== undefined && weight !== 0) push(components, dimension, weight, share, partner, said)
  }
}

function push(
  components: Component[],
  dimension: Dimension | 'alliance',
  weight: number,
  share: Estimate,
  partner: string,
  said: Said,
): void {
  if (share.high === 0) return
  const size = Math.abs(weight)
  const value = { low: size * share.low, point: size * share.point, high: size * share.high }
  components.push({ partner, dimension, value, against: weight < 0, weight, ...said })
}

/**
 * One relationship counts once: a presence, the instruments that it rests on and the sites that it uses are one
 * commitment. The stronger of force and basis counts whole, the weaker by a share, each site a little.
 */
function cluster(
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

function kindWeights(life: AgreementLife, view: ObjectsView): Weights & { readonly basis: number } {
  const { kinds, unknownKind } = view.policy.agreements
  return life.agreementKind === null ? unknownKind : kinds[life.agreementKind]
}

function agreementShare(life: AgreementLife, view: ObjectsView): Estimate {
  const { status: weights } = view.policy.agreements
  return times(
    mix(life.track, view.at, ({ status }) => (status === 'unknown' ? unknownStatus : exactly(weights[status]))),
    life.q,
  )
}

const unknownStatus: Estimate = { low: 0, point: 0, high: 1 }

function weighAgreement(life: AgreementLife, isBasis: boolean, view: ObjectsView): Component[] {
  const share = agreementShare(life, view)
  if (share.high === 0) return []
  const components: Component[] = []
  const weights = kindWeights(life, view)
  const status = stepAt(life.track, view.at)?.state.status ?? 'unknown'
  for (const partner of life.partners) {
    const said = {
      key: life.key,
      authority: life.authority,
      provision: !life.amongParties,
      probability: life.q.point,
      text: `${life.agreementKind ?? 'agreement'} ${life.agreementId}: ${status}`,
      eventIds: life.eventIds,
    }
    if (life.mutual) {
      push(components, 'alliance', weights.security ?? 0, share, partner, said)
      add(components, { ...weights, security: 0 }, share, partner, said)
    } else add(components, isBasis ? { ...weights, security: 0 } : weights, share, partner, said)
  }
  return components
}

/** A base counts by itself where no force is said to use it. */
function weighLoneSite(life: SiteLife, view: ObjectsView): Component[] {
  const step = stepAt(life.track, view.at)
  if (step !== null && step.state.forceId !== null) return []
  const components: Component[] = []
  for (const partner of new Set(life.track.steps.flatMap(({ state }) => state.partners))) {
    const isLone = ({ granted, forceId, partners }: SiteState) =>
      granted && forceId === null && partners.includes(partner)
    const value = times(
      mix(life.track, view.at, state => exactly(isLone(state) ? 1 : 0)),
      life.q,
    )
    add(components, { security: view.policy.presence.loneBase }, value, partner, {
      key: life.key,
      authority: life.authority,
      provision: true,
      probability: value.point,
      text: `base ${life.siteId}`,
      eventIds: life.eventIds,
    })
  }
  return components
}

function weighTie(life: Extract<ObjectsView['lives'][number], { kind: 'tie' }>, view: ObjectsView): Component[] {
  const { policy, at } = view
  const step = stepAt(life.track, at)
  const components: Component[] = []
  const names = new Set(life.track.steps.flatMap(({ state }) => state.measure ?? state.tie ?? []))
  for (const name of names) {
    const measure = name in policy.measures
    const weights = measure
      ? negative(policy.measures[name as keyof typeof policy.measures])
      : policy.ties[name as keyof typeof policy.ties]
    const value = times(
      mix(life.track, at, state => exactly((state.measure ?? state.tie) === name ? 1 : 0)),
      life.q,
    )
    add(components, weights, value, life.partner, {
      key: life.key,
      authority: life.authority,
      provision: false,
      probability: value.point,
      text: `${name.replaceAll('-', ' ')}: ${life.partner}`,
      eventIds: eventIdsUpTo(life.track.steps, step),
    })
  }
  return components
}

export function eventIdsUpTo(
  steps: readonly { readonly eventIds: readonly string[] }[],
  step: { readonly eventIds: readonly string[] } | null,
): readonly string[] {
  return step === null || step.eventIds.length > 0 ? (step?.eventIds ?? []) : (steps[0]?.eventIds ?? [])
}

function negative(weights: Weights): Weights {
  return Object.fromEntries(Object.entries(weights).map(([dimension, weight]) => [dimension, -weight]))
}

function exactly(value: number): Estimate {
  return { low: value, point: value, high: value }
}
