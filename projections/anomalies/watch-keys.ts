import type { DomainEvent } from '../../events/catalogue.js'
import type { ObjectKind } from '../kinds/index.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { partnersOf } from '../resolve/routing.js'

/** What arms are watched by, whoever sends them. */
export const ARMS = 'arms'

/** Whether an object can forbid something or outlive what it rests on. */
export function canMismatch({ kind }: ObjectRef): boolean {
  return mismatching.has(kind)
}

const mismatching: ReadonlySet<string> = new Set<ObjectKind>([
  'sanctions',
  'own-sanctions',
  'relations',
  'force',
  'site',
  'agreement',
])

/** Whether an object can forbid what has a watch key. */
export function canForbid(object: ObjectRef, watchKey: string): boolean {
  if (watchKey === ARMS) return object.kind === 'sanctions' || object.kind === 'own-sanctions'
  return keyOf(object) === watchKey
}

/** What could have forbidden an event: arms, or the standing of relations with a partner. */
export function watchKeysOf(event: DomainEvent, host: string): readonly string[] {
  switch (event.type) {
    case 'ArmsDelivered':
      return [ARMS]
    case 'AirDefenseDelivered':
      return event.data.stage === 'arrived' ? [ARMS] : []
    case 'VisitHeld':
      return partnersOf(event, host).map(id => keyOf({ kind: 'relations', id }))
    default:
      return []
  }
}
