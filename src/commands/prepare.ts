import type { DomainEvent } from '../../events/catalogue.js'
import { cloudPathOf, isCloudEvent, parseCloudEvent } from '../../events/cloud-events.js'
import { bodyOf, parseEvent } from '../../events/parse.js'
import type { Fault } from '../errors.js'
import type { EventStore } from '../store/store.js'
import { MAX_EVENT_BYTES } from '../wire/limits.js'
import { idOfKey } from './ids.js'
import { streamOf } from './stream-of.js'
import { placeByTarget, type Target } from './targets.js'

/** An event that was checked and knows where it goes. */
export interface Prepared extends Target {
  readonly revision: null
  /** True when the id was made here for this posting: nobody can have posted it before. */
  readonly minted: boolean
  readonly body: string
}

export interface IdPolicy {
  readonly newId: () => string
  /** Makes ids of events without one from who posts and the place in the posting. */
  readonly idempotencyKey?: string | undefined
  readonly recordedBy: string | null
}

export type Preparing =
  | { readonly ok: true; readonly event: Prepared }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/**
 * Check one event of a posting, in our own form or as a CloudEvent: it parses, its targets are on record or among `earlier`, it is not too large.
 * `place` is its index in the posting. Answers without waiting for all but events that point at others.
 */
export function prepare(
  store: EventStore,
  input: unknown,
  place: number,
  ids: IdPolicy,
  earlier: ReadonlyMap<string, Target>,
): Preparing | Promise<Preparing> {
  const cloud = isCloudEvent(input)
  const parsed = cloud ? parseCloudEvent(input) : parseEvent(input)
  if (!parsed.ok) return { ok: false, faults: parsed.problems }
  const given = parsed.event.id
  const { idempotencyKey, recordedBy, newId } = ids
  const id = given ?? (idempotencyKey === undefined ? newId() : idOfKey(recordedBy, idempotencyKey, place))
  const event = given === undefined ? ({ ...parsed.event, id } as DomainEvent) : parsed.event
  const minted = given === undefined && idempotencyKey === undefined
  const body = bodyOf(event)
  if (body.length > MAX_EVENT_BYTES / 4 && Buffer.byteLength(body) > MAX_EVENT_BYTES) {
    return { ok: false, faults: [{ path: '', code: 'too-large', message: `more than ${MAX_EVENT_BYTES} bytes` }] }
  }
  const stream = streamOf(event)
  if (stream !== null) return { ok: true, event: { id, minted, stream, revision: null, event, body } }
  return placeByTarget(store, id, event, earlier).then(placing => {
    if (placing.ok) return { ok: true, event: { id, minted, stream: placing.stream, revision: null, event, body } }
    if (!cloud) return placing
    return { ok: false, faults: placing.faults.map(fault => ({ ...fault, path: cloudPathOf(fault.path) })) }
  })
}
