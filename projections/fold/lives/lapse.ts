import type { Day } from '../../../events/calendar.js'
import { isoOf } from '../../../events/calendar.js'
import { lastDayOf } from '../../../events/registry/registry.js'
import { certain } from '../../values/estimate.js'
import { onDay } from '../../values/when.js'
import type { Life } from '../life.js'
import type { Step } from '../track.js'
import { trackAndSpan } from './lasting.js'

/**
 * A life ends with the state or organisation that it belongs to: the host, whose record it is in, or the partner, unless an
 * event says to whom it passed. Nobody has to report it; it shows as over from the day after.
 */
export function lapsed(life: Life, host: string): Life {
  switch (life.kind) {
    case 'agreement': {
      const of = (state: (typeof life.track.steps)[number]['state']) =>
        state.status === 'ended' ? [] : [host, ...(state.partners ?? life.partners)]
      const steps = withEnds(life.track.steps, of, (state, id, text) => {
        const left = (state.partners ?? life.partners).filter(partner => partner !== id)
        if (id !== host && left.length > 0) return { ...state, partners: left }
        return { ...state, status: 'ended' as const, endsOn: text, endedWith: id }
      })
      if (steps === null) return life
      const endedOn = steps.findLast(step => step.state.status === 'ended')?.when.text ?? null
      return { ...life, ...trackAndSpan(steps, ({ status }) => status !== 'ended'), endedOn }
    }
    case 'force': {
      const steps = withEnds(
        life.track.steps,
        ({ present, sponsor }) => (present ? [host, ...(sponsor === null ? [] : [sponsor])] : []),
        state => ({ ...state, present: false, strength: null }),
      )
      return steps === null ? life : { ...life, ...trackAndSpan(steps, ({ present }) => present) }
    }
    case 'site': {
      const steps = withEnds(
        life.track.steps,
        ({ granted, partners }) => (granted ? [host, ...partners] : []),
        (state, id) => {
          const partners = state.partners.filter(partner => partner !== id)
          return id !== host && partners.length > 0 ? { ...state, partners } : { ...state, granted: false }
        },
      )
      return steps === null ? life : { ...life, ...trackAndSpan(steps, ({ granted }) => granted) }
    }
    case 'membership': {
      const steps = withEnds(
        life.track.steps,
        ({ status }) => (status === 'ended' ? [] : [host, life.organisation]),
        (state, _id, text) => ({ ...state, status: 'ended' as const, endsOn: text }),
      )
      return steps === null ? life : { ...life, ...trackAndSpan(steps, () => true) }
    }
    case 'sanctions': {
      const steps = withEnds(
        life.track.steps,
        ({ measures }) => (measures.length > 0 ? [host, life.by] : []),
        state => ({ ...state, measures: [] }),
      )
      return steps === null ? life : { ...life, ...trackAndSpan(steps, ({ measures }) => measures.length > 0) }
    }
    case 'tie': {
      const steps = withEnds(
        life.track.steps,
        ({ measure, tie }) => (measure !== null || tie !== null ? [host, life.partner] : []),
        state => ({ ...state, measure: null, tie: null }),
      )
      const goesOn = ({ measure, tie }: (typeof life.track.steps)[number]['state']) => measure !== null || tie !== null
      return steps === null ? life : { ...life, ...trackAndSpan(steps, goesOn) }
    }
    case 'air-defence': {
      const steps = withEnds(
        life.track.steps,
        ({ crewed }) => (crewed ? [host, life.partner] : []),
        () => ({ crewed: false }),
      )
      return steps === null ? life : { ...life, ...trackAndSpan(steps, ({ crewed }) => crewed) }
    }
    case 'authority': {
      const steps = withEnds(
        life.track.steps,
        ({ authorities }) => (authorities.length > 0 ? [host] : []),
        () => ({ authorities: [] }),
      )
      return steps === null ? life : { ...life, ...trackAndSpan(steps, () => true) }
    }
    case 'coverage': {
      const windows = life.windows.map(window => ({ ...window, to: Math.min(window.to, lastDayOf(host, window.from)) }))
      const to = Math.max(...windows.map(window => window.to))
      return { ...life, windows, span: { from: life.span.from, to } }
    }
    default:
      return life
  }
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
  return { when: onDay(day, text), state: without(step.state, id, text), grip: certain, eventIds: [] }
}
