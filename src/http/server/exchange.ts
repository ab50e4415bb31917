/** Headers of requests and answers, by what is exchanged: for the documentation; the code that reads them checks them. */

export type Exchange = 'post' | 'import' | 'ask' | 'stream'

type Header = Readonly<{ type: 'string'; description: string; pattern?: string; enum?: readonly string[] }>
type Headers = Readonly<Record<string, Header>>

const idempotencyKey: Headers = {
  'Idempotency-Key': {
    type: 'string',
    pattern: '^[\\x21-\\x7e]{1,200}$',
    description: 'makes the ids of events that have none, so that a retry stores nothing twice: 1 to 200 visible ASCII',
  },
}

export const requestHeaders: Readonly<Record<Exchange, Headers>> = {
  post: {
    ...idempotencyKey,
    'If-Match': { type: 'string', description: 'store only after this revision of the stream: "41", or * for any' },
    'If-None-Match': { type: 'string', enum: ['*'], description: 'store only where the stream does not exist yet' },
    Prefer: { type: 'string', description: 'handling=strict refuses what would raise an anomaly (409)' },
  },
  import: idempotencyKey,
  ask: {
    'If-None-Match': { type: 'string', description: 'ETag of an answer that is at hand: 304 where it is the same' },
  },
  stream: { 'Last-Event-ID': { type: 'string', description: 'go on after this id; it wins over lastEventId' } },
}

const etag: Headers = { ETag: { type: 'string', description: 'names these bytes' } }

export const answerHeaders: Readonly<Record<Exchange, Headers>> = {
  post: {
    ETag: { type: 'string', description: 'revision of the stream in quotes, of one event' },
    Location: { type: 'string', description: 'address of the event, where one was stored' },
    'Preference-Applied': { type: 'string', description: 'handling=strict, where it was asked for' },
  },
  import: {},
  ask: {
    ...etag,
    'Cache-Control': { type: 'string', description: 'no-cache: ask again with If-None-Match' },
    'Entente-Stale-Since': {
      type: 'string',
      description: 'since when the store cannot be reached; absent where it can',
    },
  },
  stream: {},
}

export const problemHeaders: Headers = {
  'Retry-After': { type: 'string', description: 'seconds to wait, of 429, 503 and 504' },
  Allow: { type: 'string', description: 'methods that the path takes, of 405' },
}

/** As OpenAPI has them. */
export function documented(headers: Headers): Record<string, object> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, { description, ...schema }]) => [name, { description, schema }]),
  )
}
