import { anomaliesOfClaim } from '../../../projections/anomalies/claim-anomalies.js'
import { type Claim, resolve } from '../../../projections/resolve/claim.js'
import { hostsOf } from '../../../projections/resolve/routing.js'
import type { Known } from '../../../projections/values/place.js'
import { createEdgeIndex, type EdgeIndex } from '../index/edge-index.js'
import { createCounter } from '../index/versions.js'
import { createFlowHistory, type FactGroup, type FlowHistory } from './flow-history.js'
import type { Folding } from './folding.js'
import { createObjectIndex, type ObjectIndex } from './object-index.js'
import type { Work } from './placement.js'
import type { Stretch } from './valid-timeline.js'

/**
 * What the claims of one host come to, as known at one place of the log and at later ones. It begins with everything as it
 * stood at that place, each object folded once, and goes on from event to event.
 */
export interface Era {
  /** The first place that it tells of. */
  readonly from: Known
  readonly index: ObjectIndex
  readonly flows: FlowHistory
  readonly flowEdges: EdgeIndex
  /** Take in one more piece of how it was at the first place; false once all of it is. */
  begin(): boolean
  /** Take in what changed at a later place; tells the days for which what was worked out is no longer so. */
  work(work: Work): readonly Stretch[]
  /** How many anomalies the claims and the lives have, as known at a place. */
  anomaliesAt(known: Known): number
}

/** `standing`: everything that is to be looked at as it stood at the first place, each once. */
export function createEra(folding: Folding, from: Known, standing: Iterator<Work>): Era {
  const { host } = folding
  const index = createObjectIndex(folding)
  const flows = createFlowHistory(folding)
  const flowEdges = createEdgeIndex()
  const claimAnomalies = new Map<Claim, number>()
  const claimAnomalyCount = createCounter()

  function workGroup(group: FactGroup, known: Known): readonly Stretch[] {
    const change = flows.work(group, known)
    if (change === null) return NO_DAYS
    const { removed, added } = change.edges
    flowEdges.remove(removed, known)
    flowEdges.add(added, known)
    return [{ from: Math.min(change.from, ...removed, ...added), to: change.to }]
  }

  function workClaim(claim: Claim, known: Known): void {
    const here = hostsOf(resolve(claim, known).event).includes(host)
    const count = here ? anomaliesOfClaim(claim, known, host).length : 0
    const before = claimAnomalies.get(claim) ?? 0
    if (count === before) return
    claimAnomalyCount.add(known, count - before)
    claimAnomalies.set(claim, count)
  }

  function work(work: Work): readonly Stretch[] {
    switch (work.kind) {
      case 'object':
        return index.work(work.object, work.known)
      case 'fact':
        return index.objectsToWork(work.fact).flatMap(object => index.work(object, work.known))
      case 'group':
        return workGroup(work.group, work.known)
      case 'claim':
        workClaim(work.claim, work.known)
        return NO_DAYS
    }
  }

  return {
    from,
    index,
    flows,
    flowEdges,
    begin() {
      const next = standing.next()
      if (next.done) return false
      work(next.value)
      return true
    },
    work,
    anomaliesAt: known => index.anomaliesAt(known) + claimAnomalyCount.at(known),
  }
}

const NO_DAYS: readonly Stretch[] = []
