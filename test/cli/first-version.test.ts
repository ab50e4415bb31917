import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/sqlite.js'
import type { State } from '../support/dossier.js'
import { root } from '../support/dossier.js'
import { run, running } from './support.js'

/**
 * A record that a service of the first days wrote, whose answers named `partner-state@1`: its tables as they were, what
 * it exported, and what it answered on some days.
 */
t.setTimeout(300_000)

const fixture = (ending: string) =>
  readFileSync(join(root, 'test', 'fixtures', 'records', `partner-state-1.${ending}`), 'utf8')

interface Then {
  readonly events: readonly (readonly [
    position: string,
    stream: string,
    revision: number,
    id: string,
    recordedAt: string,
  ])[]
  readonly answers: Readonly<
    Record<
      string,
      {
        readonly status: string
        readonly primary: string | null
        readonly agreements: readonly (readonly [
          id: string,
          status: string,
          endsOn: string | null,
          endedOn: string | null,
        ])[]
        readonly forces: readonly (readonly [id: string, consent: string | null, strength: object | null])[]
        readonly memberships: readonly (readonly [organisation: string, status: string])[]
      }
    >
  >
}

const then = JSON.parse(fixture('json')) as Then
const DAYS = Object.keys(then.answers)

/** Days on which today's model answers otherwise, with the reason. */
const OTHERWISE: Readonly<Record<string, string>> = {
  '1996-06-01': 'who was told to leave is no provider by an old treaty',
}

function restore(directory: string): string {
  mkdirSync(directory)
  const db = openDatabase(join(directory, 'entente.db'))
  db.exec(fixture('sql'))
  db.close()
  return `sqlite:${directory}`
}

interface Stored {
  readonly position: string
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly recordedAt: string
}

const read = async <T>(url: string): Promise<T> => {
  const reply = await fetch(url)
  if (reply.status !== 200) throw new Error(`${url}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as T
}

/** Everything that a service says of the days, without what names the time of recording. */
async function answers(url: string): Promise<readonly State[]> {
  const told: State[] = []
  for (const at of DAYS) told.push(await read<State>(`${url}/v1/countries/PHL?at=${at}`))
  return told
}

t.test('a record of the first version opens with the same events, positions and exports', async t => {
  const store = restore(join(t.testdir(), 'data'))
  const exported = await run(t, ['export', '--store', store])
  t.match(exported, { code: 0 }, 'it is read without being changed')
  t.equal(exported.out, fixture('ndjson'), 'byte for byte as the first version exported it')
  const service = await running(t, ['serve', '--store', store, '--port', '0'])
  const { events, head } = await read<{ events: readonly Stored[]; head: string }>(
    `${service.url}/v1/events?limit=1000`,
  )
  const placed = events.map(({ position, stream, revision, id, recordedAt }) => [
    position,
    stream,
    revision,
    id,
    recordedAt,
  ])
  t.same(placed, then.events, 'each at its position, in its stream, recorded when it was')
  t.equal(head, then.events.at(-1)![0])
  await asItWas(t, service.url)
  const again = await fetch(`${service.url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: fixture('ndjson').split('\n')[0]!,
  })
  t.match(await again.json(), { outcome: 'duplicate', position: then.events[0]![0] }, 'what it holds is known')
  const call = {
    type: 'VisitHeld',
    country: 'PHL',
    partner: 'USA',
    occurredOn: '2022-08-06',
    data: { level: 'minister' },
    claim: { sourceId: 'gazette', reliability: 'B', credibility: 2, modality: 'asserted' },
  }
  const posted = await fetch(`${service.url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(call),
  })
  t.match(
    await posted.json(),
    { outcome: 'appended', position: String(Number(head) + 1).padStart(16, '0') },
    'and goes on',
  )
  t.equal(await service.stop(), 0)
  t.match(await run(t, ['verify', '--store', store]), { code: 0 }, 'verified with digests from now on')
})

/** What was told then of agreements, forces and memberships is told now, and the same comes first. */
async function asItWas(t: Test, url: string): Promise<void> {
  for (const [i, state] of (await answers(url)).entries()) {
    const at = DAYS[i]!
    const { agreements, forces, memberships, status, primary } = then.answers[at]!
    t.same(
      state.agreements.map(({ agreementId, status: standing }) => [agreementId, standing]),
      agreements.map(one => one.slice(0, 2)),
      at,
    )
    t.same(
      state.forces.map(({ forceId, consent }) => [forceId, consent]),
      forces.map(one => one.slice(0, 2)),
      at,
    )
    t.same(
      state.memberships.map(({ organisation, status: standing }) => [organisation, standing]),
      memberships,
      at,
    )
    const { security } = state.dimensions
    if (OTHERWISE[at] === undefined) t.match(security, { status, primary }, at)
    else t.notMatch(security, { status, primary }, `${at}: ${OTHERWISE[at]}`)
  }
}

t.test('what it exported, imported by this version, answers as the record does', async t => {
  const directory = t.testdir()
  const opened = await running(t, ['serve', '--store', restore(join(directory, 'old')), '--port', '0'])
  const anew = `sqlite:${join(directory, 'new')}`
  const imported = await run(t, [
    'import',
    join(root, 'test', 'fixtures', 'records', 'partner-state-1.ndjson'),
    '--store',
    anew,
  ])
  t.match(imported, { code: 0, out: new RegExp(`${then.events.length} appended, 0 on record already, 0 refused`) })
  const fresh = await running(t, ['serve', '--store', anew, '--port', '0'])
  t.same(await answers(fresh.url), await answers(opened.url))
  await opened.stop()
  await fresh.stop()
})
