import { dayOf, dayOfInstant, isoOf } from './calendar.js'
import type { DomainEvent } from './catalogue.js'
import { parseEdtf } from './edtf.js'
import type { Fault } from './faults.js'
import { hasSeconds, instantOf } from './instant.js'
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

/** Reads the JSON in a `data_base64`: its value, or what is wrong with it. */
export type ReadBase64 = (
  text: string,
) => { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string }

/**
 * The event to be parsed, from a CloudEvent. Country comes from `subject` and the date from `occurredon` or `time`
 * where `data` leaves them out. Extension attributes that are not ours are ignored, as the standard wants.
 */
export function fromCloudEvent(input: unknown, readBase64: ReadBase64 = () => NOT_READ): FromCloud {
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
  const { time = null, subject = null } = cloud
  const day = dayOfTime(time)
  if (time !== null && day === null) refuse('/time', 'impossible-instant', TIME_MEANING)
  if (subject !== null && typeof subject !== 'string') refuse('/subject', 'wrong-type', 'must be text')
  const fields = fieldsOf(cloud, readBase64, refuse)
  if (fields === null) return { ok: false, faults }
  const { data_base64: packed = null } = cloud
  for (const name of ['id', 'type', 'schemaVersion']) {
    if (!Object.hasOwn(fields, name)) continue
    refuse(dataPath(packed, `/${name}`), 'unknown-field', `${name} is an attribute of the CloudEvent`)
  }
  if (typeof subject === 'string' && fields.country != null && subject !== fields.country) {
    refuse('/subject', 'subject-differs', 'must be the country, or left out')
  }
  if (!named || faults.length > 0) return { ok: false, faults }
  const country = fields.country ?? subject ?? undefined
  const occurredOn = fields.occurredOn ?? cloud.occurredon ?? day ?? undefined
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

/** Parse a CloudEvent; faults point at the member of it that was sent. */
export function parseCloudEvent(input: unknown, readBase64?: ReadBase64): Parsed {
  const found = fromCloudEvent(input, readBase64)
  if (!found.ok) return found
  const parsed = parseEvent(found.event)
  if (parsed.ok) return parsed
  return { ok: false, faults: parsed.faults.map(one => inCloudEvent(one, input as Attributes)) }
}

/** A fault of the event where it lies in the CloudEvent that it came from. */
export function inCloudEvent<F extends Fault>(fault: F, cloud: Attributes): F {
  const path = cloudPathOf(fault.path, cloud)
  const packed = path === '/data_base64' && fault.path !== ''
  return { ...fault, path, ...(packed ? { message: `${fault.path}: ${fault.message}` } : {}) }
}

/** Where a field of the event lies in the CloudEvent that it came from. */
export function cloudPathOf(path: string, cloud: Attributes = {}): string {
  if (path === '' || path === '/id' || path === '/type') return path
  if (path === '/schemaVersion') return '/type'
  const { data, data_base64: packed = null, subject = null, occurredon = null, time = null } = cloud
  const fields = (typeof data === 'object' && data !== null ? data : {}) as Attributes
  if (path === '/country' && subject !== null && fields.country == null) return '/subject'
  if (path === '/occurredOn' && fields.occurredOn == null) {
    if (occurredon !== null) return '/occurredon'
    if (time !== null) return '/time'
  }
  return dataPath(packed, path)
}

const NOT_READ = { ok: false, message: 'is not taken here: send the event as JSON in data' } as const
const TIME_MEANING = 'must be an instant of RFC 3339 with its zone that the calendar has: 2024-04-10T00:00:00Z'

function dataPath(packed: unknown, path: string): string {
  return packed === null ? `/data${path}` : '/data_base64'
}

/** The fields of the event in `data`, or in the JSON of `data_base64`; null and refused where there are none. */
function fieldsOf(
  { data = null, data_base64: packed = null }: Attributes,
  readBase64: ReadBase64,
  refuse: (path: string, code: string, message: string) => void,
): Attributes | null {
  const meaning = 'must be an object with the fields of the event'
  if (packed === null) {
    if (isObject(data)) return data
    refuse('/data', 'required', meaning)
    return null
  }
  if (data !== null) refuse('/data_base64', 'unknown-field', 'there is data already')
  else if (typeof packed !== 'string') refuse('/data_base64', 'wrong-type', 'must be text')
  else {
    const read = readBase64(packed)
    if (read.ok && isObject(read.value)) return read.value
    refuse('/data_base64', 'malformed-data', read.ok ? meaning : read.message)
  }
  return null
}

function isObject(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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

/** The day in UTC of an RFC 3339 time; null when it is none. */
function dayOfTime(time: unknown): string | null {
  const instant = typeof time === 'string' && hasSeconds(time) ? instantOf(time) : null
  return instant === null ? null : isoOf(dayOfInstant(instant))
}

function isJsonContent(type: unknown): boolean {
  return type === undefined || type === null || (typeof type === 'string' && JSON_CONTENT.test(type))
}

function refused(path: string, code: string, message: string): FromCloud {
  return { ok: false, faults: [{ path, code, message }] }
}
