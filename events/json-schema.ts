import { z } from 'zod'
import { definitionOf, type EventType } from './catalogue.js'
import { correctable } from './envelope.js'
import { meanings } from './meanings.js'

export type JsonSchema = Readonly<Record<string, unknown>>

/** JSON Schema (draft 2020-12) of the whole event as posted; null stands for a field that is left out. */
export function jsonSchemaOf(type: EventType): JsonSchema {
  const { meaning, version } = definitionOf(type)!
  const { properties, ...schema } = told(type, written(type, 'input'), [], nullable)
  const { schemaVersion, ...others } = properties!
  const versions = { type: 'integer', minimum: 1, maximum: version }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...schema,
    properties: {
      type: others.type,
      schemaVersion: { ...schemaVersion, anyOf: [versions, { type: 'null' }] },
      ...others,
    },
    title: type,
    description: meaning,
  }
}

/** The same as it is on record: with id and version, nothing null, and open to what later versions add. */
export function recordedSchemaOf(type: EventType): JsonSchema {
  const {
    properties,
    required,
    additionalProperties: _closed,
    ...schema
  } = told(type, written(type, 'output'), [], open)
  const { meaning } = definitionOf(type)!
  const set = { id: properties!.id, schemaVersion: VERSION }
  return {
    ...schema,
    properties: { ...properties, ...set, ...SERVER_FIELDS },
    required: [...new Set([...(required ?? []), 'id', 'schemaVersion', ...SERVER_SETS])],
    title: `Recorded${type}`,
    description: meaning,
  }
}

const text = (description: string) => ({ type: 'string', description })
const VERSION = { type: 'integer', minimum: 1, description: 'version of the type that it was posted in' }
const SERVER_SETS = ['position', 'stream', 'revision', 'recordedAt']
/** What the service adds to an event. */
const SERVER_FIELDS = {
  position: text('place in the log: opaque; text comparison orders positions of one store'),
  stream: text('stream that it is stored in: country-NER'),
  revision: { type: 'integer', minimum: 0, description: 'place in its stream, from 0' },
  recordedAt: text('when it was stored, or for a backfilled event published: an instant in UTC'),
  recordedBy: text('id of the key that posted it; absent where none was asked for'),
  backfilled: { type: 'boolean', description: 'it was loaded later and counts from its publication on' },
  redacted: {
    type: 'array',
    items: { type: 'string' },
    description: 'texts that were overwritten in the store, as JSON pointers',
  },
  storedAt: text('when a backfilled event was truly stored: an instant in UTC'),
}

const PATCH = {
  type: 'object' as const,
  properties: Object.fromEntries(correctable.map(name => [name, {}])),
  additionalProperties: false,
}

interface Written {
  readonly properties?: Readonly<Record<string, Written>>
  readonly required?: readonly string[]
  readonly items?: Written
  readonly additionalProperties?: unknown
  readonly [keyword: string]: unknown
}

function written(type: EventType, io: 'input' | 'output'): Written {
  const {
    $schema: _,
    $defs: _patch,
    ...schema
  } = z.toJSONSchema(definitionOf(type)!.schema, {
    target: 'draft-2020-12',
    io,
    // A merge patch may hold any part of an event, and null for what it takes away.
    override: ({ jsonSchema: { properties } }) => {
      if (properties !== undefined && 'changes' in properties) properties.changes = PATCH
    },
  })
  return schema as Written
}

type Form = (name: string, schema: Written, isRequired: boolean) => Written

/** A field that may be left out may be null. */
function nullable(_name: string, schema: Written, isRequired: boolean): Written {
  if (isRequired) return schema
  // Generators of clients take a field with a default for one that is always sent.
  const { description, default: _default, ...rest } = schema
  return { anyOf: [rest, { type: 'null' }], description }
}

function open(_name: string, { additionalProperties, ...schema }: Written): Written {
  return additionalProperties === false ? schema : { ...schema, additionalProperties }
}

/** The schema with what each field means. */
function told(type: EventType, schema: Written, path: readonly string[], form: Form): Written {
  const items = schema.items && told(type, schema.items, path, form)
  if (schema.properties === undefined) return items ? { ...schema, items } : schema
  const properties = Object.entries(schema.properties).map(([name, field]) => {
    const place = [...path, name]
    const described = { ...told(type, field, place, form), description: meaningOf(type, place) }
    return [name, form(name, described, schema.required?.includes(name) ?? false)]
  })
  return { ...schema, properties: Object.fromEntries(properties) }
}

function meaningOf(type: EventType, place: readonly string[]): string | undefined {
  const path = place.join('.')
  return meanings[`${type}.${path}`] ?? meanings[path] ?? (place.length > 2 ? meanings[place.at(-1)!] : undefined)
}
