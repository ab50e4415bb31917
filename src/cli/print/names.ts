import { registry, stateOf } from '../../../events/registry/registry.js'

const forceNames = new Map(registry.forces.map(force => [force.id, (force as { readonly name?: string }).name]))

/** What readers call a partner: states and forces by name, organisations by their id, anything else as it was posted. */
export function nameOf(id: string): string {
  return stateOf(id)?.name ?? forceNames.get(id) ?? id
}

export function namesOf(ids: readonly string[]): string {
  return ids.map(nameOf).join(', ')
}
