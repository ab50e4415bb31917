import { StoreError } from '../store.js'
import { CallTimeout } from './timing.js'

/** What an error of the client says about the call that it ended. */
export type CallFailure =
  | { readonly kind: 'wrong-version'; readonly actual: number | null }
  | { readonly kind: 'stream-deleted'; readonly reason: string }
  | { readonly kind: 'stream-not-found' }
  /** The server took no notice of the call: nothing was stored by it. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The call may have been carried out. */
  | { readonly kind: 'lost'; readonly reason: string }

const NOT_SENT =
  /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|No connection established|Name resolution failed|Failed to discover|Channel closed before|Channel has been shut down|Server Is (Busy|Not Ready)|Maximum ?Append ?Event ?Size/i
const MAX_REASON = 200

/**
 * Classifies what the client threw. It throws six kinds of errors for one cause, some without `type`, some without
 * `code`; what is not known for sure to have left no trace counts as `lost`.
 */
export function failureOf(error: unknown): CallFailure {
  const { type, code, message } = fieldsOf(error)
  const reason = reasonOf(error)
  switch (type) {
    case 'wrong-expected-version':
      return { kind: 'wrong-version', actual: actualOf(error) }
    case 'stream-deleted':
      return { kind: 'stream-deleted', reason }
    case 'stream-not-found':
      return { kind: 'stream-not-found' }
    case 'not-leader':
    case 'access-denied':
    case 'maximum-append-size-exceeded':
    case 'maximum-append-event-size-exceeded':
      return { kind: 'refused', reason }
    default:
  }
  if (code === 7 || code === 16) return { kind: 'refused', reason }
  return NOT_SENT.test(message) ? { kind: 'refused', reason } : { kind: 'lost', reason }
}

/** Whether a call ended because nothing was heard in its time, by the client's timer or by ours. */
export function isSilence(error: unknown): boolean {
  if (error instanceof CallTimeout) return true
  const { type, code } = fieldsOf(error)
  return code === 4 || type === 'deadline-exceeded' || type === 'timeout'
}

/** One line for logs and answers: the kind of error and the server's words, never the connection string. */
export function reasonOf(error: unknown): string {
  if (error instanceof CallTimeout) return error.message
  const { type, code, message } = fieldsOf(error)
  const kind = type ?? (code === undefined ? 'error' : `code ${code}`)
  const words = message.replace(/\s+/g, ' ').trim()
  return (words === '' ? kind : `${kind}: ${words}`).slice(0, MAX_REASON)
}

function fieldsOf(error: unknown): { type: string | undefined; code: number | undefined; message: string } {
  if (typeof error !== 'object' || error === null) return { type: undefined, code: undefined, message: String(error) }
  const { type, code, message, metadata } = error as {
    readonly type?: unknown
    readonly code?: unknown
    readonly message?: unknown
    readonly metadata?: { get?(key: string): unknown[] }
  }
  // What comes of a call in the messages of the protocol has its kind in its trailer.
  const kind = type ?? metadata?.get?.('exception')[0]
  return {
    type: typeof kind === 'string' ? kind : undefined,
    code: typeof code === 'number' ? code : undefined,
    message: typeof message === 'string' ? message : '',
  }
}

function actualOf(error: unknown): number | null {
  const actual = (error as { actualVersion?: unknown }).actualVersion
  return typeof actual === 'bigint' ? Number(actual) : null
}

/** The server cannot be reached, or a read of it did not end. */
export function unavailable(reason: string): StoreError {
  return new StoreError('store-unavailable', `EventStoreDB does not answer: ${reason}`)
}
