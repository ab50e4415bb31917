import { jsonLine } from '../wire/json-line.js'
import { END, openMessage } from './wire.js'

/** Kinds of messages that follow from the record or the clock. */
export const KINDS = ['event', 'state', 'status'] as const
export type MessageKind = (typeof KINDS)[number]
export type MessageName = MessageKind | 'enter' | 'leave' | 'caught-up' | 'reset' | 'ending' | 'heartbeat'

/** A message before it is known which id came before it in a subscription. */
export interface Frame {
  readonly id: string
  readonly event: MessageName
  /** Its text up to where `previous` goes. */
  readonly open: string
}

/** `data` is the JSON text of a non-empty object. */
export function frameOf(id: string, event: MessageName, data: string): Frame {
  return { id, event, open: openMessage(id, event, jsonLine(data).slice(0, -1)) }
}

/** The bytes of a message. */
export function encode({ open }: Frame, previous: string | null): Buffer {
  return Buffer.from(`${open},"previous":${previous === null ? 'null' : `"${previous}"`}}${END}`)
}
