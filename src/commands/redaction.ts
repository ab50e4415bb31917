import type { DomainEvent } from '../../events/catalogue.js'
import type { Fault } from '../../events/faults.js'
import { mergePatch } from '../../events/merge-patch.js'
import { canonicalBody, parseEvent } from '../../events/parse.js'

/** What stands in an event in place of a text that was overwritten. */
export const MARK = '[redacted]'
/** The same where an address of the web must stand; RFC 2606 keeps the name from ever being one. */
export const MARKED_ADDRESS = 'https://redacted.invalid/'

export type Redaction =
  /** The body with marks, and which of the fields were texts until now. */
  | { readonly ok: true; readonly body: string; readonly changed: readonly string[] }
  | { readonly ok: false; readonly fault: Fault }

/**
 * The stored body of an event with texts overwritten, each named by a JSON pointer. Only what may hold any text can be:
 * codes, dates, ids, words and numbers are what answers are made of, and are corrected or retracted. `corrected` is the
 * body of the event that a correction corrects.
 */
export function redactedBody(
  id: string,
  body: string,
  fields: readonly string[],
  corrected: string | null = null,
): Redaction {
  const event = JSON.parse(body) as Record<string, unknown>
  const changed: string[] = []
  for (const path of fields) {
    const place = placeIn(event, path)
    const text = place?.of[place.key]
    if (place === null || text === undefined) return refused(path, 'no-field', 'the event has no such field')
    if (typeof text !== 'string') return refused(path, 'not-text', 'is no text: name the texts in it one by one')
    if (isMark(text)) continue
    place.of[place.key] = markOf(text)
    if (!isWhole(event, id, corrected)) {
      return refused(path, 'not-free-text', 'is no free text: correct or retract the event instead')
    }
    changed.push(path)
  }
  return { ok: true, body: canonicalBody(event as unknown as DomainEvent), changed }
}

/** Which of the fields that a correction changes are those that an event is to lose: pointers into the correction. */
export function fieldsOfCorrection(correction: DomainEvent<'ClaimCorrected'>, fields: readonly string[]): string[] {
  return fields.map(path => `${CHANGES}${path}`).filter(path => typeof textAt(correction, path) === 'string')
}

/** Fields that are said to be redacted and do not hold a mark. */
export function unmarked(event: DomainEvent, fields: readonly string[]): string[] {
  return fields.filter(path => {
    const text = textAt(event, path)
    return typeof text !== 'string' || !isMark(text)
  })
}

const CHANGES = '/data/changes'

/** What a correction changes is checked only when it is applied. */
function isWhole(event: Record<string, unknown>, id: string, corrected: string | null): boolean {
  if (!parseEvent({ ...event, id }).ok) return false
  if (corrected === null) return true
  const { changes } = event.data as { changes?: object }
  return parseEvent({ ...(mergePatch(JSON.parse(corrected), changes ?? {}) as object), id }).ok
}

function markOf(text: string): string {
  return /^https?:\/\//i.test(text) ? MARKED_ADDRESS : MARK
}

function isMark(text: string): boolean {
  return text === MARK || text === MARKED_ADDRESS
}

function textAt(event: object, path: string): unknown {
  const place = placeIn(event as Record<string, unknown>, path)
  return place?.of[place.key]
}

interface PlaceIn {
  readonly of: Record<string, unknown>
  readonly key: string
}

/** The object or list that a pointer leads into, and the last of its names; null where there is none. */
function placeIn(event: Record<string, unknown>, path: string): PlaceIn | null {
  const names = path
    .split('/')
    .slice(1)
    .map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'))
  const key = names.pop()
  let of: unknown = event
  for (const name of names) of = isContainer(of) && Object.hasOwn(of, name) ? of[name] : null
  return key !== undefined && isContainer(of) && Object.hasOwn(of, key) ? { of, key } : null
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function refused(path: string, code: string, message: string): Redaction {
  return { ok: false, fault: { path, code, message } }
}
