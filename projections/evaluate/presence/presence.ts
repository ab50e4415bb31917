import { EVEN_CHANCE, mix, stepAt } from '../../fold/track.js'
import type { ForceLife, ForceState } from '../../kinds/force/life.js'
import type { SiteLife } from '../../kinds/site.js'
import { certain, type Estimate, times } from '../../values/estimate.js'
import { isOwnJointForce } from '../bond.js'
import type { ObjectsView } from '../objects-view.js'
import { basesOf, binds, isThere } from './bases.js'
import { consentOf } from './consent.js'
import type { Presence } from './present-force.js'
import { areTroops, bareWeight, headcount, isWorlds, roleWeight, sizeWeight, weighForce } from './size.js'
import { completed, lastPresent, leftWithMission, lineOf } from './succession.js'

/** Objects that name the force: sites in its use, and the contingents of a mission. */
export interface Own {
  readonly sites: readonly SiteLife[]
  readonly contingents: readonly ForceLife[]
}

/** A force on a day with what other objects mean for it; null where it is not there. */
export function presenceOf(life: ForceLife, own: Own, view: ObjectsView): Presence | null {
  const { policy, at } = view
  const step = stepAt(life.track, at)
  const current = step?.state
  const mixed = mix(life.track, at, state => {
    if (!state.present) return nothing
    const whole = manned(completed(state, view, 0), own.contingents, view)
    return weighForce(whole, consentOf(whole, basesOf(whole, view), view).consent, view)
  })
  const { succeeds, credit } = lineOf(life, view)
  const weight = times(mixed, credit)
  if (!current?.present && weight.high === 0) return null
  if (leftWithMission(life, view)) return null
  const state = manned(completed(current?.present ? current : lastPresent(life)!, view, 0), own.contingents, view)
  if (state.sponsor === null) return null
  const bases = basesOf(state, view)
  const { consent, contestedSince } = consentOf(state, bases, view)
  const bare = current?.present ? bareWeight(state, view).point : 0
  const there = mix(life.track, at, step => (step.present ? certain : nothing))
  const claim =
    (policy.presence.consent[consent ?? 'tolerated'] * roleWeight(state, policy)) / policy.presence.mostPresence
  return {
    life,
    sponsor: state.sponsor,
    role: state.role,
    consent,
    contestedSince,
    consentSince: state.consentSince,
    joint: isOwnJointForce(
      state.sponsor,
      bases.some(basis => basis.mutual && binds(basis, at)),
      view,
    ),
    strength: state.strength,
    sites: state.sites,
    withoutLegalBasis: state.mandateOver || (bases.length > 0 && bases.every(basis => !isThere(basis, at))),
    bases,
    siteLives: own.sites,
    size: sizeWeight(state, view),
    troops:
      credit.point < EVEN_CHANCE || !areTroops(state, policy)
        ? 0
        : headcount(state, policy).point * there.point * claim,
    credit,
    succeeds,
    claim,
    there,
    weight,
    bare,
    disputed:
      consent === 'contested' &&
      !isWorlds(state, policy) &&
      contestedSince !== null &&
      bare >= policy.decision.threshold &&
      at - contestedSince < policy.decision.disputeDays,
    since: current?.present ? current.since : null,
  }
}

const nothing: Estimate = { low: 0, point: 0, high: 0 }

/** A mission has at least the soldiers of its contingents. */
function manned(state: ForceState, contingents: readonly ForceLife[], view: ObjectsView): ForceState {
  let [low, point, high] = [0, 0, 0]
  for (const contingent of contingents) {
    const life = view.life('force', contingent.forceId)
    const strength = life && stepAt(life.track, view.at)?.state.strength
    if (strength === null || strength === undefined) continue
    low += strength.low
    point += strength.point
    high += strength.high
  }
  const own = state.strength
  if (headcount(state, view.policy).point >= point) return state
  return { ...state, strength: { low, point, high, basis: own?.basis ?? null, asOf: own?.asOf ?? 'unknown' } }
}
