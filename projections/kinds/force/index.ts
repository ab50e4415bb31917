import type { DomainEvent } from '../../../events/catalogue.js'
import { lapsed } from '../../fold/lapse.js'
import type { Kind, ObjectRoutes } from '../kind.js'
import { foldForce } from './fold.js'
import type { ForceLife } from './life.js'
import { forceOrder } from './order.js'

const named = ({ data }: { readonly data: { readonly forceId: string } }) => [data.forceId]
const mission = ({ data }: { readonly data: { readonly mission: string } }) => [data.mission]

/** A force, a mission or a team of trainers in a host. */
export const force = {
  name: 'force',
  routes: {
    ForcesDeployed: named,
    TrainersDeployed: named,
    ForceStrengthReported: named,
    ForcesRelocated: named,
    LegalBasisChanged: named,
    ConsentChanged: named,
    WithdrawalDemanded: ({ data }) => (data.forceId ? [data.forceId] : []),
    ForcesWithdrawn: named,
    ForceSucceeded: ({ data }) => [data.oldForceId, data.newForceId],
    MissionMandateChanged: mission,
    MissionMandateEnded: mission,
    StateSucceeded: ({ data }: DomainEvent<'StateSucceeded'>, host) =>
      data.successor === host ? [] : (data.forces ?? []),
  } satisfies ObjectRoutes,
  order: forceOrder,
  fold: foldForce,
  lapse: (life, host) =>
    lapsed(life, {
      of: ({ present, sponsor }) => (present ? [host, ...(sponsor === null ? [] : [sponsor])] : []),
      without: state => ({ ...state, present: false, strength: null }),
      goesOn: ({ present }) => present,
    }),
  edges: ({ track }, { decision }) =>
    track.steps.flatMap(({ state }) =>
      state.contestedSince === null ? [] : state.contestedSince + decision.disputeDays,
    ),
  outlasts: true,
  partners: () => [],
  weights: () => [],
  // It weighs with what rests on it, and counts and is listed as it is present: evaluate/presence.
  weigh: () => [],
  fadesByBreach: false,
  users: () => [],
  entry: () => null,
} satisfies Kind<'force', ForceLife>
