import { stepAt, type Track } from '../fold/track.js'
import type { BondLife } from '../kinds/bond.js'
import { add, type Component, exactly, negative } from '../kinds/component.js'
import { kindOf, type Life } from '../kinds/index.js'
import { createStepMemo } from '../kinds/memo.js'
import type { Breach } from '../policy/policy.js'
import { sameItems } from '../values/order.js'
import { type Bond, bondsOf } from './bond.js'
import type { ObjectsView } from './objects-view.js'
import { presencesOf } from './presence/presences.js'
import type { Presence } from './presence/present-force.js'
import { relationships } from './relationship.js'
import { type Troops, troopsOf } from './troops.js'
import { papersOf } from './weigh-paper.js'

const remembered = createStepMemo<readonly Component[]>()

export interface Weighing {
  readonly components: readonly Component[]
  readonly presences: readonly Presence[]
  readonly troops: readonly Troops[]
  readonly bonds: (partner: string) => Bond
}

/** Everything structural that holds on the day, as weights. */
export function weigh(view: ObjectsView): Weighing {
  const components: Component[] = []
  const presences = presencesOf(view)
  const troops = troopsOf(presences)
  const bonds = bondsOf(view, presences)
  const papers = papersOf(view, bonds, components)
  components.push(...relationships(presences, papers, troops, view))
  for (const life of view.lives) {
    const weighed = remembered(life, view.at, 0, () => kindOf(life.object).weigh(life, view))
    for (const component of weighed) components.push(leftOver(life, component, bonds, view))
  }
  for (const life of view.lives) {
    if (life.kind === 'bond') components.push(...weighBreach(life, bonds(life.partner), components, view))
  }
  return { components, presences, troops, bonds }
}

/**
 * What a breach takes, as long as it holds, from what there still is of the partner: the news of it fades, and it does
 * not. Where nothing is left it takes nothing.
 */
function weighBreach(
  life: BondLife,
  { breach, brokenBy }: Bond,
  others: readonly Component[],
  { policy }: ObjectsView,
): readonly Component[] {
  if (breach === null) return []
  const { paper } = policy
  const weight = Math.min(paper.breach[breach], paper.breachMost * leftOf(life.partner, others))
  const known = breaches.get(life)
  if (known?.weight === weight && known.breach === breach && sameItems(known.brokenBy, brokenBy)) {
    return known.components
  }
  const components: Component[] = []
  add(components, negative({ security: weight }), exactly(1), life.partner, {
    key: life.key,
    authority: undefined,
    provision: false,
    probability: 1,
    text: `${breach}: nothing new has begun with ${life.partner}`,
    eventIds: brokenBy,
  })
  breaches.set(life, { breach, brokenBy, weight, components })
  return components
}

/** What holds of a partner in security, as a score makes one of it; in an order of its own, so that nothing else decides it. */
function leftOf(partner: string, components: readonly Component[]): number {
  const values = components
    .filter(one => one.partner === partner && one.dimension === 'security' && !one.against)
    .map(({ value }) => value.point)
  return 1 - values.sort((a, b) => a - b).reduce((left, value) => left * (1 - value), 1)
}

interface Weighed {
  readonly breach: Breach
  readonly brokenBy: readonly string[]
  readonly weight: number
  readonly components: readonly Component[]
}

const breaches = new WeakMap<BondLife, Weighed>()

/** A base or a crew that was there before the relationship broke, and of which nothing is heard since. */
function leftOver(life: Life, component: Component, bonds: (partner: string) => Bond, view: ObjectsView): Component {
  if (component.dimension !== 'security' || !kindOf(life.object).fadesByBreach) return component
  // Of what is not known to be there yet, and may be, the day since when is open.
  const since = stepAt(life.track as Track<unknown>, view.at)?.when.from ?? Number.NEGATIVE_INFINITY
  const { share, provides } = bonds(component.partner).leftOver(since)
  if (share === 1 && provides) return component
  const known = leftOvers.get(component)
  if (known?.share === share && known.provides === provides) return known.component
  const { low, point, high } = component.value
  const value = { low: low * share, point: point * share, high: high * share }
  const scaled = { ...component, value, weight: component.weight * share, provision: component.provision && provides }
  leftOvers.set(component, { share, provides, component: scaled })
  return scaled
}

const leftOvers = new WeakMap<
  Component,
  { readonly share: number; readonly provides: boolean; readonly component: Component }
>()
