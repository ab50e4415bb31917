import type { Estimate } from '../../values/estimate.js'
import { compareWhen, type When } from '../../values/when.js'

/** A claimed end of an object. */
export interface Ending {
  readonly when: When
  readonly q: Estimate
  readonly eventIds: readonly string[]
}

/** Of several claimed ends the more probable counts (ties: the earlier day). */
export function likeliest<E extends Ending>(ends: readonly E[]): E | null {
  let best: E | null = null
  for (const end of ends) {
    if (best === null || end.q.point > best.q.point) best = end
    else if (end.q.point === best.q.point && compareWhen(end.when, best.when) < 0) best = end
  }
  return best
}
