import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { openSqliteStore } from '../../src/store/sqlite.js'
import type { EventStore, RecordOutcome } from '../../src/store/store.js'
import { anEvent, idsOf, wholeLog } from '../store/given.js'

const SIZE = '24m'
const BODY = JSON.stringify({ text: 'x'.repeat(8000) })

/** A small file system of its own, or null where this process may not mount one. */
function smallDisk(test: { teardown(fn: () => unknown): void }): string | null {
  const mountPoint = mkdtempSync(join(tmpdir(), 'entente-full-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', mountPoint])
  test.teardown(() => {
    if (status === 0) spawnSync('umount', [mountPoint])
    rmSync(mountPoint, { recursive: true, force: true })
  })
  return status === 0 ? mountPoint : null
}

/** Writes until an outcome is not `appended`; the ids that were acknowledged, and that outcome. */
async function fill(store: EventStore, acknowledged: string[]): Promise<RecordOutcome> {
  for (let n = 0; n < 5000; n++) {
    const event = anEvent({ body: BODY })
    const [outcome] = await store.record([{ stream: `country-${n % 7}`, event }])
    if (outcome!.kind !== 'appended') return outcome!
    acknowledged.push(event.id)
  }
  throw new Error('the disk never filled')
}

t.test('a full disk: nothing stored, reads go on, and writes again once there is room', async t => {
  const disk = smallDisk(t)
  if (!disk) return t.pass('skipped: this process may not mount a small file system')
  const ballast = join(disk, 'ballast')
  const free = () => {
    const { bavail, bsize } = statfsSync(disk)
    return bavail * bsize
  }
  const store = openSqliteStore({ directory: join(disk, 'data') })
  t.teardown(() => store.close())
  const acknowledged: string[] = []

  for (let cycle = 0; cycle < 25; cycle++) {
    const room = free() - 600_000
    if (room > 0) writeFileSync(ballast, Buffer.alloc(room))
    const refused = await fill(store, acknowledged)
    if (refused.kind !== 'full') t.fail(`cycle ${cycle} ended with another outcome`, { refused })
    const log = await wholeLog(store, null)
    if (idsOf(log).join() !== acknowledged.join()) t.fail(`cycle ${cycle}: the log is not what was acknowledged`)

    rmSync(ballast, { force: true })
    const event = anEvent()
    const [outcome] = await store.record([{ stream: 'country-NER', event }])
    if (outcome!.kind !== 'appended') {
      t.equal(cycle > 5, true, `no room left for another cycle after ${cycle}`)
      break
    }
    acknowledged.push(event.id)
  }
  await store.close()

  const reopened = openSqliteStore({ directory: join(disk, 'data') })
  t.teardown(() => reopened.close())
  const log = await wholeLog(reopened, null)
  t.strictSame(idsOf(log), acknowledged, `the ${acknowledged.length} acknowledged events are there, and no other`)
  t.ok(
    log.every((event, index) => Number(event.position) === index + 1),
    'without a gap',
  )
})
