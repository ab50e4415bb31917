import type { EventData } from '@eventstore/db-client'
import { UUID } from '../../../events/formats.js'
import { msOf } from '../instant.js'
import type { NewEvent, StoredEvent } from '../store.js'
import { type LogPosition, positionText } from './position.js'

/** Version of the layout below, written into the metadata of each event: what tells ours from those of others. */
const FORMAT = 1
/**
 * A text with more brackets than this is not handed to the client as a value, because the client serialises by
 * recursion.
 */
const MOST_BRACKETS = 1_000
const STREAMS = /^(?:(?:country|source|organisation)-|redactions$)/

/**
 * Layout of the metadata. `body` is the data of the event and `meta` the metadata's own field, both as JSON values
 * where writing the value gives the same text again, else as one string each (`bodyText`, `metaText`).
 */
interface Marks {
  readonly entente: number
  readonly recordedAt: string
  /**
   * Names the call that wrote the event, so that a writer can tell its own event from an earlier one with the same id.
   */
  readonly write: string
  readonly meta?: unknown
  readonly metaText?: string
  readonly bodyText?: true
}

/** An event as it comes over the wire. */
export interface RawEvent {
  readonly id: string
  readonly streamId: string
  readonly revision: number
  readonly type: string
  readonly isJson: boolean
  /** The value of `text` where that is JSON; malformed JSON stays a string. */
  readonly data: unknown
  readonly text: string
  readonly metadata: unknown
  /** Absent where the server does not know it. */
  readonly position?: LogPosition | undefined
}

/** An event as it is handed to the client, with its size as the server counts it. */
export interface Encoded {
  readonly id: string
  readonly write: string
  readonly message: EventData
  readonly bytes: number
}

export function encode(event: NewEvent, write: string): Encoded {
  const body = asValue(event.body)
  const meta = asValue(event.meta)
  const metadata = {
    entente: FORMAT,
    recordedAt: event.recordedAt,
    write,
    ...(meta === null ? { metaText: event.meta } : { meta: meta.value }),
    ...(body === null ? { bodyText: true as const } : {}),
  }
  const data = body === null ? event.body : body.value
  const text = body === null ? JSON.stringify(event.body) : event.body
  const bytes = [event.type, text, JSON.stringify(metadata)].reduce((sum, part) => sum + Buffer.byteLength(part), 0)
  const message = { id: event.id, type: event.type, contentType: 'application/json', data, metadata } as EventData
  return { id: event.id, write, message, bytes }
}

/** The value of a JSON text, if it is an object or an array and is written again as the very same text; else null. */
function asValue(text: string): { readonly value: object } | null {
  if (!text.startsWith('{') && !text.startsWith('[')) return null
  let brackets = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if ((code === 0x7b || code === 0x5b) && ++brackets > MOST_BRACKETS) return null
  }
  try {
    const value: object = JSON.parse(text)
    return JSON.stringify(value) === text ? { value } : null
  } catch {
    return null // not JSON: it travels as a string
  }
}

export type SkipReason =
  | 'system'
  | 'link'
  | 'stream-deleted'
  | 'other-stream'
  | 'other-application'
  | 'newer-format'
  | 'binary'
  | 'malformed'
  | 'no-position'

export type Decoded = { readonly event: StoredEvent; readonly write: string } | { readonly skipped: SkipReason }

/** One of our events as it was given, or why it is none. Never throws: the database may hold anything. */
export function decode(recorded: RawEvent | undefined): Decoded {
  if (!recorded || recorded.type === '$>') return { skipped: 'link' }
  const { streamId, type, metadata, data, text, position } = recorded
  if (isDeletion(recorded)) return { skipped: 'stream-deleted' }
  if (streamId.startsWith('$') || type.startsWith('$')) return { skipped: 'system' }
  if (!STREAMS.test(streamId)) return { skipped: 'other-stream' }
  if (!recorded.isJson) return { skipped: 'binary' }
  if (!isMarked(metadata)) return { skipped: 'other-application' }
  if (metadata.entente > FORMAT) return { skipped: 'newer-format' }
  if (!position) return { skipped: 'no-position' }
  const body = metadata.bodyText === true ? textOf(data) : written(data, text)
  const meta = metadata.metaText === undefined ? written(metadata.meta) : textOf(metadata.metaText)
  const id = recorded.id.toLowerCase()
  if (body === null || meta === null || !UUID.test(id) || !isInstant(metadata.recordedAt))
    return { skipped: 'malformed' }
  return {
    event: {
      id,
      type,
      body,
      meta,
      recordedAt: metadata.recordedAt,
      position: positionText(position),
      stream: streamId,
      revision: recorded.revision,
    },
    write: typeof metadata.write === 'string' ? metadata.write : '',
  }
}

/** A tombstone of one of our streams, or metadata that cut it off. */
function isDeletion({ streamId, type, data }: RawEvent): boolean {
  if (type === '$streamDeleted') return true
  if (type !== '$metadata' || !streamId.startsWith('$$') || !STREAMS.test(streamId.slice(2))) return false
  return typeof data === 'object' && data !== null && '$tb' in data
}

function isMarked(metadata: unknown): metadata is Marks {
  return (
    typeof metadata === 'object' && metadata !== null && 'entente' in metadata && Number.isInteger(metadata.entente)
  )
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** The text of an object or array; malformed JSON stands there as a string, which no value of ours is. */
function written(value: unknown, text?: string): string | null {
  if (typeof value !== 'object' || value === null) return null
  try {
    return text ?? JSON.stringify(value)
  } catch {
    return null // nested too deep to be written
  }
}

function isInstant(text: unknown): text is string {
  try {
    return typeof text === 'string' && !Number.isNaN(msOf(text))
  } catch {
    return false
  }
}

export function isOurStream(stream: string): boolean {
  return STREAMS.test(stream)
}
