import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import type { EventStore, RecordOutcome } from '../../src/store/store.js'
import { addressed, anEvent, idsOf, wholeLog } from '../store/given.js'

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

/** A new stream each time, but the one that was refused again: nothing of the refused call may be remembered. */
function streamOf(acknowledged: readonly string[]): string {
  return `country-${acknowledged.length}`
}

/** Writes three events at a time until they are refused; adds the ids that were acknowledged, returns the refusal. */
async function fill(store: EventStore, acknowledged: string[]): Promise<RecordOutcome> {
  for (let n = 0; n < 5000; n++) {
    const list = [anEvent({ body: BODY }), anEvent({ body: BODY }), anEvent({ body: BODY })]
    const outcomes = await store.record(addressed(streamOf(acknowledged), list))
    const refused = outcomes.find(outcome => outcome.kind !== 'appended')
    if (refused) return refused
    acknowledged.push(...idsOf(list))
  }
  throw new Error('the disk never filled')
}

t.test('a full disk: nothing stored, reads go on, and writes again once there is room', async t => {
  const disk = smallDisk(t)
  if (!disk) return t.pass('', { skip: 'this process may not mount a small file system' })
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
    const [outcome] = await store.record(addressed(streamOf(acknowledged), [event]))
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
  const revisions = new Map<string, number>()
  const gaps = log.filter((event, index) => {
    const revision = revisions.get(event.stream) ?? 0
    revisions.set(event.stream, revision + 1)
    return event.revision !== revision || Number(event.position) !== index + 1
  })
  t.strictSame(gaps, [], 'without a gap in positions or revisions')
})
