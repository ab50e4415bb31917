import type { Day } from '../../events/calendar.js'
import type { Policy } from '../policy/policy.js'
import { unforeseen } from '../values/unforeseen.js'
import { disuseSteps } from './disuse.js'
import type { Life } from './life.js'
import { type Track, trackEdges } from './track.js'

/** Days on which what a life means can change: edges of its intervals, ends of disputes, ends of coverage. */
export function edgesOfLife(life: Life, policy: Policy): Day[] {
  const edges = trackEdges(life.track as Track<unknown>)
  const { disputeDays } = policy.decision
  switch (life.kind) {
    case 'force':
      for (const { state } of life.track.steps) {
        if (state.contestedSince !== null) edges.push(state.contestedSince + disputeDays)
      }
      break
    case 'agreement':
      for (const { state } of life.track.steps) {
        if (state.denouncedSince !== null) edges.push(state.denouncedSince + disputeDays)
      }
      break
    case 'demand':
      for (const { state } of life.track.steps) edges.push(state.since + disputeDays)
      break
    case 'bond':
      for (const { day } of life.breaks) edges.push(day)
      for (const { state } of life.track.steps) {
        if (state.estrangedSince !== null) edges.push(state.estrangedSince + disputeDays)
      }
      break
    case 'use':
      if (life.firstUse !== null) edges.push(life.firstUse, ...disuseSteps(life.year, policy))
      edges.push(...life.begins)
      break
    case 'coverage':
      for (const { from, to } of life.windows) edges.push(from, to + 1)
      break
    case 'site':
    case 'membership':
    case 'sanctions':
    case 'tie':
    case 'air-defence':
    case 'authority':
      break
    default:
      return unforeseen(life)
  }
  return edges.filter(Number.isFinite)
}
