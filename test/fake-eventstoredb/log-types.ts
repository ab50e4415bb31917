export interface LogPosition {
  readonly commit: bigint
  readonly prepare: bigint
}

/** An event as a client proposes it; `contentType` is `application/json` or `application/octet-stream`. */
export interface Proposed {
  readonly id: string
  readonly type: string
  readonly contentType: string
  readonly data: Buffer
  readonly metadata: Buffer
}

export interface RecordedEvent extends Proposed {
  readonly stream: string
  readonly revision: number
  readonly position: LogPosition
  readonly created: Date
  /** Set on a link (`$>`): what it points at, or null when that is gone. */
  readonly target?: RecordedEvent | null
}

/** What the writer expects of the stream: an explicit revision, or one of the three words. */
export type Expected = number | 'no_stream' | 'stream_exists' | 'any'

export type WriteResult =
  | {
      readonly kind: 'written' | 'idempotent'
      readonly lastRevision: number | null
      readonly position: LogPosition | null
    }
  | { readonly kind: 'wrong-expected-version'; readonly current: number | null }
  | { readonly kind: 'deleted' }
