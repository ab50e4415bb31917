import { z } from 'zod'
import type { JsonSchema } from '../../events/json-schema.js'

/** Where the parts that have a name stand in OpenAPI and AsyncAPI documents. */
const COMPONENTS = '#/components/schemas/'

/**
 * The JSON Schema of a part of a document. Schemas with an `id` in their `meta` stand once and are referred to; each is
 * handed to `add`. What is answered is open to fields that later versions add; what is sent is not.
 */
export function jsonSchemaFor(
  schema: z.ZodType,
  io: 'input' | 'output',
  add: (name: string, schema: JsonSchema) => void,
): JsonSchema {
  const { $defs = {}, properties } = z.toJSONSchema(z.object({ part: schema }), {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodDiscriminatedUnion) jsonSchema.discriminator = discriminatorOf(zodSchema)
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      // The bounds of exact JSON numbers say nothing about the meaning of a field.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    },
  })
  for (const [name, part] of Object.entries($defs)) {
    const { id: _, ...rest } = part as { id?: string } & JsonSchema
    add(name, linked(rest))
  }
  return linked(properties!.part as JsonSchema)
}

/** Which value of the field that tells the members apart means which of them. */
function discriminatorOf({ def }: z.ZodDiscriminatedUnion) {
  const { discriminator, options } = def
  const mapping = options.flatMap(option => {
    const { id } = z.globalRegistry.get(option) ?? {}
    const field = (option as z.ZodObject).shape[discriminator]
    const values = field instanceof z.ZodEnum ? field.options : field instanceof z.ZodLiteral ? [...field.values] : []
    return values.map(value => [String(value), `${COMPONENTS}${id}`])
  })
  return { propertyName: discriminator, mapping: Object.fromEntries(mapping) }
}

export function referTo(name: string): JsonSchema {
  return { $ref: COMPONENTS + name }
}

function linked(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"${COMPONENTS}`)) as JsonSchema
}
