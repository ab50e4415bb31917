import { shortNames } from '../../../../events/registry/short-names.js'
import type { RegistryAnswer } from './wire.js'

export interface Names {
  /** The name of a state, organisation or force; its id where the registry has none. */
  readonly of: (id: string) => string
  /** Whether an id is that of a state or an organisation. */
  readonly isWho: (id: string) => boolean
  /** Every state, by name. */
  readonly states: readonly { readonly code: string; readonly name: string; readonly official: string }[]
  /** Every organisation with its full name. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
}

/** Names by id. Long official names are shortened where the short one is unambiguous. */
export function createNames(registry: RegistryAnswer): Names {
  const states = registry.states
    .map(({ code, name }) => ({ code, name: shortNames[name] ?? name, official: name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  const names = new Map<string, string>()
  for (const { id, name } of registry.forces) names.set(id, name)
  // An organisation with a long name is better known by its initials.
  for (const { id, name } of registry.organisations) names.set(id, name.length > LONG ? id : name)
  for (const { code, name } of states) names.set(code, name)
  const who = new Set([...states.map(({ code }) => code), ...registry.organisations.map(({ id }) => id)])
  return { of: id => names.get(id) ?? id, isWho: id => who.has(id), states, organisations: registry.organisations }
}

const LONG = 25
