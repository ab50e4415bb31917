import type { ServerResponse } from 'node:http'
import { type Cursor, compareCursors, sameStep } from './cursor.js'
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

/** How far a client has come. */
export type ClientStage =
  /** Where it begins is not known yet. */
  | { readonly kind: 'waiting' }
  /**
   * It is told what it missed; `cursor`: up to where it has been told everything; `stuck`: nothing could be written to
   * it.
   */
  | { readonly kind: 'replaying'; cursor: Cursor; stuck: Stuck | null }
  /** It is told with all who ask the same. */
  | { readonly kind: 'live'; readonly channel: Progress; cursor: Cursor }
  /** Ended by us at a steady time, or gone by itself; `scanned`: up to where it had been told everything. */
  | { readonly kind: 'ended'; readonly at: number; readonly scanned: Cursor | null }

export interface Stuck {
  /** Steady time. */
  readonly since: number
  /** The connection has room again. */
  readonly end: () => void
}

/** One connection of one subscriber. */
export interface Client {
  readonly number: number
  readonly question: Question
  /** Id of the key or address that it came with. */
  readonly who: string
  /** Whether whoever opened it may still listen. */
  readonly mayStay: () => boolean
  /** Milliseconds of the wall clock and of the steady clock. */
  readonly since: number
  readonly rotateAt: number
  readonly response: ServerResponse
  stage: ClientStage
  /**
   * The id that it was told last and where that stood, or the id that it asked to go on from; null at a fresh start.
   */
  last: { readonly id: string; readonly at: Cursor | null } | null
  sent: number
}

export function hasEnded({ stage }: Client): boolean {
  return stage.kind === 'ended'
}

/** Up to where a client has been told everything that its question sees; null before it has begun. */
export function scannedBy({ stage }: Client): Cursor | null {
  switch (stage.kind) {
    case 'waiting':
      return null
    case 'replaying':
      return stage.cursor
    case 'live': {
      const { cursor, channel } = stage
      return channel.telling || compareCursors(cursor, channel.cursor) > 0 ? cursor : channel.cursor
    }
    case 'ended':
      return stage.scanned
  }
}

/** A client that nothing could be written to can be written to again, or nobody waits for that any more. */
export function goOn({ stage }: Client): void {
  if (stage.kind === 'replaying') stage.stuck?.end()
}

/** Ends a client, once: false where it had ended before. */
export function endStage(client: Client, at: number): boolean {
  if (client.stage.kind === 'ended') return false
  const { stage } = client
  client.stage = { kind: 'ended', at, scanned: scannedBy(client) }
  if (stage.kind === 'replaying') stage.stuck?.end()
  return true
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
  const previous = client.last?.id ?? null
  let bytes = encoded?.get(previous)
  if (bytes === undefined) {
    bytes = encode(frame, previous)
    encoded?.set(previous, bytes)
  }
  client.response.write(bytes)
  client.last = { id: frame.id, at }
  client.sent += 1
}

/** Send a message without news that carries an id to resume from. */
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
 * The id that a client would resume from: the last one that it was told where nothing after it was passed over, so that
 * a quiet stream repeats its id; else the last one that was looked at.
 */
export function resumeId({ last }: Client, scanned: Cursor, idOf: (cursor: Cursor) => string): string {
  return last?.at != null && sameStep(last.at, scanned) ? last.id : idOf(scanned)
}
