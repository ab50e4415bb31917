import { type Day, isoOf } from '../../events/calendar.js'
import { lastDayOf } from '../../events/registry/registry.js'
import { certain } from '../values/estimate.js'
import { onDay } from '../values/when.js'
import { trackAndSpan } from './lasting.js'
import type { AnyLife } from './life.js'
import type { Step, Track } from './track.js'

/**
 * A life ends with the state or organisation that it belongs to: the host, whose record it is in, or the partner, unless an
 * event says to whom it passed. Nobody has to report it; it shows as over from the day after.
 */
export interface Lapsing<S> {
  /** Whom it belongs to in a state; nobody where it is over. */
  readonly of: (state: S) => readonly string[]
  /** What is left of a state once one of them is gone, as of a day. */
  readonly without: (state: S, id: string, text: string) => S
  readonly goesOn: (state: S) => boolean
}

type StateOf<L extends AnyLife> = L extends { readonly track: Track<infer S> } ? S : never

/** A life with the ends of those that it belongs to; the same where nobody ends. */
export function lapsed<L extends AnyLife>(life: L, lapsing: Lapsing<StateOf<L>>): L {
  const { steps: before } = life.track as Track<StateOf<L>>
  const steps = withEnds(before, lapsing.of, lapsing.without)
  return steps === null ? life : { ...life, ...trackAndSpan(steps, lapsing.goesOn) }
}

/** The steps with an end on the day after the last of whomever they belong to; null where nobody ends. */
function withEnds<S>(
  steps: readonly Step<S>[],
  idsOf: (state: S) => readonly string[],
  without: (state: S, id: string, text: string) => S,
): readonly Step<S>[] | null {
  const result: Step<S>[] = []
  let changed = false
  for (const [i, step] of steps.entries()) {
    let current = step
    const next = steps[i + 1]?.when.from ?? Number.POSITIVE_INFINITY
    const ends = idsOf(step.state)
      .map(id => ({ id, last: lastDayOf(id, step.when.from) }))
      .filter(({ last }) => Number.isFinite(last) && last < next)
      .sort((a, b) => a.last - b.last)
    result.push(current)
    for (const { id, last } of ends) {
      if (!idsOf(current.state).includes(id)) continue
      changed = true
      current = over(current, id, last, without)
      result.push(current)
    }
  }
  return changed ? result : null
}

function over<S>(step: Step<S>, id: string, last: Day, without: (state: S, id: string, text: string) => S): Step<S> {
  const text = isoOf(last + 1)
  const day = Math.max(last + 1, step.when.from)
  return { when: onDay(day, text), state: without(step.state, id, text), credence: certain, eventIds: [] }
}
