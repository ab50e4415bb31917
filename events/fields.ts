import { z } from 'zod'
import { isDuration } from './calendar.js'
import { parseEdtf } from './edtf.js'
import { UUID } from './formats.js'
import { isLongerThan, type Layout, normalised, textFault } from './text.js'
import { measures, strengthBases } from './words.js'

/** Schemas shared by all events. A refusal carries its stable code in `params.code`; every pattern is linear in its input. */

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const STATE = /^[A-Z]{3}$/
const PARTNER = /^[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*$/
const POINTER = /^(?:\/(?:[^\s~/]|~[01])+)+$/
const NIL = '00000000-0000-0000-0000-000000000000'
const WEB_ADDRESS = /^https?:\/\/[^\s\p{Cc}\p{Cs}\p{Bidi_Control}<>"]+$/iu

const EDTF_MEANING =
  'must be a calendar date of EDTF level 0 or 1: 2024-04-10, 2024-04, 2024, 2024-04-XX, 2024-04-10?, 2024-04~, ' +
  '2024-04-10/2024-04-12, 2023/.., ../2021'

function text(limit: number, layout: Layout) {
  return z
    .string()
    .check(payload => {
      // one check that also normalises: two, or superRefine, cost a tenth of the whole parse
      payload.value = normalised(payload.value)
      const fault = textFault(payload.value, limit, layout)
      if (!fault) return
      const { code, message } = fault
      payload.issues.push({ code: 'custom', input: payload.value, message, params: { code }, continue: true })
    })
    .meta({ minLength: 1, maxLength: limit })
}

function word(test: (value: string) => boolean, code: string, message: string, schema: Record<string, unknown>) {
  return z.string().refine(test, { error: message, params: { code } }).meta(schema)
}

/** One line of text: NFC, at most 500 characters (code points). */
export const Text = text(500, 'line')
/** Text that may hold line breaks and tabs: NFC, at most 8,000 characters (code points). */
export const LongText = text(8_000, 'lines')

/** Lower-case id of an agreement, force, site, authority, source or fact. */
export const Slug = word(
  value => value.length <= 80 && SLUG.test(value),
  'malformed-id',
  'must be lower-case letters and digits in groups joined by single hyphens, at most 80 characters',
  { pattern: SLUG.source, maxLength: 80 },
)

/** ISO 3166-1 alpha-3, current or historical; whether it exists at the date is checked against the registry. */
export const StateCode = word(
  value => STATE.test(value),
  'malformed-id',
  'must be three capital letters (ISO 3166-1 alpha-3)',
  { pattern: STATE.source },
)

/** A state, an organisation or a force: capitals and digits in groups joined by single hyphens. */
export const PartnerId = word(
  value => value.length <= 40 && PARTNER.test(value),
  'malformed-id',
  'must be a state (ISO 3166-1 alpha-3) or an organisation or force in capitals joined by hyphens (ECOWAS, G5-SAHEL)',
  { pattern: PARTNER.source, maxLength: 40 },
)

/** Where a text stands in an event: a JSON pointer (RFC 6901). */
export const JsonPointer = word(
  value => value.length <= 200 && POINTER.test(value),
  'malformed-pointer',
  'must be a JSON pointer: /note, /claim/title, /data/sites/0/name',
  { format: 'json-pointer', maxLength: 200 },
)

/** Any version of UUID but the nil one, lower-cased. */
export const Uuid = z
  .string()
  .overwrite(value => (value.length === 36 ? value.toLowerCase() : value))
  .refine(value => UUID.test(value) && value !== NIL, {
    error: 'must be a UUID and not the nil one',
    params: { code: 'malformed-id' },
  })
  .meta({ format: 'uuid' })

/** When something was, as an EDTF string (level 0 or 1, years 1000 to 2999). */
export const EdtfDate = word(value => parseEdtf(value) !== null, 'impossible-date', EDTF_MEANING, {
  format: 'edtf',
  maxLength: 40,
})

/** ISO 8601 duration in years, months, weeks, days or hours. */
export const Duration = word(
  value => value.length <= 30 && isDuration(value),
  'malformed-duration',
  'must be an ISO 8601 duration: P6M, P90D, P1Y, PT48H',
  { format: 'duration', maxLength: 30 },
)

/** A time limit: a date, or a duration that runs from the notice. */
export const Deadline = word(
  value => parseEdtf(value) !== null || (value.length <= 30 && isDuration(value)),
  'impossible-date',
  `${EDTF_MEANING}, or an ISO 8601 duration: P14D, PT48H`,
  { maxLength: 40 },
)

/** Address of a page on the web (http or https). */
export const Url = word(
  value => !isLongerThan(value, 2_048) && WEB_ADDRESS.test(value) && URL.canParse(value),
  'malformed-url',
  'must be an http or https address of at most 2,048 characters',
  { format: 'uri', maxLength: 2_048 },
)

const Count = z.int().min(0).max(1_000_000_000)

/** A number known within bounds, `low <= high`, whole and not negative; `basis` says what kind of figure it is. */
export const Quantity = z
  .strictObject({
    low: Count,
    high: Count,
    basis: z.enum(strengthBases).optional(),
    asOf: EdtfDate.optional(),
    scope: Text.optional(),
    wording: Text.optional(),
  })
  .refine(quantity => quantity.low <= quantity.high, {
    error: 'low must not be above high',
    path: ['low'],
    params: { code: 'low-above-high' },
  })

/** The most that a mandate allows, as a number or in the words of the resolution. */
export const Ceiling = z.union([z.int().min(0), Text])

/** A list that says something: one to sixty. */
export function listOf<S extends z.ZodType>(item: S) {
  return z.array(item).min(1).max(60)
}

/** A list that may be empty, where nothing is an answer too. */
export function anyOf<S extends z.ZodType>(item: S) {
  return z.array(item).max(60)
}

export const MeasureList = anyOf(z.enum(measures))
