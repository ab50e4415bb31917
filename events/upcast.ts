import type { EventDefinition, Upcaster } from './define.js'

type Versioned = Pick<EventDefinition, 'type' | 'version' | 'upcasters'>

/** To a version that only allows more than the one before. */
export const asItWas: Upcaster = fields => fields

/** Whether an event of a version is one of the current version as it stands; false for a version that this code does not know. */
export function isAsItWas(definition: Versioned, version: unknown): boolean {
  if (version === definition.version) return true
  if (!isKnownVersion(definition, version)) return false
  const later = definition.upcasters?.slice(version - 1) ?? []
  return later.every(next => next === asItWas)
}

/**
 * The fields of an event brought from the version that they name to the current one; without a version they are
 * current. Throws RangeError for a version that this code does not know.
 */
export function upcast(definition: Versioned, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { schemaVersion = definition.version } = fields
  if (!isKnownVersion(definition, schemaVersion)) {
    throw new RangeError(`${definition.type} has no version ${String(schemaVersion).slice(0, 20)}`)
  }
  let upcasted = fields
  for (const next of definition.upcasters?.slice(schemaVersion - 1) ?? []) upcasted = next(upcasted)
  return { ...upcasted, schemaVersion: definition.version }
}

export function isKnownVersion(definition: Versioned, version: unknown): version is number {
  return Number.isInteger(version) && (version as number) >= 1 && (version as number) <= definition.version
}
