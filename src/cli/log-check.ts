import { createHash } from 'node:crypto'
import { dayOfInstant } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { canonicalBody, parseEvent, readEvent } from '../../events/parse.js'
import type { Logged } from '../../projections/reference.js'
import type { Place } from '../../projections/values/place.js'
import { streamOf } from '../commands/stream-of.js'
import { placeOf } from '../store/position.js'
import { type EventStore, type Position, type StoredEvent, StoreError } from '../store/store.js'

/** A digest of everything up to a position, noted down earlier. */
export interface Anchor {
  readonly position: Position
  readonly digest: string
}

export interface LogReading {
  /** Events that this version reads, each id once, with their place among all events of the log, from 0. */
  readonly log: readonly (Logged & { readonly place: Place })[]
  readonly events: number
  readonly position: Position | null
  /** SHA-256 over id, stream, revision, type, recordedAt, body and meta of every event, in order. */
  readonly digest: string
  /** Where ids are not unique or others write too: events that no projection reads, by reason. */
  readonly passedOver: Readonly<Record<string, number>>
  readonly difference: string | null
}

/**
 * Read a whole log and hold it to what a store and the write path promise: order, no gaps, one event an id, contents in
 * the form in which they are stored and would be accepted, files that are whole. Ends at the first difference.
 */
export async function checkLog(
  store: EventStore,
  anchor: Anchor | null,
  onRead: (events: number) => void,
): Promise<LogReading> {
  const hash = createHash('sha256')
  const ids = new Set<string>()
  const revisions = new Map<string, number>()
  const log: (Logged & { place: Place })[] = []
  const passedOver: Record<string, number> = {}
  let events = 0
  let recordedOn = Number.NEGATIVE_INFINITY
  let last: StoredEvent | null = null
  let anchored = anchor === null

  const read = (difference: string | null): LogReading => ({
    log,
    events,
    position: last?.position ?? null,
    digest: hash.copy().digest('hex'),
    passedOver,
    difference,
  })

  const damage = await damageOf(store)
  if (damage !== null) return read(damage)
  for (;;) {
    const page: StoredEvent[] | string = await pageOf(store, last?.position ?? null)
    if (typeof page === 'string') return read(page)
    if (page.length === 0) break
    for (const stored of page) {
      const found = orderFault(stored, last, store.uniqueIds) ?? revisionFault(stored, revisions)
      if (found !== null) return read(`${placeText(stored)}: ${found}`)
      const doubled = ids.has(stored.id)
      if (doubled && store.uniqueIds) return read(`${placeText(stored)}: its id stands earlier in the log too`)
      recordedOn = Math.max(recordedOn, dayOfInstant(Date.parse(stored.recordedAt)))
      const content = contentOf(stored)
      if ('fault' in content) {
        if (store.uniqueIds || content.ours) return read(`${placeText(stored)}: ${content.fault}`)
        passedOver.unreadable = (passedOver.unreadable ?? 0) + 1
      } else if (doubled) passedOver.doubled = (passedOver.doubled ?? 0) + 1
      else log.push({ id: stored.id, event: content.event, recordedOn, place: events })
      ids.add(stored.id)
      hash.update(digestLine(stored))
      events += 1
      last = stored
      if (anchor === null || stored.position !== anchor.position) continue
      anchored = true
      const digest = hash.copy().digest('hex')
      if (digest !== anchor.digest)
        return read(`${placeText(stored)}: up to here the digest is ${digest}, not ${anchor.digest}`)
    }
    onRead(events)
  }
  return read(
    anchored ? null : `no event stands at position ${anchor!.position}: the log ends at ${read(null).position}`,
  )
}

/** What the store finds wrong with its files, apart from what reading them shows. */
async function damageOf(store: EventStore): Promise<string | null> {
  try {
    const found = (await store.damage?.()) ?? null
    return found === null ? null : `the files of the store are damaged: ${found}`
  } catch (error) {
    return damageIn(error)
  }
}

/** A page of the log, or how it is damaged: events that are not as they were written are not handed out. */
async function pageOf(store: EventStore, after: Position | null): Promise<StoredEvent[] | string> {
  try {
    return await store.readAll(after, 1000)
  } catch (error) {
    return damageIn(error)
  }
}

function damageIn(error: unknown): string {
  if (error instanceof StoreError && error.code === 'store-corrupt') return error.message
  throw error
}

function digestLine({ id, stream, revision, type, recordedAt, body, meta }: StoredEvent): string {
  return `${JSON.stringify([id, stream, revision, type, recordedAt, body, meta])}\n`
}

function placeText({ position, id }: StoredEvent): string {
  return `position ${position}, event ${id}`
}

/** Embedded stores number their events without gaps and never let `recordedAt` step back; all of them go forward. */
function orderFault(stored: StoredEvent, before: StoredEvent | null, embedded: boolean): string | null {
  if (before !== null && stored.position <= before.position) return `it does not come after position ${before.position}`
  if (!embedded) return null
  const place = placeOf(stored.position)
  const expected = placeOf(before?.position ?? null) + 1
  if (place !== expected) return `${place - expected} positions before it are missing`
  return before !== null && stored.recordedAt < before.recordedAt
    ? `it is recorded at ${stored.recordedAt}, before the event that precedes it (${before.recordedAt})`
    : null
}

function revisionFault({ stream, revision }: StoredEvent, revisions: Map<string, number>): string | null {
  const expected = (revisions.get(stream) ?? -1) + 1
  revisions.set(stream, revision)
  return revision === expected ? null : `it is revision ${revision} of ${stream}, expected ${expected}`
}

type Content =
  | { readonly event: DomainEvent }
  /** `ours`: it is an event of the catalogue, though not in the form in which one is stored. */
  | { readonly fault: string; readonly ours: boolean }

function contentOf(stored: StoredEvent): Content {
  let event: DomainEvent
  try {
    event = readEvent(stored.body)
  } catch (error) {
    return { fault: `its body cannot be read: ${error instanceof Error ? error.message : String(error)}`, ours: false }
  }
  const ours = (fault: string): Content => ({ fault, ours: true })
  const raw = JSON.parse(stored.body) as DomainEvent
  if (raw.type !== stored.type) return ours(`its body says ${raw.type}, the store ${stored.type}`)
  if (canonicalBody(raw) !== stored.body) return ours('its body is not in the form in which bodies are stored')
  if (raw.schemaVersion === event.schemaVersion) {
    const parsed = parseEvent({ ...raw, id: stored.id })
    if (!parsed.ok) {
      const [problem] = parsed.faults
      return ours(`its body would not be accepted: ${problem?.path}: ${problem?.message}`)
    }
  }
  const stream = streamOf(event)
  if (stream !== null && stream !== stored.stream)
    return ours(`its body belongs to ${stream}, it stands in ${stored.stream}`)
  return { event }
}
