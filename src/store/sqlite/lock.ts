import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openDatabase } from '../../sqlite.js'
import { StoreError } from '../store.js'

/** Long enough for a holder that is just starting to write its name, or that is just ending to be gone. */
const PATIENCE_MS = 300

/**
 * Makes this the only writer of a data directory, until released or until the process ends, however it ends: the lock
 * is a file lock of the operating system, held through SQLite, and `writer.json` only says whose it is. Throws
 * StoreError `store-locked` within a second, naming the holder. File locks are not to be trusted on network file
 * systems.
 */
export function lockDirectory(directory: string, startedAt: string, patienceMs = PATIENCE_MS): () => void {
  const lock = openDatabase(join(directory, 'writer.lock'), { timeout: patienceMs })
  const card = join(directory, 'writer.json')
  try {
    lock.exec('BEGIN IMMEDIATE')
  } catch (error) {
    lock.close()
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error
    throw new StoreError('store-locked', `${directory} has a writer already: ${holderOf(card)}`, { cause: error })
  }
  writeFileSync(card, JSON.stringify({ pid: process.pid, host: hostname(), startedAt }))
  return () => {
    rmSync(card, { force: true })
    lock.close()
  }
}

function holderOf(card: string): string {
  try {
    const { pid, host, startedAt } = JSON.parse(readFileSync(card, 'utf8'))
    return `process ${pid} on host ${host}, since ${startedAt}`
  } catch {
    return 'a process that left no name'
  }
}
