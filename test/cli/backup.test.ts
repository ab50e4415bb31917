/** What docs/stores.md says about backups of the embedded store, done beside a service that is posted to all the while. */
import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { trainers } from '../support/build.js'
import { run, running } from './support.js'

t.setTimeout(290_000)

const directory = t.testdir()
const live = join(directory, 'live')
const service = await running(t, ['serve', '--store', `sqlite:${live}`, '--port', '0'])
const acknowledged = new Set<string>()

async function post(): Promise<void> {
  const id = randomUUID()
  const body = JSON.stringify(trainers({ id, factId: `fact-${id}` }))
  const headers = { 'content-type': 'application/json' }
  const { status } = await fetch(`${service.url}/v1/events`, { method: 'POST', headers, body })
  if (status !== 201) throw new Error(`posted: ${status}`)
  acknowledged.add(id)
}

/** Does it while four callers post. */
async function whilePosting<T>(run: () => Promise<T>): Promise<T> {
  let posting = true
  const poster = async () => {
    while (posting) await post()
  }
  const posters = [poster(), poster(), poster(), poster()]
  for (const enough = acknowledged.size + 50; acknowledged.size < enough; ) await post()
  try {
    return await run()
  } finally {
    await post()
    posting = false
    await Promise.all(posters)
  }
}

/** An empty directory for the copy to be put into, and where in it. */
function restored(name: string): { store: string; file: string } {
  mkdirSync(join(directory, name))
  return { store: `sqlite:${join(directory, name)}`, file: join(directory, name, 'entente.db') }
}

async function missing(t: Test, store: string, ids: Iterable<string>): Promise<string[]> {
  const { out } = await run(t, ['export', '--store', store])
  return [...ids].filter(id => !out.includes(id))
}

const withShell = { skip: spawnSync('sqlite3', ['--version']).status !== 0 && 'there is no sqlite3 here' }

t.test('`sqlite3 .backup` beside a writer takes along all that was acknowledged before it', withShell, async t => {
  const { store, file } = restored('copied')
  const before = await whilePosting(async () => {
    const before = [...acknowledged]
    await promisify(execFile)('sqlite3', [join(live, 'entente.db'), `.backup ${file}`])
    return before
  })
  t.ok(acknowledged.size > before.length, `${acknowledged.size - before.length} were posted meanwhile`)
  t.strictSame(await missing(t, store, before), [], `all ${before.length} from before are there`)
  const verified = await run(t, ['verify', '--store', store, '--questions', '1', '--country', 'NER'])
  t.match(verified, { code: 0, out: /agree to the byte/ })
  const again = await running(t, ['serve', '--store', store, '--port', '0'])
  t.equal((await fetch(`${again.url}/v1/countries/NER`)).status, 200, 'a service starts on it')
  t.equal(await again.stop(), 0)
})

t.test('an export beside a writer has all that was acknowledged before it', async t => {
  t.strictSame(await whilePosting(() => missing(t, `sqlite:${live}`, [...acknowledged])), [])
})

t.test('control: a copy of the file alone lacks what was acknowledged last', async t => {
  const lacking: number[] = []
  // Now and then the log has just been moved into the file.
  for (let tries = 0; tries < 3 && !lacking.some(count => count > 0); tries++) {
    const { store, file } = restored(`alone-${tries}`)
    for (let n = 0; n < 20; n++) await post()
    const before = [...acknowledged]
    copyFileSync(join(live, 'entente.db'), file)
    lacking.push((await missing(t, store, before)).length)
  }
  t.ok(
    lacking.some(count => count > 0),
    `missing: ${lacking}`,
  )
})
