import type { DomainEvent, EventType } from '../../events/catalogue.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { kindOf, kinds, type MovingEvent, type ObjectKind } from './index.js'
import type { Route } from './kind.js'

/** Every type of event that belongs to no kind: it happens, does not last, and moves no object. */
export const movesNothing: Readonly<Record<Exclude<EventType, MovingEvent>, null>> = {
  ArmsDeliveryAgreed: null,
  ArmsDeliverySuspended: null,
  ArmsDeliveryCancelled: null,
  VisitFailed: null,
  CallHeld: null,
  EnvoyStatusChanged: null,
  AssetSeized: null,
  AssetNationalised: null,
  LicenceRevoked: null,
  ExecutivesExpelled: null,
  AssetControlChanged: null,
  ProtestHeld: null,
  ContextNoted: null,
  ClaimCorrected: null,
  ClaimRetracted: null,
  Redacted: null,
  EventsMerged: null,
  SourceRegraded: null,
}

type RouteTo = (event: DomainEvent, host: string, claim: string) => readonly ObjectRef<ObjectKind>[]

/** For each type of event the ways to the objects that it moves, in the order of the kinds. */
const routesByType = new Map<string, RouteTo[]>()

for (const kind of Object.keys(kinds) as ObjectKind[]) {
  const { routes, year } = kindOf({ kind, id: '' })
  for (const [type, route] of Object.entries(routes) as [EventType, Route<EventType>][]) {
    const to: RouteTo = (event, host, claim) =>
      route(event, host, claim).map(id => (year === undefined ? { kind, id } : { kind, id, year: year(event) }))
    const known = routesByType.get(type)
    if (known) known.push(to)
    else routesByType.set(type, [to])
  }
}

/** The objects that an event moves in one host, each once; none for what only happens and does not last. */
export function objectsOf(event: DomainEvent, host: string, claim: string): readonly ObjectRef<ObjectKind>[] {
  const objects = (routesByType.get(event.type) ?? []).flatMap(to => to(event, host, claim))
  return objects.length > 1 ? [...new Map(objects.map(object => [keyOf(object), object])).values()] : objects
}
