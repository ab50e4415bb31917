import type { Known } from '../../projections/values/place.js'
import { upTo } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { FlowFacts } from '../state/host/flow-history.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Reading } from '../state/reading.js'
import { keptOfReading } from './kept.js'

/** Facts of hosts with so many claims in all are kept. */
const MOST_KEPT = 20_000
const keptOf = keptOfReading<{ readonly facts: FlowFacts; readonly size: number }>(MOST_KEPT, ({ size }) => size)

/** What fades in a host, fact by fact, as known at a place; what was asked for lately is kept. */
export function* flowFactsOf(reading: Reading, history: HostHistory, known: Known): Steps<FlowFacts> {
  const kept = keptOf(reading)
  const touched = history.lastTouch(known)
  const key = `${history.host}|${touched}`
  let found = kept.get(key)
  if (found === undefined) {
    found = { facts: remembering(yield* history.flowFacts(upTo(touched))), size: history.touches }
    kept.set(key, found)
  }
  return found.facts
}

function remembering(factsOf: FlowFacts): FlowFacts {
  const lists = new Map<string, ReturnType<FlowFacts>>()
  return (partner, dimension) => {
    const key = `${partner}|${dimension}`
    let list = lists.get(key)
    if (list === undefined) {
      list = factsOf(partner, dimension)
      lists.set(key, list)
    }
    return list
  }
}
