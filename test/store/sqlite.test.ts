import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/store/sqlite.js'
import { describeStoreContract } from './contract.js'

describeStoreContract('the sqlite store', async t => {
  const directory = mkdtempSync(join(tmpdir(), 'entente-store-'))
  t.teardown(() => rmSync(directory, { recursive: true }))
  const store = openSqliteStore({ directory })
  const reopen = async () => {
    await store.close()
    return openSqliteStore({ directory })
  }
  return { store, reopen, consecutive: true }
})
