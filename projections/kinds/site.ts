import { lapsed } from '../fold/lapse.js'
import { before, enter, lasting, trackAndSpan } from '../fold/lasting.js'
import { decisive, isLikely, type LifeOf } from '../fold/life.js'
import { orderBy } from '../fold/life-order.js'
import { EVEN_CHANCE, mix, stepAt } from '../fold/track.js'
import { effectOf, type Fact, idsOf } from '../resolve/fact.js'
import { creditOf } from '../resolve/grading.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { partnersOf } from '../resolve/routing.js'
import { certain, type Estimate, times } from '../values/estimate.js'
import { add, type Component, exactly } from './component.js'
import type { Kind, ObjectRoutes, OnDay } from './kind.js'

export interface SiteState {
  readonly granted: boolean
  /** Whose access it is: a base may pass from one power to another. */
  readonly partners: readonly string[]
  readonly forceId: string | null
  /** First day of this access, as it was written; null where it is not known. */
  readonly since: string | null
}

export interface SiteLife extends LifeOf<'site', SiteState> {
  readonly siteId: string
  readonly name: string | null
  readonly q: Estimate
  readonly authority: string | undefined
  readonly eventIds: readonly string[]
}

const named = ({ data }: { readonly data: { readonly siteId: string } }) => [data.siteId]

/** A base or site that a partner may use, from the grant of access to the handover. */
export const site = {
  name: 'site',
  routes: {
    BaseAccessGranted: named,
    BaseAccessChanged: named,
    BaseHandedOver: named,
    StateSucceeded: ({ data }, host) => (data.successor === host ? [] : (data.sites ?? [])),
  } satisfies ObjectRoutes,
  order: orderBy({ BaseAccessGranted: 2 }, ['BaseHandedOver']),
  fold,
  lapse: (life, host) =>
    lapsed(life, {
      of: ({ granted, partners }) => (granted ? [host, ...partners] : []),
      without(state, id) {
        const partners = state.partners.filter(partner => partner !== id)
        return id !== host && partners.length > 0 ? { ...state, partners } : { ...state, granted: false }
      },
      goesOn: ({ granted }) => granted,
    }),
  edges: () => [],
  outlasts: false,
  partners: life => [...new Set(life.track.steps.flatMap(({ state }) => state.partners))],
  weights: (_life, policy) => [{ security: policy.presence.loneBase }],
  weigh: weighLone,
  fadesByBreach: true,
  users(life, at) {
    const step = stepAt(life.track, at)
    return step?.state.granted ? step.state.partners.map(partner => ({ partner, since: step.when.from })) : []
  },
  entry(life, { at }) {
    const state = stepAt(life.track, at)?.state
    if (!state?.granted) return null
    const { siteId, name, eventIds } = life
    const { partners, forceId, since } = state
    return { list: 'bases', entry: { siteId, name, partners, forceId, since, eventIds } }
  },
} satisfies Kind<'site', SiteLife>

function fold(object: ObjectRef, host: string, facts: readonly Fact[]): SiteLife {
  const life = lasting<SiteState>()
  let state: SiteState = { granted: false, partners: [], forceId: null, since: null }
  let name: string | null = null
  const odd = (code: string, detail: string, fact: Fact) =>
    life.anomalies.push({ code, detail, eventIds: fact.eventIds })
  const unseen = `access to ${object.id} was never reported as granted`
  for (const fact of facts) {
    const { event } = fact
    if (event.type === 'BaseAccessGranted' || event.type === 'BaseAccessChanged') {
      name = event.data.siteName ?? name
      if (event.type === 'BaseAccessChanged' && !state.granted) odd('change-of-unseen-base', unseen, fact)
      const partners = partnersOf(event, host)
      const goesOn = state.granted && isSame(partners, state.partners)
      const forceId = event.data.forceId ?? (goesOn ? state.forceId : null)
      const next = { granted: true, partners, forceId, since: goesOn ? state.since : effectOf(fact).text }
      enter(life, fact, effectOf(fact), next)
      if (life.steps.length === 1 || isLikely(fact.q)) state = next
    } else if (event.type === 'StateSucceeded') {
      const { predecessor, successor } = event.data
      if (!state.partners.includes(predecessor) || !isLikely(fact.q)) continue
      state = { ...state, partners: state.partners.map(id => (id === predecessor ? successor : id)) }
      life.steps.push({ when: effectOf(fact), state, credence: certain, eventIds: fact.eventIds })
    } else if (event.type === 'BaseHandedOver') {
      if (!state.granted) {
        const twice = life.steps.length > 0
        if (twice) odd('handed-over-twice', 'it had been handed over', fact)
        else odd('handover-of-unseen-base', unseen, fact)
        if (twice) continue
        const partners = partnersOf(event, host)
        state = { granted: true, partners, forceId: event.data.forceId ?? null, since: null }
        before(life, fact, state)
      }
      const next = { ...state, granted: false }
      life.steps.push({ when: effectOf(fact), state: next, credence: decisive(fact), eventIds: fact.eventIds })
      if (isLikely(fact.q)) state = next
    }
  }
  const first = facts[0]!
  return {
    kind: 'site',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, state => state.granted),
    anomalies: life.anomalies,
    siteId: object.id,
    name,
    q: life.q ?? first.q,
    authority: first.event.authority,
    eventIds: idsOf(facts),
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i])
}

/** A base counts by itself where no force is said to use it. */
function weighLone(life: SiteLife, { at, policy }: OnDay): readonly Component[] {
  const step = stepAt(life.track, at)
  if (step !== null && step.state.forceId !== null) return []
  const components: Component[] = []
  const credit = creditOf(life.q, policy)
  for (const partner of new Set(life.track.steps.flatMap(({ state }) => state.partners))) {
    const isLone = ({ granted, forceId, partners }: SiteState) =>
      granted && forceId === null && partners.includes(partner)
    const value = times(
      mix(life.track, at, state => exactly(isLone(state) ? 1 : 0)),
      credit,
    )
    add(components, { security: policy.presence.loneBase }, value, partner, {
      key: life.key,
      authority: life.authority,
      provision: life.q.point >= EVEN_CHANCE,
      probability: life.q.point,
      text: `base ${life.siteId}`,
      eventIds: life.eventIds,
    })
  }
  return components
}
