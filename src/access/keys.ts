import { createHash, timingSafeEqual } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Principal, type Scope, scopes } from './principal.js'

const keyEntry = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(40),
  /** SHA-256 of the key in hexadecimal. Keys hold 256 random bits, so nothing slower is needed. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  scope: z.enum(scopes),
  createdAt: z.string(),
  /** The key opens nothing from this instant on; absent for one that does not expire. */
  expiresAt: z.iso.datetime().optional(),
  note: z.string().max(200).optional(),
})
export type KeyEntry = z.output<typeof keyEntry>

export interface KeyRing {
  /** Whose key it is; null for a key that is not on the ring or has expired. */
  find(key: string): Principal | null
  /** Whether the key of that id still opens something. */
  holds(id: string): boolean
}

/** Make a key: the text is shown once to its holder, the entry goes into the file. */
export function createKey(options: {
  readonly scope: Scope
  readonly note?: string
  /** ISO instant. */
  readonly expiresAt?: string
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
}): { readonly key: string; readonly entry: KeyEntry } {
  const key = `entente_${Buffer.from(options.random(32)).toString('base64url')}`
  const entry = {
    id: `key-${Buffer.from(options.random(4)).toString('hex')}`,
    hash: hashOf(key).toString('hex'),
    scope: options.scope,
    createdAt: new Date(options.now()).toISOString(),
    ...(options.expiresAt === undefined ? {} : { expiresAt: options.expiresAt }),
    ...(options.note === undefined ? {} : { note: options.note }),
  }
  return { key, entry }
}

/** `now` in milliseconds since 1970: keys expire. */
export function createKeyRing(entries: readonly KeyEntry[], now: () => number = Date.now): KeyRing {
  const held = entries.map(({ id, scope, hash, expiresAt }) => ({
    principal: { id, scope },
    hash: Buffer.from(hash, 'hex'),
    until: expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt),
  }))
  return {
    find(key) {
      const hash = hashOf(key)
      let found: Principal | null = null
      for (const entry of held) if (timingSafeEqual(entry.hash, hash) && now() < entry.until) found = entry.principal
      return found
    },
    holds: id => held.some(({ principal, until }) => principal.id === id && now() < until),
  }
}

/** Entries of a keys file, at least one. Throws naming the line that is wrong. */
export function readKeys(path: string): KeyEntry[] {
  const entries = keysIn(readFileSync(path, 'utf8'), path)
  if (entries.length === 0) throw new Error(`${path}: holds no key; make one with \`entente keys add\``)
  return entries
}

/** Entries in the text of a keys file: one JSON object a line, empty lines and lines that begin with # left out. */
export function keysIn(text: string, path: string): KeyEntry[] {
  const entries: KeyEntry[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const entry = keyEntry.safeParse(jsonOrNull(line))
    if (!entry.success) throw new Error(`${path} line ${index + 1}: not a key entry`)
    if (entries.some(({ id }) => id === entry.data.id))
      throw new Error(`${path} line ${index + 1}: the id is there twice`)
    entries.push(entry.data)
  }
  return entries
}

/** Add an entry to a keys file, which is made when there is none, for its owner only. */
export function appendKey(path: string, entry: KeyEntry): void {
  appendFileSync(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 })
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

function jsonOrNull(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null // the line is reported by its number
  }
}
