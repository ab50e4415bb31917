import type { Day } from '../../events/calendar.js'
import type { Share } from '../../projections/answers/explain.js'
import { objectsOf } from '../../projections/kinds/objects-of.js'
import { type Resolved, rangeOf, readDate, resolve } from '../../projections/resolve/claim.js'
import { keyOf } from '../../projections/resolve/object-ref.js'
import { partnersOf } from '../../projections/resolve/routing.js'
import type { Steps } from '../../projections/values/steps.js'
import type { CauseKind } from '../wire/answers.js'
import type { Side } from './side.js'

/** Which events lie between two sides of a difference, and which of them bear on a driver. */
export interface Bearing {
  /** Ids of all events between the sides, and of those that changed others. */
  readonly made: ReadonlySet<string>
  /** The cause of what became of one driver of a partner's score. */
  of(before: Share | null, after: Share | null, partner: string): { kind: CauseKind; eventIds: readonly string[] }
  inLogOrder(ids: Iterable<string>): string[]
}

interface Between {
  readonly id: string
  readonly kind: Exclude<CauseKind, 'clock'>
  /** The event, and what changed it. */
  readonly ids: readonly string[]
  readonly keys: readonly string[]
  readonly partners: readonly string[]
}

export function* bearingOf(from: Side, to: Side): Steps<Bearing> {
  const days = [from.at, to.at].sort((a, b) => a - b) as [Day, Day]
  const { host } = from.history
  const between: Between[] = []
  const keysById = new Map<string, readonly string[]>()
  const order = new Map<string, number>()
  const [first, last] = [yield* knownClaims(from), yield* knownClaims(to)]
  for (const id of new Set([...first.keys(), ...last.keys()])) {
    yield
    const [was, is] = [first.get(id), last.get(id)]
    const known = (is ?? was)!
    for (const { claim } of [was, is].filter(one => one !== undefined)) {
      order.set(id, claim.seq)
      for (const effect of claim.effects) order.set(effect.id, effect.seq)
    }
    const keys = [...new Set([was, is].flatMap(one => (one ? objectsOf(one.event, host, id).map(keyOf) : [])))]
    keysById.set(id, keys)
    const partners = partnersOf(known.event, host)
    if (was === undefined || is === undefined) {
      between.push({ id, kind: 'event', ids: [id], keys, partners })
      continue
    }
    const changed = [...missingIn(was.by, is.by), ...missingIn(is.by, was.by)]
    const graded = was.event.claim.reliability !== is.event.claim.reliability
    if (changed.length > 0 || graded) between.push({ id, kind: 'knowledge', ids: [id, ...changed], keys, partners })
    else if (is.standing !== 'retracted' && happenedWithin(is.event, days)) {
      between.push({ id, kind: 'event', ids: [id], keys, partners })
    }
  }
  between.sort((a, b) => order.get(a.id)! - order.get(b.id)!)
  const made = new Set(between.flatMap(({ ids }) => ids))
  const byId = new Map(between.map((one, i) => [one.id, [i]]))
  const byKey = new Map<string, number[]>()
  const byPartner = new Map<string, number[]>()
  for (const [i, { keys, partners }] of between.entries()) {
    for (const key of keys) listed(byKey, key).push(i)
    if (keys.length > 0) for (const partner of partners) listed(byPartner, partner).push(i)
    yield
  }

  return {
    made,
    of(before, after, partner) {
      const ids = [...(before?.eventIds ?? []), ...(after?.eventIds ?? [])]
      const own = new Set(ids)
      const keys = new Set(ids.flatMap(id => keysById.get(id) ?? []))
      const structural = (before ?? after)!.part === 'structural'
      const near = new Set<number>()
      for (const id of own) for (const i of byId.get(id) ?? []) near.add(i)
      for (const key of keys) for (const i of byKey.get(key) ?? []) near.add(i)
      const bears = near.size > 0 || !structural ? [...near].sort((a, b) => a - b) : (byPartner.get(partner) ?? [])
      const bearing = bears.map(i => between[i]!)
      if (bearing.length > 0) {
        const kind = bearing.some(one => one.kind === 'knowledge' && own.has(one.id)) ? 'knowledge' : bearing[0]!.kind
        return { kind, eventIds: inOrder(bearing.flatMap(one => one.ids)) }
      }
      const regraded =
        days[0] === days[1] ||
        (before !== null && after !== null && before.probability !== after.probability && !structural)
      return { kind: regraded ? 'knowledge' : 'clock', eventIds: inOrder(ids) }
    },
    inLogOrder: inOrder,
  }

  function inOrder(ids: Iterable<string>): string[] {
    return [...new Set(ids)].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  }
}

function missingIn(ids: readonly string[], others: readonly string[]): string[] {
  const known = new Set(ids)
  return others.filter(id => !known.has(id))
}

function listed(lists: Map<string, number[]>, key: string): number[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

/** Claims of the host that a side knows, by id, each as it stands there. */
function* knownClaims({ history, knowledge }: Side): Steps<Map<string, Resolved>> {
  const known = new Map<string, Resolved>()
  for (const claim of [...history.claims]) {
    if (claim.seq > knowledge.known) break
    yield
    known.set(claim.id, resolve(claim, knowledge.known))
  }
  return known
}

/** Whether the event, or its effect, may fall after the first day and not after the last. */
function happenedWithin(event: Parameters<typeof rangeOf>[0], [first, last]: readonly [Day, Day]): boolean {
  if (first === last) return false
  const ranges = [rangeOf(event), ...(event.effectiveOn ? [readDate(event.effectiveOn)] : [])]
  return ranges.some(({ earliest, latest }) => latest > first && earliest <= last)
}
