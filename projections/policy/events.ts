import { agreementKinds, roles } from '../../events/words.js'
import type { Policy } from './policy.js'
import { policyV1 } from './v1.js'

function everywhere<K extends string, V>(keys: readonly K[], value: V): Record<K, V> {
  return Object.fromEntries(keys.map(key => [key, value])) as Record<K, V>
}

// Half-lives of this policy, in days: words are news for two months, acts for half a year, what was handed over for a year.
const WORD = 60
const ACT = 180
const GOODS = 365

/** A value of the scale in politics: whole among diplomatic ties, and half in security, which nets all of a relationship. */
const political = (value: number) => ({ diplomatic: value, security: value / 2 })

/**
 * Lately happened events alone. The critic holds that treaties and garrisons are inherited, and that who is with whom is read
 * from what the two did to each other lately, netted on one scale from conflict to cooperation. The idea is that of
 * J. S. Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data" (1992), and of the scales of event data after it; the
 * numbers are set here by hand, from -1 to 1, with a line of reason each, and none is taken from a published table. Nothing
 * that stands weighs anything; claims are graded and believed as in v1.
 */
export const policyEvents: Policy = {
  ...policyV1,
  id: 'events',
  title: 'Lately happened events alone, on a conflict-cooperation scale',
  // What stands has no part in any score.
  structuralShare: { security: 0, arms: 0, diplomatic: 0, economic: 0 },
  // As v1 otherwise: one visit of a head of state, or one exercise, does not name a partner; two within a season do.
  decision: { ...policyV1.decision, allyThreshold: 1 },
  agreements: {
    ...policyV1.agreements,
    // What was signed stands, and is no event of these days.
    kinds: everywhere(agreementKinds, { basis: 0 }),
    unknownKind: { basis: 0 },
  },
  // A breach is an event, and fades as one.
  paper: { ...policyV1.paper, breach: { withdrawn: 0, ruptured: 0 } },
  presence: {
    ...policyV1.presence,
    // Who is there is not asked, only who comes, trains, fights, leaves and is told to leave.
    role: everywhere(roles, 0),
    peacekeepingBy: { alliance: 0, organisation: 0, world: 0 },
    clusterSite: 0,
    loneBase: 0,
    partnerCrewedAirDefence: 0,
  },
  // A standing measure is no event; the break that began it is.
  measures: everywhere(Object.keys(policyV1.measures) as (keyof Policy['measures'])[], {}),
  ties: everywhere(Object.keys(policyV1.ties) as (keyof Policy['ties'])[], {}),
  membership: {
    ...policyV1.membership,
    purpose: { defence: {}, economic: {}, political: {}, judicial: {} },
    alliance: {},
  },
  flows: {
    // Says so, and does nothing: the mildest of both sides.
    'statement-for': { ...political(0.1), halfLife: WORD },
    'statement-against': { ...political(-0.1), halfLife: WORD },
    // Announces an act.
    'statement-threat': { ...political(-0.3), halfLife: WORD },
    // A crowd, and not the state.
    protest: { ...political(-0.05), halfLife: WORD },
    // Consultation at a distance.
    call: { ...political(0.1), halfLife: WORD },
    // Consultation by level of who came; a head of state commits the state.
    'visit-head': { ...political(0.4), halfLife: ACT },
    'visit-minister': { ...political(0.25), halfLife: ACT },
    'visit-official': { ...political(0.1), halfLife: ACT },
    // A visitor turned away is a rebuff before everybody.
    'visit-failed': { ...political(-0.3), halfLife: ACT },
    // Routine of relations, by rank.
    'envoy-appointed': { ...political(0.05), halfLife: ACT },
    'ambassador-appointed': { ...political(0.15), halfLife: ACT },
    // Relations are lowered: recalled by one's own decision, expelled by the other's.
    'envoy-recalled': { ...political(-0.2), halfLife: ACT },
    'envoy-expelled': { ...political(-0.3), halfLife: ACT },
    'ambassador-recalled': { ...political(-0.3), halfLife: ACT },
    'ambassador-expelled': { ...political(-0.5), halfLife: ACT },
    // Soldiers side by side: the plainest cooperation short of war, and war together.
    exercise: { security: 0.3, halfLife: ACT },
    operation: { security: 0.5, halfLife: ACT },
    // Told to go: the heaviest word a host has.
    'withdrawal-demanded': { security: -0.7, halfLife: ACT },
    // Goes of itself.
    'withdrawal-announced': { security: -0.3, halfLife: ACT },
    // Went because it was told to.
    'withdrawn-on-demand': { security: -0.4, halfLife: ACT },
    // A treaty is given up, by the host or by the partner.
    'notice-by-host': { security: -0.6, halfLife: ACT },
    'notice-by-partner': { security: -0.4, halfLife: ACT },
    'ended-by-host': { security: -0.6, halfLife: ACT },
    // Did not come when it was called.
    'obligation-not-honoured': { security: -0.4, halfLife: ACT },
    // Force is threatened with a date.
    ultimatum: { security: -0.6, diplomatic: -0.6, halfLife: ACT },
    // Force is used: the end of the scale.
    'hostile-act': { security: -1, diplomatic: -1, halfLife: ACT },
    // Material help: the far end of cooperation, less with lesser arms.
    'arms-major': { arms: 0.8, security: 0.6, halfLife: GOODS },
    'arms-minor': { arms: 0.4, security: 0.3, halfLife: GOODS },
    'air-defence': { arms: 0.8, security: 0.6, halfLife: GOODS },
    // Promised: a third of it.
    'arms-agreed': { arms: 0.25, security: 0.2, halfLife: ACT },
    'air-defence-promised': { arms: 0.25, security: 0.2, halfLife: ACT },
    // Help withheld.
    'arms-suspended': { arms: -0.3, security: -0.2, halfLife: ACT },
    'arms-cancelled': { arms: -0.5, security: -0.3, halfLife: ACT },
    // Deliveries count as they come, and not by number and value beside what stands.
    'supply-major': { halfLife: GOODS },
    'supply-minor': { halfLife: GOODS },
    'supply-of-value': { halfLife: GOODS },
    'supply-broken': { halfLife: GOODS },
    'supply-held-back': { halfLife: GOODS },
    // Property of the other taken.
    'asset-taken': { economic: -0.5, ...political(-0.3), halfLife: ACT },
    // Help ended.
    'aid-cut': { economic: -0.3, ...political(-0.3), halfLife: ACT },
    // Away from a common table, and a step towards it.
    'organisation-left': { ...political(-0.5), halfLife: ACT },
    'membership-frozen': { ...political(-0.3), halfLife: ACT },
  },
}
