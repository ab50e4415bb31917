import { z } from 'zod'
import { definitionOf } from '../../events/catalogue.js'
import { parseEdtf } from '../../events/edtf.js'
import { claimSchema } from '../../events/envelope.js'
import { Slug } from '../../events/fields.js'
import { countryOf, type Meaning } from '../../events/registry/names/resolve.js'
import { kindOfPartner, stateOf } from '../../events/registry/registry.js'
import { isMissing } from './cells.js'
import type { Draft, Row, RowReading } from './format.js'

const column = z.string().min(1)

/** How a text becomes a value of a field. */
const forms = z
  .enum(['text', 'country', 'countries', 'partner', 'number', 'quantity', 'slug', 'list', 'd/m/y', 'm/d/y'])
  .describe(
    'text (as it stands; dates as EDTF); country, countries (parted by ;) and partner by name or code; a whole number; ' +
      'a quantity (50 or 50-60); an id in lower case; a list (parted by ;); a date written day or month first',
  )

const ruleSchema = z
  .strictObject({
    column: column.optional().describe('the column that holds it'),
    constant: z.union([z.string(), z.number(), z.boolean()]).optional().describe('what holds for all rows'),
    join: z
      .array(z.union([column, z.strictObject({ constant: z.string() })]))
      .min(1)
      .max(10)
      .optional(),
    values: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .optional()
      .describe('what a cell means; a cell that is not listed leaves its row out'),
    as: forms.default('text'),
  })
  .refine(({ column, constant, join }) => [column, constant, join].filter(one => one !== undefined).length === 1, {
    error: 'needs one of column, constant and join',
  })

/** A file that says how the rows of a table become events. */
export const mappingSchema = z.strictObject({
  $schema: z.string().optional(),
  name: Slug.describe('of the table; ids are made under it, so it stays the same in the next edition'),
  key: z.array(column).min(1).max(10).describe('the columns that name a row in every edition'),
  claim: claimSchema.describe('who says so: source, grading and modality of all rows'),
  events: z
    .array(
      z.strictObject({
        type: z.string().refine(type => definitionOf(type) !== undefined, { error: 'is no type of event' }),
        when: z.strictObject({ column, is: z.array(z.string()).min(1) }).optional(),
        fields: z.record(
          z.string().regex(/^(?!id$|type$)[a-zA-Z]+(?:\.[a-zA-Z]+)*$/, {
            error: 'must be the path of a field with points, such as country or data.kind',
          }),
          ruleSchema,
        ),
      }),
    )
    .min(1)
    .max(20),
})

export type Mapping = z.output<typeof mappingSchema>
type Rule = z.output<typeof ruleSchema>

/** A mapping, or what is wrong with it, a line each with the path. */
export function mappingOf(
  json: unknown,
): { readonly ok: true; readonly mapping: Mapping } | { readonly ok: false; readonly faults: readonly string[] } {
  const parsed = mappingSchema.safeParse(json)
  if (parsed.success) return { ok: true, mapping: parsed.data }
  const faults = parsed.error.issues.map(issue => {
    const { message } = issue.code === 'invalid_key' ? issue.issues[0]! : issue
    return `${issue.path.join('.') || 'it'}: ${message}`
  })
  return { ok: false, faults }
}

/** What is wrong with a mapping, a line each; none when it can be used on a table of these columns. */
export function faultsOfMapping(mapping: Mapping, header: readonly string[]): string[] {
  const faults: string[] = []
  const look = (path: string, name: string | undefined) => {
    if (name === undefined || header.includes(name)) return
    faults.push(`${path}: the table has no column "${name}"; it has ${header.join(', ')}`)
  }
  for (const name of mapping.key) look('key', name)
  for (const [at, { when, fields }] of mapping.events.entries()) {
    look(`events.${at}.when`, when?.column)
    for (const [path, rule] of Object.entries(fields)) {
      for (const name of columnsOf(rule)) look(`events.${at}.fields.${path}`, name)
    }
  }
  return faults
}

function columnsOf({ column, join = [] }: Rule): string[] {
  return column === undefined ? join.filter(part => typeof part === 'string') : [column]
}

/** Reads rows as a mapping says. A row of which one field cannot be said is left out whole, and the column named. */
export function readerOf(mapping: Mapping): (row: Row) => RowReading {
  return row => {
    const cells = mapping.key.map(name => row.cells[name]!)
    if (cells.every(isMissing)) return { leftOut: `column "${mapping.key[0]}": is empty, and names the row` }
    const drafts: Draft[] = []
    for (const [at, { type, when, fields }] of mapping.events.entries()) {
      if (when !== undefined && !when.is.includes(row.cells[when.column]!)) continue
      const made = fieldsOf(row, fields)
      if ('fault' in made) return { leftOut: made.fault }
      const { claim, ...rest } = made.fields
      drafts.push({
        key: `${cells.join('\n')}\n${at}`,
        fields: { type, ...rest },
        columns: new Map(Object.entries(fields).map(([path, rule]) => [path, columnsOf(rule).join(', ')])),
        ...(claim === undefined ? {} : { claim: claim as Record<string, unknown> }),
      })
    }
    return drafts.length === 0 ? { leftOut: 'no event of the mapping is for it' } : { drafts }
  }
}

type Made = { readonly value: unknown } | { readonly fault: string }

function fieldsOf(
  row: Row,
  rules: Readonly<Record<string, Rule>>,
): { readonly fields: Record<string, unknown> } | { readonly fault: string } {
  const fields: Record<string, unknown> = {}
  const day = rules.occurredOn === undefined ? undefined : readCell(row, rules.occurredOn, undefined)
  const range = day !== undefined && 'value' in day && typeof day.value === 'string' ? parseEdtf(day.value) : null
  const at = range !== null && Number.isFinite(range.earliest) ? range.earliest : undefined
  for (const [path, rule] of Object.entries(rules)) {
    const made = readCell(row, rule, at)
    if ('fault' in made) return { fault: `column "${columnsOf(rule).join(', ')}" for ${path}: ${made.fault}` }
    if (made.value !== undefined) put(fields, path.split('.'), made.value)
  }
  return { fields }
}

function put(target: Record<string, unknown>, [head, ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[head!] = value
    return
  }
  const there = Object.hasOwn(target, head!) ? target[head!] : undefined
  const inner: Record<string, unknown> = typeof there === 'object' && there !== null ? { ...there } : {}
  put(inner, rest, value)
  target[head!] = inner
}

function readCell({ cells }: Row, { column, constant, join, values, as }: Rule, at: number | undefined): Made {
  if (constant !== undefined) return { value: constant }
  const text =
    column !== undefined
      ? cells[column]!
      : join!.map(part => (typeof part === 'string' ? cells[part]! : part.constant)).join(' ')
  if (isMissing(text)) return { value: undefined }
  if (values !== undefined) {
    const value = Object.hasOwn(values, text) ? values[text] : undefined
    return value === undefined ? { fault: `"${text}" is not among its values` } : { value }
  }
  return formed(text, as, at)
}

function formed(text: string, as: z.output<typeof forms>, at: number | undefined): Made {
  switch (as) {
    case 'text':
      return { value: text }
    case 'country':
      return country(text, at)
    case 'countries':
      return listOf(text, part => country(part, at))
    case 'partner':
      return ['organisation', 'force'].includes(kindOfPartner(text.toUpperCase()))
        ? { value: text.toUpperCase() }
        : country(text, at)
    case 'number':
      return /^\d{1,9}$/.test(bare(text)) ? { value: Number(bare(text)) } : { fault: `"${text}" is no whole number` }
    case 'quantity': {
      const [, low, high = low] = /^(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?$/.exec(bare(text)) ?? []
      return low === undefined
        ? { fault: `"${text}" is no quantity such as 50 or 50-60` }
        : { value: { low: Number(low), high: Number(high) } }
    }
    case 'slug':
      return { value: slug(text) }
    case 'list':
      return listOf(text, part => ({ value: part }))
    case 'd/m/y':
    case 'm/d/y': {
      const [, one, two, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? []
      if (year === undefined) return parseEdtf(text) === null ? { fault: `"${text}" is no date` } : { value: text }
      const [day, month] = as === 'd/m/y' ? [one!, two!] : [two!, one!]
      const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
      return parseEdtf(date) === null ? { fault: `"${text}" is no date (${as})` } : { value: date }
    }
  }
}

/** Without the marks between thousands. */
function bare(text: string): string {
  return text.replace(/(\d)[,'\u00a0\u202f ](?=\d{3}\b)/g, '$1')
}

function listOf(text: string, each: (part: string) => Made): Made {
  const values: unknown[] = []
  for (const part of text.split(';').map(one => one.trim())) {
    if (part === '') continue
    const made = each(part)
    if ('fault' in made) return made
    values.push(made.value)
  }
  return { value: values }
}

function country(text: string, at: number | undefined): Made {
  const meant = countryOf(text, at === undefined ? {} : { at })
  return meant.kind === 'state' ? { value: meant.code } : { fault: unknown(text, meant) }
}

function unknown(text: string, meant: Exclude<Meaning, { kind: 'state' }>): string {
  const codes = meant.kind === 'ambiguous' ? meant.codes : meant.suggestions
  const named = codes.map(code => `${stateOf(code)?.name ?? code} (${code})`)
  if (meant.kind === 'ambiguous') return `"${text}" may be ${named.join(' or ')}`
  return `no country is called "${text}"${named.length > 0 ? `; nearest: ${named.join(', ')}` : ''}`
}

function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/-$/, '')
}
