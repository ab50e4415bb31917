import { type DomainEvent, definitionOf } from './catalogue.js'
import { upcast } from './upcast.js'

/**
 * The stored body of an event: JSON with sorted keys, without `id`. Two posts are the same event when their
 * ids and these texts are equal. Takes a parsed event, in which null is already absent.
 */
export function canonicalBody(event: DomainEvent): string {
  const { id: _, ...content } = event
  return sorted(content)
}

/**
 * The event that a stored body holds, brought to the current version; nothing is checked again. `id` is put in when
 * given. Throws SyntaxError for a body that is no JSON, RangeError for a type or version that this code does not know.
 */
export function readEvent(body: string, id?: string): DomainEvent {
  const stored = JSON.parse(body) as Record<string, unknown>
  const definition = typeof stored?.type === 'string' ? definitionOf(stored.type) : undefined
  if (!definition) throw new RangeError(`not an event of this catalogue: ${String(stored?.type).slice(0, 80)}`)
  const event = stored.schemaVersion === definition.version ? stored : upcast(definition, stored)
  if (id !== undefined) event.id = id
  return event as unknown as DomainEvent
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) {
    let list = ''
    for (const item of value) list += list === '' ? sorted(item) : `,${sorted(item)}`
    return `[${list}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = value as Record<string, unknown>
  let members = ''
  for (const key of Object.keys(fields).sort()) {
    if (fields[key] === undefined) continue
    const member = `${JSON.stringify(key)}:${sorted(fields[key])}`
    members += members === '' ? member : `,${member}`
  }
  return `{${members}}`
}
