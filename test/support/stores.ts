import type { Test } from 'tap'
import { createMemoryStore } from '../../src/store/memory.js'
import { openStore } from '../../src/store/open.js'
import type { EventStore } from '../../src/store/store.js'

/** The stores that need nothing but this machine, by name. */
export const localStores: readonly { readonly name: string; readonly open: (t: Test) => Promise<EventStore> }[] = [
  { name: 'memory', open: async () => createMemoryStore() },
  { name: 'sqlite', open: t => openStore(`sqlite:${t.testdir()}`) },
]
