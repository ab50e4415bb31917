import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { seeded } from '../support/seeded.js'
import { type Evidence, examine, hear, nothingSaid } from './evidence.js'
import { compileSyncShim } from './sync-shim.js'

/**
 * Cuts the power: a writer on a file system of its own (ext4 in a file), stopped at a random moment; what the file holds
 * at that moment is all that a disk would have, so a copy of it is mounted and examined. As root:
 * `node --import tsx test/faults/power.ts [CUTS] [SEED]`. The control runs the same with syncs that do nothing
 * and must lose events in at least nine of ten cuts. Exit 0 when both hold.
 */
const CUTS = Number(process.argv[2] ?? 20)
const SEED = Number(process.argv[3] ?? 1)
const WRITER = fileURLToPath(import.meta.url).replace(/power\.(ts|js)$/, 'writer.$1')

const scratch = mkdtempSync(join(tmpdir(), 'entente-power-'))
const mountPoint = join(scratch, 'mounted')
mkdirSync(mountPoint)
const shim = compileSyncShim(scratch)

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args)
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
}

async function stopped(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP')
  while (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]![0] !== 'T') await delay(1)
}

/** What is found after one cut; null when the store could not be opened, as after losing its file. */
async function cut(seed: number, syncing: boolean): Promise<Evidence | null> {
  const image = join(scratch, 'disk.img')
  const copy = join(scratch, 'cut.img')
  const directory = join(mountPoint, 'data')
  writeFileSync(image, '')
  truncateSync(image, 96 << 20)
  run('mkfs.ext4', '-q', '-F', image)
  run('mount', '-o', 'loop', image, mountPoint)

  const env = syncing ? process.env : { ...process.env, LD_PRELOAD: shim!, SYNC_SHIM: 'skip' }
  const child = spawn(process.execPath, [...process.execArgv, WRITER, directory, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  let output = ''
  await new Promise<void>(resolve => {
    child.stdout.setEncoding('utf8').on('data', text => {
      output += text
      if (output.includes('\nack ')) resolve()
    })
  })
  await delay(seeded(seed)() * 250)
  await stopped(child.pid!)
  run('cp', '--sparse=always', image, copy)
  const closed = new Promise(resolve => child.once('close', resolve))
  child.kill('SIGKILL')
  await closed
  run('umount', mountPoint)

  run('mount', '-o', 'loop', copy, mountPoint)
  try {
    const heard = nothingSaid()
    hear(heard, 0, output)
    return await examine(directory, heard).catch(error => {
      console.log(`  not opened: ${error.message}`)
      return null
    })
  } finally {
    run('umount', mountPoint)
  }
}

/** Counts over many cuts. */
async function cuts(syncing: boolean) {
  const total = { cuts: 0, cutsWithLoss: 0, acknowledged: 0, lost: 0, torn: 0, gaps: 0, doubled: 0, unopened: 0 }
  for (let n = 0; n < CUTS; n++) {
    const found = await cut(SEED + n, syncing)
    total.cuts += 1
    if (!found || found.lost > 0) total.cutsWithLoss += 1
    if (!found) {
      total.unopened += 1
      continue
    }
    total.acknowledged += found.acknowledged
    total.lost += found.lost
    total.torn += found.torn
    total.gaps += found.gaps
    total.doubled += found.doubled
  }
  return total
}

if (!shim) throw new Error('needs Linux and a C compiler for the control')
const honest = await cuts(true)
const control = await cuts(false)
console.table({ store: honest, 'control without sync': control })
rmSync(scratch, { recursive: true, force: true })
const kept = honest.cutsWithLoss + honest.torn + honest.gaps + honest.doubled === 0
const noticed = control.cutsWithLoss >= 0.9 * CUTS
console.log(kept && noticed ? 'kept, and the control lost' : 'FAILED')
process.exitCode = kept && noticed ? 0 : 1
