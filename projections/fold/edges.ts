import type { Day } from '../../events/calendar.js'
import type { Policy } from '../policy/policy.js'
import type { Life } from './life.js'
import { type Track, trackEdges } from './track.js'

/** Days on which what a life means can change: edges of its intervals, ends of disputes, ends of coverage. */
export function edgesOfLife(life: Life, policy: Policy): Day[] {
  const edges = trackEdges(life.track as Track<unknown>)
  if (life.kind === 'force') {
    for (const { state } of life.track.steps) {
      if (state.contestedSince !== null) edges.push(state.contestedSince + policy.decision.disputeDays)
    }
  } else if (life.kind === 'agreement') {
    for (const { state } of life.track.steps) {
      if (state.denouncedSince !== null) edges.push(state.denouncedSince + policy.decision.disputeDays)
    }
  } else if (life.kind === 'demand') {
    for (const { state } of life.track.steps) edges.push(state.since + policy.decision.disputeDays)
  } else if (life.kind === 'coverage') {
    for (const { from, to } of life.windows) edges.push(from, to + 1)
  }
  return edges.filter(Number.isFinite)
}
