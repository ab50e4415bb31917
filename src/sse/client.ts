import type { ServerResponse } from 'node:http'
import { type Cursor, sameStep } from './cursor.js'
import { encode, type Frame, frameOf, type MessageName } from './frame.js'
import type { Question } from './question.js'
import { RETRY } from './wire.js'

/** Why a stream is ended by us. */
export type EndingReason = 'rotation' | 'shutdown' | 'slow' | 'failed' | 'revoked'

/** Up to where the live ones of a channel have been told, or are being told while `telling`. */
export interface Progress {
  readonly cursor: Cursor
  readonly telling: boolean
}

/** One connection of one subscriber. */
export interface Client {
  readonly number: number
  readonly question: Question
  /** Id of the key or address that it came with. */
  readonly who: string
  /** Milliseconds of the wall clock and of the steady clock. */
  readonly since: number
  readonly rotateAt: number
  readonly response: ServerResponse
  /** How far those have come who ask the same; null before that is known. */
  channel: Progress | null
  /** Up to where it has been told everything; null until that is known. */
  cursor: Cursor | null
  /** Id that it was told last, or asked to go on from; null at a fresh start. */
  previous: string | null
  /** Where the last message with a place of its own stood. */
  told: Cursor | null
  state: 'waiting' | 'replaying' | 'live' | 'ended'
  sent: number
  /** Steady time since which nothing could be written to it in a replay; null when not so. */
  stuckSince: number | null
  /** Steady time of being ended, for those that do not go. */
  endedAt: number | null
  /** Called when the connection has room again or is gone. */
  onRoom: (() => void) | null
}

export function queuedBytes({ response }: Client): number {
  return response.writableLength
}

export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const

/** Begin the answer; the first line tells how long to wait before coming back and makes the headers leave at once. */
export function startStream(response: ServerResponse, headers: Readonly<Record<string, unknown>>): void {
  response.writeHead(200, { ...headers, ...STREAM_HEADERS } as Record<string, string>)
  response.write(RETRY)
}

/** Send one message; `encoded` shares the bytes between clients that were last told the same. */
export function send(client: Client, frame: Frame, at: Cursor, encoded?: Map<string | null, Buffer>): void {
  let bytes = encoded?.get(client.previous)
  if (bytes === undefined) {
    bytes = encode(frame, client.previous)
    encoded?.set(client.previous, bytes)
  }
  client.response.write(bytes)
  client.previous = frame.id
  client.told = at
  client.sent += 1
}

/** Send a message that is no news but has an id to resume from. */
export function sendMark(
  client: Client,
  event: MessageName,
  id: string,
  at: Cursor,
  data: Record<string, unknown>,
): void {
  send(client, frameOf(id, event, JSON.stringify(data)), at)
}

/**
 * The id that a client would resume from: the last one that it was told where nothing after it was passed over, so that a
 * quiet stream repeats its id; else the last one that was looked at.
 */
export function resumeId(client: Client, scanned: Cursor, idOf: (cursor: Cursor) => string): string {
  const { told, previous } = client
  return told !== null && previous !== null && sameStep(told, scanned) ? previous : idOf(scanned)
}
