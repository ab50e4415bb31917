import { decisive } from '../../fold/life.js'
import { dateOf, effectOf, type Fact } from '../../resolve/fact.js'
import { compareWhen } from '../../values/when.js'
import type { ForceState } from './life.js'
import { anomaly, change, type ForceReading, imply, push } from './reading.js'
import { strengthOf } from './strength.js'

/** It leaves, wholly or in part. */
export function withdraw(reading: ForceReading, fact: Fact<'ForcesWithdrawn'>): void {
  imply(reading, fact, 'withdrawal-of-unseen-force')
  const { extent, remaining, left, contingent } = fact.event.data
  const state = reading.state!
  if (!state.present) {
    anomaly(reading, fact, 'withdrawn-twice', 'the force had left completely')
    return
  }
  if (extent === 'complete' && contingent === undefined) {
    leave(reading, fact, null)
    return
  }
  const before = state.strength
  if (remaining) {
    change(reading, fact, { strength: strengthOf(fact, remaining) })
    return
  }
  if (!left || before === null) return
  if (left.low > before.high) {
    anomaly(reading, fact, 'withdrawn-more-than-present', `${left.low} left, at most ${before.high} were there`)
  }
  const departed = fact.events.flatMap(event => event.data.left ?? [])
  const rest = {
    low: departed.reduce((least, { high }) => Math.min(least, Math.max(0, before.low - high)), before.low),
    high: departed.reduce((most, { low }) => Math.max(most, Math.max(0, before.high - low)), 0),
    basis: before.basis ?? undefined,
  }
  change(reading, fact, { strength: strengthOf(fact, rest) })
}

/** It is gone. */
export function leave(reading: ForceReading, fact: Fact, unseen: string | null, successor: string | null = null): void {
  if (unseen !== null) imply(reading, fact, unseen)
  const state = reading.state!
  if (reading.mandateEnd !== null) {
    // A mandate's end was taken for the departure; now it is known.
    const index = reading.steps.indexOf(reading.mandateEnd)
    if (index >= 0) reading.steps.splice(index, 1)
    reading.mandateEnd = null
  }
  push(reading, fact, effectOf(fact), { ...gone(state), successor }, decisive(fact))
}

function gone(state: ForceState): ForceState {
  return { ...state, present: false, strength: null }
}

const SUSPENDING = /suspended$/

/** Its mandate is suspended, goes on, or ends. */
export function changeMandate(reading: ForceReading, fact: Fact<'MissionMandateChanged'>): void {
  const { change: what } = fact.event.data
  if (reading.state === null || !reading.state.present) return
  if (what === 'ended') endMandate(reading, fact)
  else if (what !== undefined) change(reading, fact, { suspended: SUSPENDING.test(what), mandateOver: false })
}

/** Without a report that it left, a mission is taken to be gone once its wind-down is over. */
export function endMandate(
  reading: ForceReading,
  fact: Fact<'MissionMandateEnded'> | Fact<'MissionMandateChanged'>,
): void {
  if (reading.state === null) imply(reading, fact, 'mandate-of-unseen-mission')
  const state = reading.state!
  if (!state.present) return
  const end = effectOf(fact)
  const windDown = dateOf(fact as Fact<'MissionMandateEnded'>, event => event.data.windDownBy)
  if (windDown !== null && compareWhen(end, windDown) < 0) change(reading, fact, { mandateOver: true })
  const step = { when: windDown ?? end, state: gone(state), credence: decisive(fact), eventIds: fact.eventIds }
  reading.mandateEnd = step
  reading.steps.push(step)
}
