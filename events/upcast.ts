import type { EventDefinition } from './define.js'

type Versioned = Pick<EventDefinition, 'type' | 'version' | 'upcasters'>

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
