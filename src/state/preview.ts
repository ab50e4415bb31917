import type { Day } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { type Claim, NO_EFFECTS, resolve } from '../../projections/resolve/claim.js'
import { factKeyOf } from '../../projections/resolve/fact.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import type { Place } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { Reading } from './reading.js'
import type { Anomaly } from './state.js'

/** Later than any place of a log, however much is recorded while a preview goes on. */
const NEXT = 2 ** 40

/**
 * The anomalies that each event would raise if it were stored next; corrections and the like raise none of their own.
 * The record is only read: what a preview works out is thrown away with it, so that it leaves no trace.
 */
export function* previewOf(
  reading: Reading,
  events: readonly DomainEvent[],
  today: Day,
  thorough: boolean,
): Steps<Anomaly[][]> {
  const byHost = new Map<string, Claim[]>()
  for (const [i, event] of events.entries()) {
    const id = event.id ?? `draft-${i}`
    const claim: Claim = { seq: (NEXT + i) as Place, id, event, recordedOn: today, effects: NO_EFFECTS }
    for (const host of hostsOf(event)) {
      const mine = byHost.get(host)
      if (mine) mine.push(claim)
      else byHost.set(host, [claim])
    }
    yield
  }
  const found: Anomaly[][] = events.map(() => [])
  for (const [host, mine] of byHost) {
    const raised = yield* reading.host(host).preview(mine, today, thorough)
    for (const [i, anomalies] of raised.entries()) {
      const list = found[mine[i]!.seq - NEXT]!
      for (const { code, detail } of anomalies) {
        if (!list.some(known => known.code === code && known.detail === detail)) list.push({ code, detail })
      }
    }
  }
  const told = new Map<string, readonly string[]>()
  for (const [i, event] of events.entries()) {
    if (event.type === 'EventsMerged') found[i]!.push(...(yield* partedBy(reading, event.data.targetEventIds, told)))
  }
  return found
}

/** Most events of one fact that an anomaly names. */
const NAMED = 5

/**
 * A merge joins the events that it names, and no others. What it takes out of a fact that other events tell too, and
 * that goes on without it, is said, so that nobody tears a fact apart unawares. `told`: who tells which fact, as far as
 * it was looked for.
 */
function* partedBy(
  { log, host: historyOf }: Reading,
  ids: readonly string[],
  told: Map<string, readonly string[]>,
): Steps<Anomaly[]> {
  const known = log.size - 1
  const merged = new Set(ids)
  const parted = new Map<string, { readonly taken: string[]; readonly left: readonly string[] }>()
  for (const id of merged) {
    yield
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
    let mates = told.get(key)
    if (mates === undefined) {
      const tellers = new Set<string>()
      for (const host of hostsOf(event))
        for (const one of yield* historyOf(host).toldWith(claim, known)) tellers.add(one)
      mates = [...tellers]
      told.set(key, mates)
    }
    const left = mates.filter(mate => !merged.has(mate))
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
