import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { seeded } from '../support/seeded.js'
import { within } from '../support/timed.js'
import { type Evidence, examine, hear, nothingSaid } from './evidence.js'

/**
 * SIGKILL at random moments. ENTENTE_ROUNDS sets how many (20), ENTENTE_SEED from which seed (1).
 * This is the death of a process: that the disk was synced is shown by the power cuts in power.ts.
 */
const ROUNDS = Number(process.env.ENTENTE_ROUNDS ?? 20)
const SEED = Number(process.env.ENTENTE_SEED ?? 1)
const WRITER = fileURLToPath(import.meta.url).replace(/kill\.test\.(ts|js)$/, 'writer.$1')

/** What a writer said in a life that ends 0 to 40 ms after its first acknowledgement. */
async function livedUntilKilled(directory: string, seed: number, mode: 'honest' | 'early'): Promise<string> {
  const child = spawn(process.execPath, [...process.execArgv, WRITER, directory, String(seed), mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  await new Promise<void>((resolve, reject) => {
    child.once('close', () => reject(new Error('the writer ended by itself')))
    child.stdout.setEncoding('utf8').on('data', text => {
      output += text
      if (output.includes('\nack ')) resolve()
    })
  })
  await delay(seeded(seed)() * 40)
  const closed = new Promise(resolve => child.once('close', resolve))
  child.kill('SIGKILL')
  await closed
  return output
}

/** One directory that is written, killed, examined and written again. */
async function lives(count: number, mode: 'honest' | 'early'): Promise<{ worst: Evidence[]; last: Evidence }> {
  const directory = mkdtempSync(join(tmpdir(), 'entente-kill-'))
  const heard = nothingSaid()
  const found: Evidence[] = []
  for (let life = 0; life < count; life++) {
    hear(heard, life, await livedUntilKilled(directory, SEED + life, mode))
    found.push(await examine(directory, heard))
  }
  rmSync(directory, { recursive: true })
  return {
    worst: found.filter(({ lost, torn, doubled, gaps }) => lost + torn + doubled + gaps > 0),
    last: found.at(-1)!,
  }
}

t.setTimeout(60_000 + ROUNDS * 5000)

t.test(`${ROUNDS} kills lose nothing that was acknowledged`, async t => {
  const { worst, last } = await lives(ROUNDS, 'honest')
  t.strictSame(worst, [], 'after each: nothing lost, torn, doubled or out of order')
  t.ok(last.acknowledged > ROUNDS * 5, `of ${last.acknowledged} acknowledged and ${last.stored} stored events`)
  within(t, 1000, last.reopenedInMs, 'opened again')
})

t.test('control: acknowledgements that do not wait for the disk are caught', async t => {
  const { last } = await lives(5, 'early')
  t.ok(last.lost > 0, `${last.lost} events lost in 5 kills`)
})
