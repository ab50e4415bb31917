import type { Fault } from '../events/faults.js'

interface ProblemKind {
  readonly status: number
  readonly title: string
  /** What the client can do about it. */
  readonly cure: string
}

/**
 * What is wrong with one parameter or field: codes within `errors`. Those of a posted event are in the catalogue of
 * types.
 */
export const queryFaults: Readonly<Record<string, string>> = {
  custom: 'not of the form that the message shows',
  'from-after-to': '`from` is a later day than `to`',
  'invalid-date': 'no date',
  'invalid-format': 'not of the form that the message shows',
  'not-both': 'one of two parameters, or the other',
  order: 'the first day comes after the last',
  'out-of-reach': 'a day before 1800-01-01 or more than fifty years ahead',
  sides: 'a difference needs two sides, and each of them once',
  'too-long': 'more steps than one answer may have',
  'unknown-partner': 'nobody of that id is known',
  'unrecognized-keys': 'no such parameter',
}

/** Every refusal and failure that a client can meet. Codes are stable; docs/problems.md has one anchor each. */
export const problems = {
  'malformed-json': {
    status: 400,
    title: 'The body is not JSON',
    cure: 'Send one complete JSON text (RFC 8259) in UTF-8 without a byte order mark.',
  },
  'invalid-utf8': {
    status: 400,
    title: 'The body is not UTF-8',
    cure: 'Encode the body as UTF-8 without a byte order mark; nothing is replaced or guessed.',
  },
  'duplicate-key': {
    status: 400,
    title: 'An object of the body names a key twice',
    cure: 'Send each key of an object once; the problem names the one that is there twice.',
  },
  'forbidden-key': {
    status: 400,
    title: 'A key of the body is reserved',
    cure: 'Leave out `__proto__` and `constructor`; no event has such a field.',
  },
  'unsafe-number': {
    status: 400,
    title: 'A number of the body would not be kept exactly',
    cure: 'Send integers between -(2^53-1) and 2^53-1, finite numbers, and 0 rather than -0; send longer digits as text.',
  },
  'too-deep': {
    status: 400,
    title: 'The body is nested too deeply',
    cure: 'Nest objects and arrays at most 32 deep.',
  },
  'too-many-keys': {
    status: 400,
    title: 'The body has too many keys',
    cure: 'Send at most 1000 keys in one event.',
  },
  'invalid-header': {
    status: 400,
    title: 'A header cannot be understood',
    cure: 'Correct the header that the problem names.',
  },
  'invalid-query': {
    status: 400,
    title: 'The query string or path cannot be understood',
    cure: 'Correct the parameter that `errors[].path` names; unknown parameters are refused too.',
  },
  'malformed-request': {
    status: 400,
    title: 'The request is not valid HTTP for this server',
    cure: 'Check the request line, the path encoding and the headers.',
  },
  unauthenticated: {
    status: 401,
    title: 'A key is needed',
    cure: 'Send `Authorization: Bearer <key>` with a key of the keys file (`entente keys add`), or with a token of the issuer that the service believes; `detail` says what is wrong with one.',
  },
  forbidden: {
    status: 403,
    title: 'The key does not reach that far',
    cure: 'Use a key with the scope that the problem names: admin includes write, write includes read.',
  },
  'host-refused': {
    status: 403,
    title: 'The host name of the request is not this service',
    cure: 'Without keys only loopback names are served; ask under `localhost` or `127.0.0.1`, or set ENTENTE_ALLOWED_HOSTS.',
  },
  'origin-refused': {
    status: 403,
    title: 'A page of another origin may not do this',
    cure: 'Ask from a page that this service serves, from an origin that ENTENTE_ORIGINS names, or from a program; with keys, send an Authorization header.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    cure: 'Check the path and the method; every route is listed at /docs.',
  },
  'event-not-found': {
    status: 404,
    title: 'No such event',
    cure: 'Check the id; events are listed at /v1/events.',
  },
  'source-not-found': {
    status: 404,
    title: 'No such source',
    cure: 'Check the slug; a claim names its source in claim.sourceId, and proposed ones are listed at /v1/sources.',
  },
  'event-type-not-found': {
    status: 404,
    title: 'No such event type',
    cure: 'Check the name; types are listed at /v1/event-types.',
  },
  'unknown-partner': {
    status: 404,
    title: 'No such partner',
    cure: 'Use the id of a state (ISO 3166-1 alpha-3), organisation or force; /v1/registry lists those that are known.',
  },
  'unknown-country': {
    status: 404,
    title: 'No such country',
    cure: 'Use an ISO 3166-1 alpha-3 code, historical ones included; codes are listed at /v1/registry.',
  },
  'unknown-position': {
    status: 404,
    title: 'No event was recorded at that position',
    cure: 'Ask as known at a position that an answer, an event or the stream gave, at an instant or at a date.',
  },
  'unknown-policy': {
    status: 404,
    title: 'No such policy',
    cure: 'Policies are listed at /v1/policies.',
  },
  'unknown-projection': {
    status: 404,
    title: 'No such projection',
    cure: 'Projections are listed at /v1/projections.',
  },
  'lead-not-found': {
    status: 404,
    title: 'No such lead',
    cure: 'Check the id; leads are listed at /v1/leads. A lead goes by its first row: one whose source changed may have another.',
  },
  'no-leads': {
    status: 404,
    title: 'This service keeps no leads',
    cure: 'Start it with a folder for them: --leads DIR or ENTENTE_LEADS.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The path does not take this method',
    cure: 'Use a method that the Allow header names.',
  },
  'not-acceptable': {
    status: 406,
    title: 'There is no answer of a type that Accept takes',
    cure: 'Name one of the types that the problem lists in Accept, or leave it out.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    cure: 'Send headers within 5 seconds and the body within 10; long uploads go to /v1/imports and must keep moving.',
  },
  'id-reused': {
    status: 409,
    title: 'The id belongs to another event',
    cure: 'Use a new id (or Idempotency-Key) for new content; to change what was said, post a correction.',
  },
  'lead-promoted': {
    status: 409,
    title: 'The lead is an event already',
    cure: 'Correct or retract the event that the problem names.',
  },
  anomalies: {
    status: 409,
    title: 'The event does not fit what is recorded',
    cure: 'Look at `errors`; post without `Prefer: handling=strict` to record it all the same, flagged.',
  },
  'backfill-behind': {
    status: 409,
    title: 'A backfill may not step behind what is recorded',
    cure: 'Sort the lines by claim.publishedOn and load them before newer ones; import what is left without backfill.',
  },
  'projection-not-ready': {
    status: 409,
    title: 'The projection cannot take over now',
    cure: 'Wait until /v1/projections says that it is ready; one that stopped needs a mended policy or program, and a restart.',
  },
  'revision-mismatch': {
    status: 412,
    title: 'The stream has another revision',
    cure: 'Read the stream again and repeat with the revision that the problem names.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    cure: 'One event may have 64 KiB and an array 2 MiB; send more as NDJSON to /v1/imports.',
  },
  'uri-too-long': {
    status: 414,
    title: 'The path is too long',
    cure: 'No path parameter is longer than 64 characters.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The content type is not taken here',
    cure: 'Send application/json, application/cloudevents+json or application/cloudevents-batch+json to /v1/events and application/x-ndjson to /v1/imports, uncompressed.',
  },
  'invalid-event': {
    status: 422,
    title: 'The event does not say something that can be recorded',
    cure: 'Correct what `errors[]` names; the fields of each type are at /v1/event-types/{type}.',
  },
  'invalid-table': {
    status: 422,
    title: 'The table cannot be read',
    cure: 'Send the table as its publisher has it, unpacked, in UTF-8; formats and their columns are in docs/leads.md.',
  },
  'unknown-target': {
    status: 422,
    title: 'The event points at one that is not recorded',
    cure: 'Post the target first, or earlier in the same array.',
  },
  'too-costly': {
    status: 400,
    title: 'The question asks for too much at a time',
    cure: 'Ask for fewer countries, days or years at a time; Entente-Cost says what a question costs (docs/limits.md).',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    cure: 'Wait for the seconds of Retry-After; send many events as one array or import.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    cure: 'Send at most 16 KiB of headers.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong here',
    cure: 'Report the request id of `instance`; the log has the details.',
  },
  'store-unavailable': {
    status: 503,
    title: 'The store cannot be reached; nothing was stored',
    cure: 'Repeat after the seconds of Retry-After, with the same id or Idempotency-Key.',
  },
  'clock-ahead': {
    status: 503,
    title: 'The clock of the service was set forward; nothing was stored',
    cure: 'Set the clock of the machine right, or restart the service if it is right now; then repeat with the same id.',
  },
  'reading-stopped': {
    status: 503,
    title: 'Reading the record has stopped; what is posted would not be shown',
    cure: 'Tell whoever runs the service: /health/ready, /v1/projections and the log name the event that cannot be read. Repeat with the same id when it reads again.',
  },
  'projection-stopped': {
    status: 503,
    title: 'The projection that answers stopped before that',
    cure: 'Ask without asKnownAt for what is known up to where it stopped, or under another policy; whoever runs the service finds the event at /v1/projections.',
  },
  'signing-keys-unavailable': {
    status: 503,
    title: 'No token can be checked now',
    cure: 'Repeat after the seconds of Retry-After, or come with a key: the keys that tokens are signed with could not be read yet, and the log of the service says why.',
  },
  overloaded: {
    status: 503,
    title: 'The service is busy; nothing was stored',
    cure: 'Repeat after the seconds of Retry-After.',
  },
  'position-not-reached': {
    status: 503,
    title: 'That position has not been read yet',
    cure: 'Repeat after the seconds of Retry-After, or ask with a longer timeoutMs.',
  },
  'catching-up': {
    status: 503,
    title: 'The record is still being read',
    cure: 'Repeat after the seconds of Retry-After; /health/ready shows the progress.',
  },
  'shutting-down': {
    status: 503,
    title: 'The service is stopping; nothing was stored',
    cure: 'Repeat after the seconds of Retry-After, with the same id or Idempotency-Key.',
  },
  'outcome-unknown': {
    status: 504,
    title: 'The store did not answer in time; the event may or may not be stored',
    cure: 'Repeat with the same id or Idempotency-Key: what was stored is answered as a duplicate.',
  },
  'store-full': {
    status: 507,
    title: 'The store is full; nothing was stored',
    cure: 'Free space where the data directory is, then repeat with the same id.',
  },
} as const satisfies Record<string, ProblemKind>

export type ProblemCode = keyof typeof problems

/** One fault of what was sent. */
/** A refusal or failure with a code of the table: returned as a value by commands, thrown by routes. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly errors: readonly Fault[]
  readonly headers: Readonly<Record<string, string>>
  constructor(code: ProblemCode, detail: string, options: ProblemOptions) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.status = problems[code].status
    this.errors = options.errors ?? []
    this.headers = options.headers ?? {}
  }
}

export interface ProblemOptions {
  readonly detail?: string
  readonly errors?: readonly Fault[]
  readonly headers?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

/**
 * A problem of the table; `detail` says what was wrong this time (default: the title). 503 and 504 always carry
 * Retry-After, default 1 s.
 */
export function problem(code: ProblemCode, options: ProblemOptions = {}): Problem {
  const { status } = problems[code]
  const wait = status === 503 || status === 504 ? { 'retry-after': '1' } : {}
  const headers = { ...wait, ...options.headers }
  return new Problem(code, options.detail ?? problems[code].title, { ...options, headers })
}

/** The body of an application/problem+json answer (RFC 9457). */
export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly code: ProblemCode
  readonly errors: readonly Fault[]
}

export function toProblem(error: Problem, requestId: string): ProblemBody {
  return {
    type: `/problems/${error.code}`,
    title: problems[error.code].title,
    status: error.status,
    detail: error.message,
    instance: `urn:entente:request:${requestId}`,
    code: error.code,
    errors: error.errors,
  }
}

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code)
}
