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

/**
 * The digest of an event in the chain: 132 bits of SHA-256 over the digest of the event before it and the event, as
 * base64url. A change of any bit of an event, or of one before it, changes it.
 */
export function digestOf(before: string, event: Digested): string {
  const { place, stream, revision, id, type, recordedAt, body, meta } = event
  const numbers = `${place} ${revision} ${recordedAt} ${stream.length} ${type.length} ${body.length}`
  return hash('sha256', `${before} ${numbers} ${id} ${stream} ${type} ${body} ${meta ?? ''}`, 'base64url').slice(
    0,
    CHARACTERS,
  )
}
