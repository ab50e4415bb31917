import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import Database from 'better-sqlite3'
import t from 'tap'
import { openDatabase } from '../../src/sqlite.js'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import { addressed, events } from './given.js'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

let made = 0
let collected = 0
let bare = 0
const registry = new FinalizationRegistry(() => {
  collected++
})
const { prepare, pragma } = Database.prototype
Database.prototype.prepare = function (this: Database.Database, source: string) {
  const statement = prepare.call(this, source)
  made++
  registry.register(statement, null)
  return statement
} as typeof prepare
Database.prototype.pragma = function (this: Database.Database, ...asked: Parameters<typeof pragma>) {
  bare++
  return pragma.apply(this, asked)
} as typeof pragma

async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    collect()
    await delay(10)
  }
}

t.test('no statement is ever collected, whatever became of its store', async t => {
  const directory = t.testdir()
  await (async () => {
    const store = openSqliteStore({ directory })
    await store.record(addressed('country-NER', events(2)))
    await store.readAll(null, 10)
    await store.close()
    const reader = openSqliteStore({ directory, readonly: true })
    await reader.readAll(null, 10)
    await delay(250)
    await reader.close()
  })()
  await settled()
  t.ok(made > 10, `${made} statements were made`)
  t.equal(collected, 0)
  t.equal(bare, 0, 'and none that nobody holds')
})

t.test('a pragma that is read often is one statement', async t => {
  const db = openDatabase(':memory:')
  const before = made
  for (let i = 0; i < 100; i++) t.type(db.pragma('data_version', { simple: true }), 'number')
  t.equal(made, before + 1)
  t.match(db.pragma('user_version'), [{ user_version: 0 }])
  t.equal(db.pragma('user_version = 3'), undefined)
  t.equal(db.pragma('user_version', { simple: true }), 3)
  db.close()
})

t.test('a statement that nobody holds is collected: the test would tell', async t => {
  ;(() => new Database(':memory:').prepare('SELECT 1').get())()
  await settled()
  t.ok(collected > 0, `${collected} collected`)
})
