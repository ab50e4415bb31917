import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { openDatabase } from '../../src/sqlite.js'
import { openStore } from '../../src/store/open.js'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import { StoreError } from '../../src/store/store.js'
import { within } from '../support/timed.js'
import { describeStoreContract } from './contract.js'
import { addressed, anEvent, aStream, events, idsOf, readUntil, wholeLog } from './given.js'

function aDirectory(test: { teardown(fn: () => unknown): void }): string {
  const directory = mkdtempSync(join(tmpdir(), 'entente-store-'))
  test.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

describeStoreContract('the sqlite store', async t => {
  const directory = aDirectory(t)
  const store = openSqliteStore({ directory })
  const reopen = async () => {
    await store.close()
    return openSqliteStore({ directory })
  }
  return { store, reopen, consecutive: true }
})

t.test('the layout: 8 KiB pages, a write-ahead log, positions of 16 digits from 1', async t => {
  const directory = join(aDirectory(t), 'made', 'on', 'the', 'way')
  const store = openSqliteStore({ directory })
  t.teardown(() => store.close())
  const [placed] = await store.record([{ stream: 'country-NER', event: anEvent() }])
  t.match(placed, { kind: 'appended', position: '0000000000000001' })
  const db = openDatabase(join(directory, 'entente.db'), { readonly: true })
  t.equal(db.pragma('page_size', { simple: true }), 8192)
  t.equal(db.pragma('journal_mode', { simple: true }), 'wal')
  t.equal(db.prepare('SELECT meta FROM events').pluck().get(), null, 'an empty meta takes no room')
  db.close()
})

t.test('a second writer is refused within a second and told who holds the directory', async t => {
  const directory = aDirectory(t)
  const began = new Date().toISOString().slice(0, 10)
  const holder = spawn(process.execPath, [...process.execArgv, holderScript(), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => holder.kill('SIGKILL'))
  await new Promise(resolve => holder.stdout.once('data', resolve))

  const asked = performance.now()
  const refusal = attempt(() => openSqliteStore({ directory }))
  within(t, 1000, performance.now() - asked, 'refused')
  t.match(refusal, { code: 'store-locked' })
  t.match(refusal.message, `process ${holder.pid} on host ${hostname()}, since ${began}`, 'pid, host, since when')

  const reader = openSqliteStore({ directory, readonly: true })
  t.equal((await wholeLog(reader, null)).length, 1, 'a reader needs no lock')
  await reader.close()

  holder.kill('SIGKILL')
  await new Promise(resolve => holder.once('exit', resolve))
  const store = openSqliteStore({ directory })
  t.match(
    await store.record(addressed('country-NER', events(1))),
    [{ kind: 'appended', revision: 1 }],
    'the lock died with it',
  )
  t.match(
    attempt(() => openSqliteStore({ directory })),
    { code: 'store-locked' },
    'nor twice in one process',
  )
  await store.close()
  const next = openSqliteStore({ directory })
  await next.close()
  t.pass('and is free after close')
})

function holderScript(): string {
  return fileURLToPath(import.meta.url).replace(/sqlite\.test\.(ts|js)$/, 'lock-holder.$1')
}

function attempt(open: () => unknown): StoreError {
  try {
    open()
  } catch (error) {
    if (error instanceof StoreError) return error
    throw error
  }
  throw new Error('it opened')
}

t.test('what is no store, a newer one or a damaged one is refused by name', async t => {
  t.match(
    attempt(() => openSqliteStore({ directory: aDirectory(t), readonly: true })),
    { code: 'store-invalid' },
  )

  const foreign = aDirectory(t)
  const other = openDatabase(join(foreign, 'entente.db'))
  other.exec('CREATE TABLE theirs (x)')
  other.close()
  t.match(
    attempt(() => openSqliteStore({ directory: foreign })),
    { code: 'store-invalid', message: /not an Entente store/ },
  )

  const newer = aDirectory(t)
  await openSqliteStore({ directory: newer }).close()
  const db = openDatabase(join(newer, 'entente.db'))
  db.exec('UPDATE schema SET version = 99')
  db.close()
  for (const readonly of [false, true]) {
    const refusal = attempt(() => openSqliteStore({ directory: newer, readonly }))
    t.match(refusal, { code: 'store-invalid', message: /schema version 99, this is 2.*newer/ })
  }

  const garbage = aDirectory(t)
  writeFileSync(join(garbage, 'entente.db'), 'no database'.repeat(2000))
  t.match(
    attempt(() => openSqliteStore({ directory: garbage })),
    { code: 'store-corrupt' },
  )
  t.match(
    attempt(() => openSqliteStore({ directory: join(garbage, 'entente.db') })),
    { code: 'store-invalid' },
  )
})

t.test('damage inside the file stops reading with store-corrupt', async t => {
  const directory = aDirectory(t)
  const store = openSqliteStore({ directory })
  await store.record(addressed(aStream(), events(2000)))
  await store.close()
  truncateSync(join(directory, 'entente.db'), statSync(join(directory, 'entente.db')).size - 40 * 8192)
  await t.rejects(
    async () => {
      const damaged = openSqliteStore({ directory })
      t.teardown(() => damaged.close())
      await wholeLog(damaged, null)
    },
    { code: 'store-corrupt' },
  )
})

t.test('a reader beside the writer follows what is committed', async t => {
  const directory = aDirectory(t)
  const store = openSqliteStore({ directory })
  t.teardown(() => store.close())
  const reader = openSqliteStore({ directory, readonly: true })
  t.teardown(() => reader.close())
  t.equal(await reader.head(), null)

  const following = readUntil(reader.subscribe(null, new AbortController().signal), seen => seen.length >= 600)
  for (let n = 0; n < 20; n++) {
    await store.record(addressed(aStream(), events(30)))
    await delay(5)
  }
  const log = await wholeLog(store, null)
  t.strictSame(idsOf((await following).seen), idsOf(log), 'every event once, in order')
  t.strictSame(await wholeLog(reader, null), log)
  t.strictSame(await reader.find(log[7]!.id), log[7])
  await t.rejects(reader.record(addressed(aStream(), events(1))), { code: 'store-invalid' }, 'it does not write')
})

t.test('what is not committed yet is not read, however long the call', async t => {
  const directory = aDirectory(t)
  const store = openSqliteStore({ directory })
  t.teardown(() => store.close())
  const stream = aStream()
  const list = events(3000)
  let finished = false
  const writing = store.record(addressed(stream, list)).then(() => {
    finished = true
  })
  let turns = 0
  while (!finished) {
    const [log, inStream, found, head] = await Promise.all([
      store.readAll(null, 10),
      store.readStream(stream, 0, 10),
      store.find(list[0]!.id),
      store.head(),
    ])
    if (finished) break
    turns += 1
    if (log.length || inStream.length || found || head) t.fail('an event was seen before its commit')
    await delay(0)
  }
  await writing
  t.ok(turns > 3, `the loop turned while the call was written: ${turns} times`)
})

t.test('the write-ahead log stays short under constant load', async t => {
  const directory = aDirectory(t)
  const store = openSqliteStore({ directory })
  t.teardown(() => store.close())
  let longest = 0
  const stop = performance.now() + 1500
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (performance.now() < stop) {
        await store.record([{ stream: `country-${Math.floor(performance.now()) % 50}`, event: anEvent() }])
        longest = Math.max(longest, statSync(join(directory, 'entente.db-wal')).size)
      }
    }),
  )
  const { length } = await wholeLog(store, null)
  t.ok(length > 1000, `${length} events`)
  t.ok(longest < 24 << 20, `${(longest / 2 ** 20).toFixed(1)} MiB at its longest`)
})

t.test('recordedAt goes on from the newest of the log after a restart', async t => {
  const directory = aDirectory(t)
  const first = openSqliteStore({ directory })
  await first.record([{ stream: 'country-NER', event: anEvent({ recordedAt: '2026-01-01T00:00:00.000Z' }) }])
  await first.close()
  const second = openSqliteStore({ directory })
  t.teardown(() => second.close())
  const outcomes = await second.record([
    { stream: 'country-MLI', event: anEvent({ recordedAt: '2025-01-01T00:00:00.000Z' }) },
  ])
  t.match(outcomes, [{ recordedAt: '2026-01-01T00:00:00.001Z' }])
})

t.test('a foreign write lock is unavailable, and passes', async t => {
  const directory = aDirectory(t)
  const store = openSqliteStore({ directory })
  t.teardown(() => store.close())
  const tool = openDatabase(join(directory, 'entente.db'))
  tool.exec('BEGIN IMMEDIATE')
  const event = anEvent()
  t.match(await store.record([{ stream: 'country-NER', event }]), [{ kind: 'unavailable' }])
  tool.exec('ROLLBACK')
  tool.close()
  t.match(await store.record([{ stream: 'country-NER', event }]), [{ kind: 'appended', position: '0000000000000001' }])
})

t.test('a store is opened by the text that names it', async t => {
  const directory = join(aDirectory(t), 'data')
  const store = await openStore(`sqlite:${directory}`)
  t.equal(store.name, `sqlite:${directory}`)
  t.ok(existsSync(join(directory, 'entente.db')))
  const reader = await openStore(`sqlite:${directory}`, { readonly: true })
  await Promise.all([store.close(), reader.close()])
  const memory = await openStore('memory:')
  t.equal(memory.name, 'memory:')
  await memory.close()
  for (const wrong of ['', 'sqlite:', 'postgres://user:secret@host', './data']) {
    await t.rejects(openStore(wrong), { code: 'store-invalid' }, `${wrong || 'nothing'} is refused`)
    const message = await openStore(wrong).catch((error: Error) => error.message)
    t.notMatch(message, /secret/, 'and what was given is not repeated')
  }
})
