/** What happens to the files of a store behind its back is noticed: flipped bits, files that are gone or older than they were. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { openDatabase } from '../../src/sqlite.js'
import { copyLog } from '../../src/store/copy.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import type { StoredEvent } from '../../src/store/store.js'
import { withoutDigests } from '../support/old-store.js'
import { seeded } from '../support/seeded.js'
import { addressed, anEvent, events, idsOf, wholeLog } from './given.js'

t.setTimeout(290_000)

const FLIPS = Number(process.env.ENTENTE_FLIPS ?? 400)

interface Test {
  teardown(fn: () => unknown): void
}

function aDirectory(test: Test): string {
  const directory = mkdtempSync(join(tmpdir(), 'entente-damage-'))
  test.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

const body = (n: number) => JSON.stringify({ n, note: `what was said on day ${n}, `.repeat(1 + (n % 9)) })

/** A closed store of some streams and types; what it holds. */
async function filled(directory: string, count: number): Promise<StoredEvent[]> {
  const store = openSqliteStore({ directory })
  for (let n = 0; n < count; n += 10) {
    const calls = Array.from({ length: 10 }, (_, i) => {
      const meta = i % 2 ? '{}' : '{"recordedBy":"key-12345678"}'
      return { stream: `country-${(n + i) % 17}`, event: anEvent({ body: body(n + i), meta, type: `Type${i}` }) }
    })
    await store.record(calls)
  }
  const log = await wholeLog(store, null)
  await store.close()
  return log
}

const same = (a: readonly StoredEvent[], b: readonly StoredEvent[]) => JSON.stringify(a) === JSON.stringify(b)

/** What reading the whole log, each event by its id and the check of the files make of a directory. */
async function look(directory: string, given: readonly StoredEvent[]): Promise<'noticed' | 'as it was' | 'missed'> {
  try {
    const store = openSqliteStore({ directory, readonly: true })
    try {
      const log = await wholeLog(store, null)
      if ((await store.damage?.()) !== null) return 'noticed'
      for (const { id } of given) if ((await store.find(id)) === null) return 'missed'
      return same(log, given) ? 'as it was' : 'missed'
    } finally {
      await store.close()
    }
  } catch {
    return 'noticed'
  }
}

function flip(directory: string, bytes: Buffer, bit: number): void {
  const flipped = Buffer.from(bytes)
  flipped[bit >> 3]! ^= 1 << (bit & 7)
  writeFileSync(join(directory, 'entente.db'), flipped)
}

async function flips(test: Test, digests: boolean, count: number) {
  const directory = aDirectory(test)
  const given = await filled(directory, 200)
  if (!digests) withoutDigests(directory)
  const bytes = readFileSync(join(directory, 'entente.db'))
  const random = seeded(400)
  const found = { noticed: 0, 'as it was': 0, missed: 0 }
  for (let n = 0; n < count; n++) {
    flip(directory, bytes, Math.floor(random() * bytes.length * 8))
    found[await look(directory, given)] += 1
  }
  return found
}

t.test(`of ${FLIPS} single flipped bits none changes what is read without being noticed`, async t => {
  const found = await flips(t, true, FLIPS)
  t.equal(found.missed, 0, JSON.stringify(found))
  t.ok(found.noticed > FLIPS / 4, `${found.noticed} noticed`)
})

t.test('control: without digests many are missed', async t => {
  const found = await flips(t, false, Math.min(FLIPS, 200))
  t.ok(found.missed > 10, JSON.stringify(found))
})

t.test('an event that is not as it was written is not handed out, by whatever way it is read', async t => {
  const directory = aDirectory(t)
  const log = await filled(directory, 50)
  const db = openDatabase(join(directory, 'entente.db'))
  db.exec(`UPDATE events SET body = replace(body, 'said', 'sold') WHERE position = 20`)
  db.close()
  for (const readonly of [true, false]) {
    const store = openSqliteStore({ directory, readonly })
    const damaged = { code: 'store-corrupt', message: /position 0000000000000020 is not as it was written/ }
    await t.rejects(wholeLog(store, null), damaged)
    await t.rejects(store.readAll(log[9]!.position, 15), damaged)
    await t.rejects(store.find(log[19]!.id), damaged)
    await t.rejects(store.readStream(log[19]!.stream, 0, 100), damaged)
    await t.rejects(copyLog(store, createMemoryStore()), damaged, 'nor copied')
    t.match(await store.find(log[30]!.id), { id: log[30]!.id }, 'others are')
    t.equal((await store.readAll(log[19]!.position, 100)).length, 30)
    await store.close()
  }
})

t.test('a file without digests is read as it is, and given them when it is opened for writing', async t => {
  const directory = aDirectory(t)
  const before = await filled(directory, 60)
  withoutDigests(directory)
  const reader = openSqliteStore({ directory, readonly: true })
  t.strictSame(await wholeLog(reader, null), before)
  t.equal(reader.undigested?.(), 60)
  await reader.close()

  const store = openSqliteStore({ directory })
  t.equal(store.undigested?.(), 60, 'one digest for all of them')
  await store.record(addressed('country-1', events(5)))
  t.strictSame((await wholeLog(store, null)).slice(0, 60), before)
  t.match(await store.find(before[3]!.id), before[3])
  await store.close()

  for (const [position, code] of [
    [30, 'store-corrupt'],
    [60, 'store-corrupt'],
    [61, 'store-corrupt'],
  ] as const) {
    const copy = aDirectory(t)
    cpSync(directory, copy, { recursive: true })
    const db = openDatabase(join(copy, 'entente.db'))
    db.exec(`UPDATE events SET recorded_at = recorded_at + 1 WHERE position = ${position}`)
    db.close()
    const damaged = openSqliteStore({ directory: copy, readonly: true })
    await t.rejects(wholeLog(damaged, null), { code }, `a change at ${position} is noticed`)
    await damaged.close()
  }
})

t.test('giving digests to an old file is whole or not at all', async t => {
  const directory = aDirectory(t)
  const before = await filled(directory, 40)
  withoutDigests(directory)
  const db = openDatabase(join(directory, 'entente.db'))
  db.exec("CREATE TRIGGER no BEFORE UPDATE ON schema BEGIN SELECT raise(ABORT, 'no'); END")
  db.close()
  t.throws(() => openSqliteStore({ directory }), { code: 'store-invalid' })
  const again = openDatabase(join(directory, 'entente.db'))
  t.strictSame(again.prepare('SELECT version FROM schema').pluck().all(), [1])
  t.equal(again.prepare("SELECT count(*) FROM pragma_table_info('events')").pluck().get(), 8, 'as it was')
  again.exec('DROP TRIGGER no')
  again.close()
  const store = openSqliteStore({ directory })
  t.strictSame(await wholeLog(store, null), before)
  await store.close()
})

t.test('files that are gone, cut or older than what was acknowledged are noticed at the next start', async t => {
  const killed = aDirectory(t)
  const older = aDirectory(t)
  const store = openSqliteStore({ directory: killed })
  await store.record(addressed('country-NER', events(20)))
  cpSync(killed, older, { recursive: true })
  await store.record(addressed('country-NER', events(20)))
  const left = aDirectory(t)
  // What a process that was killed leaves behind: its database, its write-ahead log, its head.
  cpSync(killed, left, { recursive: true })
  const log = await wholeLog(store, null)
  await store.close()
  t.equal(existsSync(join(left, 'entente.db-wal')), true)

  const cases: Record<string, (directory: string) => void> = {
    'the write-ahead log is gone': directory => rmSync(join(directory, 'entente.db-wal')),
    'the database is gone': directory => rmSync(join(directory, 'entente.db')),
    'both are gone': directory => {
      for (const name of ['entente.db', 'entente.db-wal']) rmSync(join(directory, name))
    },
    'the write-ahead log is cut in half': directory => {
      const bytes = readFileSync(join(directory, 'entente.db-wal'))
      writeFileSync(join(directory, 'entente.db-wal'), bytes.subarray(0, bytes.length / 2))
    },
    'a bit of the write-ahead log is another': directory => {
      const bytes = readFileSync(join(directory, 'entente.db-wal'))
      bytes[Math.floor(bytes.length * 0.6)]! ^= 4
      writeFileSync(join(directory, 'entente.db-wal'), bytes)
    },
    'both are an older copy': directory => {
      for (const name of ['entente.db', 'entente.db-wal', 'entente.db-shm'])
        cpSync(join(older, name), join(directory, name))
    },
    'the head cannot be read': directory => writeFileSync(join(directory, 'entente.head'), 'x'),
  }
  for (const [name, spoil] of Object.entries(cases)) {
    for (const readonly of [true, false]) {
      const directory = aDirectory(t)
      cpSync(left, directory, { recursive: true })
      spoil(directory)
      const kept = existsSync(join(directory, 'entente.db'))
      const refused = {
        code: 'store-corrupt',
        message: /put entente\.db and entente\.db-wal back.*delete .*entente\.head/,
      }
      t.throws(() => openSqliteStore({ directory, readonly }), refused, `${name}${readonly ? ', to read' : ''}`)
      t.equal(existsSync(join(directory, 'entente.db')), kept, 'and nothing is begun anew')
    }
  }

  const given = aDirectory(t)
  cpSync(left, given, { recursive: true })
  for (const name of ['entente.db-wal', 'entente.db-shm', 'entente.head']) rmSync(join(given, name), { force: true })
  const shorter = openSqliteStore({ directory: given })
  t.ok((await wholeLog(shorter, null)).length < 40, 'with the head deleted it goes on with what is there')
  await shorter.close()

  const untouched = openSqliteStore({ directory: left })
  t.strictSame(idsOf(await wholeLog(untouched, null)), idsOf(log), 'untouched it opens, with all that was acknowledged')
  await untouched.close()

  const other = aDirectory(t)
  await filled(other, 60)
  cpSync(join(left, 'entente.head'), join(other, 'entente.head'))
  t.throws(
    () => openSqliteStore({ directory: other }),
    { code: 'store-corrupt', message: /holds another event/ },
    'nor is another log taken for this one',
  )
})
