import { z } from 'zod'
import { definitions, families } from '../../events/catalogue.js'
import { commonFields } from '../../events/envelope.js'
import { jsonSchemaOf } from '../../events/json-schema.js'
import * as words from '../../events/words.js'

type Schema = {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** The parts of docs/catalogue.md that follow from the code, by the names of their markers. */
export function generatedParts(): Readonly<Record<string, string>> {
  return { words: wordsPart(), fields: fieldsPart(), types: typesPart() }
}

function wordsPart(): string {
  const lists: Readonly<Record<string, readonly string[]>> = {
    'agreement kind': words.militaryAgreementKinds,
    'agreement kind, economic': words.economicAgreementKinds,
    'role of a force': words.roles,
    'role of a party': words.partyRoles,
    consent: words.consents,
    'strength basis': words.strengthBases,
    level: words.levels,
    direction: words.directions,
    stance: words.stances,
    measure: words.measures,
    reliability: words.reliabilities,
    modality: words.modalities,
    'reason of a correction': words.correctionReasons,
    dimension: words.dimensions,
    grain: words.grains,
  }
  const lines = Object.entries(lists).map(([name, list]) => `- ${name}: ${list.map(word => `\`${word}\``).join(' ')}`)
  return lines.join('\n')
}

function fieldsPart(): string {
  const schema = z.toJSONSchema(z.strictObject(commonFields), { io: 'input' }) as Schema
  return `\`id?\` \`type*\` \`schemaVersion?\` \`country*\` ${fieldsOf(schema)
    .filter(field => !field.startsWith('`id'))
    .join(' ')} \`data*\``
}

function typesPart(): string {
  const byType = new Map(definitions.map(definition => [definition.type, definition]))
  const rows = [...families].flatMap(([family, types]) =>
    types.map(type => {
      const definition = byType.get(type)!
      const data = (jsonSchemaOf(type) as Schema).properties!.data!
      const cells = [family, `${type}${definition.version > 1 ? ` (version ${definition.version})` : ''}`]
      return `| ${[...cells, definition.meaning, fieldsOf(data).join(' '), definition.partner].join(' | ')} |`
    }),
  )
  return ['| family | type | what it says | data | partner |', '|---|---|---|---|---|', ...rows].join('\n')
}

/** Each field with `*` where it is required and `?` where not, its words, and `[]` for a list. */
function fieldsOf({ properties = {}, required = [] }: Schema): string[] {
  return Object.entries(properties).map(
    ([name, schema]) => `\`${name}${required.includes(name) ? '*' : '?'}\`${shapeOf(schema)}`,
  )
}

const MOST_WORDS = 8

function shapeOf(schema: Schema): string {
  const [only, or] = schema.anyOf ?? []
  if (only && or?.type === 'null') return shapeOf(only)
  if (schema.items) return `[]${shapeOf(schema.items)}`
  if (schema.enum) return schema.enum.length > MOST_WORDS ? '' : `(${schema.enum.join(' ')})`
  if (schema.const !== undefined) return `(${String(schema.const)})`
  if (schema.properties) return `{${Object.keys(schema.properties).join(' ')}}`
  return ''
}
