import type { Day } from '../../events/calendar.js'
import type { AnyLife } from '../fold/life.js'
import { steadyIndex } from '../fold/track.js'

/**
 * What follows from a life alone while it certainly stands at one step is the same on every day of that step: it is made
 * once and shared. Lives are made for one policy, so a memo needs no other key.
 */
export function createStepMemo<V>(): (life: AnyLife, day: Day, variant: number, make: () => V) => V {
  const known = new WeakMap<AnyLife, (V | undefined)[]>()
  return (life, day, variant, make) => {
    const step = steadyIndex(life.track, day)
    if (step < 0) return make()
    const slot = step * 2 + variant
    let values = known.get(life)
    if (values === undefined) {
      values = []
      known.set(life, values)
    }
    let value = values[slot]
    if (value === undefined) {
      value = make()
      values[slot] = value
    }
    return value
  }
}
