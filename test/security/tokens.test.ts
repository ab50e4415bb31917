import { createHmac, createPublicKey } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { followSigningKeys, type SigningKeys } from '../../src/access/signing-keys.js'
import { createTokens, type TokenRules } from '../../src/access/tokens.js'
import { ConfigError, readConfig } from '../../src/config.js'
import { subscribe } from '../sse/subscriber.js'
import { build, trainers } from '../support/build.js'
import {
  AUDIENCE,
  byHand,
  claimsAt,
  ISSUER,
  keySetServer,
  type SigningKey,
  signed,
  signingKey,
} from '../support/issuer.js'
import { ringOfAll } from '../support/keys.js'
import { startService } from '../support/service.js'

const NOW = Date.parse('2026-05-01T12:00:00Z')
const RULES: TokenRules = {
  issuer: ISSUER,
  audience: [AUDIENCE],
  scopeClaim: 'scope',
  scopeWords: { read: 'entente:read', write: 'entente:write', admin: 'entente:admin' },
  toleranceSeconds: 30,
}
const silent = { info: () => {}, error: () => {} }
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

const [rsa, ec, stranger] = await Promise.all([
  signingKey('first'),
  signingKey('second', 'ES256'),
  signingKey('first'), // another key under the id of one that is known
])

/** The keys of a file, as a service follows them. */
async function keysInFile(t: Test, keys: readonly SigningKey[]): Promise<{ keys: SigningKeys; file: string }> {
  const file = join(t.testdir(), 'keys.json')
  writeFileSync(file, JSON.stringify({ keys: keys.map(({ shown }) => shown) }))
  const followed = await followSigningKeys(file, { steady: () => performance.now(), log: silent })
  t.teardown(() => followed.close())
  return { keys: followed, file }
}

t.test('a token of the issuer opens what its scope opens, and says who came', async t => {
  const { keys } = await keysInFile(t, [rsa, ec])
  const tokens = createTokens({ keys, rules: RULES, now: () => NOW })
  const find = async (claims: Record<string, unknown>, key = rsa) => tokens.find(await signed(claims, key))
  for (const key of [rsa, ec]) {
    t.match(await find(claimsAt(NOW), key), { id: 'jwt:analyst', scope: 'read', token: { kid: key.kid } }, key.alg)
  }
  t.match(await find(claimsAt(NOW, 'openid entente:write profile')), { scope: 'write' }, 'a word among others')
  t.match(await find(claimsAt(NOW, 'entente:read entente:admin')), { scope: 'admin' }, 'the highest counts')
  t.match(await find({ ...claimsAt(NOW), scope: ['entente:write'] }), { scope: 'write' }, 'a list')
  t.match(await find({ ...claimsAt(NOW), aud: ['other', AUDIENCE] }), { scope: 'read' }, 'one audience of several')
  for (const scope of ['', 'read', 'entente:readonly', 'ENTENTE:READ', 7, null, { 'entente:admin': true }]) {
    t.match(await find({ ...claimsAt(NOW), scope }), { refused: 'no-scope' }, JSON.stringify(scope))
  }
})

t.test('the claim and its words are settings', async t => {
  const { keys } = await keysInFile(t, [rsa])
  const scopeOf = async (claims: object, rules: Partial<TokenRules>) => {
    const tokens = createTokens({ keys, rules: { ...RULES, ...rules }, now: () => NOW })
    const found = await tokens.find(await signed({ ...claimsAt(NOW), ...claims }, rsa))
    return 'scope' in found ? found.scope : found.refused
  }
  const scopeWords = { read: 'reader', admin: 'desk-chief' }
  t.equal(
    await scopeOf({ realm_access: { roles: ['reader'] } }, { scopeClaim: 'realm_access.roles', scopeWords }),
    'read',
  )
  t.equal(
    await scopeOf({ 'https://a.example/roles': 'desk-chief' }, { scopeClaim: 'https://a.example/roles', scopeWords }),
    'admin',
  )
  t.equal(await scopeOf({ scope: 'writer' }, { scopeWords }), 'no-scope', 'a scope without a word nobody has')
  t.equal(await scopeOf({}, { scopeClaim: '__proto__.constructor', scopeWords }), 'no-scope', 'nothing is inherited')
  t.equal(await scopeOf({ a: 'reader' }, { scopeClaim: 'a.length', scopeWords }), 'no-scope')
})

t.test('a token is refused for each thing that can be wrong with it, and told which', async t => {
  const { keys } = await keysInFile(t, [rsa, ec])
  const tokens = createTokens({ keys, rules: RULES, now: () => NOW })
  const seconds = NOW / 1000
  const good = claimsAt(NOW, 'entente:admin')
  const { exp: _exp, ...endless } = good
  const { sub: _sub, ...nameless } = good
  const publicPem = createPublicKey(rsa.own).export({ type: 'spki', format: 'pem' })
  const hmac = (secret: string | Buffer) => (text: string) =>
    createHmac('sha256', secret).update(text).digest('base64url')
  const jwkText = JSON.stringify(rsa.shown)
  const [head, claims, signature] = (await signed(good, rsa)).split('.') as [string, string, string]
  const cases: [string, string, RegExp][] = [
    ['expired', await signed({ ...good, exp: seconds - 31 }, rsa), /expired/],
    ['not valid yet', await signed({ ...good, nbf: seconds + 31 }, rsa), /not valid yet/],
    ['without an end', await signed(endless, rsa), /has no `exp`/],
    ['an end that is a text', await signed({ ...good, exp: `${seconds + 300}` }, rsa), /`exp`|read/],
    ['of nobody', await signed(nameless, rsa), /has no `sub`/],
    ['of a name with a line break', await signed({ ...good, sub: 'a\nb' }, rsa), /`sub`/],
    ['for another audience', await signed({ ...good, aud: 'other' }, rsa), /audience/],
    ['for none', await signed({ ...good, aud: undefined }, rsa), /no `aud`/],
    ['of another issuer', await signed({ ...good, iss: 'https://issuer.example' }, rsa), /issuer/],
    ['of a key nobody knows', await signed(good, { ...rsa, kid: 'third' }), /not known/],
    ['of a stranger under a known id', await signed(good, stranger), /signature/],
    ['without an id of its key', await signed(good, rsa, { kid: undefined }), /^The key|kid|ok/],
    ['signed by nothing', byHand({ alg: 'none' }, good), /not signed with/],
    ['signed by Nothing', byHand({ alg: 'None', kid: 'first' }, good), /not signed with/],
    ['none, with a signature', `${byHand({ alg: 'none', kid: 'first' }, good)}${signature}`, /not signed with/],
    [
      'the public key as a secret',
      byHand({ alg: 'HS256', kid: 'first' }, good, hmac(publicPem as string)),
      /not signed with/,
    ],
    ['the public JWK as a secret', byHand({ alg: 'HS256', kid: 'first' }, good, hmac(jwkText)), /not signed with/],
    ['another algorithm of the same key', await signed(good, { ...rsa, alg: 'PS256' as 'RS256' }), /not signed with/],
    ['RS256 under the id of an EC key', await signed(good, { ...stranger, kid: 'second' }), /not known/],
    ['a key that the token brings', await signed(good, stranger, { kid: 'mine', jwk: stranger.shown }), /not known/],
    [
      'a key from where the token says',
      await signed(good, stranger, { kid: 'mine', jku: 'http://127.0.0.1:1/' }),
      /not known/,
    ],
    ['an extension that must be understood', byHand({ alg: 'RS256', kid: 'first', crit: ['x'], x: 1 }, good), /read/],
    [
      'claims of another',
      `${head}.${Buffer.from(JSON.stringify({ ...good, sub: 'root' })).toString('base64url')}.${signature}`,
      /signature/,
    ],
    ['cut', `${head}.${claims}.${signature.slice(0, -4)}`, /signature|read/],
    ['no signature', `${head}.${claims}.`, /signature|read/],
    ['two parts', `${head}.${claims}`, /read/],
    ['five parts', `${head}.${claims}.${signature}.a.b`, /read/],
    ['no JSON', 'a.b.c', /read/],
    ['dots', '..', /read/],
  ]
  for (const [name, token, why] of cases) {
    if (name === 'without an id of its key') continue
    const found = await tokens.find(token)
    t.match(found, { refused: 'unknown', detail: why }, name)
  }
  t.match(await tokens.find(`${head}.${claims}.${signature}`), { scope: 'admin' }, 'control: untouched it is good')
  t.match(
    await tokens.find(await signed({ ...good, exp: seconds - 29 }, rsa)),
    { scope: 'admin' },
    'within the tolerance',
  )
  t.match(await tokens.find(await signed({ ...good, nbf: seconds + 29 }, rsa)), { scope: 'admin' })
  t.match(
    await tokens.find(await signed(good, rsa, { kid: undefined })),
    { scope: 'admin' },
    'one key fits, so its id may be missing',
  )
})

t.test('of two keys that fit a token must name one', async t => {
  const { keys } = await keysInFile(t, [rsa, await signingKey('other')])
  const tokens = createTokens({ keys, rules: RULES, now: () => NOW })
  t.match(await tokens.find(await signed(claimsAt(NOW), rsa, { kid: undefined })), {
    refused: 'unknown',
    detail: /kid/,
  })
})

t.test('a key that is too short is believed by nobody', async t => {
  const short = await signingKey('short', 'RS256', 1024)
  const { keys } = await keysInFile(t, [short])
  const tokens = createTokens({ keys, rules: RULES, now: () => NOW })
  const { createSign } = await import('node:crypto')
  const sign = (text: string) => createSign('RSA-SHA256').update(text).sign(short.own, 'base64url')
  t.match(await tokens.find(byHand({ alg: 'RS256', kid: 'short' }, claimsAt(NOW), sign)), { refused: 'unknown' })
})

t.test('an unknown key id asks the issuer again, and never more often than the limit', async t => {
  const issuer = await keySetServer(t, [rsa])
  let steady = 0
  const keys = await followSigningKeys(issuer.url, { steady: () => steady, askAgainMs: 30_000, log: silent })
  t.teardown(() => keys.close())
  const tokens = createTokens({ keys, rules: RULES, now: () => NOW })
  t.equal(issuer.state.asked, 1, 'at the start')
  const rotated = await signed(claimsAt(NOW), ec)
  issuer.state.keys = [rsa, ec]
  t.match(await tokens.find(rotated), { refused: 'unknown' }, 'the issuer was asked a moment ago')
  for (let i = 0; i < 50; i++) await tokens.find(await signed(claimsAt(NOW), { ...rsa, kid: `made-up-${i}` }))
  t.equal(issuer.state.asked, 1, 'made-up ids do not make it ask')
  steady = 30_000
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => tokens.find(rotated)))
  t.match(all, Array(5).fill({ scope: 'read' }), 'after a rotation the new key is found')
  t.equal(issuer.state.asked, 2, 'by one question for all who wait')
  steady = 60_000
  issuer.state.keys = [ec]
  await keys.reload()
  t.match(await tokens.find(await signed(claimsAt(NOW), rsa)), { refused: 'unknown' }, 'a key taken back opens nothing')
  steady = 90_000
  issuer.state.status = 500
  const asked = issuer.state.asked
  for (let i = 0; i < 5; i++) await tokens.find(await signed(claimsAt(NOW), { ...rsa, kid: `made-up-${i}` }))
  t.equal(issuer.state.asked, asked + 1, 'an issuer that fails is not asked more often either')
  t.match(await tokens.find(rotated), { scope: 'read' }, 'and what was read before stays')
})

t.test('while no key could be read no token is taken for forged', async t => {
  const issuer = await keySetServer(t, [rsa])
  issuer.state.status = 503
  let steady = 0
  const keys = await followSigningKeys(issuer.url, { steady: () => steady, log: silent })
  t.teardown(() => keys.close())
  const tokens = createTokens({ keys, rules: RULES, now: () => NOW })
  const { ring, keys: held } = ringOfAll()
  const { app } = await build(t, { keys: ring, tokens })
  const token = await signed(claimsAt(NOW), rsa)
  const answer = await app.inject({ url: '/v1/events', headers: bearer(token) })
  t.match(answer, { statusCode: 503, headers: { 'retry-after': '30' } })
  t.match(answer.json(), { code: 'signing-keys-unavailable' })
  t.equal((await app.inject({ url: '/v1/events', headers: bearer(held.read) })).statusCode, 200, 'keys go on')
  t.equal((await app.inject({ url: '/health/live', headers: bearer(token) })).statusCode, 200, 'so does what is public')
  t.equal(issuer.state.asked, 1)
  issuer.state.status = 200
  steady = 30_000
  t.equal(
    (await app.inject({ url: '/v1/events', headers: bearer(token) })).statusCode,
    200,
    'and the token once they are there',
  )
})

t.test('an open stream ends when its token expires, or when its key is taken back', async t => {
  const { keys, file } = await keysInFile(t, [rsa, ec])
  let time = Date.now()
  const tokens = createTokens({ keys, rules: { ...RULES, toleranceSeconds: 0 }, now: () => time })
  const { app } = await build(t, { tokens })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as { port: number }
  const open = async (key: SigningKey, seconds: number) => {
    const claims = { ...claimsAt(time), exp: Math.floor(time / 1000) + seconds }
    const stream = await subscribe(`http://127.0.0.1:${port}/v1/stream`, bearer(await signed(claims, key)))
    await stream.find(({ event }) => event === 'caught-up')
    return stream
  }
  const [short, long, other] = [await open(rsa, 60), await open(rsa, 600), await open(ec, 600)]
  time += 61_000
  await short.ended
  t.match(short.messages.at(-1), { event: 'ending', data: { reason: 'revoked' } })
  writeFileSync(file, JSON.stringify({ keys: [ec.shown] }))
  await keys.reload()
  await long.ended
  t.match(long.messages.at(-1), { event: 'ending', data: { reason: 'revoked' } })
  t.notOk(
    other.messages.some(({ event }) => event === 'ending'),
    'the third was never disturbed',
  )
  other.close()
})

t.test('who posted is the subject, a second token of the same is the same caller', async t => {
  const { keys } = await keysInFile(t, [rsa])
  const tokens = createTokens({ keys, rules: RULES, now: () => NOW })
  const { app } = await build(t, { tokens, environment: { ENTENTE_RATE_LIMIT: '3' } })
  const token = (iat: number) => signed({ ...claimsAt(NOW, 'entente:write'), iat }, rsa)
  const posted = await app.inject({
    method: 'POST',
    url: '/v1/events',
    headers: bearer(await token(1)),
    payload: trainers(),
  })
  t.equal(posted.statusCode, 201)
  const read = await app.inject({ url: `/v1/events/${posted.json().id}`, headers: bearer(await token(2)) })
  t.equal(read.json().recordedBy, 'jwt:analyst')
  await app.inject({ url: '/v1/events', headers: bearer(await token(3)) })
  t.equal(
    (await app.inject({ url: '/v1/events', headers: bearer(await token(4)) })).statusCode,
    429,
    'rates are of the subject',
  )
})

t.test('a token is traded for a cookie that lasts no longer than it', async t => {
  const { keys } = await keysInFile(t, [rsa])
  const tokens = createTokens({ keys, rules: { ...RULES, toleranceSeconds: 0 }, now: () => NOW })
  const { app } = await build(t, { tokens, now: () => NOW })
  const token = await signed(claimsAt(NOW), rsa)
  const session = await app.inject({ method: 'POST', url: '/v1/session', headers: bearer(token) })
  t.match(session.json(), { key: 'jwt:analyst', scope: 'read' })
  t.match(session.headers['set-cookie'], /Max-Age=300;/)
  const cookie = String(session.headers['set-cookie']).split(';')[0]!
  t.equal((await app.inject({ url: '/v1/events', headers: { cookie } })).statusCode, 200)
  const long = await signed({ ...claimsAt(NOW), groups: 'x'.repeat(4000) }, rsa)
  t.match((await app.inject({ method: 'POST', url: '/v1/session', headers: bearer(long) })).json(), {
    code: 'invalid-header',
  })
  t.equal((await app.inject({ url: '/v1/events', headers: bearer(long) })).statusCode, 200, 'it opens by header')
})

t.test('a refusal says what is wrong in the words of RFC 6750', async t => {
  const { keys } = await keysInFile(t, [rsa])
  const { app } = await build(t, { tokens: createTokens({ keys, rules: RULES, now: () => NOW }) })
  const ask = async (headers: Record<string, string>) => app.inject({ url: '/v1/events', headers })
  const expired = await ask(bearer(await signed({ ...claimsAt(NOW), exp: 1 }, rsa)))
  t.match(expired, {
    statusCode: 401,
    headers: { 'www-authenticate': 'Bearer realm="entente", error="invalid_token"' },
  })
  t.match(expired.json(), { code: 'unauthenticated', detail: 'The token has expired' })
  t.equal(
    (await ask({})).headers['www-authenticate'],
    'Bearer realm="entente"',
    'nothing was sent, nothing is wrong with it',
  )
  const scopeless = await ask(bearer(await signed(claimsAt(NOW, 'openid'), rsa)))
  t.match(scopeless.json(), { status: 403, code: 'forbidden', detail: /`scope` of the token has none of entente:read/ })
})

t.test('settings for tokens come together, and say what is wrong', async t => {
  const good = { ENTENTE_JWT_KEYS: 'keys.json', ENTENTE_JWT_ISSUER: ISSUER, ENTENTE_JWT_AUDIENCE: AUDIENCE }
  t.match(readConfig({}, good), { jwtScopes: RULES.scopeWords, jwtScopeClaim: 'scope', jwtTolerance: 30 })
  t.doesNotThrow(() => readConfig({}, { ...good, ENTENTE_HOST: '0.0.0.0' }), 'tokens let it be reached')
  for (const missing of Object.keys(good)) {
    t.throws(
      () => readConfig({}, { ...good, [missing]: '' }),
      new ConfigError(`${missing}: is missing; tokens need their keys, issuer and audience`),
    )
  }
  const wrong: [string, string[]][] = [
    ['ENTENTE_JWT_KEYS', ['http://issuer.example/keys', 'ftp://issuer.example/keys', 'https://']],
    ['ENTENTE_JWT_SCOPES', ['read', 'reader=x', 'read=a,read=b', 'read=', 'read=a b', ',']],
    ['ENTENTE_JWT_TOLERANCE', ['-1', '601', '1.5', 'a']],
  ]
  for (const [variable, values] of wrong) {
    for (const value of values)
      t.throws(() => readConfig({}, { ...good, [variable]: value }), new RegExp(variable), value)
  }
  for (const value of [
    'https://issuer.example/keys',
    'http://127.0.0.1:9/keys',
    'http://[::1]:9/keys',
    'http://localhost/keys',
    '/etc/keys.json',
  ])
    t.equal(readConfig({}, { ...good, ENTENTE_JWT_KEYS: value }).jwtKeys, value)
})

t.test('a key set that is none, or holds a private key, is named', async t => {
  const file = join(t.testdir(), 'keys.json')
  const follow = async (text: string) => {
    writeFileSync(file, text)
    return followSigningKeys(file, { steady: () => 0, log: silent })
  }
  for (const text of ['', '{}', '[]', '{"keys":[]}', '{"keys":[{}]}'])
    await t.rejects(follow(text), /not a JSON Web Key Set/, text)
  await t.rejects(follow(JSON.stringify({ keys: [{ ...rsa.shown, d: 'x' }] })), /key 0 is private/)
  await t.rejects(follow(JSON.stringify({ keys: [rsa.shown, { kty: 'oct', k: 'x' }] })), /key 1 is private/)
})

t.test('a service believes tokens of the issuer that its settings name', async t => {
  const issuer = await keySetServer(t, [ec])
  const service = await startService(t, {
    ENTENTE_STORE: 'memory:',
    ENTENTE_JWT_KEYS: issuer.url,
    ENTENTE_JWT_ISSUER: ISSUER,
    ENTENTE_JWT_AUDIENCE: AUDIENCE,
  })
  const ask = async (headers: Record<string, string>) => (await fetch(`${service.url}/v1/events`, { headers })).status
  t.equal(await ask({}), 401)
  t.equal(await ask(bearer(await signed(claimsAt(Date.now()), ec))), 200)
  t.equal(await ask(bearer(await signed(claimsAt(Date.now()), { ...stranger, kid: 'second', alg: 'RS256' }))), 401)
  service.child.kill('SIGTERM')
  t.equal(await service.ended, 0, 'and comes to its end')
})
