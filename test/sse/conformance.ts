import { randomUUID } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { breaks, type Message, news, type Subscriber, subscribe } from './subscriber.js'

/*
 * Checks a running service's stream from outside: node conformance.js URL [--key KEY] [--country NRU] [--quick]
 * It posts a few events about one country and retracts them again. --quick leaves the wait for a heartbeat out.
 */

export interface Check {
  readonly name: string
  readonly passed: boolean
  readonly detail: string
}

export interface ConformanceOptions {
  readonly key?: string
  readonly country?: string
  readonly quick?: boolean
  /** How often a subscription is broken off and taken up again. */
  readonly reconnects?: number
  /** Path of the stream, where it is not the usual one. */
  readonly path?: string
}

interface Posted {
  readonly id: string
  readonly position: string
}

/** Run every check; one that cannot be finished is one that failed. */
export async function checkConformance(url: string, options: ConformanceOptions = {}): Promise<Check[]> {
  const { country = 'NRU', quick = false, reconnects = 20, path = '/v1/stream' } = options
  const base = url.replace(/\/$/, '')
  const auth: Record<string, string> = options.key ? { authorization: `Bearer ${options.key}` } : {}
  const checks: Check[] = []
  const open: Subscriber[] = []
  const posted: Posted[] = []

  async function check(name: string, run: () => Promise<string>): Promise<void> {
    try {
      checks.push({ name, passed: true, detail: await run() })
    } catch (error) {
      checks.push({ name, passed: false, detail: error instanceof Error ? error.message : String(error) })
    }
  }

  async function listen(query = '', headers: Record<string, string> = {}): Promise<Subscriber> {
    const subscriber = await subscribe(`${base}${path}${query}`, { ...auth, ...headers })
    open.push(subscriber)
    return subscriber
  }

  async function post(path: string, body: unknown): Promise<Posted> {
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...auth },
      body: JSON.stringify(body),
    })
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
    const outcome = (await answer.json()) as Posted
    if (path === '/v1/events') posted.push(outcome)
    return outcome
  }

  const claim = { sourceId: 'stream-conformance', reliability: 'A', credibility: 1, modality: 'asserted' }
  const today = new Date().toISOString().slice(0, 10)
  const run = randomUUID().slice(0, 8)
  let count = 0
  const deploy = () =>
    post('/v1/events', {
      type: 'ForcesDeployed',
      country,
      partner: 'FRA',
      occurredOn: today,
      data: {
        forceId: `conformance-${run}-${++count}`,
        sponsor: 'FRA',
        role: 'garrison',
        consent: 'invited',
        strength: { low: 1000, high: 2000 },
      },
      claim,
    })
  const isEvent = (position: string) => (message: Message) => message.event === 'event' && message.id === position

  await check('headers keep proxies from buffering, and retry comes at once', async () => {
    const { status, headers, raw, find } = await listen(`?country=${country}`)
    must(status === 200, `status ${status}`)
    must(/^text\/event-stream/.test(headers['content-type'] ?? ''), `content-type ${headers['content-type']}`)
    must(headers['x-accel-buffering'] === 'no', 'X-Accel-Buffering is not no')
    must(
      /no-cache/.test(headers['cache-control'] ?? '') && /no-transform/.test(headers['cache-control'] ?? ''),
      'cache',
    )
    const first = await find(() => true)
    must(/^retry: \d+\n/.test(raw()), 'no retry first')
    must(
      first.event === 'caught-up' && first.data.previous === null,
      `first ${first.event} after ${first.data.previous}`,
    )
    return first.id
  })

  await check('what is posted arrives once, in order, under its position, with what follows from it', async () => {
    const subscriber = await listen(`?country=${country}`)
    await subscriber.find(({ event }) => event === 'caught-up')
    const mine = [await deploy(), await deploy(), await deploy()]
    await subscriber.find(isEvent(mine[2]!.position))
    const state = await subscriber.find(({ event, id }) => event === 'state' && id.startsWith(`${mine[2]!.position}.`))
    const events = subscriber.messages.filter(({ event }) => event === 'event')
    for (const { id, position } of mine) {
      const arrived = events.filter(message => message.data.id === id)
      must(arrived.length === 1, `${id} arrived ${arrived.length} times`)
      must(arrived[0]!.id === position && arrived[0]!.data.position === position, `${id} came under ${arrived[0]!.id}`)
    }
    mustFollow(subscriber.messages, null)
    must(state.data.cause.eventIds.includes(mine[2]!.id) && state.data.cause.clock === false, 'cause')
    const at = state.data.state.at
    const asked = await fetch(`${base}/v1/countries/${country}?at=${at}&asKnownAt=${mine[2]!.position}`, {
      headers: auth,
    })
    must((await asked.text()) === JSON.stringify(state.data.state), 'the state differs from what the country answers')
    return `${subscriber.messages.length} messages`
  })

  await check(`a subscription broken off ${reconnects} times misses nothing and doubles nothing`, async () => {
    const whole = await listen(`?country=${country}`)
    const start = await whole.find(({ event }) => event === 'caught-up')
    const pieces: Message[] = []
    let last = start.id
    for (let i = 0; i < reconnects; i++) {
      const { position } = await deploy()
      const header = i % 2 === 0
      const query = `?country=${country}${header ? '' : `&lastEventId=${encodeURIComponent(last)}`}`
      const piece = await listen(query, header ? { 'last-event-id': last } : {})
      // Broken off in the middle of what follows from an event, or after all of it.
      await piece.find(i % 3 === 0 ? isEvent(position) : ({ event }) => event === 'caught-up')
      piece.close()
      mustFollow(piece.messages, last)
      pieces.push(...news(piece.messages))
      last = piece.messages.at(-1)!.id
    }
    const end = await listen(`?country=${country}`, { 'last-event-id': last })
    await end.find(({ event }) => event === 'caught-up')
    pieces.push(...news(end.messages))
    await whole.find(({ id }) => id === pieces.at(-1)!.id)
    const expected = news(whole.messages).map(({ event, id }) => `${event} ${id}`)
    const got = pieces.map(({ event, id }) => `${event} ${id}`)
    const missing = expected.filter(one => !got.includes(one))
    const doubled = got.filter((one, i) => got.indexOf(one) !== i)
    must(missing.length === 0, `missing: ${missing.slice(0, 3)}`)
    must(doubled.length === 0, `doubled: ${doubled.slice(0, 3)}`)
    must(got.join() === expected.join(), 'another order')
    return `${got.length} messages`
  })

  await check('what a filter leaves out is passed over, and the chain holds', async () => {
    const other = await listen(`?country=${country === 'TUV' ? 'NRU' : 'TUV'}&kind=event`)
    await other.find(({ event }) => event === 'caught-up')
    const { position } = await deploy()
    const next = await listen(`?country=${country}`, { 'last-event-id': position })
    await next.find(({ event }) => event === 'caught-up')
    must(news(other.messages).length === 0, 'it was told all the same')
    mustFollow(other.messages, null)
    return 'nothing told'
  })

  await check(
    'an id that is not on record is answered with reset, and what cannot be an id with 400 or reset',
    async () => {
      const head = posted.at(-1)!.position
      const later = '9'.repeat(head.length)
      for (const id of ['x', later, `${head}.9999999`]) {
        const subscriber = await listen('', { 'last-event-id': id })
        const first = await subscriber.find(() => true)
        must(first.event === 'reset', `${id}: ${first.event}`)
        must(typeof first.data.reason === 'string' && typeof first.data.head === 'string', `${id}: says too little`)
        subscriber.close()
      }
      const garbage = await listen('', { 'last-event-id': '{"no": "id"}' })
      if (garbage.status !== 400) must((await garbage.find(() => true)).event === 'reset', `status ${garbage.status}`)
      return '3 resets'
    },
  )

  if (!quick) {
    await check('a heartbeat comes within 20 s and carries an id to resume from', async () => {
      const subscriber = await listen('?country=TUV')
      const beat = await subscriber.find(({ event }) => event === 'heartbeat', 0, 20_000)
      mustFollow(subscriber.messages, null)
      const again = await listen('?country=TUV', { 'last-event-id': beat.id })
      const first = await again.find(() => true)
      must(first.event !== 'reset', 'its id is not known')
      return beat.id
    })
  }

  await check('the events that were posted are retracted', async () => {
    for (const { id } of posted) {
      await post(`/v1/events/${id}/retraction`, { reason: 'error', claim })
    }
    return `${posted.length} events`
  })
  for (const subscriber of open) subscriber.close()
  return checks
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}

function mustFollow(messages: readonly Message[], asked: string | null): void {
  const broken = breaks(messages, asked)
  must(broken.length === 0, `the chain breaks: ${broken.slice(0, 3).join('; ')}`)
}

async function main(): Promise<void> {
  const [url, ...rest] = process.argv.slice(2)
  if (url === undefined) {
    console.error('usage: node conformance.js URL [--key KEY] [--country CODE] [--quick]')
    process.exit(2)
  }
  const given = (flag: string) => (rest.includes(flag) ? rest[rest.indexOf(flag) + 1] : undefined)
  const [key, country] = [given('--key'), given('--country')]
  const checks = await checkConformance(url, {
    ...(key && { key }),
    ...(country && { country }),
    quick: rest.includes('--quick'),
  })
  for (const { name, passed, detail } of checks) console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${detail})`)
  process.exit(checks.every(({ passed }) => passed) ? 0 : 1)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
