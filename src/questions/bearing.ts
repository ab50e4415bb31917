import type { Day } from '../../events/calendar.js'
import type { Share } from '../../projections/answers/explain.js'
import { rangeOf, readDate, resolve } from '../../projections/resolve/claim.js'
import { objectKeysOf, partnersOf } from '../../projections/resolve/routing.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Side } from './side.js'

/**
 * Why something differs: an event that was recorded or happened in between, what was said of events in between (corrected,
 * retracted, merged, regraded), or time alone.
 */
export type CauseKind = 'event' | 'clock' | 'knowledge'

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

export function bearingOf(history: HostHistory, from: Side, to: Side): Bearing {
  const known = [from.knowledge.known, to.knowledge.known].sort((a, b) => a - b) as [number, number]
  const days = [from.at, to.at].sort((a, b) => a - b) as [Day, Day]
  const { host } = history
  const between: Between[] = []
  const keysById = new Map<string, readonly string[]>()
  const order = new Map<string, number>()
  for (const claim of history.claims) {
    if (claim.seq > known[1]) break
    order.set(claim.id, claim.seq)
    for (const effect of claim.effects) order.set(effect.id, effect.seq)
    const last = resolve(claim, known[1])
    const keys = objectKeysOf(last.event, host, claim.id)
    keysById.set(claim.id, keys)
    const partners = partnersOf(last.event, host)
    if (claim.seq > known[0]) {
      between.push({ id: claim.id, kind: 'event', ids: [claim.id], keys, partners })
      continue
    }
    const first = resolve(claim, known[0])
    const changed = [...last.by.filter(id => !first.by.includes(id)), ...first.by.filter(id => !last.by.includes(id))]
    if (changed.length > 0) {
      const all = [...new Set([...keys, ...objectKeysOf(first.event, host, claim.id)])]
      between.push({ id: claim.id, kind: 'knowledge', ids: [claim.id, ...changed], keys: all, partners })
    } else if (last.standing !== 'retracted' && happenedWithin(last.event, days)) {
      between.push({ id: claim.id, kind: 'event', ids: [claim.id], keys, partners })
    }
  }
  const made = new Set(between.flatMap(({ ids }) => ids))

  return {
    made,
    of(before, after, partner) {
      const ids = [...(before?.eventIds ?? []), ...(after?.eventIds ?? [])]
      const own = new Set(ids)
      const keys = new Set(ids.flatMap(id => keysById.get(id) ?? []))
      const structural = (before ?? after)!.part === 'structural'
      const near = between.filter(one => own.has(one.id) || one.keys.some(key => keys.has(key)))
      const bearing =
        near.length > 0 || !structural
          ? near
          : between.filter(one => one.keys.length > 0 && one.partners.includes(partner))
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

/** Whether the event, or its effect, may fall after the first day and not after the last. */
function happenedWithin(event: Parameters<typeof rangeOf>[0], [first, last]: readonly [Day, Day]): boolean {
  if (first === last) return false
  const ranges = [rangeOf(event), ...(event.effectiveOn === undefined ? [] : [readDate(event.effectiveOn)])]
  return ranges.some(({ earliest, latest }) => latest > first && earliest <= last)
}
