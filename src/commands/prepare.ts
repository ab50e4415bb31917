import type { DomainEvent } from '../../events/catalogue.js'
import { inCloudEvent, isCloudEvent, parseCloudEvent } from '../../events/cloud-events.js'
import type { Fault } from '../../events/faults.js'
import { canonicalBody, parseEvent, readEvent } from '../../events/parse.js'
import type { EventStore } from '../store/store.js'
import { MAX_EVENT_BYTES } from '../wire/limits.js'
import { parseStrict } from '../wire/strict-json.js'
import { idOfContent, idOfKey } from './ids.js'
import { streamOf } from './stream-of.js'
import type { Placing, Pointed, Target } from './targets.js'

/** An event that was checked and knows where it goes. */
export interface Prepared extends Target {
  readonly revision: null
  /** True when the id is new, made here for this posting: nobody can have posted it before. */
  readonly minted: boolean
  readonly body: string
}

/** How events that have no id come by one. */
export interface IdPolicy {
  /** Null where the id comes from what the event says: equal events are then one. */
  readonly newId: (() => string) | null
  /** Makes ids of events without one from who posts and the place in the posting. */
  readonly idempotencyKey?: string | undefined
  readonly recordedBy: string | null
}

export type Preparing =
  | { readonly ok: true; readonly event: Prepared }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/**
 * Check one event of a posting, in our own form or as a CloudEvent: it parses, its targets are on record or earlier in the posting, it is not too large.
 * `place` is its index in the posting. Answers without waiting for all but events that point at others.
 */
export function prepare(
  store: EventStore,
  input: unknown,
  place: number,
  ids: IdPolicy,
  pointed: Pointed,
): Preparing | Promise<Preparing> {
  const cloud = isCloudEvent(input)
  const parsed = cloud ? parseCloudEvent(input, readBase64) : parseEvent(input)
  if (!parsed.ok) return { ok: false, faults: parsed.faults }
  const given = parsed.event.id
  const body = canonicalBody(parsed.event)
  const id = given ?? idFor(body, place, ids)
  const event = given === undefined ? ({ ...parsed.event, id } as DomainEvent) : parsed.event
  const minted = given === undefined && ids.idempotencyKey === undefined && ids.newId !== null
  if (body.length > MAX_EVENT_BYTES / 4 && Buffer.byteLength(body) > MAX_EVENT_BYTES) {
    return { ok: false, faults: [{ path: '', code: 'too-large', message: `more than ${MAX_EVENT_BYTES} bytes` }] }
  }
  const stream = streamOf(event)
  const placed = (stream: string): Preparing => ({
    ok: true,
    event: { id, minted, stream, revision: null, event, body },
  })
  const refused = (faults: readonly Fault[]): Preparing => ({
    ok: false,
    faults: cloud ? faults.map(one => inCloudEvent(one, input as Record<string, unknown>)) : faults,
  })
  if (stream !== null) {
    const tooMany = event.type === 'SourceRegraded' ? pointed.regrade(id, event.data.sourceId) : null
    return tooMany === null ? placed(stream) : refused([tooMany])
  }
  return placing(store, given, { id, event }, pointed).then(made => {
    if ('prepared' in made) return { ok: true, event: made.prepared }
    return made.ok ? placed(made.stream) : refused(made.faults)
  })
}

/**
 * Where an event goes that points at others. A retraction without an id of what is retracted already is the retraction that
 * is there: told again it changes nothing, and is stored once.
 */
async function placing(
  store: EventStore,
  given: string | undefined,
  { id, event }: { readonly id: string; readonly event: DomainEvent },
  pointed: Pointed,
): Promise<Placing | { readonly prepared: Prepared }> {
  if (event.type === 'ClaimRetracted' && given === undefined) {
    const before = await pointed.retractionOf(event.data.targetEventId)
    const found = before === null ? null : (pointed.posted(before) ?? (await store.find(before)))
    if (found !== null && 'event' in found) return { prepared: found as Prepared }
    if (found !== null) {
      const { stream, body } = found
      return {
        prepared: { id: found.id, minted: false, stream, revision: null, event: readEvent(body, found.id), body },
      }
    }
  }
  return pointed.place(id, event)
}

/** JSON that somebody packed as bytes, read as strictly as a body. */
function readBase64(text: string) {
  if (!BASE64.test(text)) return { ok: false, message: 'is not base64 (RFC 4648, section 4)' } as const
  const read = parseStrict(Buffer.from(text, 'base64'))
  return read.ok ? read : ({ ok: false, message: read.problem.message } as const)
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function idFor(body: string, place: number, { newId, idempotencyKey, recordedBy }: IdPolicy): string {
  if (idempotencyKey !== undefined) return idOfKey(recordedBy, idempotencyKey, place)
  return newId === null ? idOfContent(body) : newId()
}
