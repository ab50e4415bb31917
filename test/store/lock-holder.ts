import { openSqliteStore } from '../../src/store/sqlite/store.js'
import { anEvent } from './given.js'

/** A process that holds a data directory until it is killed. */
const store = openSqliteStore({ directory: process.argv[2]! })
await store.record([{ stream: 'country-NER', event: anEvent() }])
process.stdout.write('ready\n')
setInterval(() => store.head(), 1000)
