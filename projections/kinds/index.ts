import type { AnyLife } from '../fold/life.js'
import type { ObjectRef } from '../resolve/object-ref.js'
import { agreement } from './agreement/index.js'
import { airDefence } from './air-defence.js'
import { authority } from './authority.js'
import { bond } from './bond.js'
import { coverage } from './coverage.js'
import { demand } from './demand.js'
import { force } from './force/index.js'
import type { Kind } from './kind.js'
import { membership } from './membership.js'
import { ownSanctions, sanctions } from './sanctions.js'
import { site } from './site.js'
import { ties } from './tie/index.js'
import { use } from './use.js'

/** Every kind of object. A new one is a file and a line here. */
export const kinds = {
  agreement,
  force,
  site,
  membership,
  sanctions,
  'own-sanctions': ownSanctions,
  authority,
  coverage,
  'air-defence': airDefence,
  demand,
  ...ties,
  bond,
  use,
}

export type ObjectKind = keyof typeof kinds

/** The life of each kind of object. */
export type LifeByKind = { readonly [K in ObjectKind]: ReturnType<(typeof kinds)[K]['fold']> }
export type Life = LifeByKind[ObjectKind]

/** The types of events that move an object of any kind. */
export type MovingEvent = { [K in ObjectKind]: keyof (typeof kinds)[K]['routes'] }[ObjectKind]

/** Each kind stands under its own name, and says everything that is asked of one. */
const table: { readonly [K in ObjectKind]: Kind<K, AnyLife> } = kinds

/** What is said of the kind of an object. */
export function kindOf({ kind }: ObjectRef): Kind<ObjectKind, AnyLife> {
  return table[kind as ObjectKind]
}
