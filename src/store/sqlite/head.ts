import {
  closeSync,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { positionOf } from '../position.js'
import { StoreError } from '../store.js'

/**
 * The last event that was acknowledged, kept apart from the database: a database or a write-ahead log that disappeared,
 * or was put back from an older copy, is then noticed. One line of text that is written over in place.
 */
export interface Head {
  readonly place: number
  readonly digest: string
}

export interface HeadFile {
  /** After a commit. Does not wait for the disk; does not throw. */
  reached(head: Head): void
  /** Waits until what was written is on the disk; throws where it cannot be. */
  sync(): void
  /** Waits for the disk. */
  close(): void
}

const NAME = 'entente.head'
const BYTES = 96
/** The file is synced this long after a write at the latest: all it can lack after a loss of power. */
const SYNC_MS = 1000
const LINE = /^entente head (\d{1,16}) ([\w-]{22}|-) *\n$/

/**
 * What was acknowledged last in a directory; null where nothing was noted yet. Throws StoreError `store-corrupt` where
 * it cannot be read.
 */
export function readHead(directory: string): Head | null {
  const path = join(directory, NAME)
  if (!existsSync(path)) return null
  const line = LINE.exec(readFileSync(path, 'latin1'))
  if (line === null) throw damaged(directory, `${NAME} cannot be read`)
  return { place: Number(line[1]), digest: line[2] === '-' ? '' : line[2]! }
}

/**
 * Throws StoreError `store-corrupt` when a log is not the one, or lacks the end of the one, of which the head was kept.
 */
export function checkHead(
  directory: string,
  head: Head | null,
  log: { readonly last: number; digestAt(place: number): string | null },
): void {
  if (head === null || head.place === 0) return
  if (head.place > log.last) {
    const end = log.last === 0 ? 'the log is empty' : `the log ends at position ${positionOf(log.last)}`
    throw damaged(directory, `events up to position ${positionOf(head.place)} were acknowledged and ${end}`)
  }
  const digest = log.digestAt(head.place)
  if (digest !== null && digest !== head.digest)
    throw damaged(
      directory,
      `position ${positionOf(head.place)} holds another event than the one that was acknowledged there`,
    )
}

function damaged(directory: string, what: string): StoreError {
  return new StoreError(
    'store-corrupt',
    `${directory}: ${what}. The database or its write-ahead log is not the one that was written last: put entente.db and entente.db-wal back as they were, or restore a backup. To go on with what is there and give up the rest, delete ${join(directory, NAME)}`,
  )
}

/** Opens the file for the one writer, creating it on disk where there is none. */
export function openHead(directory: string, head: Head, syncDirectory: (directory: string) => void): HeadFile {
  const path = join(directory, NAME)
  if (!existsSync(path)) {
    const made = `${path}.new`
    const handle = openSync(made, 'w')
    writeSync(handle, lineOf(head), 0, BYTES, 0)
    fsyncSync(handle)
    closeSync(handle)
    renameSync(made, path)
    syncDirectory(directory)
  }
  const handle = openSync(path, 'r+')
  let timer: NodeJS.Timeout | null = null
  let unsynced = false
  let syncing = false
  let closed = false

  function write(next: Head): void {
    try {
      writeSync(handle, lineOf(next), 0, BYTES, 0)
    } catch {
      // The event is on disk all the same; the line in the file is still true, only older.
    }
    unsynced = true
    if (timer !== null || syncing) return
    timer = setTimeout(sync, SYNC_MS)
    timer.unref()
  }

  function sync(): void {
    timer = null
    syncing = true
    unsynced = false
    fdatasync(handle, () => {
      syncing = false
      if (closed) closeSync(handle)
      else if (unsynced) timer = setTimeout(sync, SYNC_MS).unref()
    })
  }

  write(head)
  return {
    reached: write,
    sync: () => fdatasyncSync(handle),
    close() {
      if (closed) return
      closed = true
      if (timer !== null) clearTimeout(timer)
      try {
        fdatasyncSync(handle)
      } catch {
        // As above.
      }
      if (!syncing) closeSync(handle)
    },
  }
}

function lineOf({ place, digest }: Head): Buffer {
  return Buffer.from(`${`entente head ${place} ${digest === '' ? '-' : digest}`.padEnd(BYTES - 1)}\n`, 'latin1')
}
