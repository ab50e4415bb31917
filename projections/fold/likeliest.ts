import type { Fact } from '../resolve/fact.js'
import type { Estimate } from '../values/estimate.js'
import { compareWhen, type When } from '../values/when.js'

/** A claimed end of an object. */
export interface Ending {
  readonly when: When
  readonly q: Estimate
  readonly credit: Estimate
  readonly eventIds: readonly string[]
  /** How many steps had been read when it was told of. */
  readonly after: number
}

/** An end as a fact tells of it when so many steps have been read. */
export function endingOf({ q, credit, eventIds }: Fact, when: When, after: number): Ending {
  return { when, q, credit, eventIds, after }
}

/** Take back what would come after an end: what was told before it stays where its date allows that. */
export function cutAt(steps: { readonly when: When }[], { when, after }: Ending): void {
  while (steps.length > 1) {
    const last = steps.at(-1)!.when
    const isLater = steps.length <= after ? last.from > when.to : compareWhen(last, when) > 0
    if (!isLater) return
    steps.pop()
  }
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
