import type { Day } from '../../events/calendar.js'
import type { Share } from '../../projections/answers/explain.js'
import { partnersOf } from '../../projections/resolve/routing.js'
import type { Steps } from '../../projections/values/steps.js'
import type { CauseKind } from '../wire/answers.js'
import { type Between, type KnownClaim, type KnownClaims, knownClaims } from './known-claims.js'
import type { Side } from './side.js'

/** Which events lie between two sides of a difference, and which of them bear on a driver. */
export interface Bearing {
  /** Ids of all events between the sides, and of those that changed others. */
  readonly made: ReadonlySet<string>
  /** The cause of what became of one driver of a partner's score. */
  of(before: Share | null, after: Share | null, partner: string): { kind: CauseKind; eventIds: readonly string[] }
  inLogOrder(ids: Iterable<string>): string[]
}

export function* bearingOf(from: Side, to: Side): Steps<Bearing> {
  const days = [from.at, to.at].sort((a, b) => a - b) as [Day, Day]
  const { host } = from.history
  const first = yield* knownTo(from)
  const last = yield* knownTo(to)
  const between = yield* betweenOf(first, last, days)
  const placeOf = (id: string) => last.placeOf(id) ?? first.placeOf(id) ?? 0
  between.sort((a, b) => placeOf(a.id) - placeOf(b.id))
  const made = new Set(between.flatMap(({ ids }) => ids))
  const byId = new Map(between.map((one, i) => [one.id, [i]]))
  const byKey = new Map<string, number[]>()
  for (const [i, { keys }] of between.entries()) {
    for (const key of keys) listed(byKey, key).push(i)
    yield
  }
  let byPartner: Map<string, number[]> | null = null

  /** Those that move an object of a partner. */
  function ofPartner(partner: string): readonly number[] {
    if (byPartner === null) {
      byPartner = new Map()
      for (const [i, { keys, event }] of between.entries()) {
        if (keys.length > 0) for (const id of partnersOf(event, host)) listed(byPartner, id).push(i)
      }
    }
    return byPartner.get(partner) ?? NONE
  }

  return {
    made,
    of(before, after, partner) {
      const ids = [...(before?.eventIds ?? []), ...(after?.eventIds ?? [])]
      const structural = (before ?? after)!.part === 'structural'
      const near = new Set<number>()
      const keys = new Set<string>()
      for (const id of ids) {
        for (const i of byId.get(id) ?? NONE) near.add(i)
        for (const key of first.get(id)?.keys ?? NONE) keys.add(key)
        if (first !== last) for (const key of last.get(id)?.keys ?? NONE) keys.add(key)
      }
      for (const key of keys) for (const i of byKey.get(key) ?? NONE) near.add(i)
      const bears = near.size > 0 || !structural ? [...near].sort((a, b) => a - b) : ofPartner(partner)
      const bearing = bears.map(i => between[i]!)
      if (bearing.length > 0) {
        const kind = bearing.some(one => one.kind === 'knowledge' && ids.includes(one.id))
          ? 'knowledge'
          : bearing[0]!.kind
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
    const once = [...new Set(ids)]
    return once.length === 1 ? once : once.sort((a, b) => placeOf(a) - placeOf(b))
  }
}

/** The claims that are known on one side only, stand otherwise on the other, or happened between the two days. */
function* betweenOf(first: KnownClaims, last: KnownClaims, days: readonly [Day, Day]): Steps<Between[]> {
  const between: Between[] = []
  for (const was of first.all) {
    yield
    const { id } = was.claim
    const is = last.get(id)
    if (is === undefined) {
      between.push(was.asEvent)
      continue
    }
    if (was !== is) {
      const changed = [...missingIn(was.by, is.by), ...missingIn(is.by, was.by)]
      const graded = was.event.claim.reliability !== is.event.claim.reliability
      if (changed.length > 0 || graded) {
        between.push({
          ...is.asEvent,
          kind: 'knowledge',
          ids: [id, ...changed],
          keys: [...new Set([...was.keys, ...is.keys])],
        })
        continue
      }
    }
    if (is.standing !== 'retracted' && happenedWithin(is, days)) between.push(is.asEvent)
  }
  if (first !== last) {
    for (const is of last.all) {
      yield
      if (first.get(is.claim.id) === undefined) between.push(is.asEvent)
    }
  }
  return between
}

function missingIn(ids: readonly string[], others: readonly string[]): string[] {
  if (others.length === 0) return NONE
  const known = new Set(ids)
  return others.filter(id => !known.has(id))
}

const NONE: never[] = []

function listed(lists: Map<string, number[]>, key: string): number[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

function knownTo({ answers, history, knowledge }: Side): Steps<KnownClaims> {
  return knownClaims(answers.reading, history, knowledge.known)
}

/** Whether the event, or its effect, may fall after the first day and not after the last. */
function happenedWithin({ days }: KnownClaim, [first, last]: readonly [Day, Day]): boolean {
  if (first === last) return false
  for (let i = 0; i < days.length; i += 2) if (days[i + 1]! > first && days[i]! <= last) return true
  return false
}
