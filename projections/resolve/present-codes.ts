import type { DomainEvent } from '../../events/catalogue.js'
import { presentCode } from '../../events/registry/registry.js'

/**
 * An event as it counts: a state that only changed its name is one state, told under either code. What is stored and listed
 * stays as it was posted.
 */
export function inPresentCodes(event: DomainEvent): DomainEvent {
  if (!namesRenamed(event)) return event
  let made = known.get(event)
  if (made === undefined) {
    made = renamed(event) as DomainEvent
    known.set(event, made)
  }
  return made
}

const known = new WeakMap<DomainEvent, DomainEvent>()

/** Whose event it is, and with whom: whoever acts in it is among these. */
function namesRenamed({ country, partner, parties }: DomainEvent): boolean {
  return isRenamed(country) || isRenamed(partner) || (parties?.some(isRenamed) ?? false)
}

function isRenamed(code: string | undefined): boolean {
  return code !== undefined && presentCode(code) !== code
}

function renamed(value: unknown): unknown {
  if (typeof value === 'string') return presentCode(value)
  if (Array.isArray(value)) return value.map(renamed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, renamed(item)]))
}
