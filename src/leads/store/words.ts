import type { Database } from 'better-sqlite3'

/** Texts that many rows share, each kept once under a number. */
export interface Words {
  word(number: number): string
  /** The number of a word; undefined where it was never used. */
  number(word: string): number | undefined
  /** The number of a word, given now where it has none; only inside a write. */
  assign(word: string): number
  /** Forget what was read: a write was rolled back. */
  forget(): void
}

/** Words held in memory at most: domains of a large import are many. */
const MOST_HELD = 50_000

export function wordsOf(db: Database): Words {
  const byNumber = new Map<number, string>()
  const byWord = new Map<string, number>()
  const selectWord = db.prepare<[number], string>('SELECT word FROM words WHERE wid = ?').pluck()
  const selectNumber = db.prepare<[string], number>('SELECT wid FROM words WHERE word = ?').pluck()
  const insert = db.prepare<[string]>('INSERT INTO words (word) VALUES (?)')

  function forget(): void {
    byNumber.clear()
    byWord.clear()
  }

  function remember(number: number, word: string): void {
    if (byWord.size >= MOST_HELD) forget()
    byNumber.set(number, word)
    byWord.set(word, number)
  }

  function number(word: string): number | undefined {
    const known = byWord.get(word)
    if (known !== undefined) return known
    const found = selectNumber.get(word)
    if (found !== undefined) remember(found, word)
    return found
  }

  return {
    number,
    forget,
    word(wanted) {
      const known = byNumber.get(wanted)
      if (known !== undefined) return known
      const found = selectWord.get(wanted)
      if (found === undefined) throw new TypeError(`the file of leads lacks word ${wanted}`)
      remember(wanted, found)
      return found
    },
    assign(word) {
      const known = number(word)
      if (known !== undefined) return known
      const given = Number(insert.run(word).lastInsertRowid)
      remember(given, word)
      return given
    },
  }
}
