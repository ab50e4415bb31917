import Database from 'better-sqlite3'

/**
 * From Node 24.19 on a process is ended when V8 collects a native object of better-sqlite3 12 while no script runs: its
 * destructor asks Node for an environment that is not entered then. So none is ever let go: databases and statements stay
 * here when they are closed, some hundred bytes each. Version 13 has another base, and does not run on Node 20.
 */
const held: object[] = []

/** Opens a file of SQLite. Throws SqliteError. */
export function openDatabase(path: string, options: Database.Options = {}): Database.Database {
  const db = new Database(path, options)
  held.push(db)
  const asked = new Map<string, Database.Statement>()

  function prepare(source: string): Database.Statement {
    const statement: Database.Statement = Database.prototype.prepare.call(db, source)
    held.push(statement)
    return statement
  }

  /** What is only read may be asked for as often as the clock ticks. */
  function pragmaOf(source: string): Database.Statement {
    const known = asked.get(source)
    if (known !== undefined) return known
    const statement = prepare(`PRAGMA ${source}`)
    if (/^\w+$/.test(source)) asked.set(source, statement)
    return statement
  }

  function pragma(source: string, { simple = false }: Database.PragmaOptions = {}): unknown {
    const statement = pragmaOf(source)
    if (!statement.reader) return void statement.run()
    return statement.pluck(simple)[simple ? 'get' : 'all']()
  }

  return Object.assign(db, { prepare, pragma })
}
