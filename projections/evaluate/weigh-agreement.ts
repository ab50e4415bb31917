import type { AgreementLife } from '../fold/life.js'
import { mix, stepAt } from '../fold/track.js'
import type { Weights } from '../policy/policy.js'
import type { Estimate } from '../values/estimate.js'
import { times } from '../values/estimate.js'
import { add, type Component, exactly, push } from './component.js'
import type { ObjectsView } from './objects-view.js'

export function kindWeights(life: AgreementLife, view: ObjectsView): Weights & { readonly basis: number } {
  const { kinds, unknownKind } = view.policy.agreements
  return life.agreementKind === null ? unknownKind : kinds[life.agreementKind]
}

/** How far an instrument is in force on a day, as a share of its weight. */
export function agreementShare(life: AgreementLife, view: ObjectsView): Estimate {
  const { status: weights } = view.policy.agreements
  return times(
    mix(life.track, view.at, ({ status }) => (status === 'unknown' ? unknownStatus : exactly(weights[status]))),
    life.q,
  )
}

const unknownStatus: Estimate = { low: 0, point: 0, high: 1 }

/** What an instrument weighs; where a force rests on it the security of that is part of the presence. */
export function weighAgreement(life: AgreementLife, isBasis: boolean, view: ObjectsView): Component[] {
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
