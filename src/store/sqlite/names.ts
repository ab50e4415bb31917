import type { Database, Statement } from 'better-sqlite3'
import { damagedRow } from './failure.js'

/** Texts that many events share, kept once in their own table and in memory. */
export interface Names {
  /** The name behind a number that stands in the events table. */
  name(number: number): string
  number(name: string): number | undefined
  /** The number of a name, given now where it has none; only inside a write. */
  assign(name: string): number
  /** Forget what was read: a write was rolled back. */
  forget(): void
}

export function namesOf(db: Database, table: 'streams' | 'types', key: 'sid' | 'tid'): Names {
  const byNumber = new Map<number, string>()
  const byName = new Map<string, number>()
  const selectName = db.prepare<[number], string>(`SELECT name FROM ${table} WHERE ${key} = ?`).pluck()
  const selectNumber = db.prepare<[string], number>(`SELECT ${key} FROM ${table} WHERE name = ?`).pluck()
  /** Prepared by the first write: a file that is opened for reading has none. */
  let insert: Statement<[string]> | null = null

  function remember(number: number, name: string): void {
    byNumber.set(number, name)
    byName.set(name, number)
  }

  function number(name: string): number | undefined {
    const known = byName.get(name) ?? selectNumber.get(name)
    if (known !== undefined && !byName.has(name)) remember(known, name)
    return known
  }

  return {
    number,
    name(number) {
      const known = byNumber.get(number)
      if (known !== undefined) return known
      const found = selectName.get(number)
      if (typeof found !== 'string') throw damagedRow(`table ${table} lacks ${key} ${number}`)
      remember(number, found)
      return found
    },
    assign(name) {
      const known = number(name)
      if (known !== undefined) return known
      insert ??= db.prepare<[string]>(`INSERT INTO ${table} (name) VALUES (?)`)
      const given = Number(insert.run(name).lastInsertRowid)
      remember(given, name)
      return given
    },
    forget() {
      byNumber.clear()
      byName.clear()
    },
  }
}
