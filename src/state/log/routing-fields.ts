import { type DomainEvent, definitionOf } from '../../../events/catalogue.js'
import { isAsItWas } from '../../../events/upcast.js'
import { isPointing } from '../../../projections/resolve/claim.js'
import { fieldsInBody, type RoutingFields } from './body-walk.js'

export function fieldsOf(event: DomainEvent): RoutingFields {
  const { country, parties, partner, claim, data } = event
  const texts = Object.values(data as Record<string, unknown>).flatMap(value => {
    return (Array.isArray(value) ? value : [value]).filter(one => typeof one === 'string')
  })
  return { country, parties, partner, sourceId: claim.sourceId, texts }
}

/**
 * The same of a body that holds an event about the world, in the current version of its type or in one that is it as it
 * stands; null where all of it has to be read.
 */
export function plainFieldsOf(body: string): RoutingFields | null {
  const fields = fieldsInBody(body)
  const definition = fields === null ? undefined : definitionOf(fields.type)
  if (fields === null || definition === undefined || !isAsItWas(definition, fields.schemaVersion)) return null
  return isPointing(fields) || fields.type === 'SourceRegraded' ? null : fields
}

/** What is said to be a partner, or stands in a field of its own and may be one: capitals and digits. */
export function namesIn({ partner, parties, texts }: RoutingFields): readonly string[] {
  const names: string[] = []
  if (partner !== undefined) names.push(partner)
  if (parties !== undefined) names.push(...parties)
  for (const text of texts) if (text.length <= 40 && CAPITALS.test(text)) names.push(text)
  return names
}

const CAPITALS = /^[A-Z0-9]{2}[A-Z0-9-]*$/
