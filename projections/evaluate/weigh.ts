import type { Life } from '../fold/life.js'
import { stepAt, type Track } from '../fold/track.js'
import { type Bond, bondsOf } from './bond.js'
import type { Component } from './component.js'
import { createStepMemo } from './memo.js'
import type { ObjectsView } from './objects-view.js'
import { presencesOf } from './presence.js'
import type { Presence } from './present-force.js'
import { relationships } from './relationship.js'
import { type Troops, troopsOf } from './troops.js'
import { weighLife } from './weigh-life.js'
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
    if (life.kind === 'force') continue
    const weighed = remembered(life, view.at, 0, () => weighLife(life, view))
    for (const component of weighed) components.push(leftOver(life, component, bonds, view))
  }
  return { components, presences, troops, bonds }
}

/** A base or a crew that was there before the relationship broke, and of which nothing is heard since. */
function leftOver(life: Life, component: Component, bonds: (partner: string) => Bond, view: ObjectsView): Component {
  if ((life.kind !== 'site' && life.kind !== 'air-defence') || component.dimension !== 'security') return component
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
