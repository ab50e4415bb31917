/**
 * The port to an event store. A store moves opaque envelopes: it knows neither event types nor countries.
 * Expected outcomes are values; surprises throw.
 */

/** Place in the one total order of a store. Opaque outside it; plain string comparison orders positions. Holds neither `.` nor `@`. */
export type Position = string

/** What is given to a store. */
export interface NewEvent {
  /** Lower-case UUID, minted once; the same id on every retry. */
  readonly id: string
  readonly type: string
  /** JSON text of the content: what was posted, normalised. Two events are the same when id and body are equal. */
  readonly body: string
  /** JSON text of what the server knows about the posting: who recorded it, whether it was a backfill. */
  readonly meta: string
  /** ISO instant with milliseconds, UTC. A store that is the only writer never lets it decrease along the log, and lifts it past what earlier calls got. */
  readonly recordedAt: string
}

export interface StoredEvent extends NewEvent {
  readonly position: Position
  readonly stream: string
  /** Place in the stream, from 0 without gaps. */
  readonly revision: number
}

/** Revision of the last event that the writer has seen in the stream, or 'none' for a stream that must not exist yet. */
export type ExpectedRevision = number | 'none'

export interface Placed {
  readonly position: Position
  readonly revision: number
  readonly recordedAt: string
}

export type AppendResult =
  /** All events are on disk, in order, one place each. */
  | { readonly kind: 'appended'; readonly events: readonly Placed[] }
  /** All of them were there already, at the same place, by id; nothing was stored. `events` are the first ones as stored. */
  | { readonly kind: 'duplicate'; readonly events: readonly StoredEvent[] }
  /** The stream has another last revision; nothing was stored. */
  | { readonly kind: 'conflict'; readonly actual: ExpectedRevision }
  | Failure

export type Failure =
  /** Nothing was stored, and trying again later may work. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** The store did not answer in time: it may or may not have stored the events. Retry with the same ids. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** Nothing was stored: the disk or the quota is full. */
  | { readonly kind: 'full'; readonly reason: string }

/** One event on its way to the end of one stream. */
export interface Addressed {
  readonly stream: string
  readonly event: NewEvent
}

export type RecordOutcome =
  | ({ readonly kind: 'appended' } & Placed)
  /** The id was stored before: here is what holds it (its body may differ from the one given; the caller compares). */
  | { readonly kind: 'duplicate'; readonly event: StoredEvent }
  | Failure

/** How old events are loaded that keep the times at which they came to be known, before any that is new. */
export interface Loading {
  /** The last event of the same load, null at its beginning: while the log ends there, the events may have its instant too. */
  readonly after: Position | null
}

/** What a subscription yields, in order; one array of events is one or more consecutive places of the log. */
export type Notification =
  | { readonly kind: 'events'; readonly events: readonly StoredEvent[] }
  /** Everything up to here was read, although the store had nothing to hand over. Only ever moves forward. */
  | { readonly kind: 'checkpoint'; readonly position: Position }
  /** The end of the log was reached; may come again after falling behind. */
  | { readonly kind: 'caughtUp' }
  /** The connection to the store was lost; the subscription goes on by itself and says `connected` when it is back. */
  | { readonly kind: 'lost'; readonly reason: string }
  | { readonly kind: 'connected' }

/** Where a store says what an operator may want to know; a pino logger fits. */
export interface StoreLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

/**
 * A log whose files are on this machine: any event by its place, an ordinal from 0, in one turn. What is asked for must have
 * been handed over by a subscription or a page before. Throws as the other reads reject.
 */
export interface LocalLog {
  at(place: number): StoredEvent
  /** `recordedAt` as milliseconds since 1970, never less than that of an earlier place. */
  recordedAt(place: number): number
  /** Place of the event that holds an id. */
  placeOfId(id: string): number | null
  position(place: number): Position
  /** Last place at or before a position; -1 before all. May be past the end. */
  placeOf(position: Position): number
  /** Whether the event of a place has the id of an earlier one; absent where ids are unique. */
  isDouble?(place: number): boolean
  /** A text that differs where anything differs up to and including a place; null where there is none. */
  digestAt(place: number): string | null
  /** A file beside the log for what is worked out from it; null where there is none. */
  readonly beside: { readonly path: string; readonly writable: boolean } | null
}

export interface EventStore {
  /** Name for logs and health, without secrets: `sqlite:./data`, `memory:`, `esdb://host:2113`. */
  readonly name: string
  /** True where one id is one event in the whole store (sqlite, memory); false where only within a stream (EventStoreDB). */
  readonly uniqueIds: boolean
  /** Whether a text has the form of this store's positions; whether it ever gave that one out is another question. */
  isPosition(text: string): boolean
  /** How far into the log a position lies, in a measure of the store's own; only the share that one makes of another says anything. */
  offset(position: Position): number

  /**
   * Store all events after the expected revision, or none. The rules of idempotency, with n the expected revision:
   * n below the last one: compare ids with what stands at n+1, n+2 …: all equal is `duplicate`, anything else `conflict`;
   * n is the last one: stored (where ids are unique and one is known: `duplicate` if all are known, else `conflict`);
   * n above the last one: `conflict`. Only ids are compared, never bodies.
   * No event at all, an id that is no lower-case UUID, an empty stream name or one that begins with `$`: the promise rejects with a RangeError.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult>

  /**
   * Store each event at the end of its stream, in the order given; an id that is known is not stored again.
   * One outcome an event, same order. Where the store can, all of them in one transaction; where it cannot,
   * those of one stream together, and what failed is told event by event.
   *
   * Events get `recordedAt` as given, or the next instant after those of earlier calls and those that were asked about
   * (`settle`); where events are loaded (`loading`) only the former counts.
   */
  record(items: readonly Addressed[], loading?: Loading): Promise<RecordOutcome[]>

  /**
   * Says that an answer about an instant (milliseconds since 1970) is about to be given. Resolves to the head of the log
   * once every write that was given this instant or an earlier one is done; no later one is given it, but for loading.
   * Absent where others write too.
   */
  settle?(instant: number): Promise<Position | null>

  /** Events of one stream from a revision on (inclusive); [] when there is no such stream. */
  readStream(stream: string, from: number, limit: number): Promise<StoredEvent[]>

  /**
   * Events of the whole log after a position (exclusive; null: from the start), at most `limit`. A short page is not the end; an empty one is.
   * A text that is no position of this store rejects with a RangeError (`subscribe` throws it); one past the end is no mistake.
   */
  readAll(after: Position | null, limit: number): Promise<StoredEvent[]>

  /** The event that holds an id first, or null. */
  find(id: string): Promise<StoredEvent | null>

  /** Position of the last event, or null when empty. */
  head(): Promise<Position | null>

  /**
   * Every event after a position, then each new one, until the signal aborts or the store is closed. Never ends by itself otherwise.
   * Each iteration of it begins anew after the position.
   */
  subscribe(after: Position | null, signal: AbortSignal): AsyncIterable<Notification>

  /** Why nothing can be written, and since when (ISO instant); null while it can. The store goes on by itself once it can be. */
  broken?(): { readonly since: string; readonly reason: string } | null

  /** What is wrong with its files beyond what reading the log shows; null where nothing is. Takes as long as reading all of them. */
  damage?(): Promise<string | null>

  /** The log itself, where it is on this machine. */
  readonly local?: LocalLog

  /** How many events, from the first, have no digest of their own: only reading the log from its beginning checks them. */
  undigested?(): number

  /** Events of the log that are not Entente's or cannot be read, counted by reason since it was opened; absent where a store holds nothing else. */
  skipped?(): Readonly<Record<string, number>>

  /** Finish the calls that wait, end the subscriptions, release files and connections. Calls from now on reject with StoreError `store-closed`. */
  close(): Promise<void>
}

/** Thrown when a store cannot be opened or used at all, or does not answer a read; `code` is stable. */
export class StoreError extends Error {
  readonly code: 'store-locked' | 'store-corrupt' | 'store-closed' | 'store-invalid' | 'store-unavailable'
  constructor(code: StoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreError'
    this.code = code
  }
}
