import { dayOf, dayOfInstant, isoOf } from './calendar.js'
import type { DomainEvent } from './catalogue.js'
import { parseEdtf } from './edtf.js'
import type { Fault } from './faults.js'
import { type Parsed, parseEvent } from './parse.js'

/** Structured JSON of CloudEvents 1.0. `data` holds the event without what the attributes say: id, type and version. */
export interface CloudEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject?: string
  readonly time?: string
  readonly datacontenttype: 'application/json'
  /** Extensions: EDTF and its bounds where `occurredOn` is no exact day; the rest where the event is on record. */
  readonly occurredon?: string
  readonly occurredfrom?: string
  readonly occurredto?: string
  readonly position?: string
  readonly stream?: string
  readonly revision?: number
  readonly recordedat?: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What the log says of an event, to be sent along. */
interface Place {
  readonly position: string
  readonly stream: string
  readonly revision: number
  readonly recordedAt: string
}

type Attributes = Readonly<Record<string, unknown>>

export type FromCloud =
  | { readonly ok: true; readonly event: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly faults: readonly Fault[] }

const TYPE = /^org\.entente\.([A-Za-z]{1,60})\.v([1-9]\d{0,3})$/
const JSON_CONTENT = /^application\/(?:[a-z0-9.+-]{0,60}\+)?json(?:\s*;.{0,100})?$/i
const DAY_OF_TIME = /^(\d{4}-\d{2}-\d{2})T.{2,40}$/

export function cloudEventTypeOf(type: string, version = 1): string {
  return `org.entente.${type}.v${version}`
}

/** Whether a posted value calls itself a CloudEvent. */
export function isCloudEvent(input: unknown): boolean {
  return typeof input === 'object' && input !== null && Object.hasOwn(input, 'specversion')
}

/** The event as a CloudEvent of `source` (a URI reference that names this service). Throws when it has no id. */
export function toCloudEvent(event: DomainEvent, source: string, place?: Place): CloudEvent {
  const { id, type, schemaVersion, ...data } = event
  if (id === undefined) throw new TypeError('an event without id cannot be a CloudEvent')
  return {
    specversion: '1.0',
    id,
    source,
    type: cloudEventTypeOf(type, schemaVersion),
    ...(event.country === undefined ? {} : { subject: event.country }),
    ...timeOf(event.occurredOn),
    datacontenttype: 'application/json',
    ...(place === undefined
      ? {}
      : {
          position: place.position,
          stream: place.stream,
          revision: place.revision,
          recordedat: place.recordedAt,
        }),
    data,
  }
}

/**
 * The event to be parsed, from a CloudEvent. Country comes from `subject` and the date from `occurredon` or `time`
 * where `data` leaves them out. Extension attributes that are not ours are ignored, as the standard wants.
 */
export function fromCloudEvent(input: unknown): FromCloud {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return refused('', 'wrong-type', 'must be an object')
  const cloud = input as Attributes
  const named = typeof cloud.type === 'string' ? TYPE.exec(cloud.type) : null
  const faults: Fault[] = []
  const refuse = (path: string, code: string, message: string) => faults.push({ path, code, message })
  if (cloud.specversion !== '1.0') refuse('/specversion', 'unknown-word', 'must be "1.0"')
  if (typeof cloud.source !== 'string' || cloud.source === '') refuse('/source', 'required', 'must be a URI reference')
  if (typeof cloud.id !== 'string') refuse('/id', 'required', 'must be a UUID')
  if (!named) refuse('/type', 'unknown-type', 'must be org.entente.<Type>.v<version>: org.entente.CoupOccurred.v1')
  if (!isJsonContent(cloud.datacontenttype)) refuse('/datacontenttype', 'unknown-word', 'must be application/json')
  const data = cloud.data
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    refuse('/data', 'required', 'must be an object with the fields of the event')
    return { ok: false, faults }
  }
  const fields = data as Attributes
  for (const name of ['id', 'type', 'schemaVersion']) {
    if (Object.hasOwn(fields, name))
      refuse(`/data/${name}`, 'unknown-field', `${name} is an attribute of the CloudEvent`)
  }
  const subject = cloud.subject ?? undefined
  if (subject !== undefined && fields.country != null && subject !== fields.country) {
    refuse('/subject', 'subject-differs', 'must be the country, or left out')
  }
  if (!named || faults.length > 0) return { ok: false, faults }
  const country = fields.country ?? subject
  const occurredOn = fields.occurredOn ?? cloud.occurredon ?? dayOfTime(cloud.time)
  return {
    ok: true,
    event: {
      ...fields,
      id: cloud.id,
      type: named[1]!,
      schemaVersion: Number(named[2]),
      ...(country === undefined ? {} : { country }),
      ...(occurredOn === undefined ? {} : { occurredOn }),
    },
  }
}

/** Parse a CloudEvent; faults point into the CloudEvent. */
export function parseCloudEvent(input: unknown): Parsed {
  const found = fromCloudEvent(input)
  if (!found.ok) return found
  const parsed = parseEvent(found.event)
  if (parsed.ok) return parsed
  return { ok: false, faults: parsed.faults.map(fault => ({ ...fault, path: cloudPathOf(fault.path) })) }
}

/** Where a fault of the event lies in the CloudEvent that it came from. */
export function cloudPathOf(path: string): string {
  if (path === '' || path === '/id' || path === '/type') return path
  return path === '/schemaVersion' ? '/type' : `/data${path}`
}

function timeOf(occurredOn: string): Partial<CloudEvent> {
  if (dayOf(occurredOn) !== null) return { time: `${occurredOn}T00:00:00Z` }
  const range = parseEdtf(occurredOn)
  if (!range) return { occurredon: occurredOn }
  return {
    occurredon: occurredOn,
    ...(Number.isFinite(range.earliest) ? { occurredfrom: isoOf(range.earliest) } : {}),
    ...(Number.isFinite(range.latest) ? { occurredto: isoOf(range.latest) } : {}),
  }
}

/** The day in UTC of an RFC 3339 time; undefined when it is none. */
function dayOfTime(time: unknown): string | undefined {
  if (typeof time !== 'string' || !DAY_OF_TIME.test(time)) return undefined
  const instant = Date.parse(time)
  return Number.isNaN(instant) ? undefined : isoOf(dayOfInstant(instant))
}

function isJsonContent(type: unknown): boolean {
  return type === undefined || type === null || (typeof type === 'string' && JSON_CONTENT.test(type))
}

function refused(path: string, code: string, message: string): FromCloud {
  return { ok: false, faults: [{ path, code, message }] }
}
