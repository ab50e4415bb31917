import { isUtf8 } from 'node:buffer'
import { type Problem, problem } from '../errors.js'

/** Most nested objects and arrays, and most keys of one event. */
export const MAX_DEPTH = 32
export const MAX_KEYS = 1000
/** Most events of one array: more than fit into one that says anything. */
export const MAX_ITEMS = 16_384

const FAULT = -1

export type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem }

/**
 * Parse bytes as JSON and refuse what JSON.parse would silently change or what would hurt later: bytes that are not
 * UTF-8, a byte order mark, duplicate keys, numbers that are not kept exactly, reserved keys, lone surrogates, depth.
 * Duplicates are found by counting: the text has more colons outside strings than the value has keys.
 */
export function parseStrict(bytes: Buffer): Parsed {
  if (!isUtf8(bytes)) return refused(problem('invalid-utf8'))
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return refused(problem('invalid-utf8', { detail: 'The body begins with a byte order mark' }))
  }
  const outline = outlineOf(bytes)
  if (outline === 'too-many-keys' || outline === 'too-deep') return refused(problem(outline))
  if (outline === 'too-many-items') {
    return refused(problem('body-too-large', { detail: `More than ${MAX_ITEMS} events in one array` }))
  }
  const text = bytes.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    return refused(problem('malformed-json', { detail: bytes.length === 0 ? 'The body is empty' : placeOf(cause) }))
  }
  const keys = Array.isArray(value) ? countOfItems(value) : countKeys(value, 1)
  if (keys === FAULT) return refused(explain(value, 1, '') ?? problem('too-many-keys'))
  if (keys !== outline.pairs) return refused(duplicateIn(text))
  if (LONE_SURROGATE.test(text) && !isWellFormed(value)) {
    return refused(problem('invalid-utf8', { detail: 'An escaped text holds half of a surrogate pair' }))
  }
  return { ok: true, value }
}

const LONE_SURROGATE = /\\u[dD][89a-fA-F]/

function refused(cause: Problem): Parsed {
  return { ok: false, problem: cause }
}

/** Keys of a JSON value with everything below it, or FAULT when any of it is to be refused. */
function countKeys(value: unknown, depth: number): number {
  if (typeof value === 'number') return isExact(value) ? 0 : FAULT
  if (typeof value !== 'object' || value === null) return 0
  if (depth > MAX_DEPTH) return FAULT
  let keys = 0
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const below = countKeys(value[i], depth + 1)
      if (below === FAULT) return FAULT
      keys += below
    }
    return keys > MAX_KEYS ? FAULT : keys
  }
  for (const key in value) {
    if (key === '__proto__' || key === 'constructor') return FAULT
    const below = countKeys((value as Record<string, unknown>)[key], depth + 1)
    if (below === FAULT) return FAULT
    keys += below + 1
  }
  return keys > MAX_KEYS ? FAULT : keys
}

/** As countKeys for an array of events: the limit of keys holds for each. */
function countOfItems(items: readonly unknown[]): number {
  let keys = 0
  for (const item of items) {
    const below = countKeys(item, 2)
    if (below === FAULT) return FAULT
    keys += below
  }
  return keys
}

interface Outline {
  readonly pairs: number
}

/**
 * What is to be known of a JSON text before it is parsed, since an object of very many keys takes long: its colons outside
 * strings, unless one item of the array that it is, or the object, has too many. Bytes of a multi-byte character are never
 * quotes, colons or backslashes.
 */
function outlineOf(bytes: Buffer): Outline | 'too-many-keys' | 'too-many-items' | 'too-deep' {
  const end = bytes.length
  let pairs = 0
  let before = 0
  let items = 1
  let depth = 0
  let isArray = false
  for (let i = 0; i < end; i++) {
    switch (bytes[i]) {
      case COLON:
        if (++pairs - before > MAX_KEYS) return 'too-many-keys'
        break
      case QUOTE:
        for (i++; i < end && bytes[i] !== QUOTE; i++) if (bytes[i] === BACKSLASH) i++
        break
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        if (depth++ === 0) isArray = bytes[i] === OPEN_ARRAY
        if (depth > MAX_DEPTH) return 'too-deep'
        break
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        depth--
        break
      case COMMA:
        if (depth !== 1 || !isArray) break
        if (++items > MAX_ITEMS) return 'too-many-items'
        before = pairs
    }
  }
  return { pairs }
}

const COLON = 0x3a
const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

function isExact(value: number): boolean {
  if (!Number.isInteger(value)) return Number.isFinite(value)
  return Number.isSafeInteger(value) && !Object.is(value, -0)
}

/** The first reason to refuse a value, with its path; null when there is none but the number of keys. */
function explain(value: unknown, depth: number, path: string): Problem | null {
  if (typeof value === 'number' && !isExact(value)) return at('unsafe-number', path, 'not kept exactly')
  if (typeof value !== 'object' || value === null) return null
  if (depth > MAX_DEPTH) return at('too-deep', path, `deeper than ${MAX_DEPTH}`)
  for (const [key, item] of Object.entries(value)) {
    const below = `${path}/${pointerPart(key)}`
    if (!Array.isArray(value) && (key === '__proto__' || key === 'constructor')) {
      return at('forbidden-key', below, 'reserved')
    }
    const found = explain(item, depth + 1, below)
    if (found) return found
  }
  return null
}

function at(
  code: 'unsafe-number' | 'too-deep' | 'forbidden-key' | 'duplicate-key',
  path: string,
  why: string,
): Problem {
  const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path
  return problem(code, { detail: `${shown}: ${why}`, errors: [{ path: shown, code, message: why }] })
}

function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

const STRING_OR_BRACKET = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|[{}[\]]/g

/** Name the key that a valid JSON text has twice in one object. */
function duplicateIn(text: string): Problem {
  const open: (Set<string> | null)[] = []
  for (const [token, body, colon] of text.matchAll(STRING_OR_BRACKET)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (body !== undefined && colon !== undefined) {
      const key = JSON.parse(`"${body}"`) as string
      const keys = open.at(-1)
      if (keys?.has(key)) return problem('duplicate-key', { detail: `The key ${JSON.stringify(key)} is there twice` })
      keys?.add(key)
    }
  }
  return problem('duplicate-key')
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, item]) => isWellFormed(key) && isWellFormed(item))
}

function placeOf(cause: unknown): string {
  const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1]
  return position === undefined ? 'The body is not one complete JSON text' : `Not JSON at character ${position}`
}
