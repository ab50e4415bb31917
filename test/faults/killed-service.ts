import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Test } from 'tap'
import { checkLog } from '../../src/cli/log-check.js'
import { openSqliteStore } from '../../src/store/sqlite/store.js'
import { trainers } from '../support/build.js'
import { pick, seeded } from '../support/seeded.js'
import { startService } from '../support/service.js'

const POSTERS = 64
const HOSTS = ['NER', 'MLI', 'BFA', 'TGO', 'BEN', 'TCD']
/** The log is read whole after so many lives, and after the last. */
const EXAMINED_EVERY = 50

/**
 * Kills a service (SIGKILL) so many times, 0 to 300 ms after the first acknowledgement of each life, while 64 clients post,
 * correct and import. What was acknowledged is there, once, at the place that was told; positions have no gap; and a state
 * of knowledge that was asked about in one life has the same answer, to the byte, in the next.
 */
export async function killed(t: Test, lives: number, seed: number): Promise<void> {
  const directory = join(t.testdir(), 'data')
  const draw = seeded(seed)
  const acknowledged = new Map<string, string>()
  let asked: { readonly path: string; readonly body: string } | null = null
  let differing = 0
  let compared = 0
  let corrected = 0
  let imported = 0
  for (let life = 1; life <= lives; life++) {
    const { child, url, ended } = await startService(t, {
      ENTENTE_STORE: `sqlite:${directory}`,
      ENTENTE_RATE_LIMIT: '1000000',
    })
    if (asked !== null) {
      compared += 1
      if ((await textOf(url + asked.path)) !== asked.body) differing += 1
    }
    const before = acknowledged.size
    let going = true
    const posting = Array.from({ length: POSTERS }, async (_, n) => {
      while (going) {
        try {
          if (n === 0) {
            const ids = await importLines(url, 20)
            for (const [id, position] of ids) acknowledged.set(id, position)
            imported += ids.length
            continue
          }
          const known = n % 8 === 1 && acknowledged.size > 0 ? pick(draw, [...acknowledged.keys()].slice(-200)) : null
          const { status, id, position } = await post(url, known === null ? aVisit(draw) : correctionOf(known, draw))
          if (status === 201) acknowledged.set(id, position)
          if (status === 201 && known !== null) corrected += 1
        } catch {
          return // killed
        }
      }
    })
    while (acknowledged.size === before) await delay(2)
    const path = `/v1/countries/${pick(draw, HOSTS)}?at=2024-05-01&asKnownAt=${[...acknowledged.values()].sort().at(-1)}`
    const answered = textOf(url + path).then(
      body => ({ path, body }),
      () => null,
    )
    // Every other life ends whenever it does, the others once they have said something that can be asked again.
    if (life % 2 === 1) await answered
    await delay(draw() * 300)
    child.kill('SIGKILL')
    await ended
    going = false
    await Promise.all(posting)
    asked = (await answered) ?? asked
    if (life % EXAMINED_EVERY === 0 || life === lives) await examine(t, directory, acknowledged, life)
  }
  t.equal(differing, 0, `${compared} answers, asked again after the kill, are the same bytes`)
  t.ok(compared >= lives / 3, 'control: a third of the lives left an answer to compare')
  t.ok(corrected > lives && imported > 0, `control: ${corrected} corrections and ${imported} lines among them`)
}

async function examine(t: Test, directory: string, acknowledged: Map<string, string>, life: number): Promise<void> {
  const store = openSqliteStore({ directory })
  const { difference, events } = await checkLog(store, null, () => {})
  let lost = 0
  for (const [id, position] of acknowledged) if ((await store.find(id))?.position !== position) lost += 1
  await store.close()
  t.equal(
    difference,
    null,
    `life ${life}: ${events} events in order, without gap, one an id, as they would be accepted`,
  )
  t.equal(lost, 0, `${acknowledged.size} acknowledged, each at its place`)
}

async function post(url: string, event: object) {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  })
  const { id, position } = (await answer.json()) as { id: string; position: string }
  return { status: answer.status, id, position }
}

/** Ids and positions of the lines that were acknowledged, also where the answer was cut. */
async function importLines(url: string, count: number): Promise<[id: string, position: string][]> {
  const lines = Array.from({ length: count }, (_, n) => `${JSON.stringify({ ...aVisit(() => n / count) })}\n`)
  const answer = await fetch(`${url}/v1/imports?report=all`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: lines.join(''),
  })
  const ids: [string, string][] = []
  for (const line of (await answer.text()).split('\n')) {
    const told = line === '' ? {} : (JSON.parse(line) as { id?: string; position?: string; outcome?: string })
    if (told.id !== undefined && told.position !== undefined) ids.push([told.id, told.position])
  }
  return ids
}

async function textOf(url: string): Promise<string> {
  const answer = await fetch(url)
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`)
  return answer.text()
}

function aVisit(draw: () => number): Record<string, unknown> {
  return trainers({
    id: randomUUID(),
    type: 'VisitHeld',
    country: pick(draw, HOSTS),
    factId: null,
    data: { level: 'minister' },
  })
}

function correctionOf(targetEventId: string, draw: () => number): Record<string, unknown> {
  const changes = { note: `corrected ${draw()}` }
  return trainers({
    id: randomUUID(),
    type: 'ClaimCorrected',
    partner: null,
    factId: null,
    data: { targetEventId, reason: 'error', changes },
  })
}
