/** What a replica keeps of a server, whatever state it is found in, is the server's log, or is thrown away. */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import t from 'tap'
import { openDatabase } from '../../src/sqlite.js'
import { openMirrored } from '../../src/store/eventstoredb/mirrored.js'
import { type Mirror, openMirror } from '../../src/store/mirror/mirror.js'
import type { StoredEvent } from '../../src/store/store.js'
import { seeded } from '../support/seeded.js'

t.setTimeout(290_000)

const SERVER = 'esdb://somewhere:2113'
const STREAMS = ['country-NER', 'country-MLI', 'source-rfi']
const position = (n: number) => `${String(n).padStart(20, '0')}-${String(n).padStart(20, '0')}`

interface Drawn {
  readonly stream: number
  /** Has the id of the event so many before it. */
  readonly double: number | null
  /** Recorded by a clock that is behind by so much. */
  readonly behind: number
  /** Positions of others between it and the one before. */
  readonly gap: number
}

const drawn = fc.array(
  fc.record({
    stream: fc.nat(STREAMS.length - 1),
    double: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 6, nil: null }),
    behind: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(5)),
    gap: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, maxLength: 60 },
)

/** A log as a server has it: ids may come twice in different streams, and clocks may step back. */
function logOf(list: readonly Drawn[], random: () => number): StoredEvent[] {
  const log: StoredEvent[] = []
  const revisions = new Map<string, number>()
  let at = 0
  for (const [n, { stream: number, double, behind, gap }] of list.entries()) {
    at += gap
    const stream = STREAMS[number]!
    const revision = (revisions.get(stream) ?? -1) + 1
    const earlier = double === null ? undefined : log[n - double]
    const id = earlier !== undefined && earlier.stream !== stream ? earlier.id : randomUUID()
    revisions.set(stream, revision)
    log.push({
      id,
      type: 'VisitHeld',
      body: `{"n":${n},"text":"${'é'.repeat(Math.floor(random() * 40))}"}`,
      meta: n % 3 === 0 ? '{"recordedBy":"x"}' : '{}',
      recordedAt: new Date(Date.UTC(2024, 0, 1) + n - behind).toISOString(),
      position: position(at),
      stream,
      revision,
    })
  }
  return log
}

const againFrom = (log: readonly StoredEvent[]) => async (stream: string, revision: number) =>
  log.find(event => event.stream === stream && event.revision === revision) ?? null

/** Everything that is asked of a mirror, answered by the log itself. */
function compare(mirror: Mirror, log: readonly StoredEvent[]): void {
  t.equal(mirror.size, log.length)
  const first = new Map<string, number>()
  let newest = Number.NEGATIVE_INFINITY
  for (const [place, event] of log.entries()) {
    newest = Math.max(newest, Date.parse(event.recordedAt))
    if (!first.has(event.id)) first.set(event.id, place)
    t.strictSame(mirror.at(place), event)
    t.equal(mirror.recordedAt(place), newest, 'a recording time never steps back')
    t.equal(mirror.position(place), event.position)
    t.equal(mirror.placeOf(event.position), place)
    t.equal(mirror.placeOf(`${event.position.slice(0, 40)}!`), place - 1, 'just before it')
    t.equal(mirror.placeOfId(event.id), first.get(event.id))
    t.equal(mirror.isDouble(place), first.get(event.id) !== place)
    t.ok(mirror.placesOfId(event.id).some(one => one.stream === event.stream && one.revision === event.revision))
  }
  for (const after of [null, log[0]?.position ?? null]) {
    const due = log.filter(event => after === null || event.position > after)
    t.strictSame(mirror.page(after, 1000), due.slice(0, 1000))
  }
  for (const stream of STREAMS)
    t.equal(mirror.lastRevision(stream), log.filter(event => event.stream === stream).length - 1)
}

type State = 'behind' | 'ahead' | 'of another server' | 'damaged' | 'of another version' | 'no mirror at all'

t.test('whatever state it is found in, it is the log of the server in the end', async t => {
  const seen: Record<string, number> = {}
  let cases = 0
  await fc.assert(
    fc.asyncProperty(
      drawn,
      fc.constantFrom<State>(
        'behind',
        'ahead',
        'of another server',
        'damaged',
        'of another version',
        'no mirror at all',
      ),
      fc.nat(1000),
      fc.nat(1_000_000),
      async (list, state, part, seed) => {
        const parent = join(t.testdir(), String(cases++))
        const log = logOf(list, seeded(seed))
        const reports: string[] = []
        const report = (_level: string, message: string, { reason }: Readonly<Record<string, unknown>>) =>
          void reports.push(`${message}: ${reason}`)
        const open = (server: readonly StoredEvent[]) => openMirrored(parent, SERVER, againFrom(server), report)
        const cut = part % (log.length + 1)
        const written = state === 'of another server' ? logOf(list, seeded(seed + 1)) : log
        const before = (await open(written))!
        const upTo = state === 'behind' ? cut : written.length
        if (upTo > 0) before.mirror.take(written.slice(0, upTo), written[upTo - 1]!.position)
        before.close()
        reports.length = 0
        const path = join(parent, '1', 'mirror.db')
        const server = state === 'ahead' ? log.slice(0, cut) : log
        if (state === 'no mirror at all') rmSync(join(parent, '1'), { recursive: true })
        if (state === 'of another version') {
          const db = openDatabase(path)
          db.exec('UPDATE mirror SET version = version + 1')
          db.close()
        }
        if (state === 'damaged') damageRow(path, part)
        const { mirror, close } = (await open(server))!
        const thrownAway = reports.some(text => text.startsWith('the mirror is built again'))
        if (state === 'of another version' || state === 'of another server') t.ok(thrownAway, state)
        if (state === 'ahead' && cut < log.length) t.match(reports.join(), /ahead of the server/)
        if (state === 'behind' || state === 'no mirror at all') t.notOk(thrownAway, state)
        seen[`${state}, ${thrownAway ? 'thrown away' : 'used'}`] =
          (seen[`${state}, ${thrownAway ? 'thrown away' : 'used'}`] ?? 0) + 1
        const rest = server.filter(event => event.position > (mirror.scanned ?? ''))
        t.strictSame(thrownAway ? mirror.size : rest.length, thrownAway ? 0 : server.length - mirror.size)
        if (rest.length > 0) mirror.take(rest, rest.at(-1)!.position)
        // What is found to be damaged only when it is read is read from the server again.
        for (let place = 0; place < mirror.size; place++) {
          for (let tries = 0; tries < 50; tries++) {
            try {
              mirror.at(place)
              break
            } catch (error) {
              t.match(error, { code: 'store-unavailable' })
              await delay(1)
            }
          }
        }
        compare(mirror, server)
        close()
      },
    ),
    { numRuns: Number(process.env.ENTENTE_RUNS ?? 60) },
  )
  t.comment(JSON.stringify(seen))
})

/** Another text in one row, as a bit that flipped would leave it. */
function damageRow(path: string, part: number): void {
  const db = openDatabase(path)
  const count = db.prepare<[], number>('SELECT count(*) FROM events').pluck().get()!
  db.prepare('UPDATE events SET body = replace(body, \'"n"\', \'"m"\') WHERE position = ?').run((part % count) + 1)
  db.close()
}

t.test('a file that is no database any more is built again, and one that nobody can write is done without', async t => {
  const parent = t.testdir()
  const log = logOf(fc.sample(drawn, { numRuns: 1, seed: 3 })[0]!, seeded(1))
  const reports: string[] = []
  const report = (_level: string, message: string) => void reports.push(message)
  const open = (directory: string) => openMirrored(directory, SERVER, againFrom(log), report)
  const first = (await open(parent))!
  first.mirror.take(log, log.at(-1)!.position)
  first.close()
  const path = join(parent, '1', 'mirror.db')
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0x5a, 0, Math.min(bytes.length, 9000)))
  const second = (await open(parent))!
  t.equal(second.mirror.size, 0)
  t.ok(reports.includes('the mirror is built again'))
  second.close()
  writeFileSync(join(parent, 'file'), '')
  t.equal(await open(join(parent, 'file', 'below')), null)
  t.ok(reports.includes('no mirror: nothing can be written there'))
})

t.test('opening it reads no event but those that are compared, however many there are', async t => {
  const directory = join(t.testdir(), 'one')
  const log = logOf(
    Array.from({ length: 500 }, (_, n) => ({ stream: n % 3, double: n % 50 === 49 ? 1 : null, behind: 0, gap: 1 })),
    seeded(4),
  )
  const mirror = openMirror({ directory, server: SERVER, failed() {}, again: againFrom(log) })
  mirror.take(log, log.at(-1)!.position)
  mirror.close()
  const db = openDatabase(join(directory, 'mirror.db'), { readonly: true })
  const plan = db.prepare<[], { detail: string }>(
    'EXPLAIN QUERY PLAN SELECT position, id FROM events WHERE doubled = 1',
  )
  t.match(plan.all()[0]?.detail, /USING COVERING INDEX doubles/)
  db.close()
})

t.test('each replica has a directory of its own, and takes any that is free when it comes back', async t => {
  const parent = t.testdir()
  const open = (server = SERVER) =>
    openMirrored(
      parent,
      server,
      async () => null,
      () => {},
    )
  const [one, two] = [(await open())!, (await open())!]
  t.not(one.mirror.directory, two.mirror.directory)
  const { directory } = one.mirror
  one.close()
  const other = (await open('esdb://elsewhere:2113'))!
  t.not(other.mirror.directory, directory, 'one of another server is left alone')
  const again = (await open())!
  t.equal(again.mirror.directory, directory)
  for (const each of [two, other, again]) each.close()
})

t.test('where it cannot be written any more, what comes is held in memory and nothing is lost', async t => {
  const log = logOf(fc.sample(drawn, { numRuns: 1, seed: 5 })[0]!, seeded(2))
  const directory = join(t.testdir(), 'one')
  const told: string[] = []
  const mirror = openMirror({ directory, server: SERVER, failed: reason => told.push(reason), again: againFrom(log) })
  const half = Math.ceil(log.length / 2)
  mirror.take(log.slice(0, half), log[half - 1]!.position)
  const blocker = openDatabase(join(directory, 'mirror.db'), { timeout: 0 })
  blocker.exec('BEGIN IMMEDIATE')
  mirror.take(log.slice(half), log.at(-1)!.position)
  blocker.exec('ROLLBACK')
  blocker.close()
  t.equal(told.length, 1)
  compare(mirror, log)
  mirror.close()
  t.notOk(existsSync(join(directory, 'mirror.db')), 'the next start begins anew')
})
