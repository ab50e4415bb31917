import type { AgreementLife } from '../fold/life.js'
import type { Component } from './component.js'
import { createStepMemo } from './memo.js'
import type { ObjectsView } from './objects-view.js'
import { type Presence, presencesOf } from './presence.js'
import { cluster } from './weigh-cluster.js'
import { weighLife } from './weigh-life.js'

const remembered = createStepMemo<readonly Component[]>()

export interface Weighing {
  readonly components: readonly Component[]
  readonly presences: readonly Presence[]
}

/** Everything structural that holds on the day, as weights. */
export function weigh(view: ObjectsView): Weighing {
  const components: Component[] = []
  const presences = presencesOf(view)
  const used = new Set<AgreementLife>()
  const present = new Map(presences.map(presence => [presence.life.forceId, presence]))
  for (const presence of presences) {
    for (const component of cluster(presence, used, present, view)) components.push(component)
  }
  for (const life of view.lives) {
    if (life.kind === 'force') continue
    const isBasis = life.kind === 'agreement' && used.has(life)
    const weighed = remembered(life, view.at, isBasis ? 1 : 0, () => weighLife(life, isBasis, view))
    for (const component of weighed) components.push(component)
  }
  return { components, presences }
}
