import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { canonicalBody } from '../../events/parse.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { firstDifference } from '../../src/cli/json-difference.js'
import { differenceOfReadings, questionsOf } from '../../src/cli/readings.js'
import { openDatabase } from '../../src/sqlite.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import { dossierEvents } from '../support/dossier.js'
import { withoutDigests } from '../support/old-store.js'
import { storedAt } from '../support/stored.js'
import { load, run, running } from './support.js'

t.setTimeout(300_000)

const directory = t.testdir()
const loaded = join(directory, 'loaded')
await load(t, loaded)

/** A store of its own with the dossier in it. */
function copyOfStore(name: string): string {
  const path = join(directory, name)
  cpSync(loaded, path, { recursive: true })
  return path
}

interface Row {
  readonly position: number
  readonly body: string
}

t.test('verify agrees with an intact store and names the first difference of one that was changed', async t => {
  const verify = (path: string, ...more: string[]) =>
    run(t, ['verify', '--store', `sqlite:${path}`, '--questions', '1', '--country', 'NER', ...more])
  const intact = await verify(loaded)
  t.match(intact, { code: 0, out: /855 events in order[\s\S]*1 question about 1 country; .* agree to the byte/ })
  const anchor = /--expect (\d+:[0-9a-f]{64})/.exec(intact.out)![1]!
  t.match(await verify(loaded, '--expect', anchor), { code: 0 }, 'control: the digest stands')
  const told = JSON.parse((await verify(loaded, '--json')).out) as Record<string, unknown>
  t.match(told, { events: 855, countries: 1, questions: 1, difference: null })
  t.equal(`${told.position}:${told.digest}`, anchor)

  const row = (db: Database.Database) =>
    db.prepare("SELECT position, body FROM events WHERE body LIKE '%usa-africom-ner%' ORDER BY position").get() as Row
  const setBody = (db: Database.Database, change: (body: string) => string) => {
    const { position, body } = row(db)
    if (change(body) === body) throw new Error('nothing was changed')
    db.prepare('UPDATE events SET body = ? WHERE position = ?').run(change(body), position)
  }
  const table: [string, (db: Database.Database) => void, RegExp, string[]?][] = [
    [
      'another partner',
      db => setBody(db, body => body.replaceAll('"USA"', '"CHN"')),
      /the digest is/,
      ['--expect', anchor],
    ],
    [
      'another country',
      db => setBody(db, body => body.replace('"country":"NER"', '"country":"MLI"')),
      /belongs to country-MLI/,
    ],
    [
      'a date that is none',
      db => setBody(db, body => body.replace(/"occurredOn":"[^"]*"/, '"occurredOn":"13-2013"')),
      /would not be accepted: \/occurredOn/,
    ],
    ['a space', db => setBody(db, body => body.replace(',', ', ')), /not in the form/],
    ['no JSON', db => setBody(db, body => body.slice(1)), /cannot be read/],
    [
      'a row taken out',
      db => db.prepare('DELETE FROM events WHERE position = 400').run(),
      /position 0+401,.*1 positions before it are missing/,
    ],
    [
      'a time set back',
      db => db.prepare('UPDATE events SET recorded_at = 0 WHERE position = 400').run(),
      /position 0+400,.*before the event that precedes it/,
    ],
    [
      'the last row taken out',
      db => db.prepare('DELETE FROM events WHERE position = 855').run(),
      /no event stands at position 0+855/,
      ['--expect', anchor],
    ],
  ]
  for (const [i, [name, change, expected, more = []]] of table.entries()) {
    const path = copyOfStore(`changed-${i}`)
    // With digests any change would be told alike, by them.
    withoutDigests(path)
    const db = openDatabase(join(path, 'entente.db'))
    change(db)
    db.close()
    const ended = await verify(path, ...more)
    t.equal(ended.code, 1, `${name}: ${ended.out}${ended.err}`)
    t.match(ended.out, /^differs: [^\n]+\n$/, name)
    t.match(ended.out, expected, name)
  }

  await t.test('a store whose events have digests tells any change, also of what no answer shows', async t => {
    const path = copyOfStore('digested')
    const db = openDatabase(join(path, 'entente.db'))
    db.exec(`UPDATE events SET meta = '{"storedAt":"2020-01-01T00:00:00.000Z"}' WHERE position = 400`)
    db.close()
    const ended = await verify(path)
    t.match(ended, { code: 1, out: /^differs: .*position 0+400 is not as it was written/ }, ended.err)
    const control = copyOfStore('undigested')
    withoutDigests(control)
    t.match(await verify(control), { code: 0, out: /The first 855 events come from a version without digests/ })
  })

  await t.test('a store whose files were damaged or lost is told', async t => {
    const path = copyOfStore('damaged')
    const db = openDatabase(join(path, 'entente.db'))
    db.unsafeMode(true)
    db.pragma('writable_schema = ON')
    db.exec("DELETE FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_events_1'")
    db.close()
    t.match(await verify(path), { code: 1, out: /^differs: the (database file is|files of the store are) damaged/ })
    const lost = copyOfStore('lost')
    const end = openDatabase(join(lost, 'entente.db'))
    end.exec('DELETE FROM events WHERE position > 850')
    end.close()
    t.match(await verify(lost), { code: 4, err: /position 0+855 were acknowledged and the log ends at position 0+850/ })
  })

  await t.test('and a running service whose store was changed under it', async t => {
    const path = copyOfStore('served')
    const service = await running(t, ['serve', '--store', `sqlite:${path}`, '--port', '0'])
    t.match(await verify(path, '--url', service.url), { code: 0, out: /naive reading and http:/ }, 'control')
    const db = openDatabase(join(path, 'entente.db'))
    const rows = db.prepare("SELECT position, body FROM events WHERE body LIKE '%usa-africom-ner%'").all() as Row[]
    const set = db.prepare('UPDATE events SET body = ? WHERE position = ?')
    for (const { position, body } of rows) set.run(body.replaceAll('usa-africom-ner', 'usa-africom-nxx'), position)
    db.close()
    withoutDigests(path)
    const ended = await run(t, ['verify', '--store', `sqlite:${path}`, '--country', 'NER', '--url', service.url])
    t.match(ended, { code: 1, out: /^differs: NER on .*\/[a-z]+.*: from the store .*, the service .*\n$/ })
    t.equal(await service.stop(), 0)
  })
})

t.test('an engine that read another log than the naive reading is found out', async t => {
  const recordedOn = dayOf('2025-01-01')!
  const events = dossierEvents().map((one, place) => ({ ...one, place, recordedOn }))
  const reading = createReading(createLogIndex(), policyV1)
  for (const one of events) reading.log.add(storedAt(one, one.place, Date.UTC(2025, 0, 1)))
  const asked = questionsOf(events, events.length, 2)
  t.same(
    asked.filter(({ country }) => country === 'NER').map(({ known }) => known === 854),
    [true, false],
  )
  const [question] = asked.filter(({ country }) => country === 'NER')
  const today = dayOf('2026-06-01')!
  t.equal(differenceOfReadings(reading, events, question!, today), null)
  const fewer = events.filter(({ event }) => !canonicalBody(event).includes('rus-africa-corps-ner'))
  t.match(
    differenceOfReadings(reading, fewer, question!, today),
    /^NER on \d{4}-\d\d-\d\d as known at position \d+, \//,
  )
})

t.test('the first difference of two answers is named by its path', async t => {
  const table: [unknown, unknown, string | null][] = [
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, null],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, '/a/1/b'],
    [{ a: [1] }, { a: [1, 2] }, '/a'],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, ''],
    [{ a: null }, { a: {} }, '/a'],
    [{ a: [] }, { a: {} }, '/a'],
  ]
  for (const [a, b, path] of table) t.equal(firstDifference(a, b)?.path ?? null, path, JSON.stringify([a, b]))
})
