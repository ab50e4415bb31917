import { writeSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import type { ExpectedRevision, NewEvent } from '../../src/store/store.js'
import { anEvent } from '../store/given.js'
import { seeded } from '../support/seeded.js'

/**
 * A process that posts to a store from many callers until it is killed: `writer DIRECTORY SEED [early]`.
 * Lines on standard output: `try N id id …` before a call, `ack N` when its promise resolved. With `early` it
 * acknowledges before it asks, as a store would that does not wait for the disk: what checks the acknowledgements must notice.
 */
const [, , directory, seed, mode] = process.argv
const random = seeded(Number(seed))
const store = openSqliteStore({ directory: directory! })
const lastRevisions = new Map<string, ExpectedRevision>()
let calls = 0

function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`)
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += writeSync(1, bytes, sent)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}

async function post(stream: string, list: readonly NewEvent[]): Promise<boolean> {
  if (random() < 0.5) {
    const outcomes = await store.record(list.map(event => ({ stream, event })))
    return outcomes.every(outcome => outcome.kind === 'appended')
  }
  const result = await store.append(stream, lastRevisions.get(stream) ?? 'none', list)
  if (result.kind === 'conflict') lastRevisions.set(stream, result.actual)
  return result.kind === 'appended'
}

await Promise.all(
  Array.from({ length: 48 }, async (_, caller) => {
    for (;;) {
      const call = ++calls
      const size = random() < 0.1 ? 150 : 1 + Math.floor(random() * 4)
      const list = Array.from({ length: size }, () => anEvent())
      say(`try ${call} ${list.map(event => event.id).join(' ')}`)
      if (mode === 'early') say(`ack ${call}`)
      const stored = await post(`country-${caller % 12}`, list)
      if (stored && mode !== 'early') say(`ack ${call}`)
      if (random() < 0.05) await delay(random() * 3)
    }
  }),
)
