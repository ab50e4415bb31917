import { hash } from 'node:crypto'

/** What the digest of an event covers: all that is stored of it, and its place. */
export interface Digested {
  readonly place: number
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  /** Milliseconds since 1970. */
  readonly recordedAt: number
  readonly body: string
  /** Null where there is none. */
  readonly meta: string | null
}

/** Before the first event. */
export const BEGINNING = ''
const CHARACTERS = 22

/** Where what is digested is put together: half as dear as a text of many pieces. */
let room = Buffer.alloc(1 << 16)

/**
 * The digest of an event in the chain: 132 bits of SHA-256 over the digest of the event before it and the event, as
 * base64url. A change of any bit of an event, or of one before it, changes it. What is digested is, with a space between
 * any two: the digest before, place, revision, instant, the lengths of stream, type and body in UTF-16, id, stream, type,
 * body, meta.
 */
export function digestOf(before: string, event: Digested): string {
  const { place, stream, revision, id, type, recordedAt, body, meta } = event
  const most = 3 * (before.length + id.length + stream.length + type.length + body.length + (meta?.length ?? 0))
  if (most + NUMBERS > room.length) room = Buffer.alloc(2 * (most + NUMBERS))
  let at = putText(before, 0)
  at = putNumber(place, at)
  at = putNumber(revision, at)
  at = putNumber(recordedAt, at)
  at = putNumber(stream.length, at)
  at = putNumber(type.length, at)
  at = putNumber(body.length, at)
  at = putText(id, at)
  at = putText(stream, at)
  at = putText(type, at)
  at = putText(body, at)
  at = putText(meta ?? '', at)
  return hash('sha256', room.subarray(0, at - 1), 'base64url').slice(0, CHARACTERS)
}

/** More bytes than six numbers and twelve spaces take. */
const NUMBERS = 256
const SPACE = 0x20
const ZERO = 0x30
const MILLION = 1_000_000

/** Puts a text and a space into the room; tells where what follows goes. */
function putText(text: string, at: number): number {
  const end = at + room.write(text, at)
  room[end] = SPACE
  return end + 1
}

function putNumber(number: number, at: number): number {
  if (!Number.isSafeInteger(number) || number < 0) return putText(String(number), at)
  const end = number < MILLION ? putDigits(number, at) : putLong(number, at)
  room[end] = SPACE
  return end + 1
}

/** A number of more than six digits: those before the last six, then those, in arithmetic of small numbers. */
function putLong(number: number, at: number): number {
  const high = Math.floor(number / MILLION)
  const middle = high < MILLION ? putDigits(high, at) : putLong(high, at)
  return putLast(number - high * MILLION, middle, 6)
}

function putDigits(number: number, at: number): number {
  let count = 1
  for (let rest = number; rest >= 10; rest = Math.trunc(rest / 10)) count++
  return putLast(number, at, count)
}

function putLast(number: number, at: number, count: number): number {
  let rest = number
  for (let i = at + count - 1; i >= at; i--) {
    const tens = Math.trunc(rest / 10)
    room[i] = ZERO + rest - tens * 10
    rest = tens
  }
  return at + count
}
