import { isLikely } from '../../fold/life.js'
import { stepAt } from '../../fold/track.js'
import type { ForceLife, ForceState } from '../../kinds/force/life.js'
import { creditOf } from '../../resolve/grading.js'
import type { Estimate } from '../../values/estimate.js'
import type { ObjectsView } from '../objects-view.js'

/** More forces in a row than this take nobody's place any more. */
export const LONGEST_SUCCESSION = 8

/**
 * The forces before this one in its succession, and how far it counts: what took the place of a force that
 * was known is known as well, however weak the word of the handover is, once that is likelier than not.
 */
export function lineOf(
  life: ForceLife,
  view: ObjectsView,
): { readonly succeeds: readonly string[]; readonly credit: Estimate } {
  let { q } = life
  let line = life
  const succeeds = predecessorsOf(life, view)
  for (const old of succeeds) {
    if (isLikely(line.q) && old.q.point > q.point) q = old.q
    line = old
  }
  return { succeeds: succeeds.map(({ forceId }) => forceId), credit: creditOf(q, view.policy) }
}

/** The forces before one in the succession that it stands in, the last one first. */
export function predecessorsOf(life: ForceLife, view: Pick<ObjectsView, 'life'>): readonly ForceLife[] {
  const found: ForceLife[] = []
  let line = life
  for (let i = 0; i < LONGEST_SUCCESSION; i++) {
    const inherits = line.track.steps.find(step => step.state.inherits !== null)?.state.inherits ?? null
    const old = inherits === null ? null : view.life('force', inherits)
    if (old === null || old === life) break
    found.push(old)
    line = old
  }
  return found
}

/**
 * Whether a contingent went home with the mission that it was part of: when that left for good, and nothing was heard of the
 * contingent since. Where another mission took the place of the first it went on in that.
 */
export function leftWithMission(life: ForceLife, view: ObjectsView): boolean {
  let mission = life.partOf === null ? null : view.life('force', life.partOf)
  for (let i = 0; i < LONGEST_SUCCESSION && mission !== null && mission !== life; i++) {
    const step = stepAt(mission.track, view.at)
    if (step === null || step.state.present) return false
    if (step.state.successor === null) {
      const before = mission.track.steps.some(({ state }) => state.present)
      return before && life.track.steps.every(({ when }) => when.from < step.when.from)
    }
    mission = view.life('force', step.state.successor)
  }
  return false
}

/** What a successor does not say of itself it takes over from the force before it. */
export function completed(state: ForceState, view: Pick<ObjectsView, 'life'>, depth: number): ForceState {
  if (state.inherits === null || depth >= LONGEST_SUCCESSION) return state
  if (state.role !== null && state.strength !== null && state.consent !== null && state.legalBasis.length > 0) {
    return state
  }
  const old = view.life('force', state.inherits)
  const last = old && lastPresent(old)
  if (last === null) return state
  const before = completed(last, view, depth + 1)
  return {
    ...state,
    role: state.role ?? before.role,
    strength: state.strength ?? before.strength,
    consent: state.consent ?? before.consent,
    legalBasis: state.legalBasis.length > 0 ? state.legalBasis : before.legalBasis,
    mandate: state.mandate ?? before.mandate,
    sites: state.sites.length > 0 ? state.sites : before.sites,
  }
}

/** How a force stood when it was last there; null where it never was. */
export function lastPresent(life: ForceLife): ForceState | null {
  return life.track.steps.findLast(step => step.state.present)?.state ?? null
}
