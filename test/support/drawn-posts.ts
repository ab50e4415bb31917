import { definitions } from '../../events/catalogue.js'
import { jsonSchemaOf } from '../../events/json-schema.js'
import { pick } from './seeded.js'

/** What is sent as a body, and how it was made. */
export interface DrawnPost {
  readonly payload: string | Buffer
  readonly kind: 'valid' | 'near' | 'hostile' | 'bytes'
  readonly headers: Record<string, string>
}

type Draw = () => number

/** Bodies made from the schemas of all types: valid ones, some with a few things wrong, some hostile, some with a byte changed. */
export function drawnPosts(draw: Draw): () => DrawnPost {
  const known: string[] = []
  const types = definitions.map(({ type }) => type)
  const schemas = new Map(types.map(type => [type, jsonSchemaOf(type) as unknown as Schema]))
  const examples = new Map(definitions.map(({ type, example }) => [type as string, example as unknown as Json]))

  const one = (): Json => {
    const type = pick(draw, types)
    const event = structuredClone(examples.get(type)!) as { [name: string]: Json }
    event.id = idOf(draw)
    if (draw() < 0.2 && known.length > 0) event.id = pick(draw, known)
    for (const name of ['targetEventId', 'targetEventIds']) {
      const data = event.data as { [name: string]: Json }
      if (!Object.hasOwn(data, name) || known.length === 0) continue
      data[name] = Array.isArray(data[name]) ? [pick(draw, known), pick(draw, known)] : pick(draw, known)
    }
    for (let n = Math.floor(draw() * 4); n > 0; n--) vary(draw, event, schemas.get(type)!)
    if (draw() < 0.5) known.push(String(event.id))
    if (known.length > 500) known.splice(0, 250)
    return event
  }

  return () => {
    const roll = draw()
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (draw() < 0.1) headers.prefer = 'handling=strict'
    if (draw() < 0.1) headers['idempotency-key'] = `key-${Math.floor(draw() * 50)}`
    if (draw() < 0.05) headers['if-match'] = `"${Math.floor(draw() * 50)}"`
    const event = draw() < 0.15 ? Array.from({ length: Math.floor(draw() * 5) }, one) : one()
    if (roll < 0.4) return { payload: JSON.stringify(event), kind: 'valid', headers }
    if (roll < 0.75) {
      for (let n = 1 + Math.floor(draw() * 3); n > 0; n--) spoil(draw, event)
      return { payload: JSON.stringify(event), kind: 'near', headers }
    }
    if (roll < 0.9) {
      headers['content-type'] = pick(draw, TYPES)
      return { payload: hostile(draw, JSON.stringify(event)), kind: 'hostile', headers }
    }
    const bytes = Buffer.from(JSON.stringify(event))
    for (let n = 1 + Math.floor(draw() * 3); n > 0; n--) {
      const at = Math.floor(draw() * bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(draw() * 8))
    }
    return { payload: bytes, kind: 'bytes', headers }
  }
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly Json[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
}

/** Another value that the schema allows, somewhere in the event: a word of the same list, a number within bounds, a date. */
function vary(draw: Draw, event: { [name: string]: Json }, schema: Schema): void {
  const places: (() => void)[] = []
  const walk = (value: { [name: string]: Json }, of: Schema) => {
    for (const [name, member] of Object.entries(of.properties ?? {})) {
      if (name === 'id' || name === 'type' || name === 'schemaVersion') continue
      const inner = value[name]
      if (isObject(inner)) walk(inner, member)
      const other = another(draw, member)
      if (other !== undefined) places.push(() => Object.assign(value, { [name]: other }))
    }
  }
  walk(event, schema)
  if (places.length > 0) pick(draw, places)()
}

function another(draw: Draw, schema: Schema): Json | undefined {
  if (schema.enum !== undefined) return pick(draw, schema.enum)
  if (schema.anyOf !== undefined) return another(draw, pick(draw, schema.anyOf))
  if (schema.format === 'edtf') return pick(draw, DATES)
  if (schema.format === 'uuid') return idOf(draw)
  if (schema.format === 'uri') return pick(draw, ['https://example.org/a', 'http://example.org/?q=%C3%A9#x'])
  const types = [schema.type ?? []].flat()
  if (types.includes('integer')) {
    const low = schema.minimum ?? 0
    return low + Math.floor(draw() * (Math.min(schema.maximum ?? 100_000, 100_000) - low))
  }
  if (types.includes('boolean')) return draw() < 0.5
  if (types.includes('string')) return pick(draw, WORDS)
  return undefined
}

/** Something is left out, put in, or replaced by what does not belong there. */
function spoil(draw: Draw, event: Json): void {
  const places: { of: { [name: string]: Json } | Json[]; key: string }[] = []
  const walk = (value: Json) => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      places.push({ of: value as { [name: string]: Json }, key })
      walk(inner)
    }
  }
  walk(event)
  if (places.length === 0) return
  const { of, key } = pick(draw, places)
  const target = of as { [name: string]: Json }
  const roll = draw()
  if (roll < 0.3) delete target[key]
  else if (roll < 0.5) target[pick(draw, NAMES)] = structuredClone(pick(draw, VALUES))
  else target[key] = structuredClone(pick(draw, VALUES))
}

function hostile(draw: Draw, text: string): string {
  switch (Math.floor(draw() * 8)) {
    case 0:
      return text.slice(0, Math.floor(draw() * text.length))
    case 1:
      return text.replace('{', '{"__proto__":{"polluted":true},')
    case 2:
      return `${'['.repeat(5000)}${']'.repeat(5000)}`
    case 3:
      return text.replace('{', '{"type":"CoupOccurred",')
    case 4:
      return text.replace(/"note":|"data":/, `"note":"${'x'.repeat(80_000)}","data":`)
    case 5:
      return text.replace(/\d+/, pick(draw, ['1e400', '-0', '9007199254740993', '1e-400', 'NaN']))
    case 6:
      return `\ufeff${text}`
    default:
      return text + pick(draw, ['x', '\0', text, ','])
  }
}

function idOf(draw: Draw): string {
  const digits = (n: number) => Array.from({ length: n }, () => Math.floor(draw() * 16).toString(16)).join('')
  return `${digits(8)}-${digits(4)}-7${digits(3)}-8${digits(3)}-${digits(12)}`
}

function isObject(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
  'text/plain',
  'application/json; charset=latin1',
  '',
]
const DATES = ['2024-04-10', '1999-12', '1950', '2023-05~', '2020-01/2020-03', '1816-01-01', '2024-02-29', '../2021']
const WORDS = [
  'rus-ner',
  'NER',
  'FRA',
  'P6M',
  'a',
  'Ñandú',
  'ECOWAS',
  '2024-04-10',
  'عربي',
  'two words',
  'niger-usa-sofa',
]
const NAMES = ['__proto__', 'constructor', 'toString', 'position', 'recordedAt', 'id', 'nonsense', '', 'data', '\u0000']
const VALUES: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  'x'.repeat(600),
  '\u202ereversed',
  'a\u0000b',
  '2023-02-30',
  '9999',
  'ner',
  'XXX',
  '00000000-0000-0000-0000-000000000000',
  [],
  {},
  ['NER', 'NER'],
  Array.from({ length: 61 }, () => 'FRA'),
  { low: 5, high: 1 },
  { a: { b: { c: {} } } },
]
