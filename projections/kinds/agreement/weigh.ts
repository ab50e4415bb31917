import { mix, stepAt } from '../../fold/track.js'
import type { AgreementStatus, Policy, Weights } from '../../policy/policy.js'
import { creditOf } from '../../resolve/grading.js'
import type { Estimate } from '../../values/estimate.js'
import { times } from '../../values/estimate.js'
import { add, type Component, type ComponentDetails, exactly } from '../component.js'
import type { OnDay } from '../kind.js'
import { createStepMemo } from '../memo.js'
import type { AgreementLife } from './life.js'

export function kindWeights(
  life: AgreementLife,
  { policy }: Pick<OnDay, 'policy'>,
): Weights & { readonly basis: number } {
  const { kinds, unknownKind } = policy.agreements
  return life.agreementKind === null ? unknownKind : kinds[life.agreementKind]
}

/** How far an instrument is in force on a day, as a share of its weight. */
export function agreementShare(life: AgreementLife, view: OnDay): Estimate {
  return shares(life, view.at, 0, () => {
    const { status: weights } = view.policy.agreements
    const share = times(
      mix(life.track, view.at, ({ status, lapsed }) =>
        status === 'unknown' ? unknownStatus : lapsed ? nothing : exactly(weights[status]),
      ),
      creditOf(life.q, view.policy),
    )
    return asBefore(life, share)
  })
}

/** The same object as on the day before where it says the same, so that what was made of it is found again. */
function asBefore(life: AgreementLife, share: Estimate): Estimate {
  const known = lately.get(life)
  if (known?.low === share.low && known.point === share.point && known.high === share.high) return known
  lately.set(life, share)
  return share
}

const lately = new WeakMap<AgreementLife, Estimate>()

/** The same for one of its parties: what it is while that one is a party. */
export function shareWith(partner: string, life: AgreementLife, view: OnDay): Estimate {
  if (life.gives) return nothing
  if (!hasPartiesOfItsTime(life)) return agreementShare(life, view)
  const { status: weights } = view.policy.agreements
  return times(
    mix(life.track, view.at, ({ status, lapsed, partners = life.partners, suspendedWith = NOBODY }) =>
      lapsed || !partners.includes(partner)
        ? nothing
        : status === 'unknown'
          ? unknownStatus
          : exactly(suspendedWith.includes(partner) ? Math.min(weights.suspended, weights[status]) : weights[status]),
    ),
    life.q,
  )
}

/** Whether others were a party at some time of its life than at another. */
function hasPartiesOfItsTime({ track }: AgreementLife): boolean {
  return track.steps.some(({ state }) => state.partners !== undefined)
}

const NOBODY: readonly string[] = []
const shares = createStepMemo<Estimate>()
const unknownStatus: Estimate = { low: 0, point: 0, high: 1 }
const nothing: Estimate = { low: 0, point: 0, high: 0 }

/** A text signed by dozens of states, naming no partner and without a duty to help, ties no pair of them. */
export function isAmongMany(life: AgreementLife, { paper }: Policy): boolean {
  return life.amongParties && !life.mutual && life.partners.length >= paper.manyParties
}

/** Instruments of several are kept alive by all of them; those of two by what the two do. */
export function fades(life: AgreementLife): boolean {
  return !life.amongParties || life.partners.length === 1
}

/** What is told of an instrument as one of the reasons of a score. */
export function saidOf(life: AgreementLife, view: OnDay): Omit<ComponentDetails, 'provision'> {
  const status = stepAt(life.track, view.at)?.state.status ?? 'unknown'
  const known = said.get(life)
  if (known?.status === status) return known.told
  const told = {
    key: life.key,
    authority: life.authority,
    probability: life.q.point,
    text: `${life.agreementKind ?? 'agreement'} ${life.agreementId}: ${status}`,
    eventIds: life.eventIds,
  }
  said.set(life, { status, told })
  return told
}

/** What was last told of an instrument: it is the same for as long as its status is. */
const said = new WeakMap<
  AgreementLife,
  { readonly status: AgreementStatus; readonly told: Omit<ComponentDetails, 'provision'> }
>()

/** What it weighs by itself: security is weighed with what else there is of the relationship. */
export function ownWeights(life: AgreementLife, policy: Policy): Weights {
  return { ...kindWeights(life, { policy }), security: 0 }
}

/** What an instrument weighs besides security, which is weighed with what else there is of the relationship. */
export function weighAgreement(life: AgreementLife, view: OnDay): readonly Component[] {
  const share = agreementShare(life, view)
  if (share.high === 0 || isAmongMany(life, view.policy)) return NO_COMPONENTS
  const told = saidOf(life, view)
  const known = weighed.get(life)
  if (known !== undefined && known.share === share && known.told === told) return known.components
  const components = componentsOf(life, view)
  if (!hasPartiesOfItsTime(life)) weighed.set(life, { share, told, components })
  return components
}

const NO_COMPONENTS: readonly Component[] = []
const weighed = new WeakMap<
  AgreementLife,
  { readonly share: Estimate; readonly told: ReturnType<typeof saidOf>; readonly components: readonly Component[] }
>()

function componentsOf(life: AgreementLife, view: OnDay): readonly Component[] {
  const components: Component[] = []
  const weights = ownWeights(life, view.policy)
  for (const partner of life.partners) {
    add(components, weights, shareWith(partner, life, view), partner, {
      ...saidOf(life, view),
      provision: !life.amongParties,
    })
  }
  return components
}
