import type { Day } from '../../events/calendar.js'
import { enter, lasting, trackAndSpan } from '../fold/lasting.js'
import type { LifeOf } from '../fold/life.js'
import { effectOf, type Fact } from '../resolve/fact.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { partnersOf } from '../resolve/routing.js'
import type { Kind, ObjectRoutes } from './kind.js'

/** A demand that all forces of a partner leave. */
export interface DemandLife extends LifeOf<'demand', { readonly since: Day }> {
  readonly partner: string
}

/** The host's demands that all forces of a partner leave; one that names a force is a word on that force. */
export const demand = {
  name: 'demand',
  routes: {
    WithdrawalDemanded: (event, host) => (event.data.forceId ? [] : partnersOf(event, host)),
  } satisfies ObjectRoutes,
  order: null,
  fold,
  lapse: life => life,
  edges: ({ track }, { decision }) => track.steps.map(({ state }) => state.since + decision.disputeDays),
  outlasts: false,
  partners: () => [],
  weights: () => [],
  weigh: () => [],
  fadesByBreach: false,
  users: () => [],
  entry: () => null,
} satisfies Kind<'demand', DemandLife>

/** One step each. */
function fold(object: ObjectRef, host: string, facts: readonly Fact[]): DemandLife {
  const life = lasting<{ readonly since: Day }>()
  for (const fact of facts) {
    const { event } = fact
    if (event.type !== 'WithdrawalDemanded' || !event.data.by.includes(host)) continue
    enter(life, fact, effectOf(fact), { since: effectOf(fact).from })
  }
  return {
    kind: 'demand',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, () => true),
    anomalies: life.anomalies,
    partner: object.id,
  }
}
