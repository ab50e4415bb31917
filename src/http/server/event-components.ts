import { definitions } from '../../../events/catalogue.js'
import type { JsonSchema } from '../../../events/json-schema.js'
import { jsonSchemaOf, recordedSchemaOf } from '../../../events/json-schema.js'
import { referTo } from '../../wire/json-schema.js'

/** Parts of events that many types share stand once, by the name of the field that they are in. */
const SHARED: Readonly<Record<string, string>> = { claim: 'Claim', annotations: 'Annotations' }

/**
 * A schema for each type of event, as posted (`CoupOccurred`) and on record (`RecordedCoupOccurred`), and the unions of
 * them (`Event`, `RecordedEvent`), told apart by `type`.
 */
export function eventComponents(): Record<string, JsonSchema> {
  const components: Record<string, JsonSchema> = {}
  const unions: Record<string, string[]> = { Event: [], RecordedEvent: [] }
  for (const { type } of definitions) {
    for (const [union, prefix, schema] of [
      ['Event', '', jsonSchemaOf(type)],
      ['RecordedEvent', 'Recorded', recordedSchemaOf(type)],
    ] as const) {
      const name = prefix + type
      components[name] = sharing(schema, prefix, components)
      unions[union]!.push(name)
    }
  }
  const meaning = { Event: 'An event as it is posted', RecordedEvent: 'An event on record, and what the server set' }
  for (const [union, names] of Object.entries(unions)) {
    const mapping = names.map(name => [name.slice(union.length - 'Event'.length), referTo(name).$ref])
    components[union] = {
      description: meaning[union as keyof typeof meaning],
      oneOf: names.map(referTo),
      discriminator: { propertyName: 'type', mapping: Object.fromEntries(mapping) },
    }
  }
  return components
}

interface Field extends JsonSchema {
  readonly anyOf?: readonly JsonSchema[]
  readonly description?: string
}

/** The schema with its shared parts as references. */
function sharing(schema: JsonSchema, prefix: string, components: Record<string, JsonSchema>): JsonSchema {
  const { $schema: _, properties, ...rest } = schema
  const fields = Object.entries(properties as Record<string, Field>).map(([name, field]) => {
    const shared = SHARED[name]
    if (shared === undefined) return [name, field]
    const { description, anyOf, ...own } = field
    components[prefix + shared] = { description, ...(anyOf?.[0] ?? own) }
    const reference = referTo(prefix + shared)
    return [name, anyOf === undefined ? { description, ...reference } : { description, anyOf: [reference, NULL] }]
  })
  return { ...rest, properties: Object.fromEntries(fields) }
}

const NULL = { type: 'null' }
