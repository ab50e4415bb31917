import type { PartnerState } from '../../projections/answers/partner-state.js'

/** Statuses of an agreement that is in force, be it under notice. */
const IN_FORCE = new Set(['in-force', 'terminating'])

type Strength = NonNullable<PartnerState['forces'][number]['strength']>

/** What a partner has in a host on a day: its forces, and the agreements of the two that are in force or suspended. */
export function heldBy(partner: string, { forces, agreements }: Pick<PartnerState, 'forces' | 'agreements'>) {
  const own = forces.filter(({ sponsor }) => sponsor === partner)
  const strengths = own.flatMap(({ strength }) => (strength === null ? [] : [strength]))
  const shared = agreements.filter(one => one.partner === partner)
  return {
    forces: own,
    /** Of the forces of which it is known. */
    strengths,
    /** Their sum; null where none is known. */
    strength: strengths.length === 0 ? null : { low: total(strengths, 'low'), high: total(strengths, 'high') },
    inForce: shared.filter(({ status }) => IN_FORCE.has(status)),
    suspended: shared.filter(({ status }) => status === 'suspended'),
  }
}

function total(strengths: readonly Strength[], end: 'low' | 'high'): number {
  return strengths.reduce((sum, strength) => sum + strength[end], 0)
}
