import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { z } from 'zod'
import { definitionOf, definitions, families } from '../../events/catalogue.js'
import { defineEvent } from '../../events/define.js'
import { jsonSchemaOf } from '../../events/json-schema.js'
import { canonicalBody, parseEvent, readEvent } from '../../events/parse.js'
import { upcast } from '../../events/upcast.js'
import { type Posted, posted, refusals } from './support.js'

const FIXTURES = join(process.cwd(), 'test/fixtures/events')
const HASHES = join(FIXTURES, 'hashes.json')

/** Names that only the server sets. */
const SERVER_OWNED = ['position', 'stream', 'revision', 'recordedAt', 'recordedBy', 'backfilled']

const examples = definitions.map(definition => ({ definition, example: definition.example as unknown as Posted }))

t.test('the catalogue names each type once, in the past tense of one sentence', async t => {
  t.equal(definitions.length, 91, 'all types of the catalogue')
  t.equal(new Set(definitions.map(({ type }) => type)).size, definitions.length)
  t.same([...families.values()].flat().sort(), definitions.map(({ type }) => type).sort())
  for (const { type, meaning, version, upcasters } of definitions as readonly (typeof definitions)[number][]) {
    t.match(type, /^[A-Z][a-z]+(?:[A-Z][a-z]+)*$/, type)
    t.match(meaning, /^[A-Z][^.]+\.$|^[A-Z][^.]+;[^.]+\.$/, `${type} has one sentence`)
    t.equal(version, 1 + (upcasters?.length ?? 0), `${type} has an upcaster for each earlier version`)
  }
})

t.test('the example of every type parses and is what its JSON Schema allows', async t => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  for (const { definition, example } of examples) {
    const parsed = parseEvent(example)
    t.ok(parsed.ok, `${definition.type}: ${JSON.stringify(parsed)}`)
    const schema = jsonSchemaOf(definition.type)
    t.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema')
    const validate = ajv.compile(schema)
    t.ok(validate(example), `${definition.type}: ${ajv.errorsText(validate.errors)}`)
    t.notOk(validate({ ...example, surprise: 1 }), `${definition.type}: the schema is strict`)
  }
})

t.test('a field that is not listed is refused with its path, at every level', async t => {
  for (const { definition } of examples) {
    t.same(refusals(posted(definition.type, { surprise: 1 })), ['/surprise unknown-field'], definition.type)
    t.same(refusals(posted(definition.type, {}, { surprise: 1 })), ['/data/surprise unknown-field'], definition.type)
  }
  for (const name of SERVER_OWNED) {
    t.same(refusals(posted('CoupOccurred', { [name]: 1 })), [`/${name} unknown-field`])
  }
  const claim = { ...posted('CoupOccurred').claim, surprise: 1 }
  t.same(refusals(posted('CoupOccurred', { claim })), ['/claim/surprise unknown-field'])
  t.same(refusals(posted('CoupOccurred', { 'a/b~c': 1 })), ['/a~1b~0c unknown-field'], 'pointers are escaped')
})

t.test('each required field that is missing is refused with its path', async t => {
  const common = ['occurredOn', 'data', 'claim']
  let tried = 0
  for (const { definition } of examples) {
    for (const name of definition.country === 'required' ? [...common, 'country'] : common) {
      const refused = refusals(posted(definition.type, { [name]: undefined }))
      t.ok(refused.includes(`/${name} required`), `${definition.type}.${name}: ${refused}`)
    }
    const shape = (definition.data as z.ZodObject).shape
    for (const name of Object.keys(shape).filter(key => !shape[key]!.safeParse(undefined).success)) {
      const refused = refusals(posted(definition.type, {}, { [name]: undefined }))
      t.ok(refused.includes(`/data/${name} required`), `${definition.type}.data.${name}: ${refused}`)
      tried++
    }
    if (definition.country === 'optional') t.same(refusals(posted(definition.type, { country: undefined })), [])
  }
  t.equal(tried, 115, 'required fields of data over all types')
  for (const name of ['sourceId', 'reliability', 'credibility', 'modality']) {
    const claim = { ...posted('CoupOccurred').claim, [name]: undefined }
    t.same(refusals(posted('CoupOccurred', { claim })), [`/claim/${name} required`])
  }
})

t.test('a partner is required where the event means nothing without one, and parties count as one', async t => {
  for (const { definition, example } of examples) {
    const alone = refusals(posted(definition.type, { partner: undefined, parties: undefined }))
    t.same(alone, definition.partner === 'required' ? ['/partner partner-required'] : [], definition.type)
    if (example.country === undefined) continue
    const parties = [example.country, example.country === 'BEN' ? 'TGO' : 'BEN']
    t.same(refusals(posted(definition.type, { partner: undefined, parties })), [], definition.type)
  }
})

t.test('every version of every type is frozen and still read', async t => {
  const hashes: Record<string, string> = existsSync(HASHES) ? JSON.parse(readFileSync(HASHES, 'utf8')) : {}
  let written = 0
  for (const { definition, example } of examples) {
    const name = `${definition.type}.v${definition.version}.json`
    if (hashes[name] !== undefined) continue
    t.notOk(process.env.CI, `${name} is missing: run this test and commit what it writes`)
    const parsed = parseEvent(example)
    if (!parsed.ok) throw new Error(`the example of ${definition.type} does not parse`)
    const text = `${canonicalBody(parsed.event)}\n`
    writeFileSync(join(FIXTURES, name), text)
    hashes[name] = hashOf(text)
    written++
  }
  if (written > 0) writeFileSync(HASHES, `${JSON.stringify(hashes, Object.keys(hashes).sort(), 2)}\n`)

  const names = readdirSync(FIXTURES).filter(name => name !== 'hashes.json')
  t.same(names.sort(), Object.keys(hashes).sort(), 'no fixture is lost or added by hand')
  for (const name of names) {
    const text = readFileSync(join(FIXTURES, name), 'utf8')
    t.equal(hashOf(text), hashes[name], `${name} was not edited`)
    const event = readEvent(text)
    const current = definitionOf(event.type)!.version
    const stored = JSON.parse(text) as { schemaVersion: number }
    t.equal(`${event.type}.v${stored.schemaVersion}.json`, name)
    t.ok(parseEvent(event).ok, `${name} parses as it is read`)
    t.ok(parseEvent(stored).ok, `${name} can still be posted by who knows that version only`)
    if (stored.schemaVersion === current) t.equal(`${canonicalBody(event)}\n`, text, `${name} is read without loss`)
    else t.equal(event.schemaVersion, current, `${name} is brought up`)
  }
  const edited = readFileSync(join(FIXTURES, 'CoupOccurred.v1.json'), 'utf8').replace('succeeded', 'failed')
  t.not(hashOf(edited), hashes['CoupOccurred.v1.json'], 'control: an edit is seen')
})

t.test('an older version is brought to the current one, an unknown version is refused', async t => {
  const upgraded = defineEvent({
    type: 'FlagChanged',
    family: 'regime',
    version: 3,
    upcasters: [
      fields => ({ ...fields, data: { colours: [(fields.data as { colour: string }).colour] } }),
      fields => ({ ...fields, data: { ...(fields.data as object), pattern: 'plain' } }),
    ],
    meaning: 'The flag of the country changed.',
    data: z.strictObject({ colours: z.array(z.string()), pattern: z.string() }),
    partner: 'none',
    annotations: {},
    example: { country: 'NER', occurredOn: '2024', data: { colours: ['green'], pattern: 'plain' } },
  })
  const data = { colours: ['green'], pattern: 'plain' }
  t.same(upcast(upgraded, { schemaVersion: 1, data: { colour: 'green' } }), { schemaVersion: 3, data })
  t.same(upcast(upgraded, { schemaVersion: 2, data: { colours: ['green'] } }), { schemaVersion: 3, data })
  t.same(upcast(upgraded, { schemaVersion: 3, data }), { schemaVersion: 3, data })
  for (const schemaVersion of [0, 4, 1.5, '1']) {
    t.throws(() => upcast(upgraded, { schemaVersion, data }), RangeError)
    t.same(refusals(posted('CoupOccurred', { schemaVersion })), ['/schemaVersion unknown-word'])
  }
})

t.test('a stored body is read with the id that the envelope holds, or not at all', async t => {
  const id = randomUUID()
  const body = readFileSync(join(FIXTURES, 'CoupOccurred.v1.json'), 'utf8')
  t.equal(readEvent(body, id).id, id)
  t.equal(readEvent(body).id, undefined)
  t.throws(() => readEvent('{"type":"SomethingElse"}'), RangeError)
  t.throws(() => readEvent(body.replace('"schemaVersion":1', '"schemaVersion":2')), RangeError)
  t.throws(() => readEvent('null'), RangeError)
  t.throws(() => readEvent('{'), SyntaxError)
  t.equal(definitionOf('constructor'), undefined)
  t.equal(definitionOf('__proto__'), undefined)
})

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
