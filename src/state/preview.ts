import type { Day } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { type Claim, NO_EFFECTS, resolve } from '../../projections/resolve/claim.js'
import { factKeyOf } from '../../projections/resolve/fact.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import type { Reading } from './reading.js'
import type { Anomaly } from './state.js'

/**
 * The anomalies that each event would raise if it were stored next; corrections and the like raise none of their own.
 * The record is only read: what a preview works out is thrown away with it, so that it leaves no trace.
 */
export function previewOf(
  reading: Reading,
  events: readonly DomainEvent[],
  today: Day,
  thorough: boolean,
): Anomaly[][] {
  const claims = events.map(
    (event, i): Claim => ({
      seq: reading.log.size + i,
      id: event.id ?? `draft-${i}`,
      event,
      recordedOn: today,
      effects: NO_EFFECTS,
    }),
  )
  const found: Anomaly[][] = events.map(() => [])
  const hosts = new Set(claims.flatMap(claim => hostsOf(claim.event)))
  for (const host of hosts) {
    const mine = claims.filter(claim => hostsOf(claim.event).includes(host))
    reading
      .host(host)
      .preview(mine, today, thorough)
      .forEach((anomalies, i) => {
        const list = found[mine[i]!.seq - reading.log.size]!
        for (const { code, detail } of anomalies) {
          if (!list.some(known => known.code === code && known.detail === detail)) list.push({ code, detail })
        }
      })
  }
  for (const [i, event] of events.entries()) {
    if (event.type === 'EventsMerged') found[i]!.push(...partedBy(reading, event.data.targetEventIds))
  }
  return found
}

/** Most events of one fact that an anomaly names. */
const NAMED = 5

/**
 * A merge joins the events that it names, and no others. What it takes out of a fact that other events tell too, and
 * that goes on without it, is said, so that nobody tears a fact apart unawares.
 */
function partedBy({ log, host: historyOf }: Reading, ids: readonly string[]): Anomaly[] {
  const known = log.size - 1
  const parted = new Map<string, { readonly taken: string[]; readonly left: readonly string[] }>()
  for (const id of new Set(ids)) {
    const claim = log.claim(id)
    if (claim === null) continue
    const { event, standing } = resolve(claim, known)
    if (standing === 'retracted') continue
    const key = factKeyOf(id, event)
    const before = parted.get(key)
    if (before !== undefined) {
      before.taken.push(id)
      continue
    }
    const mates = hostsOf(event).flatMap(host => historyOf(host).toldWith(claim, known))
    const left = [...new Set(mates.map(mate => mate.id))].filter(mate => !ids.includes(mate))
    if (left.length > 0) parted.set(key, { taken: [id], left })
  }
  return [...parted.values()].map(({ taken, left }) => ({
    code: 'merge-parts-fact',
    detail: `takes ${taken.join(', ')} out of the fact that ${named(left)} ${left.length === 1 ? 'tells' : 'tell'} too`,
  }))
}

function named(ids: readonly string[]): string {
  const more = ids.length - NAMED
  return more > 0 ? `${ids.slice(0, NAMED).join(', ')} and ${more} more` : ids.join(', ')
}
