import { type DomainEvent, definitionOf } from './catalogue.js'
import { crossCheck } from './cross-checks.js'
import type { EventDefinition } from './define.js'
import { type Fault, faultsOf, MAX_FAULTS } from './faults.js'
import { withoutNulls } from './nulls.js'
import { isKnownVersion, upcast } from './upcast.js'

export { canonicalBody, readEvent } from './body.js'

export type Parsed =
  | { readonly ok: true; readonly event: DomainEvent }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/**
 * Read a posted event: null is absent, text is NFC, ids of events are lower-case, `schemaVersion` is filled in.
 * All faults are told at once (at most 100), each with a JSON pointer and a stable code.
 */
export function parseEvent(input: unknown): Parsed {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return refused({ path: '', code: 'wrong-type', message: 'an event must be an object' })
  }
  const type = Object.hasOwn(input, 'type') ? (input as { type: unknown }).type : undefined
  if (type === undefined || type === null) return refused({ path: '/type', code: 'required', message: 'is required' })
  if (typeof type !== 'string') return refused({ path: '/type', code: 'wrong-type', message: 'must be text' })
  const definition = definitionOf(type)
  if (!definition) {
    return refused({ path: '/type', code: 'unknown-type', message: `no such type of event: ${type.slice(0, 80)}` })
  }
  const faults: Fault[] = []
  const posted = withoutNulls(input, faults, type === 'ClaimCorrected' ? 'changes' : null)
  const given = isOlder(definition, posted) ? upcast(definition, posted) : posted
  const result = definition.schema.safeParse(given)
  if (!result.success) for (const fault of faultsOf(result.error.issues, given)) faults.push(fault)
  crossCheck(definition, (result.success ? result.data : given) as Record<string, unknown>, faults)
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, MAX_FAULTS) }
  return { ok: true, event: result.data as DomainEvent }
}

function isOlder(definition: EventDefinition, posted: object): posted is Record<string, unknown> {
  const { schemaVersion } = posted as { schemaVersion?: unknown }
  return schemaVersion !== definition.version && isKnownVersion(definition, schemaVersion)
}

function refused(fault: Fault): Parsed {
  return { ok: false, faults: [fault] }
}
