import { writeSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import { anEvent } from '../store/given.js'

/**
 * `recovering DIRECTORY`: writes one event after another, each a line `{id, kind, broken}`, until one was not
 * acknowledged and ten after it were; exit 1 when that takes more than ten seconds.
 */
const store = openSqliteStore({ directory: process.argv[2]!, recoverMs: 40 })
const by = performance.now() + 10_000
for (let since = -1; since < 10; ) {
  if (performance.now() > by) process.exit(1)
  const { id } = anEvent()
  const [outcome] = await store.record([{ stream: 'country-NER', event: anEvent({ id }) }])
  const { kind } = outcome!
  writeSync(1, `${JSON.stringify({ id, kind, broken: store.broken?.() ?? null })}\n`)
  if (kind !== 'appended') since = 0
  else if (since >= 0) since += 1
  await delay(kind === 'appended' ? 1 : 10)
}
await store.close()
