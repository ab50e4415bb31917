import { kindOfPartner, stateOf } from '../../../events/registry/registry.js'
import type { Consent, Role } from '../../../events/words.js'
import type { ForceState } from '../../kinds/force/life.js'
import type { Policy } from '../../policy/policy.js'
import type { Estimate } from '../../values/estimate.js'
import type { ObjectsView } from '../objects-view.js'

/** What a force weighs as it stands: its role and size, by how welcome it is. */
export function weighForce(state: ForceState, consent: Consent | null, view: ObjectsView): Estimate {
  const { policy } = view
  const factor =
    policy.presence.consent[consent ?? 'tolerated'] * (state.suspended ? policy.presence.suspendedMission : 1)
  const bare = bareWeight(state, view)
  return { low: bare.low * factor, point: bare.point * factor, high: bare.high * factor }
}

/** Its role and size alone. */
export function bareWeight(state: ForceState, view: ObjectsView): Estimate {
  const role = roleWeight(state, view.policy)
  const size = sizeWeight(state, view)
  return { low: role * size.low, point: role * size.point, high: role * size.high }
}

/** How the number of soldiers weighs, below 1 whatever it is. */
export function sizeWeight(state: ForceState, { host, policy }: ObjectsView): Estimate {
  const { halfStrength, worldHalfStrength, sizeExponent } = policy.presence
  const guard = state.role === 'close-protection' ? policy.presence.guard : 1
  const half = (isWorlds(state, policy) ? worldHalfStrength : guard * halfStrength) * shareOfHost(host, policy)
  const size = headcount(state, policy)
  const weigh = (n: number) => {
    const ratio = (n / half) ** sizeExponent
    return ratio / (1 + ratio)
  }
  return { low: weigh(size.low), point: weigh(size.point), high: weigh(size.high) }
}

/** In a host of few inhabitants fewer soldiers weigh as much. */
function shareOfHost(host: string, { presence }: Policy): number {
  const state = stateOf(host)
  return state?.small ? presence.smallHost : state?.modest ? presence.modestHost : 1
}

/** Soldiers that are said to be there, else as many as the role makes likely. */
export function headcount(state: ForceState, policy: Policy): Estimate {
  return state.strength ?? (state.toldLater ? between(state.toldLater) : unknownStrength(state.role, policy))

  /** It may have been anything before it was told. */
  function between({ low, point, high }: Estimate): Estimate {
    const unknown = unknownStrength(state.role, policy)
    return { low: Math.min(low, unknown.low), point, high: Math.max(high, unknown.high) }
  }
}

/** What a role weighs; of peacekeepers by whose they are. */
export function roleWeight(state: ForceState, policy: Policy): number {
  const role = state.role ?? 'advisory'
  if (role !== 'peacekeeping' || state.sponsor === null || kindOfPartner(state.sponsor) === 'state') {
    return policy.presence.role[role]
  }
  const { peacekeepingBy } = policy.presence
  if (isWorlds(state, policy)) return peacekeepingBy.world
  const governs = state.mandate !== null && GOVERNING.test(state.mandate)
  const armed = policy.membership.purposeOf[state.sponsor] === 'defence'
  return armed || governs ? peacekeepingBy.alliance : peacekeepingBy.organisation
}

/** Advisers and observers are not measured by their number, nor are peacekeepers of the world's organisations. */
export function areTroops(state: ForceState, policy: Policy): boolean {
  const { role } = state
  return role !== null && role !== 'advisory' && role !== 'observer' && role !== 'facility' && !isWorlds(state, policy)
}

/** Peacekeepers of the world's organisations, who neither govern nor enforce. */
export function isWorlds({ role, sponsor, mandate }: ForceState, policy: Policy): boolean {
  if (role !== 'peacekeeping' || sponsor === null || !policy.presence.worldOrganisations.includes(sponsor)) return false
  return mandate === null || !GOVERNING.test(mandate)
}

/** Words of a mandate to govern, or to enforce: rule 13 of the catalogue. */
const GOVERNING = /executive|enforc|administ/i

function unknownStrength(role: Role | null, policy: Policy): Estimate {
  const { unknownStrength: sizes, smallRoles } = policy.presence
  return smallRoles.includes(role ?? 'advisory') ? sizes.small : sizes.large
}
