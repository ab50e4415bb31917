import type { Day } from '../../../events/calendar.js'
import { steadyIndex, type Track } from '../../fold/track.js'
import type { ForceLife } from '../../kinds/force/life.js'
import type { Life, ObjectKind } from '../../kinds/index.js'
import type { ObjectRef } from '../../resolve/object-ref.js'
import { sameItems } from '../../values/order.js'
import type { ObjectsView } from '../objects-view.js'
import { type Own, presenceOf } from './presence.js'
import type { Presence } from './present-force.js'

/** Another object that a presence was worked out from, and the step that it certainly stood at. */
interface Dependency {
  readonly object: ObjectRef<ObjectKind>
  readonly life: Life | null
  readonly step: number
}

interface Remembered {
  readonly step: number
  readonly own: Own
  readonly dependencies: readonly Dependency[]
  /** First day on which it is judged differently, because the dispute is over. */
  readonly until: Day
  readonly presence: Presence | null
}

const presences = new WeakMap<ForceLife, Remembered>()

/** The presence of a force, reused from another day when everything that it depends on is at the same step as then. */
export function rememberedPresence(life: ForceLife, own: Own, view: ObjectsView): Presence | null {
  const { at } = view
  const step = steadyIndex(life.track, at)
  const known = presences.get(life)
  const same =
    known !== undefined &&
    known.step === step &&
    at < known.until &&
    sameItems(known.own.sites, own.sites) &&
    sameItems(known.own.contingents, own.contingents) &&
    known.dependencies.every(
      one => view.life(one.object.kind, one.object.id) === one.life && stepOf(one.life, at) === one.step,
    )
  if (same) return known.presence
  const dependencies: Dependency[] = []
  const watched: ObjectsView = {
    ...view,
    life(kind, id) {
      const other = view.life(kind, id)
      dependencies.push({ object: { kind, id }, life: other, step: stepOf(other, at) })
      return other
    },
  }
  const presence = presenceOf(life, own, watched)
  if (step < 0 || dependencies.some(({ life: other, step: at }) => other !== null && at < 0)) return presence
  const end = presence === null ? null : presence.contestedSince
  const over = end === null ? Number.POSITIVE_INFINITY : end + view.policy.decision.disputeDays
  if (at < over) presences.set(life, { step, own, dependencies, until: over, presence })
  return presence
}

function stepOf(life: Life | null, at: Day): number {
  return life === null ? -1 : steadyIndex(life.track as Track<unknown>, at)
}
