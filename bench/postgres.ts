import { execFile, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { StoredEvent } from '../src/store/store.js'

const run = promisify(execFile)
/** Where Debian and its kin put the programs of a server, by version. */
const PROGRAMS = '/usr/lib/postgresql'
const STARTING_MS = 30_000

/** What PostgreSQL is asked: who has what in the country on a day, as known at a place. No score and no status. */
const QUESTION = `
WITH known AS (SELECT * FROM events WHERE country = 'NER' AND position <= :known),
corrected AS (
  SELECT DISTINCT ON (target) (body->'data'->>'targetEventId')::uuid AS target, body->'data'->'changes' AS changes
  FROM known WHERE body->>'type' = 'ClaimCorrected' ORDER BY target, position DESC),
told AS (
  SELECT position, known.body || coalesce(changes, '{}') AS body FROM known LEFT JOIN corrected ON target = id
  WHERE known.body->>'type' NOT IN ('ClaimCorrected', 'ClaimRetracted')),
latest AS (
  SELECT DISTINCT ON (object) object, body FROM (
    SELECT coalesce(body->'data'->>'agreementId', body->'data'->>'forceId') AS object, position, body FROM told
    WHERE body->>'occurredOn' <= ':day') AS acts
  WHERE object IS NOT NULL ORDER BY object, body->>'occurredOn' DESC, position DESC)
SELECT body->>'partner', count(*), string_agg(object, ' ' ORDER BY object) FROM latest
WHERE body->>'type' NOT IN ('AgreementTerminated', 'ForcesWithdrawn')
  AND coalesce(body->'data'->>'endsOn', '9999') > ':day'
GROUP BY 1 ORDER BY 1;`

/**
 * Milliseconds (median) in which PostgreSQL answers what stands in a country on each of some days, from a table with the
 * same events, in a cluster of its own that is started for it and thrown away. Null where it is not installed.
 */
export async function askPostgres(
  events: readonly StoredEvent[],
  days: readonly string[],
): Promise<{ readonly version: string; readonly ms: number } | null> {
  const bin = programs()
  if (bin === null) return null
  const user = await serverUser()
  const directory = mkdtempSync(join(tmpdir(), 'entente-postgres-'))
  if (user !== null) chownSync(directory, user.uid, user.gid)
  const as = user ?? {}
  const data = join(directory, 'data')
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--no-sync'], as)
  const settings = ['listen_addresses=', `unix_socket_directories=${directory}`, 'shared_buffers=256MB', 'jit=off']
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap(one => ['-c', one])], {
    ...as,
    stdio: 'ignore',
  })
  const ended = new Promise(resolve => server.once('exit', resolve))
  const psql = (input: string) =>
    told(join(bin, 'psql'), ['-h', directory, '-U', 'bench', '-d', 'postgres', '-qAt'], input)
  try {
    await ready(psql)
    const version = (await psql('SHOW server_version;')).trim()
    await psql(`CREATE TABLE events (position bigint PRIMARY KEY, id uuid UNIQUE, country text, body jsonb);
COPY events FROM STDIN;
${events.map(rowOf).join('\n')}
\\.
CREATE INDEX ON events (country, position);
ANALYZE events;`)
    const known = `\\set known ${events.length}\n\\timing on\n`
    const asked = days.map(day => QUESTION.replaceAll(':day', day))
    // Once before it counts, so that all is in its memory.
    const out = await psql(known + [asked[0], ...asked].join('\n'))
    const times = [...out.matchAll(/^Time: ([0-9.]+) ms/gm)].map(([, ms]) => Number(ms)).slice(1)
    if (times.length !== days.length) throw new Error(`PostgreSQL answered ${times.length} of ${days.length} questions`)
    return { version, ms: times.sort((a, b) => a - b)[times.length >> 1]! }
  } finally {
    server.kill('SIGINT')
    await ended
    rmSync(directory, { recursive: true, force: true })
  }
}

function programs(): string | null {
  if (!existsSync(PROGRAMS)) return null
  const [newest] = readdirSync(PROGRAMS).sort((a, b) => Number(b) - Number(a))
  const bin = join(PROGRAMS, newest ?? '', 'bin')
  return existsSync(join(bin, 'postgres')) ? bin : null
}

/** The server does not run as root: the user that the package made, where this is root. */
async function serverUser(): Promise<{ readonly uid: number; readonly gid: number } | null> {
  if (process.getuid?.() !== 0) return null
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async what => Number((await run('id', [what, 'postgres'])).stdout)),
  )
  return { uid: uid!, gid: gid! }
}

async function ready(psql: (input: string) => Promise<string>): Promise<void> {
  for (const begun = Date.now(); ; await pause(100)) {
    try {
      await psql('SELECT 1;')
      return
    } catch (error) {
      if (Date.now() - begun > STARTING_MS) throw error
    }
  }
}

function told(program: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { maxBuffer: 1 << 28 }, (error, out) =>
      error ? reject(error) : resolve(out),
    )
    child.stdin!.on('error', () => {})
    child.stdin!.end(`\\set ON_ERROR_STOP on\n${input}\n`)
  })
}

function rowOf({ position, id, stream, body }: StoredEvent): string {
  const escaped = body.replace(/[\\\t\n\r]/g, one => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[one]!)
  return [Number(position), id, stream.slice(stream.indexOf('-') + 1), escaped].join('\t')
}
