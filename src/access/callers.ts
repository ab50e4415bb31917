import type { KeyRing } from './keys.js'
import type { Principal, Refusal } from './principal.js'
import type { Tokens } from './tokens.js'

/** Everybody who may ask, by key or by token. */
export interface Callers {
  /** Whose credential it is, as an Authorization header or the page's cookie brings it. */
  find(credential: string): Principal | Refusal | Promise<Principal | Refusal>
  /** Whether what a caller came with still opens something. */
  holds(caller: Principal): boolean
}

const LONGEST_KEY = 200
const UNKNOWN: Refusal = { refused: 'unknown', detail: 'The key is not known' }

/** Those of a keys file and of an issuer of tokens; null where neither is asked for. A token is told from a key by its dots. */
export function callersOf(keys: KeyRing | null, tokens: Tokens | null): Callers | null {
  if (keys === null && tokens === null) return null
  return {
    find(credential) {
      if (tokens !== null && credential.includes('.')) return tokens.find(credential)
      return (credential.length <= LONGEST_KEY && keys?.find(credential)) || UNKNOWN
    },
    holds: caller => (caller.token === undefined ? (keys?.holds(caller.id) ?? false) : tokens!.holds(caller.token)),
  }
}
