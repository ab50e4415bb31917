import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import type { CoverageLife } from '../../projections/kinds/coverage.js'
import { byText } from '../../projections/values/order.js'
import type { LocalLog } from '../store/store.js'
import { type ReadDays, readDays, type WrittenDays } from './host/written-days.js'

/**
 * Who came first in every host, as it was worked out up to the head of the log, in a file beside it: what everybody asks
 * first after a restart, so that no host is folded for it. Each line is that of one host, with a checksum, and names the log
 * up to the last event that concerned the host. What is damaged, stale, of another log, policy or program is not used.
 */
export interface DecidedFile {
  /** What was written down of a host and is so still; null where that has to be worked out. */
  of(host: string): ReadDays | null
  /** Write down what is known of some hosts by now. Never throws: what is not written down is worked out again. */
  keep(hosts: Iterable<readonly [host: string, days: WrittenDays]>): void
}

const NAME = 'entente.decided'
const WORD = 'entente-decided'

export function openDecided(log: LocalLog | undefined, policyHash: string): DecidedFile {
  if (log?.beside == null) return { of: () => null, keep() {} }
  const { writable } = log.beside
  const path = join(dirname(log.beside.path), NAME)
  let lines: ReadonlyMap<string, string> | null = null

  return {
    of(host) {
      lines ??= linesOf(path, policyHash)
      const line = lines.get(host)
      return line === undefined ? null : daysOf(line, log)
    },
    keep(hosts) {
      if (!writable) return
      const beside = `${path}.new`
      try {
        const text = [headOf(policyHash)]
        for (const [host, days] of hosts) {
          const digest = log.digestAt(days.touched)
          if (digest !== null) text.push(lineOf(host, digest, days))
        }
        writeFileSync(beside, `${text.join('\n')}\n`)
        renameSync(beside, path)
      } catch {
        // Where the log cannot be read, or the file not written, there is none: it spares work and holds nothing else.
        rmSync(beside, { force: true })
      }
    },
  }
}

function headOf(policyHash: string): string {
  return `${WORD} ${programHash()} ${policyHash}`
}

/** Lines by host, where they are by this program and policy. */
function linesOf(path: string, policyHash: string): ReadonlyMap<string, string> {
  const lines = new Map<string, string>()
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return lines
  }
  const [head, ...rest] = text.split('\n')
  if (head !== headOf(policyHash)) return lines
  for (const line of rest) lines.set(line.slice(0, line.indexOf(' ')), line)
  return lines
}

/** The host, a checksum of what follows it, the digest of the log, and what is known. */
function lineOf(host: string, digest: string, days: WrittenDays): string {
  const said = `${digest} ${JSON.stringify(days)}`
  return `${host} ${crc32(said).toString(16)} ${said}`
}

function daysOf(line: string, log: LocalLog): ReadDays | null {
  const [host = '', sum = '', digest = ''] = line.split(' ', 3)
  const said = line.slice(host.length + sum.length + 2)
  if (crc32(said).toString(16) !== sum) return null
  const days = JSON.parse(said.slice(digest.length + 1)) as WrittenDays
  if (log.digestAt(days.touched) !== digest) return null
  const coverage = { ...days.coverage }
  for (const [dimension, windows] of Object.entries(coverage)) {
    coverage[dimension as keyof typeof coverage] = windows.map(withEnds)
  }
  return readDays({ ...days, coverage })
}

type Window = CoverageLife['windows'][number]

/** JSON has no infinity: a window without an end is null there. */
function withEnds({ from, to, ...window }: Window): Window {
  const open = (day: number | null, end: number) => day ?? end
  return { ...window, from: open(from, Number.NEGATIVE_INFINITY), to: open(to, Number.POSITIVE_INFINITY) }
}

let program: string | null = null

/** Everything that a verdict is worked out by, as one hash: nobody has to raise a version. */
function programHash(): string {
  if (program !== null) return program
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const hash = createHash('sha256')
  for (const folder of ['events', 'projections', 'src/state']) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort(byText)
    for (const name of names) {
      if (/\.[jt]s$/.test(name)) hash.update(`${name}\n`).update(readFileSync(join(root, folder, name)))
    }
  }
  program = hash.digest('base64url')
  return program
}
