import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dayOf } from '../../../events/calendar.js'
import { MS_PER_DAY } from '../../../events/formats.js'
import { instantOf } from '../../../events/instant.js'
import { appendKey, createKey, type KeyEntry, readKeys } from '../../access/keys.js'
import { type Scope, scopes } from '../../access/principal.js'
import { EXIT, Failure } from '../failure.js'
import { column } from '../print/layout.js'
import type { Output } from '../print/output.js'

const READ_AGAIN = 'Running services read the file again within seconds.'

/** The file of keys that a flag or ENTENTE_KEYS names. */
export function keysFile(flag: string | undefined): string {
  const file = flag ?? process.env.ENTENTE_KEYS
  if (file) return file
  throw new Failure(EXIT.usage, 'no file of keys is named: give --keys FILE or set ENTENTE_KEYS')
}

/** `entente keys add`: the key is shown once and only its hash is kept. */
export function addKey(file: string, scope: string, { note, expires }: AddOptions, output: Output): void {
  if (!(scopes as readonly string[]).includes(scope)) {
    throw new Failure(EXIT.usage, `--scope: one of ${scopes.join(', ')}, not ${scope}`)
  }
  const { key, entry } = createKey({
    scope: scope as Scope,
    ...(note === undefined ? {} : { note }),
    ...(expires === undefined ? {} : { expiresAt: expiryOf(expires, Date.now()) }),
    now: Date.now,
    random: randomBytes,
  })
  if (existsSync(file)) entriesOf(file)
  writing(file, () => appendKey(file, entry))
  output.raw(`${key}\n`)
  process.stderr.write(`${entry.id} of scope ${scope} is in ${file}. The key is not shown again. ${READ_AGAIN}\n`)
}

interface AddOptions {
  readonly note?: string | undefined
  readonly expires?: string | undefined
}

/** The instant that a key expires at: the end of a date in UTC, an instant, or so many days from now. */
function expiryOf(text: string, now: number): string {
  const days = /^(\d{1,4})d$/.exec(text)?.[1]
  const instant = days === undefined ? endOf(text) : now + Number(days) * MS_PER_DAY
  if (Number.isNaN(instant)) {
    throw new Failure(EXIT.usage, '--expires: a date (2027-01-31), an instant with zone, or days from now (90d)')
  }
  if (instant <= now) throw new Failure(EXIT.usage, `--expires: ${text} is over`)
  return new Date(instant).toISOString()
}

/** NaN for what is no day of the calendar, or an instant without a zone. */
function endOf(text: string): number {
  const day = dayOf(text)
  return day === null ? (instantOf(text) ?? Number.NaN) : (day + 1) * MS_PER_DAY
}

/** `entente keys list`. */
export function listKeys(file: string, json: boolean, output: Output): void {
  const entries = existsSync(file) ? entriesOf(file) : []
  if (json) {
    output.raw(JSON.stringify(entries.map(({ hash: _, ...shown }) => shown)))
    return
  }
  if (entries.length === 0) output.lines([`${file} holds no key: entente keys add --scope read|write|admin`])
  output.lines(
    entries.map(({ id, scope, createdAt, expiresAt, note }) => {
      const ends = expiresAt === undefined ? '' : `${isOver(expiresAt) ? 'expired' : 'expires'} ${expiresAt}  `
      return `${column(id, 14)}${column(scope, 7)}${createdAt}  ${ends}${note ?? ''}`
    }),
  )
}

/** `entente keys revoke`: takes the entry out of the file, in one step. */
export function revokeKey(file: string, id: string, output: Output): void {
  const entries = existsSync(file) ? entriesOf(file) : []
  if (!entries.some(entry => entry.id === id)) {
    throw new Failure(EXIT.usage, `${file} holds no key ${id}: entente keys list shows them`)
  }
  const kept = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.startsWith('#') || line.trim() === '' || (JSON.parse(line) as KeyEntry).id !== id)
  writing(file, () => {
    writeFileSync(`${file}.new`, kept.join('\n'), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  })
  output.lines([`${id} is revoked. ${READ_AGAIN}`])
}

function entriesOf(file: string): KeyEntry[] {
  // An empty file is what revoking the last key leaves.
  if (readFileSync(file, 'utf8').trim() === '') return []
  try {
    return readKeys(file)
  } catch (cause) {
    throw new Failure(EXIT.usage, cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function writing(file: string, write: () => void): void {
  try {
    write()
  } catch (cause) {
    throw new Failure(EXIT.usage, `${file} cannot be written (${(cause as NodeJS.ErrnoException).code})`, { cause })
  }
}

function isOver(instant: string): boolean {
  return Date.parse(instant) <= Date.now()
}
