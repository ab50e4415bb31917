import type { Dimension } from '../../events/words.js'
import { stepAt, type Track } from '../fold/track.js'
import type { BondLife } from '../kinds/bond.js'
import { add, type Component, exactly, negative } from '../kinds/component.js'
import { kindOf, type Life } from '../kinds/index.js'
import { createStepMemo } from '../kinds/memo.js'
import type { Breach } from '../policy/policy.js'
import { sameItems } from '../values/order.js'
import { type Bond, bondsOf } from './bond.js'
import type { ObjectsView } from './objects-view.js'
import { type PresenceOn, presencesOf } from './presence/presences.js'
import type { Presence } from './presence/present-force.js'
import { rememberedPresence } from './presence/remembered.js'
import { relationships } from './relationship.js'
import { ownPresences, type Troops, troopsOf } from './troops.js'
import { papersOf } from './weigh-paper.js'

const remembered = createStepMemo<readonly Component[]>()

/** The forces that are in a host. */
export interface Garrison {
  readonly presences: readonly Presence[]
  /** Those that count for their own sponsors. */
  readonly own: readonly Presence[]
  readonly troops: readonly Troops[]
}

export interface Weighing extends Garrison {
  readonly components: readonly Component[]
  readonly bonds: (partner: string) => Bond
}

/** The forces that are in the host on the day. */
export function garrisonOf(view: ObjectsView, presenceOn: PresenceOn = rememberedPresence): Garrison {
  const presences = presencesOf(view, presenceOn)
  const own = ownPresences(presences)
  return { presences, own, troops: troopsOf(own) }
}

/** Everything structural that holds on the day, as weights. */
export function weigh(view: ObjectsView): Weighing {
  const garrison = garrisonOf(view)
  const bonds = bondsOf(view, garrison.presences)
  return { ...garrison, bonds, components: componentsOf(view, garrison, bonds, () => true) }
}

/**
 * The same of one partner, whatever there is of others: of the lives those suffice that are with the partner, of the
 * presences those of its own forces. `troops` are those of all.
 */
export function weighPartner(partner: string, view: ObjectsView, garrison: Garrison): readonly Component[] {
  const bonds = bondsOf(view, garrison.presences)
  return componentsOf(view, garrison, bonds, one => one === partner)
}

/** The same where there is more than security: of the lives those suffice that weigh anything in the dimension. */
export function weighBesides(
  dimension: Exclude<Dimension, 'security'>,
  partner: string,
  view: ObjectsView,
): readonly Component[] {
  return view.lives.flatMap(life =>
    weighedAlone(life, view).filter(one => one.partner === partner && one.dimension === dimension),
  )
}

function weighedAlone(life: Life, view: ObjectsView): readonly Component[] {
  return remembered(life, view.at, 0, () => kindOf(life.object).weigh(life, view))
}

function componentsOf(
  view: ObjectsView,
  { own, troops }: Garrison,
  bonds: (partner: string) => Bond,
  concerns: (partner: string) => boolean,
): readonly Component[] {
  const components: Component[] = []
  const papers = papersOf(view, bonds, components, concerns)
  for (const component of relationships(own, papers, troops, view)) components.push(component)
  for (const life of view.lives) {
    for (const component of weighedAlone(life, view)) {
      if (concerns(component.partner)) components.push(leftOver(life, component, bonds, view))
    }
  }
  for (const life of view.lives) {
    if (life.kind !== 'bond' || !concerns(life.partner)) continue
    for (const component of weighBreach(life, bonds(life.partner), components, view)) components.push(component)
  }
  return components
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
