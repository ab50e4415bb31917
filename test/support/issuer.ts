import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import { createLocalJWKSet, exportJWK, type JWK, SignJWT } from 'jose'
import type { Test } from 'tap'
import type { SigningKeys } from '../../src/access/signing-keys.js'

export const ISSUER = 'https://issuer.example/'
export const AUDIENCE = 'entente'

export interface SigningKey {
  readonly kid: string
  readonly alg: 'RS256' | 'ES256'
  readonly own: KeyObject
  readonly shown: JWK
}

/** A pair of keys of an issuer, the public one as a key set shows it. */
export async function signingKey(kid: string, alg: SigningKey['alg'] = 'RS256', bits = 2048): Promise<SigningKey> {
  const pair =
    alg === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: bits })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid, alg, own: pair.privateKey, shown: { ...(await exportJWK(pair.publicKey)), kid, alg, use: 'sig' } }
}

/** Keys that never change. */
export function keysOf(keys: readonly SigningKey[]): SigningKeys {
  const ids = keys.map(({ kid }) => kid)
  return {
    keyFor: createLocalJWKSet({ keys: keys.map(({ shown }) => shown) }),
    has: kid => kid === undefined || ids.includes(kid),
    reload: async () => {},
    close: () => {},
  }
}

/** The claims of a token that opens what its scope opens, at an instant in milliseconds since 1970. */
export function claimsAt(now: number, scope = 'entente:read'): Record<string, unknown> {
  const seconds = Math.floor(now / 1000)
  return { iss: ISSUER, aud: AUDIENCE, sub: 'analyst', iat: seconds, exp: seconds + 300, scope }
}

export function signed(claims: Record<string, unknown>, key: SigningKey, header: object = {}): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.own)
}

/** A token put together by hand, whatever its header says: `sign` makes its third part of the first two. */
export function byHand(header: object, claims: object, sign: (text: string) => string = () => ''): string {
  const text = [header, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${text}.${sign(text)}`
}

/** An issuer's key set over HTTP: what it answers can be changed, and it counts how often it was asked. */
export async function keySetServer(t: Test, first: readonly SigningKey[]) {
  const state = { keys: first, status: 200, asked: 0 }
  const server = createServer((_request, answer) => {
    state.asked += 1
    answer.writeHead(state.status, { 'content-type': 'application/json' })
    answer.end(JSON.stringify({ keys: state.keys.map(({ shown }) => shown) }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as { port: number }
  return { state, url: `http://127.0.0.1:${port}/keys` }
}
