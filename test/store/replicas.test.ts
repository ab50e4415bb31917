/**
 * Services in processes of their own over one EventStoreDB: the fake always, and the real one that
 * EVENTSTOREDB_URL names; it is killed where `real-server.ts` finds that it may be. Timers are those of production.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { startFakeEventStoreDb } from '../fake-eventstoredb/index.js'
import { type Message, news, type Subscriber, subscribe } from '../sse/subscriber.js'
import { trainers } from '../support/build.js'
import { startService } from '../support/service.js'
import { within } from '../support/timed.js'
import { type RealServer, realServer } from './real-server.js'

t.setTimeout(300_000)

const ANSWER_WITHIN_MS = 6_000
const HOSTS = ['NER', 'MLI', 'BFA', 'TGO']
const STREAM = '/v1/stream?kind=event,state'

type Database = Pick<RealServer, 'url'> & Partial<RealServer>
type Fields = Record<string, unknown> & { readonly id: string }

const { EVENTSTOREDB_URL: url } = process.env
const killable = realServer()
const real = killable ?? (url ? { url } : null)
const databases: Readonly<Record<string, (t: Test) => Promise<Database>>> = {
  async fake(t) {
    const server = await startFakeEventStoreDb()
    t.teardown(() => server.stop())
    return { url: server.connectionString, kill: server.kill, restart: server.restart }
  },
  ...(real && { real: async () => real }),
}

const start = (t: Test, { url }: Database) => startService(t, { ENTENTE_STORE: url, ENTENTE_STREAM_SECONDS: '0' })

let made = 0
const aClaim = (fields: Record<string, unknown> = {}): Fields => {
  const n = made++
  const country = HOSTS[n % HOSTS.length]
  const id = randomUUID()
  return { ...trainers({ country, factId: `fact-${id}`, occurredOn: `2024-04-${10 + (n % 20)}`, ...fields }), id }
}

const post = (url: string, body: unknown) =>
  fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** The answer once the store was reached: what it did not answer in time is asked again, with the same id. */
async function postUntilAnswered(url: string, body: unknown): Promise<Response> {
  for (;;) {
    const answer = await post(url, body)
    if (answer.status !== 503 && answer.status !== 504) return answer
    await answer.arrayBuffer()
    await delay(100)
  }
}

async function positionOf(answer: Response): Promise<string> {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { position: string }).position
}

/** Posts one until it is acknowledged, here and there in turn; answers its position and notes how long each answer took. */
async function postUntilStored(urls: readonly string[], claim: Fields, waits: number[], refused: Set<string>) {
  for (let tries = 0; ; tries++) {
    const began = performance.now()
    const answer = await post(urls[tries % urls.length]!, claim)
    waits.push(performance.now() - began)
    if (answer.ok) return positionOf(answer)
    const { code } = (await answer.json()) as { code: string }
    refused.add(`${answer.status} ${code} retry-after ${answer.headers.get('retry-after')}`)
    await delay(100)
  }
}

const last = (positions: readonly string[]) => [...positions].sort().at(-1)!

async function bytesOf(url: string, path: string): Promise<string> {
  const answer = await fetch(`${url}${path}`)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return `${answer.headers.get('etag')} ${await answer.text()}`
}

const questions = (position: string) => [
  ...HOSTS.map(host => `/v1/countries/${host}?at=2024-05-01&asKnownAt=${position}`),
  `/v1/countries/NER/explanation?at=2024-05-01&partner=RUS&asKnownAt=${position}`,
  `/v1/countries/NER/timeline?from=2024-04-01&to=2024-05-01&asKnownAt=${position}`,
  `/v1/countries?at=2024-05-01&asKnownAt=${position}`,
  `/v1/countries?at=2024-05-01&minPosition=${position}&asKnownAt=2070-01-01`,
]

async function sameBytes(t: Test, urls: readonly string[], position: string): Promise<void> {
  for (const path of questions(position)) {
    const [first, ...others] = await Promise.all(urls.map(url => bytesOf(url, path)))
    for (const other of others) t.equal(other, first, path)
  }
}

/** The log as a service gives it, after a position. */
async function logOf(url: string, after: string | null): Promise<string[]> {
  const page = await fetch(`${url}/v1/events?limit=5000${after === null ? '' : `&after=${after}`}`)
  return ((await page.json()) as { events: { id: string }[] }).events.map(({ id }) => id)
}

const headOf = async (url: string) =>
  ((await (await fetch(`${url}/v1/events?limit=1`)).json()) as { head: string | null }).head

/** What a client was told: all of a message but the id before it, which heartbeats move. */
const told = (messages: readonly Message[]) =>
  news(messages).map(({ id, event, data: { previous, ...data } }) => JSON.stringify({ id, event, data }))

const eventIds = (messages: readonly Message[]) =>
  messages.filter(({ event }) => event === 'event').map(({ data }) => data.id as string)

/** The event and what followed from it: `POSITION.1` and the like come after `POSITION`. */
const heardOf = (stream: Subscriber, position: string) => stream.find(({ id }) => id >= `${position}.`, 0, 30_000)

for (const [name, open] of Object.entries(databases)) {
  t.test(`${name}: three replicas on one store are one record`, async t => {
    const database = await open(t)
    const services = await Promise.all([1, 2, 3].map(() => start(t, database)))
    const urls = services.map(({ url }) => url)
    const [a, b] = urls as [string, string]
    const before = await headOf(a)

    const claims = Array.from({ length: 120 }, () => aClaim())
    const positions = await Promise.all(
      claims.map(async (one, n) => positionOf(await postUntilAnswered(urls[n % 3]!, one))),
    )
    await sameBytes(t, urls, last(positions))
    t.strictSame(new Set(await logOf(b, before)), new Set(claims.map(({ id }) => id)), 'all of it, and nothing else')
    const late = await start(t, database)
    await sameBytes(t, [a, late.url], last(positions))

    for (let n = 0; n < 10; n++) {
      const claim = aClaim({ country: 'NER' })
      const position = await positionOf(await postUntilAnswered(a, claim))
      const seen = await bytesOf(b, `/v1/countries/NER/timeline?from=2024-04-01&to=2024-05-01&minPosition=${position}`)
      t.ok(
        seen.includes(claim.id),
        'what was written through one is seen through another that is asked for its position',
      )
    }
    const never = last(positions).replace(/^\d/, '9')
    const began = performance.now()
    const answer = await fetch(`${b}/v1/countries/NER?minPosition=${never}&timeoutMs=300`)
    t.match(await answer.json(), { status: 503, code: 'position-not-reached', detail: /within 300 ms/ })
    t.ok(answer.headers.has('retry-after'))
    within(t, 2_000, performance.now() - began, 'a position that is not there is waited for no longer than asked')

    const from = await headOf(a)
    const twice = Array.from({ length: 30 }, () => aClaim())
    const answers = await Promise.all(twice.map(one => Promise.all(urls.map(url => postUntilAnswered(url, one)))))
    for (const [n, three] of answers.entries()) {
      const created = three.filter(({ status }) => status === 201).length
      t.ok(
        created <= 1 && three.every(({ status }) => status === 200 || status === 201),
        'one says created, the others that it is there',
      )
      const told = await Promise.all(three.map(positionOf))
      t.equal(new Set(told).size, 1, `at one position (${twice[n]!.id})`)
    }
    for (const url of urls)
      t.strictSame((await logOf(url, from)).sort(), twice.map(({ id }) => id).sort(), 'each is stored once')
    const claim = aClaim()
    const both = await Promise.all([
      postUntilAnswered(a, claim),
      postUntilAnswered(b, { ...claim, occurredOn: '2024-04-01' }),
    ])
    const [stored, refused] = both.map(({ status }) => status).sort()
    t.ok(stored! <= 201, 'the same id with other content: one is stored')
    t.equal(refused, 409, 'and one is refused')
  })

  t.test(
    `${name}: streams of two replicas tell the same, through a restart of the store and of a service`,
    { skip: name === 'real' && !killable && 'no server that may be killed' },
    async t => {
      const database = await open(t)
      const [one, two] = await Promise.all([start(t, database), start(t, database)])
      const [a, b] = [one.url, two.url]
      const streams = await Promise.all([subscribe(a + STREAM), subscribe(b + STREAM)])
      const [atA, atB] = streams as [Subscriber, Subscriber]
      await Promise.all(streams.map(stream => stream.find(({ event }) => event === 'caught-up')))
      const posted: string[] = []
      const posting = async (url: string, count: number) => {
        const positions = []
        for (const claim of Array.from({ length: count }, () => aClaim())) {
          posted.push(claim.id)
          positions.push(await positionOf(await postUntilAnswered(url, claim)))
        }
        return positions
      }

      const positions = await posting(a, 20)
      await Promise.all(streams.map(stream => heardOf(stream, last(positions))))
      t.strictSame(eventIds(atB.messages), posted, 'a client of one is told what was posted to the other, in order')
      const newest = await positionOf(await postUntilAnswered(a, aClaim()))
      const early = await subscribe(b + STREAM, { 'last-event-id': newest })
      await early.find(({ event }) => event === 'caught-up')
      t.notOk(
        early.messages.some(({ event }) => event === 'reset'),
        'an id that the other replica gave out just now is waited for',
      )
      early.close()
      await Promise.all(streams.map(stream => heardOf(stream, newest)))
      posted.push(eventIds(atA.messages).at(-1)!)
      const middle = news(atA.messages)[17]!.id
      const resumed = await subscribe(b + STREAM, { 'last-event-id': middle })
      await resumed.find(({ event }) => event === 'caught-up')
      t.strictSame(
        told(resumed.messages),
        told(atA.messages).slice(18),
        'an id from one resumes at the other: no gap, no double',
      )
      resumed.close()

      const waits: number[] = []
      const refused = new Set<string>()
      await database.kill!()
      const during = Array.from({ length: 24 }, () => aClaim())
      const stored = Promise.all(
        during.map((claim, n) => postUntilStored(n % 2 ? [a, b] : [b, a], claim, waits, refused)),
      )
      const ready = async (url: string) =>
        (await (await fetch(`${url}/health/ready`)).json()) as { stale: boolean; staleSince: string | null }
      for (const url of [a, b]) {
        while (!(await ready(url)).stale) await delay(50)
        t.match(await ready(url), { status: 'ready', staleSince: /^\d{4}-/ }, 'it says since when it is stale')
        t.equal((await fetch(`${url}/v1/countries/NER?at=2024-05-01`)).status, 200, 'and answers from what it has read')
      }
      await delay(6_500)
      await database.restart!()
      const restarted = performance.now()
      const storedAt = await stored
      t.comment(
        `posts of the outage were stored ${Math.round(performance.now() - restarted)} ms after its end; slowest answer ${Math.round(Math.max(...waits))} ms of ${waits.length}`,
      )
      t.ok(Math.max(...waits) <= ANSWER_WITHIN_MS, 'no answer took longer than 6 s')
      t.ok(refused.size > 0, [...refused].join(', '))
      for (const refusal of refused) t.match(refusal, /^(503 store-unavailable|504 outcome-unknown) retry-after \d+$/)
      posted.push(...during.map(({ id }) => id))
      const after = last([...storedAt, ...(await posting(b, 5))])
      await Promise.all(streams.map(stream => heardOf(stream, after)))
      t.strictSame(eventIds(atA.messages).sort(), [...posted].sort(), 'the open stream goes on: every event once')
      t.strictSame(told(atB.messages), told(atA.messages), 'and both tell the same messages under the same ids')
      while ((await ready(a)).stale) await delay(50)
      for (const message of [
        'the store does not answer: what was read before goes on being served',
        'the store answers again',
      ])
        t.ok(
          one.log.some(({ msg }) => msg === message),
          `the log says: ${message}`,
        )

      two.child.kill('SIGTERM')
      t.equal(await two.ended, 0)
      await atB.ended
      await posting(a, 10)
      const again = await start(t, database)
      const back = await subscribe(again.url + STREAM, { 'last-event-id': atB.messages.at(-1)!.id })
      const end = last(await posting(again.url, 3))
      await Promise.all([heardOf(back, end), heardOf(atA, end)])
      t.strictSame(
        [...told(atB.messages), ...told(back.messages)],
        told(atA.messages),
        'a restarted service goes on where the client was',
      )
      await sameBytes(t, [a, again.url], end)
      for (const stream of [atA, back]) stream.close()
    },
  )
}
