/** What a key or token may do; each includes the ones before it. */
export const scopes = ['read', 'write', 'admin'] as const
export type Scope = (typeof scopes)[number]

/** Who asks. */
export interface Principal {
  readonly id: string
  readonly scope: Scope
  /** Of those who came with a token rather than a key. */
  readonly token?: HeldToken
}

/** What a caller's token leaves to be looked at again. */
export interface HeldToken {
  /** Milliseconds since 1970. */
  readonly until: number
  readonly kid: string | undefined
}

/**
 * Why a credential opens nothing: it is nobody's, its holder has no scope here, or that cannot be told at the moment.
 */
export interface Refusal {
  readonly refused: 'unknown' | 'no-scope' | 'unavailable'
  readonly detail: string
}

export function isRefusal(found: Principal | Refusal): found is Refusal {
  return 'refused' in found
}

export function reaches(held: Scope, needed: Scope): boolean {
  return scopes.indexOf(held) >= scopes.indexOf(needed)
}
