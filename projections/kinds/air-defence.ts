import { lapsed } from '../fold/lapse.js'
import { enter, lasting, trackAndSpan } from '../fold/lasting.js'
import { decisive, type LifeOf } from '../fold/life.js'
import { mix, stepAt } from '../fold/track.js'
import { effectOf, type Fact, idsOf } from '../resolve/fact.js'
import { creditOf } from '../resolve/grading.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { partnersOf } from '../resolve/routing.js'
import { type Estimate, times } from '../values/estimate.js'
import { add, type Component, exactly } from './component.js'
import type { Kind, ObjectRoutes, OnDay } from './kind.js'

export interface AirDefenceLife extends LifeOf<'air-defence', { readonly crewed: boolean }> {
  readonly partner: string
  readonly authority: string | undefined
  readonly q: Estimate
  readonly eventIds: readonly string[]
}

/** Air defence that a partner's own crew operates in the host. */
export const airDefence = {
  name: 'air-defence',
  routes: { AirDefenseDelivered: partnersOf } satisfies ObjectRoutes,
  order: null,
  fold,
  lapse: (life, host) =>
    lapsed(life, {
      of: ({ crewed }) => (crewed ? [host, life.partner] : []),
      without: () => ({ crewed: false }),
      goesOn: ({ crewed }) => crewed,
    }),
  edges: () => [],
  outlasts: false,
  partners: life => [life.partner],
  weights: (_life, policy) => [{ security: policy.presence.partnerCrewedAirDefence }],
  weigh,
  fadesByBreach: true,
  users: (life, at) => (stepAt(life.track, at)?.state.crewed ? [{ partner: life.partner, since: null }] : []),
  entry: () => null,
} satisfies Kind<'air-defence', AirDefenceLife>

function fold(object: ObjectRef, _host: string, facts: readonly Fact[]): AirDefenceLife {
  const life = lasting<{ readonly crewed: boolean }>()
  for (const fact of facts) {
    if (fact.event.type !== 'AirDefenseDelivered') continue
    const { stage, operatedBy } = fact.event.data
    if (stage === 'withdrawn' || operatedBy === 'host') {
      if (life.steps.length === 0) continue
      life.steps.push({
        when: effectOf(fact),
        state: { crewed: false },
        credence: decisive(fact),
        eventIds: fact.eventIds,
      })
    } else if (stage !== 'promised' && operatedBy === 'partner-crew') {
      enter(life, fact, effectOf(fact), { crewed: true })
    }
  }
  const first = facts[0]!
  return {
    kind: 'air-defence',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, state => state.crewed),
    anomalies: life.anomalies,
    partner: object.id,
    authority: first.event.authority,
    q: life.q ?? first.q,
    eventIds: idsOf(facts),
  }
}

function weigh(life: AirDefenceLife, { at, policy }: OnDay): readonly Component[] {
  const components: Component[] = []
  const value = times(
    mix(life.track, at, ({ crewed }) => exactly(crewed ? 1 : 0)),
    creditOf(life.q, policy),
  )
  add(components, { security: policy.presence.partnerCrewedAirDefence }, value, life.partner, {
    key: life.key,
    authority: life.authority,
    provision: true,
    probability: life.q.point,
    text: `air defence operated by a crew of ${life.partner}`,
    eventIds: life.eventIds,
  })
  return components
}
