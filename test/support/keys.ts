import { randomBytes } from 'node:crypto'
import { createKey, createKeyRing, type KeyRing } from '../../src/access/keys.js'
import { type Scope, scopes } from '../../src/access/principal.js'

/** A ring with one key of each scope. */
export function ringOfAll(): { readonly ring: KeyRing; readonly keys: Readonly<Record<Scope, string>> } {
  const made = scopes.map(scope => ({ scope, ...createKey({ scope, now: Date.now, random: randomBytes }) }))
  const keys = Object.fromEntries(made.map(({ scope, key }) => [scope, key])) as Record<Scope, string>
  return { ring: createKeyRing(made.map(({ entry }) => entry)), keys }
}
