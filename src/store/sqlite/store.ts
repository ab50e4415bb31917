import { checkAppend, checkRecord } from '../envelope.js'
import { isPosition, placeOf, positionOf } from '../position.js'
import {
  type AppendResult,
  type EventStore,
  type Failure,
  type RecordOutcome,
  StoreError,
  type StoreLog,
} from '../store.js'
import { writeFailure } from './failure.js'
import { createDirectory, syncDirectory } from './file.js'
import { groupCommit, type WriteSteps } from './group-commit.js'
import { type HeadFile, openHead, readHead } from './head.js'
import { lockDirectory } from './lock.js'
import { createLogChanges } from './log-changes.js'
import { openReader } from './reader-store.js'
import { besideOf, readsOf } from './reads.js'
import { openSession, proveDisk, type Session } from './session.js'

const MOST_RECOVER_MS = 30_000

export interface SqliteOptions {
  /** Data directory, with one writer at a time; created where it is missing. */
  readonly directory: string
  /**
   * Open beside a running writer, without its lock. Writing then throws, and subscriptions look for changes ten times a
   * second.
   */
  readonly readonly?: boolean
  readonly log?: StoreLog
  /**
   * First wait before the database is opened anew after the disk failed, in milliseconds; it doubles, to half a minute.
   */
  readonly recoverMs?: number
}

/**
 * The embedded store: an event is on disk when its promise resolves, and one process writes. Throws StoreError
 * `store-locked` (there is a writer), `store-invalid` (nothing to read, a foreign or a newer file) or `store-corrupt`.
 */
export function openSqliteStore({ directory, readonly = false, log, recoverMs = 1000 }: SqliteOptions): EventStore {
  try {
    return readonly ? openReader(directory) : openWriter(directory, recoverMs, log)
  } catch (error) {
    if (error instanceof StoreError) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new StoreError('store-invalid', `the store in ${directory} cannot be opened: ${message}`, { cause: error })
  }
}

function openWriter(directory: string, recoverMs: number, log: StoreLog | undefined): EventStore {
  createDirectory(directory)
  const unlock = lockDirectory(directory, new Date().toISOString())
  try {
    return lockedWriter(directory, unlock, recoverMs, log)
  } catch (error) {
    unlock()
    throw error
  }
}

function lockedWriter(directory: string, unlock: () => void, recoverMs: number, log: StoreLog | undefined): EventStore {
  let session = openSession(directory, readHead(directory), step => upkept(step))
  const head = kept(() => openHead(directory, session.writer.head(), syncDirectory))
  const changes = createLogChanges()
  let committed = session.writer.place()
  let counted = committed
  let broken: { readonly failure: Failure; readonly since: string; readonly reason: string } | null = null
  let recovery: NodeJS.Timeout | null = null
  let closing: Promise<void> | null = null

  function kept(open: () => HeadFile): HeadFile {
    try {
      return open()
    } catch (error) {
      session.close()
      throw error
    }
  }

  function stop(reason: string): void {
    if (broken !== null) return
    const failure: Failure = {
      kind: 'unavailable',
      reason: `no writes after ${reason}, until the disk takes them again`,
    }
    broken = { failure, since: new Date().toISOString(), reason }
    log?.warn({ reason }, 'the disk of the store failed: nothing is written until it takes writes again')
    recoverIn(recoverMs)
  }

  function recoverIn(ms: number): void {
    recovery = setTimeout(() => void recover(ms), ms)
    recovery.unref()
  }

  /** Opens the database anew and makes sure that the disk takes writes; where it does not, tries again later. */
  async function recover(waited: number): Promise<void> {
    await group.drained()
    if (closing !== null) return
    let next: Session | null = null
    try {
      next = openSession(directory, readHead(directory), step => upkept(step))
      const before = session
      proveDisk(next)
      session = next
      session.writer.time.asked(before.writer.time.askedTo())
      committed = session.writer.place()
      counted = committed
      head.reached(session.writer.head())
      broken = null
      quietly(() => before.close())
      log?.info({}, 'the disk of the store takes writes again')
      changes.announce()
    } catch (error) {
      if (next !== null) quietly(() => next?.close())
      log?.warn({ reason: String(error) }, 'the disk of the store does not take writes yet')
      recoverIn(Math.min(waited * 2, MOST_RECOVER_MS))
    }
  }

  function failureOf(error: unknown, committing: boolean): Failure {
    const { outcome, final } = writeFailure(error, committing)
    if (final) stop(outcome.reason)
    return outcome
  }

  function upkept(step: () => void): void {
    try {
      step()
    } catch (error) {
      // A full disk or a foreign lock only postpones it: the write-ahead log holds everything meanwhile.
      try {
        failureOf(error, false)
      } catch (surprise) {
        stop(String(surprise))
      }
    }
  }

  const group = groupCommit<Failure>({
    begin: () => session.begin(),
    commit() {
      if (session.db.inTransaction) session.commit()
      const { writer } = session
      committed = writer.place()
      writer.time.recorded()
      head.reached(writer.head())
      changes.announce()
    },
    failed(error, committing) {
      try {
        if (session.db.inTransaction) session.db.exec('ROLLBACK')
        session.writer.reload()
      } catch (next) {
        // It cannot even be read now; it is read when it is opened anew.
        stop(String(next))
      }
      return failureOf(error, committing)
    },
    between(busy) {
      session.upkeep.between(busy, committed - counted)
      counted = committed
    },
  })

  function mustBeOpen(): void {
    if (closing) throw new StoreError('store-closed', `the store in ${directory} is closed`)
  }

  /** Calls that waited when the disk failed are refused like those that come afterwards. */
  function* unlessBroken<T>(steps: () => WriteSteps<T>, refused: (failure: Failure) => T): WriteSteps<T> {
    return broken === null ? yield* steps() : refused(broken.failure)
  }

  return {
    name: `sqlite:${directory}`,
    uniqueIds: true,
    isPosition,
    offset: placeOf,
    ...readsOf(
      () => session.reader,
      () => committed,
      mustBeOpen,
      { listen: changes.listen, closed: () => closing !== null },
      stop,
      besideOf(directory, session.reader, true),
    ),

    async append(stream, expected, events) {
      mustBeOpen()
      checkAppend(stream, expected, events)
      if (broken) return broken.failure
      const steps = () => session.writer.append(stream, expected, events)
      const refused = (failure: Failure): AppendResult => failure
      return group.submit(events.length, () => unlessBroken(steps, refused), refused)
    },

    async record(items, loading) {
      mustBeOpen()
      checkRecord(items)
      if (items.length === 0) return []
      const refused = (failure: Failure): RecordOutcome[] => items.map(() => failure)
      if (broken) return refused(broken.failure)
      const steps = () => session.writer.record(items, loading)
      return group.submit(items.length, () => unlessBroken(steps, refused), refused)
    },

    async settle(instant) {
      mustBeOpen()
      session.writer.time.asked(instant)
      await group.turn()
      return committed === 0 ? null : positionOf(committed)
    },

    broken: () => broken && { since: broken.since, reason: broken.reason },

    close() {
      closing ??= group.drained().then(() => {
        if (recovery) clearTimeout(recovery)
        changes.announce()
        try {
          session.close()
        } finally {
          head.close()
          unlock()
        }
      })
      return closing
    },
  }
}

function quietly(close: () => void): void {
  try {
    close()
  } catch {
    // After a disk failure this may fail too; nothing depends on it any more.
  }
}
