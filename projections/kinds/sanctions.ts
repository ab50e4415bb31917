import type { DomainEvent } from '../../events/catalogue.js'
import { lapsed } from '../fold/lapse.js'
import { enter, lasting, trackAndSpan } from '../fold/lasting.js'
import { decisive, isLikely, type LifeOf } from '../fold/life.js'
import { orderBy } from '../fold/life-order.js'
import { mix, stepAt } from '../fold/track.js'
import { effectOf, type Fact } from '../resolve/fact.js'
import { creditOf } from '../resolve/grading.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { partnerOf, partnersOf } from '../resolve/routing.js'
import { certain, type Estimate, times } from '../values/estimate.js'
import { add, type Component, eventIdsUpTo, exactly, negative } from './component.js'
import type { Kind, ObjectRoutes, OnDay } from './kind.js'

interface Imposed {
  readonly id: string | null
  readonly measures: readonly string[]
  /** Lifted in part, or eased. */
  readonly reduced: boolean
}

export interface SanctionsState {
  readonly measures: readonly string[]
  readonly eased: boolean
  readonly since: string
}

export interface SanctionsLife extends LifeOf<'sanctions', SanctionsState> {
  /** The other side, whoever of the two imposed them. */
  readonly by: string
  /** Imposed by the host. */
  readonly own: boolean
  readonly q: Estimate
}

type SanctionsEvent = DomainEvent<'SanctionsImposed' | 'SanctionsEased' | 'SanctionsLifted'>

/** What others have in force against the host, one object for each of them. */
export const sanctions = sanctionsKind('sanctions', (event, host) =>
  isOwn(event, host) ? [] : imposersOf(event, host),
)

/** What the host has in force against others, one object for each of them. */
export const ownSanctions = sanctionsKind('own-sanctions', (event, host) =>
  isOwn(event, host) ? imposersOf(event, host) : [],
)

function isOwn({ data }: SanctionsEvent, host: string): boolean {
  return data.by.every(id => id === host)
}

/** Who imposed or lifts sanctions, one object each: where the host itself did, the partner that they are against. */
function imposersOf(event: SanctionsEvent, host: string): readonly string[] {
  const others = event.data.by.filter(id => id !== host)
  return others.length > 0 ? others.map(id => partnerOf(id, event)) : partnersOf(event, host)
}

function sanctionsKind<N extends string>(name: N, route: (event: SanctionsEvent, host: string) => readonly string[]) {
  return {
    name,
    routes: { SanctionsImposed: route, SanctionsEased: route, SanctionsLifted: route } satisfies ObjectRoutes,
    order: orderBy({ SanctionsImposed: 2 }, ['SanctionsLifted']),
    fold,
    lapse: (life, host) =>
      lapsed(life, {
        of: ({ measures }) => (measures.length > 0 ? [host, life.by] : []),
        without: state => ({ ...state, measures: [] }),
        goesOn: ({ measures }) => measures.length > 0,
      }),
    edges: () => [],
    outlasts: false,
    partners: life => [life.by],
    weights: (_life, { measures }) => [negative(measures.sanctions), negative(measures['arms-embargo'])],
    weigh,
    fadesByBreach: false,
    users: () => [],
    entry(life, { host, at }) {
      const step = stepAt(life.track, at)
      if (step === null || step.state.measures.length === 0) return null
      const { measures, since, eased } = step.state
      const { by: partner, own } = life
      const eventIds = eventIdsUpTo(life.track.steps, step)
      const by = [own ? host : partner]
      return { list: 'measures', entry: { type: 'sanctions', partner, by, measures, eased, since, eventIds } }
    },
  } satisfies Kind<N, SanctionsLife>
}

/** Lifted by `sanctionId`, else by the measures named. */
function fold(object: ObjectRef, _host: string, facts: readonly Fact[]): SanctionsLife {
  const life = lasting<SanctionsState>()
  const partner = object.id
  const own = object.kind === 'own-sanctions'
  let imposed: Imposed[] = []
  let since = ''
  for (const fact of facts) {
    const { event } = fact
    const when = effectOf(fact)
    let now = imposed
    if (event.type === 'SanctionsImposed') {
      if (imposed.length === 0) since = when.text
      now = [...imposed, { id: event.data.sanctionId ?? null, measures: event.data.measures, reduced: false }]
    } else if (event.type === 'SanctionsEased' || event.type === 'SanctionsLifted') {
      if (imposed.length === 0) {
        life.anomalies.push({
          code: 'easing-of-unseen-sanctions',
          detail: own ? `none are known against ${partner}` : `no sanctions of ${partner} are known`,
          eventIds: fact.eventIds,
        })
      }
      now = after(imposed, event.data, event.type === 'SanctionsLifted')
    } else continue
    const measures = [...new Set(now.flatMap(item => item.measures))].sort()
    const state = { measures, eased: now.length > 0 && now.every(item => item.reduced), since }
    if (measures.length > 0 || life.steps.length === 0) enter(life, fact, when, state)
    else life.steps.push({ when, state, credence: decisive(fact), eventIds: fact.eventIds })
    if (life.steps.length === 1 || isLikely(fact.q)) imposed = now
  }
  return {
    kind: 'sanctions',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, state => state.measures.length > 0),
    anomalies: life.anomalies,
    by: partner,
    own,
    q: life.q ?? certain,
  }
}

function after(
  imposed: readonly Imposed[],
  said: {
    readonly sanctionId?: string | undefined
    readonly measures: readonly string[]
    readonly remaining?: readonly string[] | undefined
  },
  lifted: boolean,
): Imposed[] {
  const concerns = (item: Imposed) => said.sanctionId === undefined || item.id === null || item.id === said.sanctionId
  const left: Imposed[] = []
  for (const item of imposed) {
    if (!concerns(item)) left.push(item)
    else if (said.remaining) left.push(reduced(item, m => said.remaining!.includes(m)))
    else if (said.sanctionId !== undefined && item.id === said.sanctionId && lifted) continue
    else left.push(reduced(item, m => !said.measures.includes(m), !lifted))
  }
  return left.filter(item => item.measures.length > 0)
}

function reduced(item: Imposed, stays: (measure: string) => boolean, eased = false): Imposed {
  const measures = item.measures.filter(stays)
  return { ...item, measures, reduced: item.reduced || eased || measures.length < item.measures.length }
}

function weigh(life: SanctionsLife, { at, policy }: OnDay): readonly Component[] {
  const components: Component[] = []
  const credit = creditOf(life.q, policy)
  const step = stepAt(life.track, at)
  const value = times(
    mix(life.track, at, ({ measures, eased }) =>
      exactly(measures.length === 0 ? 0 : eased ? policy.sanctionsEased : 1),
    ),
    credit,
  )
  const said = {
    key: life.key,
    authority: undefined,
    provision: false,
    probability: life.q.point,
    text: `sanctions ${life.own ? 'on' : 'of'} ${life.by}: ${step?.state.measures.join(', ') || 'none'}`,
    eventIds: eventIdsUpTo(life.track.steps, step),
  }
  add(components, negative(policy.measures.sanctions), value, life.by, said)
  const embargo = times(
    mix(life.track, at, ({ measures }) => exactly(measures.includes('arms-embargo') ? 1 : 0)),
    credit,
  )
  add(components, negative(policy.measures['arms-embargo']), embargo, life.by, said)
  return components
}
