import type { Day } from '../../events/calendar.js'
import { isStateSource } from '../../events/sources.js'
import { resolve } from '../../projections/resolve/claim.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Rest } from '../wire/answers.js'
import type { Answers } from './answers.js'
import type { Knowledge } from './knowledge.js'

/** Something that stands in a host, with who tells of it. */
export interface StandingObject extends Omit<Rest, 'family'> {
  readonly families: readonly string[]
  readonly byStates: boolean
}

/** Agreements, forces and memberships that stand, with who tells of them. */
export function standingObjects(
  answers: Answers,
  history: HostHistory,
  at: Day,
  knowledge: Knowledge,
): StandingObject[] {
  const state = answers.state(history, at, knowledge)
  const claims = new Map(history.claims.map(claim => [claim.id, claim]))
  const told = (partner: string | null, object: string, eventIds: readonly string[]): StandingObject[] => {
    if (partner === null) return []
    const sources = eventIds.flatMap(id => {
      const claim = claims.get(id)
      return claim === undefined ? [] : [resolve(claim, knowledge.known).event.claim]
    })
    if (sources.length === 0) return []
    const families = [...new Set(sources.map(({ family, sourceId }) => family ?? sourceId))].sort()
    return [{ country: history.host, partner, object, eventIds, families, byStates: sources.every(isStateSource) }]
  }
  return [
    ...state.agreements
      .filter(({ status }) => status !== 'ended')
      .flatMap(one => told(one.partner, `agreement:${one.agreementId}`, one.eventIds)),
    ...state.forces.flatMap(one => told(one.sponsor, `force:${one.forceId}`, one.eventIds)),
    ...state.memberships
      .filter(({ status }) => status !== 'ended')
      .flatMap(one => told(one.organisation, `membership:${one.organisation}`, one.eventIds)),
  ]
}
