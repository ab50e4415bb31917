import { errors, type JWTPayload, jwtVerify } from 'jose'
import { type HeldToken, type Principal, type Refusal, type Scope, scopes } from './principal.js'
import { KeysUnavailable, type SigningKeys } from './signing-keys.js'

/** Public-key signatures only: a token that names another algorithm, `none` or one with a shared secret is refused unread. */
const ALGORITHMS = ['RS256', 'ES256']
const SUBJECT = /^[\x21-\x7e]{1,200}$/

export interface TokenRules {
  readonly issuer: string
  readonly audience: readonly string[]
  /** Name of the claim that holds scopes, or a path to it with dots. */
  readonly scopeClaim: string
  /** The word of that claim that stands for a scope. */
  readonly scopeWords: Readonly<Partial<Record<Scope, string>>>
  /** How far the clocks of issuer and service may be apart. */
  readonly toleranceSeconds: number
}

/** Tokens of one issuer (JWT, RFC 7519). */
export interface Tokens {
  find(token: string): Promise<Principal | Refusal>
  holds(token: HeldToken): boolean
}

/** `now` in milliseconds since 1970. */
export function createTokens(options: {
  readonly keys: SigningKeys
  readonly rules: TokenRules
  readonly now: () => number
}): Tokens {
  const { keys, rules, now } = options
  const { issuer, audience, toleranceSeconds } = rules
  return {
    async find(token) {
      try {
        const { payload, protectedHeader } = await jwtVerify(token, keys.keyFor, {
          algorithms: ALGORITHMS,
          issuer,
          audience: [...audience],
          clockTolerance: toleranceSeconds,
          requiredClaims: ['exp', 'sub'],
          currentDate: new Date(now()),
        })
        if (!SUBJECT.test(String(payload.sub))) return unknown('`sub` of the token is not 1 to 200 visible characters')
        const scope = scopeOf(payload, rules)
        if (scope === null) return { refused: 'no-scope', detail: noScope(rules) }
        const until = (payload.exp! + toleranceSeconds) * 1000
        return { id: `jwt:${payload.sub}`, scope, token: { until, kid: protectedHeader.kid } }
      } catch (error) {
        if (error instanceof KeysUnavailable) return { refused: 'unavailable', detail: error.message }
        return unknown(whatIsWrong(error))
      }
    },
    holds: ({ until, kid }) => now() < until && keys.has(kid),
  }
}

/** The most that the claim's words stand for; null where none of them stands for anything. */
function scopeOf(payload: JWTPayload, { scopeClaim, scopeWords }: TokenRules): Scope | null {
  const words = wordsOf(Object.hasOwn(payload, scopeClaim) ? payload[scopeClaim] : at(payload, scopeClaim.split('.')))
  return scopes.findLast(scope => scopeWords[scope] !== undefined && words.includes(scopeWords[scope])) ?? null
}

/** A claim is one text with spaces between its words (RFC 8693), or a list. */
function wordsOf(claim: unknown): readonly unknown[] {
  return typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : []
}

function at(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? at((value as Record<string, unknown>)[name], rest)
    : undefined
}

function noScope({ scopeClaim, scopeWords }: TokenRules): string {
  return `The claim \`${scopeClaim}\` of the token has none of ${Object.values(scopeWords).join(', ')}`
}

function unknown(detail: string): Refusal {
  return { refused: 'unknown', detail }
}

function whatIsWrong(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired'
  if (error instanceof errors.JWTClaimValidationFailed) return wrongClaim(error)
  if (error instanceof errors.JOSEAlgNotAllowed) return `The token is not signed with ${ALGORITHMS.join(' or ')}`
  if (error instanceof errors.JWKSNoMatchingKey) return 'The key that signed the token is not known'
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'The token does not say which key signed it (`kid`)'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature of the token is not right'
  if (error instanceof errors.JOSEError) return 'The token cannot be read'
  return 'The token cannot be checked with the key that it names'
}

function wrongClaim({ claim, reason }: errors.JWTClaimValidationFailed): string {
  if (reason === 'missing') return `The token has no \`${claim}\``
  if (claim === 'nbf') return 'The token is not valid yet'
  if (claim === 'aud') return 'The token is for another audience'
  if (claim === 'iss') return 'The token is of another issuer'
  return `\`${claim}\` of the token is not right`
}
