import type { LeadStore } from '../store.js'
import { openLeads } from './sqlite.js'

/** Where the leads of a service are: in the folder that is named, else beside the log of an embedded store, else nowhere. */
export function directoryOf({
  leads,
  store,
}: {
  readonly leads: string | null
  readonly store: string
}): string | null {
  if (leads !== null) return leads
  return store.startsWith('sqlite:') ? store.slice('sqlite:'.length) : null
}

/** The leads of a service; in memory beside a log in memory, null where they have no folder. */
export function openLeadsOf(config: { readonly leads: string | null; readonly store: string }): LeadStore | null {
  const directory = directoryOf(config)
  if (directory === null) return config.store === 'memory:' ? openLeads(null) : null
  return openLeads(directory)
}
