import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import { addressed, events, idsOf, wholeLog } from '../store/given.js'
import { compileSyncShim } from './sync-shim.js'

const WRITER = fileURLToPath(import.meta.url).replace(/sync-failure\.test\.(ts|js)$/, 'six-writes.$1')

const UNREADABLE = WRITER.replace(/six-writes\.(ts|js)$/, 'unreadable.$1')
const RECOVERING = WRITER.replace(/six-writes\.(ts|js)$/, 'recovering.$1')

interface Line {
  readonly id: string
  readonly kind: string
}

t.setTimeout(290_000)
const scratch = mkdtempSync(join(tmpdir(), 'entente-sync-'))
t.teardown(() => rmSync(scratch, { recursive: true }))
const shim = compileSyncShim(scratch)
const skip = shim ? false : 'needs Linux and a C compiler'

/** What a process wrote whose n-th sync fails; null when it could not open. */
function write(directory: string, subject: 'store' | 'bare', failing: number): Line[] | null {
  mkdirSync(directory)
  const env = { ...process.env, LD_PRELOAD: shim!, SYNC_SHIM: `fail:${failing}` }
  const { stdout, status, stderr } = spawnSync(process.execPath, [...process.execArgv, WRITER, directory, subject], {
    env,
  })
  if (status === 4) return null
  if (status !== 0) throw new Error(`the writer ended with ${status}: ${stderr}`)
  const lines = stdout.toString().trim().split('\n')
  return lines.map(line => JSON.parse(line) as Line)
}

/** Writes after the first that was not acknowledged. */
function afterFailure(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex(line => line.kind !== 'appended')
  return first === -1 ? [] : lines.slice(first + 1)
}

t.test('whichever sync fails, nothing is acknowledged right after it', { skip }, async t => {
  const hit = new Set<number>()
  for (let n = 1; n < 60; n++) {
    const directory = join(scratch, String(n))
    const lines = write(directory, 'store', n)
    const store = openSqliteStore({ directory })
    const there = new Set(idsOf(await wholeLog(store, null)))
    await store.close()
    if (!lines) {
      t.equal(there.size, 0, `sync ${n}: it did not open, and opens the next time`)
      continue
    }
    const acknowledged = lines.filter(line => line.kind === 'appended')
    const after = afterFailure(lines)
    const kept = acknowledged.every(line => there.has(line.id))
    t.ok(kept, `sync ${n}: the ${acknowledged.length} acknowledged events are there`)
    t.ok(
      after.every(line => line.kind === 'unavailable' && !there.has(line.id)),
      'and of those after the failure none is acknowledged or stored',
    )
    // The first syncs belong to the making of the files, where SQLite itself passes over some.
    if (acknowledged.length === 6) {
      if (hit.size > 0) break
      continue
    }
    hit.add(acknowledged.length)
    t.equal(lines[acknowledged.length]!.kind, 'unknown', 'the write whose sync failed has an unknown outcome')
  }
  t.strictSame([...hit].sort(), [0, 1, 2, 3, 4, 5], 'every one of the six writes was hit')
})

t.test(
  'when the disk is well again the store writes again, without a restart and with nothing lost',
  { skip },
  async t => {
    for (const [n, many] of [
      [13, 1],
      [14, 1],
      [14, 6],
      [19, 5],
    ] as const) {
      const directory = join(scratch, `well-${n}-${many}`)
      mkdirSync(directory)
      const env = { ...process.env, LD_PRELOAD: shim!, SYNC_SHIM: `fail:${n}-${n + many - 1}` }
      const { stdout, status, stderr } = spawnSync(process.execPath, [...process.execArgv, RECOVERING, directory], {
        env,
      })
      t.equal(status, 0, stderr.toString())
      const lines = stdout
        .toString()
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as Line & { broken: { since: string; reason: string } | null })
      const failed = lines.findIndex(line => line.kind !== 'appended')
      t.ok(failed >= 0, `syncs ${n} to ${n + many - 1}: write ${failed} was not acknowledged`)
      t.match(lines[failed]!.broken, { since: /^20/, reason: /IOERR/ }, 'the store says since when, and why')
      t.match(lines.at(-1), { kind: 'appended', broken: null }, 'and in the end writes again')
      const store = openSqliteStore({ directory })
      const log = await wholeLog(store, null)
      await store.close()
      const there = new Set(idsOf(log))
      t.ok(
        lines.every(({ id, kind }) => (kind === 'appended' ? there.has(id) : kind === 'unknown' || !there.has(id))),
        'what was acknowledged is there, what was refused is not',
      )
      t.equal(there.size, log.length, 'and nothing twice')
    }
  },
)

t.test(
  'a disk that cannot be read is tried again: a subscriber is told, and goes on where it was',
  { skip },
  async t => {
    const directory = join(scratch, 'unreadable')
    const given = openSqliteStore({ directory })
    for (let n = 0; n < 10; n++) await given.record(addressed('country-NER', events(500)))
    await given.close()
    const flag = join(scratch, 'spoilt')
    const env = { ...process.env, LD_PRELOAD: shim!, SYNC_SHIM: `reads:${flag}` }
    const { stdout, status, stderr } = spawnSync(process.execPath, [...process.execArgv, UNREADABLE, directory, flag], {
      env,
      timeout: 30_000,
    })
    t.equal(status, 0, stderr.toString())
    const said = JSON.parse(stdout.toString())
    t.match(
      said.kinds.join(' '),
      /^events.* lost .*connected.* events.* caughtUp$/,
      'lost, then connected, then the rest',
    )
    t.match(said, { seen: 5000, distinct: 5000, write: 'appended' }, 'every event once, and it writes')
  },
)

t.test('control: SQLite alone goes on after a failed sync', { skip }, async t => {
  const afters = [9, 11].map(n => afterFailure(write(join(scratch, `bare-${n}`), 'bare', n) ?? []))
  t.ok(
    afters.some(after => after.some(line => line.kind === 'appended')),
    'which the check above would notice',
  )
})
