import type { Database } from 'better-sqlite3'
import { checkAppend, checkRecord } from '../envelope.js'
import { isPosition, placeOf, positionOf } from '../position.js'
import { type EventStore, type Failure, StoreError } from '../store.js'
import { type Feed, follow } from '../subscription.js'
import { checkpoints } from './checkpoint.js'
import { reading, writeFailure } from './failure.js'
import { createDirectory, openForReading, openForWriting } from './file.js'
import { groupCommit } from './group-commit.js'
import { lockDirectory } from './lock.js'
import { type SqliteReader, sqliteReader } from './reader.js'
import { sqliteWriter } from './writer.js'

/** How often a store opened for reading looks for what the writing process committed. */
const POLL_MS = 100
/** A page of `readAll` holds at most this many events, whatever was asked: it is read in one turn of the event loop. */
const PAGE = 4096

export interface SqliteOptions {
  /** Data directory, with one writer at a time; created where it is missing. */
  readonly directory: string
  /** Open beside a running writer, without its lock. Writing then throws, and subscriptions look for news ten times a second. */
  readonly readonly?: boolean
}

/**
 * The embedded store: an event is on disk when its promise resolves, and one process writes.
 * Throws StoreError `store-locked` (there is a writer), `store-invalid` (nothing to read, a foreign or a newer file) or `store-corrupt`.
 */
export function openSqliteStore({ directory, readonly = false }: SqliteOptions): EventStore {
  try {
    return readonly ? openReader(directory) : openWriter(directory)
  } catch (error) {
    if (error instanceof StoreError) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new StoreError('store-invalid', `the store in ${directory} cannot be opened: ${message}`, { cause: error })
  }
}

function openWriter(directory: string): EventStore {
  createDirectory(directory)
  const unlock = lockDirectory(directory, new Date().toISOString())
  try {
    return lockedWriter(directory, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

function lockedWriter(directory: string, unlock: () => void): EventStore {
  const db = openForWriting(directory)
  const reader = sqliteReader(db)
  const writer = sqliteWriter(db, reader)
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const news = newsroom()
  let committed = writer.place()
  let counted = committed
  let broken: Failure | null = null
  let closing: Promise<void> | null = null

  function stop(reason: string): void {
    broken = { kind: 'unavailable', reason: `no writes after ${reason}: open the store again` }
  }

  function failureOf(error: unknown, committing: boolean): Failure {
    const { outcome, final } = writeFailure(error, committing)
    if (final) stop(outcome.reason)
    return outcome
  }

  const upkeep = checkpoints(db, step => {
    try {
      step()
    } catch (error) {
      // A full disk or a foreign lock only puts it off: the write-ahead log holds everything meanwhile.
      try {
        failureOf(error, false)
      } catch (surprise) {
        stop(String(surprise))
      }
    }
  })

  const group = groupCommit<Failure>({
    begin: () => begin.run(),
    commit() {
      if (db.inTransaction) commit.run()
      committed = writer.place()
      writer.time.recorded()
      news.announce()
    },
    failed(error, committing) {
      if (db.inTransaction) db.exec('ROLLBACK')
      writer.reload()
      return failureOf(error, committing)
    },
    between(busy) {
      upkeep.between(busy, committed - counted)
      counted = committed
    },
  })

  function mustBeOpen(): void {
    if (closing) throw new StoreError('store-closed', `the store in ${directory} is closed`)
  }

  return {
    name: `sqlite:${directory}`,
    uniqueIds: true,
    isPosition,
    ...readsOf(reader, () => committed, mustBeOpen, { listen: news.listen, closed: () => closing !== null }),

    async append(stream, expected, events) {
      mustBeOpen()
      checkAppend(stream, expected, events)
      if (broken) return broken
      return group.submit(
        events.length,
        () => writer.append(stream, expected, events),
        failure => failure,
      )
    },

    async record(items, loading) {
      mustBeOpen()
      checkRecord(items)
      if (items.length === 0) return []
      if (broken) return items.map(() => broken!)
      return group.submit(
        items.length,
        () => writer.record(items, loading),
        failure => items.map(() => failure),
      )
    },

    async settle(instant) {
      mustBeOpen()
      writer.time.asked(instant)
      await group.turn()
      return committed === 0 ? null : positionOf(committed)
    },

    close() {
      closing ??= group.drained().then(() => {
        upkeep.stop()
        news.announce()
        try {
          db.close()
        } finally {
          unlock()
        }
      })
      return closing
    },
  }
}

function openReader(directory: string): EventStore {
  const db = openForReading(directory)
  const reader = sqliteReader(db)
  const poll = pollFor(db)
  let closed = false

  function mustBeOpen(): void {
    if (closed) throw new StoreError('store-closed', `the store in ${directory} is closed`)
  }

  async function refuse(): Promise<never> {
    mustBeOpen()
    throw new StoreError('store-invalid', `the store in ${directory} was opened for reading`)
  }

  return {
    name: `sqlite:${directory}`,
    uniqueIds: true,
    isPosition,
    ...readsOf(reader, reader.lastPlace, mustBeOpen, { listen: poll.listen, closed: () => closed }),
    append: refuse,
    record: refuse,
    async close() {
      if (closed) return
      closed = true
      poll.announce()
      db.close()
    },
  }
}

/** The reading half of the port. `lastPlace` is where the committed log ends. */
function readsOf(
  reader: SqliteReader,
  lastPlace: () => number,
  mustBeOpen: () => void,
  live: Omit<Feed, 'read'>,
): Pick<EventStore, 'readStream' | 'readAll' | 'find' | 'head' | 'subscribe'> {
  return {
    async readStream(stream, from, limit) {
      mustBeOpen()
      return reading(() => reader.stream(stream, from, limit, lastPlace()))
    },
    async readAll(after, limit) {
      mustBeOpen()
      return reading(() => reader.page(placeOf(after), lastPlace(), Math.min(limit, PAGE)))
    },
    async find(id) {
      mustBeOpen()
      return reading(() => reader.byId(id, lastPlace()))
    },
    async head() {
      mustBeOpen()
      const place = reading(lastPlace)
      return place === 0 ? null : positionOf(place)
    },
    subscribe(after, signal) {
      mustBeOpen()
      placeOf(after)
      const read: Feed['read'] = (position, limit) => reading(() => reader.page(placeOf(position), lastPlace(), limit))
      return follow({ read, ...live }, after, signal)
    },
  }
}

interface News {
  listen(wake: () => void): () => void
  announce(): void
}

function newsroom(): News {
  const listeners = new Set<() => void>()
  return {
    listen(wake) {
      listeners.add(wake)
      return () => {
        listeners.delete(wake)
      }
    },
    announce() {
      for (const wake of [...listeners]) wake()
    },
  }
}

/** News of another process: while somebody listens, looks whether the file changed. */
function pollFor(db: Database): News {
  const news = newsroom()
  let listening = 0
  let timer: NodeJS.Timeout | null = null
  let seen: unknown

  function look(): void {
    const version = db.pragma('data_version', { simple: true })
    if (version === seen) return
    seen = version
    news.announce()
  }

  return {
    announce: news.announce,
    listen(wake) {
      const unlisten = news.listen(wake)
      listening += 1
      timer ??= setInterval(look, POLL_MS)
      return () => {
        unlisten()
        listening -= 1
        if (listening > 0 || !timer) return
        clearInterval(timer)
        timer = null
      }
    },
  }
}
