import type { Expected } from './log-types.js'

/** What goes wrong with one append. Numbers are milliseconds. */
export type AppendFault =
  /** Accepted and never answered; nothing is stored. */
  | { readonly kind: 'hang' }
  /** Stored and never answered. */
  | { readonly kind: 'commit-no-ack' }
  /** Stored, then every connection is cut. */
  | { readonly kind: 'commit-then-drop' }
  /** Only the first half of the events is stored, then every connection is cut: no server may do this. */
  | { readonly kind: 'commit-half' }
  /** Every connection is cut before anything is stored. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'not-leader' }
  | { readonly kind: 'busy' }
  /** Answered at once, or so many milliseconds later. */
  | { readonly kind: 'not-ready'; readonly ms?: number }
  | { readonly kind: 'access-denied' }
  /** As servers from 24.10 refuse one event that is too large. */
  | { readonly kind: 'event-too-large' }
  /** Stored and answered, but late. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Stored late, after the writer may have given up. */
  | { readonly kind: 'late'; readonly ms: number }

/** What goes wrong with one read of a stream or of $all. */
export type ReadFault =
  | { readonly kind: 'hang' }
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'slow'; readonly ms: number }
  /** Every connection is cut after so many events. */
  | { readonly kind: 'reset'; readonly afterEvents: number }
  /** Ends without an error after so many events, as if there were no more. */
  | { readonly kind: 'end-early'; readonly afterEvents: number }

/** What goes wrong with one subscription. */
export type SubscribeFault =
  | { readonly kind: 'hang' }
  /** Confirmed, then nothing more: no event, no checkpoint, no error. */
  | { readonly kind: 'silent' }
  /** Ends with status OK after so many events. */
  | { readonly kind: 'end-cleanly'; readonly afterEvents: number }
  /** Dropped by the server as a slow consumer after so many events. */
  | { readonly kind: 'too-slow'; readonly afterEvents: number }
  /** Says checkpoints that lie far ahead of what was sent, and skips every second event. */
  | { readonly kind: 'lie' }

export interface AppendAttempt {
  readonly path: 'unary' | 'batch'
  readonly stream: string
  readonly expected: Expected
  readonly ids: readonly string[]
  /** Counts the appends that this server has received, from 1. */
  readonly number: number
}

export interface ReadAttempt {
  /** Name of the stream, or null for $all. */
  readonly stream: string | null
  readonly direction: 'forwards' | 'backwards'
  /** Lines that were asked for. */
  readonly count: number
  readonly number: number
}

/** Asked once for each call; answer undefined for a call that goes well. */
export interface Faults {
  append: (attempt: AppendAttempt) => AppendFault | undefined
  read: (attempt: ReadAttempt) => ReadFault | undefined
  subscribe: (number: number) => SubscribeFault | undefined
  features: () => { readonly kind: 'hang' } | undefined
}

export function noFaults(): Faults {
  return { append: () => undefined, read: () => undefined, subscribe: () => undefined, features: () => undefined }
}
