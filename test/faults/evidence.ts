import { openSqliteStore } from '../../src/store/sqlite/store.js'
import { wholeLog } from '../store/given.js'

/** What writers said until they died, one after another. */
export interface Said {
  readonly tried: Map<string, readonly string[]>
  readonly acknowledged: Set<string>
}

export function nothingSaid(): Said {
  return { tried: new Map(), acknowledged: new Set() }
}

/** Adds the output of one life of a writer. */
export function hear({ tried, acknowledged }: Said, life: number, output: string): void {
  // What follows the last line break was cut off by the death.
  for (const line of output.split('\n').slice(0, -1)) {
    const [word, call, ...ids] = line.split(' ')
    if (word === 'try') tried.set(`${life}:${call}`, ids)
    if (word === 'ack') acknowledged.add(`${life}:${call}`)
  }
}

/** What is wrong with a store after a death, counted; all zero when it kept its promises. */
export interface Evidence {
  readonly stored: number
  readonly acknowledged: number
  /** Acknowledged events that are not there. */
  readonly lost: number
  /** Calls of which a part is there. */
  readonly torn: number
  readonly doubled: number
  /** Events whose position or revision does not follow the one before. */
  readonly gaps: number
  readonly reopenedInMs: number
}

/** Opens the directory again, as the next process would, and compares it with what was said. */
export async function examine(directory: string, { tried, acknowledged }: Said): Promise<Evidence> {
  const began = performance.now()
  const store = openSqliteStore({ directory })
  const reopenedInMs = performance.now() - began
  const log = await wholeLog(store, null)
  await store.close()

  const there = new Set(log.map(event => event.id))
  const nextRevision = new Map<string, number>()
  let gaps = 0
  log.forEach((event, index) => {
    const revision = nextRevision.get(event.stream) ?? 0
    if (Number(event.position) !== index + 1 || event.revision !== revision) gaps += 1
    nextRevision.set(event.stream, event.revision + 1)
  })
  const calls = [...tried].map(([call, ids]) => ({
    call,
    size: ids.length,
    there: ids.filter(id => there.has(id)).length,
  }))
  const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0)
  const acked = calls.filter(({ call }) => acknowledged.has(call))
  return {
    stored: log.length,
    acknowledged: sum(acked.map(({ size }) => size)),
    lost: sum(acked.map(call => call.size - call.there)),
    torn: calls.filter(call => call.there > 0 && call.there < call.size).length,
    doubled: log.length - there.size,
    gaps,
    reopenedInMs,
  }
}
