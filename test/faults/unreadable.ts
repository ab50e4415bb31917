import { rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import { addressed, events, idsOf } from '../store/given.js'

/**
 * `unreadable DIRECTORY FLAG`: reads a store to its end while the file FLAG, made after the first page and taken away a
 * quarter of a second later, keeps its database from being read; says in one line of JSON what came of it.
 */
const [, , directory, flag] = process.argv
const store = openSqliteStore({ directory: directory!, recoverMs: 50 })
const kinds: string[] = []
const ids: string[] = []
for await (const notification of store.subscribe(null, new AbortController().signal)) {
  if (kinds.at(-1) !== notification.kind) kinds.push(notification.kind)
  if (notification.kind === 'events') ids.push(...idsOf(notification.events))
  if (kinds.length === 1 && ids.length < 1500) writeFileSync(flag!, '')
  if (notification.kind === 'lost') setTimeout(() => rmSync(flag!), 250)
  if (notification.kind === 'caughtUp') break
}
let write = ''
for (const by = performance.now() + 10_000; write !== 'appended' && performance.now() < by; await delay(20))
  write = (await store.record(addressed('country-NER', events(1))))[0]!.kind
await store.close()
process.stdout.write(JSON.stringify({ kinds, seen: ids.length, distinct: new Set(ids).size, write }))
