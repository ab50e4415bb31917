import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { LocalLog } from '../../store/store.js'
import { createRoutes, type Routes, type RoutesBlock } from './routes.js'

/**
 * What the routes of a log depend on beside the log: how events are read, whom they concern, what is said of them. To be
 * raised with every change of those; test/state/index-file.test.ts notices.
 */
export const ROUTES_VERSION = 1

/** Routes, and where they are written down as they grow. */
export interface KeptRoutes {
  readonly routes: Routes
  /** Why what was written down is not used, or not all of it; null where it is, or nothing was there. */
  readonly trouble: string | null
  /** Write down what came, where that is worth a write. Never throws: what is not written down is read from the log again. */
  keep(): void
  /** Write down all of it. */
  close(): void
}

/** Fewer events than this wait for more, or for the end. */
const WORTH_A_WRITE = 1024
const HEAD = Buffer.from(`entente index ${ROUTES_VERSION}`.padEnd(31).concat('\n'), 'latin1')
const MARK = 0x52544e45
const BLOCK_HEAD = 16
/** Larger blocks are damage: they are written a few thousand events at a time. */
const MOST_BYTES = 1 << 28

interface BlockText extends Omit<RoutesBlock, 'words'> {
  /** Names the log up to the end of the block. */
  readonly digest: string
}

interface Found {
  readonly routes: Routes
  /** Where the file goes on. */
  readonly end: number
  readonly trouble: string | null
}

/**
 * The routes of a log as they were written down beside it, as far as they are whole and of this log; the rest is read from
 * the log. The file only ever follows the log, so one that is cut off anywhere is a shorter one.
 */
export function openRoutes(log: LocalLog | undefined): KeptRoutes {
  if (log?.beside == null) return { routes: createRoutes(), trouble: null, keep() {}, close() {} }
  const { path, writable } = log.beside
  const file = opened(path, writable)
  const found: Found = file === null ? { routes: createRoutes(), end: 0, trouble: null } : readFile(file, log)
  const { routes, trouble } = found
  let { end } = found
  let writing = writable && file !== null
  if (writing) attempt(() => ftruncateSync(file!, end))
  let kept = routes.size

  /** After a write that failed nothing is written any more: what stands there is whole. */
  function attempt(write: () => void): void {
    try {
      write()
    } catch {
      writing = false
    }
  }

  function append(bytes: Buffer): void {
    if (writeSync(file!, bytes) < bytes.length) throw new Error('only a part was written')
    end += bytes.length
  }

  function write(): void {
    const block = routes.drain()
    if (block === null || !writing) return
    kept = block.to
    attempt(() => {
      const digest = log!.digestAt(block.to - 1)
      if (digest === null) throw new Error('the log does not tell itself from another')
      if (end === 0) append(HEAD)
      append(bytesOf(block, digest))
    })
  }

  return {
    routes,
    trouble,
    keep() {
      if (routes.size - kept >= WORTH_A_WRITE) write()
    },
    close() {
      write()
      writing = false
      if (file !== null) closeSync(file)
    },
  }
}

function opened(path: string, writable: boolean): number | null {
  try {
    return openSync(path, writable ? 'a+' : 'r')
  } catch {
    return null
  }
}

function readFile(file: number, log: LocalLog): Found {
  const { size } = fstatSync(file)
  const none = (trouble: string | null): Found => ({ routes: createRoutes(), end: 0, trouble })
  if (size === 0) return none(null)
  const head = bytesAt(file, 0, HEAD.length)
  if (head === null || !head.equals(HEAD)) return none('it is of another version')
  const routes = createRoutes()
  let end = HEAD.length
  let digest: string | null = null
  let trouble: string | null = null
  while (end < size) {
    const block = blockAt(file, end)
    if (block === null) {
      trouble = `it is damaged or cut off after ${routes.size} events`
      break
    }
    try {
      routes.restore(block)
    } catch {
      return none('it contradicts itself')
    }
    digest = block.digest
    end = block.end
  }
  if (routes.size > 0 && digest !== log.digestAt(routes.size - 1)) return none('it is of another log')
  return { routes, end, trouble }
}

function blockAt(file: number, at: number): (RoutesBlock & { readonly digest: string; readonly end: number }) | null {
  const head = bytesAt(file, at, BLOCK_HEAD)
  if (head === null || head.readUInt32LE(0) !== MARK) return null
  const [text, words, sum] = [head.readUInt32LE(4), head.readUInt32LE(8) * 4, head.readUInt32LE(12)]
  const length = text + words
  const bytes = length > MOST_BYTES ? null : bytesAt(file, at + BLOCK_HEAD, length)
  if (bytes === null || crc32(bytes) !== sum) return null
  const { buffer, byteOffset } = bytes
  return {
    ...(JSON.parse(bytes.toString('utf8', 0, text)) as BlockText),
    words: new Uint32Array(buffer, byteOffset + text, words / 4),
    end: at + BLOCK_HEAD + length,
  }
}

/** Numbers stand as this machine has them in memory: a file from one of another kind is damaged, and built again. */
function bytesOf({ words, ...rest }: RoutesBlock, digest: string): Buffer {
  const json = JSON.stringify({ ...rest, digest } satisfies BlockText)
  const text = Buffer.from(json + ' '.repeat((4 - (Buffer.byteLength(json) % 4)) % 4))
  const body = Buffer.concat([text, new Uint8Array(words.buffer, words.byteOffset, words.byteLength)])
  const head = Buffer.alloc(BLOCK_HEAD)
  head.writeUInt32LE(MARK, 0)
  head.writeUInt32LE(text.length, 4)
  head.writeUInt32LE(words.length, 8)
  head.writeUInt32LE(crc32(body), 12)
  return Buffer.concat([head, body])
}

/** Bytes of their own, aligned; null where the file does not hold as many. */
function bytesAt(file: number, at: number, length: number): Buffer | null {
  const bytes = Buffer.from(new ArrayBuffer(length))
  for (let read = 0; read < length; ) {
    const more = readSync(file, bytes, read, length - read, at + read)
    if (more === 0) return null
    read += more
  }
  return bytes
}
