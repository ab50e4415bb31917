import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'

/** An unknown key id asks the issuer again, at most this often, whatever tokens are sent and whether it answers or not. */
export const ASK_AGAIN_MS = 30_000
/** What was taken back by the issuer is gone after this time. */
const REFRESH_MS = 600_000
/** How often a file is looked at. */
const LOOK_MS = 1000
const ANSWER_WITHIN_MS = 5_000
const MOST_BYTES = 2 ** 20

/** Public keys that tokens are signed with, as a JSON Web Key Set (RFC 7517) has them. */
export interface SigningKeys {
  /** The key of a token. Rejects with KeysUnavailable where none could be read yet. */
  readonly keyFor: JWTVerifyGetKey
  /** Whether a key of that id is still among them; without an id, whether there is any. */
  has(kid: string | undefined): boolean
  /** Read them now. */
  reload(): Promise<void>
  close(): void
}

export interface SigningKeysOptions {
  /** Milliseconds of a clock that only runs forward. */
  readonly steady: () => number
  readonly askAgainMs?: number
  readonly log: {
    info(fields: object, message: string): void
    error(fields: object, message: string): void
  }
}

/** No key could be read so far, so nobody's token can be told from a forged one. */
export class KeysUnavailable extends Error {}

const keySet = z.looseObject({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })).min(1),
})

/** The key set in a text. Throws saying what is wrong with it; one that holds more than public keys is wrong. */
export function keySetIn(text: string, source: string): JSONWebKeySet {
  const parsed = keySet.safeParse(jsonOrNull(text))
  if (!parsed.success) throw new Error(`${source}: not a JSON Web Key Set, {"keys": [{"kty": …}, …]}`)
  const secret = parsed.data.keys.findIndex(key => 'd' in key || 'k' in key)
  if (secret >= 0) throw new Error(`${source}: key ${secret} is private; only public keys belong here`)
  return parsed.data as JSONWebKeySet
}

/**
 * The keys of a URL or file. A file must be readable at the start, and is read again when it changes. A URL is asked again every
 * ten minutes and for a key id that is not known; one that does not answer changes nothing, at the start either.
 */
export async function followSigningKeys(source: string, options: SigningKeysOptions): Promise<SigningKeys> {
  if (isUrl(source)) {
    const keys = createSigningKeys(source, () => fetched(source), options)
    await keys.reload()
    const timer = setInterval(keys.reload, REFRESH_MS).unref()
    return { ...keys, close: () => clearInterval(timer) }
  }
  keySetIn(readFileSync(source, 'utf8'), source)
  const keys = createSigningKeys(source, () => readFile(source, 'utf8'), options)
  await keys.reload()
  const look = () => void keys.reload()
  watchFile(source, { interval: LOOK_MS, persistent: false }, look)
  return { ...keys, close: () => unwatchFile(source, look) }
}

function createSigningKeys(
  source: string,
  read: () => Promise<string>,
  { steady, askAgainMs = ASK_AGAIN_MS, log }: SigningKeysOptions,
): Omit<SigningKeys, 'close'> {
  let text: string | null = null
  let held: { readonly find: JWTVerifyGetKey; readonly ids: ReadonlySet<string | undefined> } | null = null
  let askedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | null = null

  async function load(): Promise<void> {
    askedAt = steady()
    try {
      const found = await read()
      if (found === text) return
      const set = keySetIn(found, source)
      held = { find: createLocalJWKSet(set), ids: new Set(set.keys.map(({ kid }) => kid)) }
      text = found
      log.info({ keys: source, count: set.keys.length }, 'signing keys read')
    } catch (error) {
      log.error({ keys: source, err: error }, 'the signing keys cannot be read: those read before stay')
    }
  }

  function reload(): Promise<void> {
    asking ??= load().finally(() => {
      asking = null
    })
    return asking
  }

  const mayAsk = () => asking !== null || steady() - askedAt >= askAgainMs

  return {
    async keyFor(header, token) {
      if (held === null && mayAsk()) await reload()
      if (held === null) throw new KeysUnavailable('no signing key could be read yet')
      try {
        return await held.find(header, token)
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || !mayAsk()) throw error
        await reload()
        return await held.find(header, token)
      }
    },
    has: kid => held !== null && (kid === undefined || held.ids.has(kid)),
    reload,
  }
}

export function isUrl(source: string): boolean {
  return /^https?:\/\//.test(source)
}

async function fetched(url: string): Promise<string> {
  const answer = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    headers: { accept: 'application/jwk-set+json, application/json' },
  })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) throw new Error(`${url} answered more than ${MOST_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // said by the caller
  }
}
