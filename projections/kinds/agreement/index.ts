import { lapsed } from '../../fold/lapse.js'
import type { Kind, ObjectRoutes } from '../kind.js'
import { entryOf } from './entry.js'
import { foldAgreement } from './fold.js'
import { type AgreementLife, type AgreementState, endedOn } from './life.js'
import { agreementOrder } from './order.js'
import { ownWeights, weighAgreement } from './weigh.js'

const named = ({ data }: { readonly data: { readonly agreementId: string } }) => [data.agreementId]

/** An instrument between a host and others, from signature to end. */
export const agreement = {
  name: 'agreement',
  routes: {
    AgreementSigned: ({ data: { agreementId, replaces } }) => (replaces ? [agreementId, replaces] : [agreementId]),
    AgreementEnteredIntoForce: named,
    AgreementProlonged: named,
    AgreementSuspended: named,
    AgreementResumed: named,
    AgreementTerminationNotified: named,
    AgreementTerminationSuspended: named,
    AgreementTerminationRetracted: named,
    AgreementPartyJoined: named,
    AgreementPartyLeft: named,
    AgreementRolesStated: named,
    AgreementTerminated: named,
    EconomicAgreementSigned: ({ data }, _host, claim) => [data.agreementId ?? `event-${claim}`],
    StateSucceeded: ({ data }) => data.agreements ?? [],
  } satisfies ObjectRoutes,
  order: agreementOrder,
  fold: foldAgreement,
  lapse(life, host) {
    const partners = (state: AgreementState) => state.partners ?? life.partners
    const left = lapsed(life, {
      of: state => (state.status === 'ended' ? [] : [host, ...partners(state)]),
      without(state, id, text) {
        const others = partners(state).filter(partner => partner !== id)
        if (id !== host && others.length > 0) return { ...state, partners: others }
        return { ...state, status: 'ended' as const, endsOn: text, endedWith: id }
      },
      goesOn: ({ status }) => status !== 'ended',
    })
    return left === life ? life : { ...left, endedOn: endedOn(left.track.steps) }
  },
  edges: ({ track }, { decision }) =>
    track.steps.flatMap(({ state }) =>
      state.denouncedSince === null ? [] : state.denouncedSince + decision.disputeDays,
    ),
  outlasts: true,
  partners: life => life.partners,
  weights: (life, policy) => [ownWeights(life, policy)],
  weigh: weighAgreement,
  fadesByBreach: false,
  users: () => [],
  entry: entryOf,
} satisfies Kind<'agreement', AgreementLife>
