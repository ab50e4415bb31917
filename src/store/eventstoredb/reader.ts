import type { Mirror } from '../mirror/mirror.js'
import { type Position, type StoredEvent, StoreError } from '../store.js'
import { decode, isOurStream, type SkipReason } from './codec.js'
import type { Patience, Resolved } from './collect.js'
import { failureOf, reasonOf, unavailable } from './failure.js'
import type { IdIndex, Place } from './id-index.js'
import { type LogPosition, logPosition, positionText } from './position.js'
import type { Report } from './report.js'
import type { Server } from './server.js'
import { backoff, pause, type Timing } from './timing.js'

/** A part of the log as it was read: our events, and how far the reading went. */
export interface Page {
  readonly events: readonly StoredEvent[]
  /** Position of the last line, ours or not; null when there was nothing more. */
  readonly scanned: Position | null
  /** True when there were fewer lines than asked for: the end of the log, unless the server cut the read short. */
  readonly short: boolean
}

/** An event of ours, and the call that wrote it. */
export interface WrittenEvent {
  readonly event: StoredEvent
  readonly write: string
}

export interface StreamPart {
  readonly lines: readonly WrittenEvent[]
  /** Revision of the last line, ours or not; -1 for none. */
  readonly last: number
  /** Lines that were read, ours or not. */
  readonly count: number
}

export interface Reader {
  /** One page of the log after a position; no retries. Rejects with what the client threw, StoreError for a bad position. */
  page(after: Position | null, count: number, patience: Patience): Promise<Page>
  /** One part of a stream, null where there is none; no retries. Rejects with what the client threw. */
  part(stream: string, from: number, count: number, patience: Patience): Promise<StreamPart | null>
  /** Retries a read for a while. Rejects with StoreError `store-unavailable`. */
  steadily<T>(read: (patience: Patience) => Promise<T>): Promise<T>
  /** The events at these places; those that cannot be found are left out. */
  fetch(places: readonly Place[], patience: () => Patience): Promise<WrittenEvent[]>
  /** Reads what was not read yet, so that the index knows every id that is stored now. */
  completeIndex(): Promise<void>
  /** Position of our last event. Looks back from the end of the log as far as it was not read before. */
  head(): Promise<Position | null>
  /** Resolves when the server answers a read. */
  probe(): Promise<void>
  /** Events of the log that are not ours or cannot be read, by reason; each counted once. */
  skipped(): Readonly<Record<string, number>>
}

const PAGE = 1_000
const NEAR = 64
const LEAST_MS = 100
/** What a database that others use as well is full of. */
const OTHERS: ReadonlySet<SkipReason> = new Set(['system', 'other-stream', 'link'])

export function createReader(
  server: Server,
  index: IdIndex,
  timing: Timing,
  random: () => number,
  report: Report,
  mirror: Mirror | null = null,
): Reader {
  const skips = new Map<SkipReason, number>()
  let countedTo: Position = mirror?.scanned ?? ''
  /** Everything up to `to` was looked at, and `head` is our last event in it. */
  let looked: { to: Position; head: Position | null } | null =
    mirror?.scanned == null ? null : { to: mirror.scanned, head: mirror.head }
  let coveredTo: Position | null = mirror?.scanned ?? null
  let completing: Promise<void> | null = null

  const learn = (event: StoredEvent) => {
    if (mirror?.head == null || event.position > mirror.head) index.learn(event.id, event)
  }
  const joinsMirror = (after: Position | null) => mirror !== null && (after ?? '') <= (mirror.scanned ?? '')

  /** What was read from where the mirror ends is in it from now on, and need not be held. */
  const mirrored = (after: Position | null, { events, scanned }: Page) => {
    const end = mirror?.scanned ?? ''
    if (mirror === null || scanned === null || scanned <= end || !joinsMirror(after)) return
    mirror.take((after ?? '') === end ? events : events.filter(({ position }) => position > end), scanned)
    if (index.size() > 0) for (const { id } of events) index.forget(id)
  }

  const count = (reason: SkipReason, position: Position) => {
    const before = skips.get(reason) ?? 0
    if (before === 0 && !OTHERS.has(reason))
      report('warn', 'an event of this store cannot be used; the next of its kind are only counted', {
        reason,
        position,
      })
    skips.set(reason, before + 1)
  }

  const scan = (lines: readonly Resolved[], asked: number, isMirrored: boolean): Page => {
    const events: StoredEvent[] = []
    let scanned: Position | null = null
    for (const { event: raw } of lines) {
      const decoded = decode(raw)
      const position: Position | null =
        'event' in decoded ? decoded.event.position : raw?.position ? positionText(raw.position) : scanned
      if ('event' in decoded) {
        events.push(decoded.event)
        if (!isMirrored) learn(decoded.event)
      } else if (position !== null && position > countedTo) {
        count(decoded.skipped, position)
      }
      if (raw && isOurStream(raw.streamId)) index.read(raw.streamId, raw.revision)
      if (position !== null && position > countedTo) countedTo = position
      scanned = position
    }
    return { events, scanned, short: lines.length < asked }
  }

  const reader: Reader = {
    async page(after, count, patience) {
      const from = after === null ? null : logPosition(after)
      if (mirror?.head != null && (after ?? '') < mirror.head) {
        const events = mirror.page(after, count)
        const scanned = events.at(-1)!.position
        return { events, scanned: scanned === mirror.head ? mirror.scanned : scanned, short: false }
      }
      const lines = await server.readAll(from, count, patience)
      const page = scan(lines, count, joinsMirror(after))
      const joins = after === null || (coveredTo !== null && after <= coveredTo)
      if (joins && page.scanned !== null && (coveredTo === null || page.scanned > coveredTo)) coveredTo = page.scanned
      const known = looked?.to ?? null
      const adjoins = after === null || (known !== null && after <= known)
      if (adjoins && page.scanned !== null && (known === null || page.scanned > known))
        looked = { to: page.scanned, head: page.events.at(-1)?.position ?? looked?.head ?? null }
      mirrored(after, page)
      return page
    },

    async part(stream, from, count, patience) {
      const raw = await server.readStream(stream, from, count, patience).catch((error: unknown) => {
        const { kind } = failureOf(error)
        if (kind === 'stream-not-found' || kind === 'stream-deleted') return null
        throw error
      })
      if (raw === null) return null
      const lines = []
      for (const line of raw) {
        if (line.event) index.read(stream, line.event.revision)
        const decoded = decode(line.event)
        if (!('event' in decoded)) continue
        learn(decoded.event)
        lines.push(decoded)
      }
      const last = raw.at(-1)?.event
      return { lines, last: last?.revision ?? -1, count: raw.length }
    },

    async steadily(read) {
      const by = performance.now() + 2 * timing.callMs
      for (let attempt = 0; ; attempt++) {
        try {
          const left = Math.max(LEAST_MS, by - performance.now())
          return await read({ silenceMs: Math.min(timing.callMs, left), totalMs: timing.pageMs })
        } catch (error) {
          if (error instanceof StoreError) throw error
          if (isBadPosition(error))
            throw new StoreError('store-invalid', 'not a position of this store', { cause: error })
          if (attempt >= timing.retries || performance.now() > by) throw unavailable(reasonOf(error))
          await pause(backoff(timing.retryMs, attempt, timing.callMs, random))
        }
      }
    },

    async fetch(places, patience) {
      const found: WrittenEvent[] = []
      for (const { stream, from, to } of rangesOf(places)) {
        for (let next = from; next <= to; ) {
          const part = await reader.part(stream, next, Math.min(PAGE, to - next + 1), patience())
          if (part === null || part.last < next) break
          found.push(...part.lines)
          next = part.last + 1
        }
      }
      return found
    },

    completeIndex() {
      completing ??= (async () => {
        for (;;) {
          const after = coveredTo
          const page = await reader.steadily(patience => reader.page(after, PAGE, patience))
          if (page.scanned === null) return
        }
      })().finally(() => {
        completing = null
      })
      return completing
    },

    async head() {
      let before: LogPosition | null = null
      let end: Position | null = null
      const found = (head: Position | null) => {
        if (end !== null && (looked === null || end > looked.to)) looked = { to: end, head }
        return looked?.head ?? head
      }
      for (let count = 1; ; count = Math.min(PAGE, count * 8)) {
        const from: LogPosition | null = before
        const lines: Resolved[] = await reader.steadily(patience => server.readAllBack(from, count, patience))
        for (const { event: raw } of lines) {
          if (!raw?.position) continue
          const position = positionText(raw.position)
          end ??= position
          if (looked !== null && position <= looked.to) return found(looked.head)
          if ('event' in decode(raw)) return found(position)
        }
        before = lines.findLast(line => line.event?.position)?.event?.position ?? null
        if (before === null || lines.length < count) return found(null)
      }
    },

    async probe() {
      await reader.steadily(patience => server.readAllBack(null, 1, patience))
    },

    skipped: () => Object.fromEntries(skips),
  }
  return reader
}

/** The server's answer to a position inside an event. */
function isBadPosition(error: unknown): boolean {
  return error instanceof Error && error.message.includes('ReadAllResult: Error')
}

/** Places of one stream that lie near each other are read in one go. */
function rangesOf(places: readonly Place[]): { stream: string; from: number; to: number }[] {
  const ranges: { stream: string; from: number; to: number }[] = []
  const sorted = [...places].sort((a, b) =>
    a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1,
  )
  for (const { stream, revision } of sorted) {
    const last = ranges.at(-1)
    if (last && last.stream === stream && revision - last.to <= NEAR) last.to = revision
    else ranges.push({ stream, from: revision, to: revision })
  }
  return ranges
}
