import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { Policy } from '../../projections/policy/policy.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { streamRoutes } from '../../src/http/stream.js'
import { followLog } from '../../src/state/live.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { appended, build } from '../support/build.js'
import { poisonedBy } from '../support/poison.js'
import { breaks, type Message, news, type Subscriber, subscribe } from './subscriber.js'

t.setTimeout(290_000)

const strict: Policy = { ...policyV1, id: 'strict', decision: { ...policyV1.decision, threshold: 0.99 } }
const claim = { sourceId: 'test', reliability: 'A', credibility: 1, modality: 'asserted' }
let made = 0
const force = (country: string, partner: string) => ({
  type: 'ForcesDeployed',
  country,
  partner,
  occurredOn: '2024-01-10',
  data: {
    forceId: `force-${++made}`,
    sponsor: partner,
    role: 'garrison',
    consent: 'invited',
    strength: { low: 900, high: 900 },
  },
  claim,
})
const resource = (country: string) => ({
  type: 'AgreementSigned',
  country,
  partner: 'CHN',
  occurredOn: '2024-01-10',
  data: { agreementId: `paper-${++made}`, kind: 'resource', onSignature: true },
  claim,
})

/** A service whose live projection is that of a policy, with others built beside it. */
async function serve(t: Test, policy: Policy, further: readonly Policy[]) {
  const store = createMemoryStore()
  const state = followLog({ store, policy, now: Date.now })
  t.teardown(() => state.stop())
  const settings = { tickMs: 20, heartbeatMs: 200, settleMs: 0 }
  const { app } = await build(t, {
    store,
    state,
    policies: further,
    checkAnswers: false,
    routes: [streamRoutes(settings, '/fast')],
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const open: Subscriber[] = []
  t.teardown(() => {
    for (const one of open) one.close()
  })
  return {
    async stream(query: string) {
      const subscriber = await subscribe(`${url}/fast/v1/stream?at=2024-04-12&${query}`)
      open.push(subscriber)
      return subscriber
    },
    async post(event: object): Promise<string> {
      const reply = await app.inject({ method: 'POST', url: '/v1/events', payload: event })
      if (reply.statusCode > 201) throw new Error(reply.body)
      return reply.json().position
    },
    append: (event: { country: string; type: string }) => appended(store, event),
    async change(projection: string, what: string) {
      for (let tries = 0; tries < 300; tries++) {
        const reply = await app.inject({ method: 'POST', url: `/v1/projections/${projection}/${what}` })
        if (reply.statusCode === 200) return
        await delay(20)
      }
      throw new Error(`no ${what} of ${projection}: ${(await app.inject('/v1/projections')).body}`)
    },
    async stopped(): Promise<void> {
      while ((await app.inject('/health/ready')).json().status !== 'stopped') await delay(20)
    },
  }
}

const isCaughtUp = ({ event }: Message) => event === 'caught-up'
const told = (messages: readonly Message[]) =>
  news(messages).map(({ id, event, data: { previous, ...data } }) => JSON.stringify([id, event, data]))

t.test('a switch tells nothing twice and leaves nothing out: whoever comes later is told the very same', async t => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          { weight: 4, arbitrary: fc.tuple(fc.constantFrom('NER', 'MLI'), fc.constantFrom('FRA', 'RUS', 'USA')) },
          { weight: 1, arbitrary: fc.constant('switch' as const) },
          { weight: 1, arbitrary: fc.constant('rollback' as const) },
        ),
        { minLength: 3, maxLength: 14 },
      ),
      async steps => {
        const service = await serve(t, policyV1, [strict])
        const early = await service.stream('kind=state,status,event')
        await early.find(isCaughtUp)
        let [live, switches] = ['partner-state@2', 0]
        let last = ''
        for (const step of steps) {
          if (typeof step !== 'string') last = await service.post(force(...step))
          else if (step === 'rollback' ? switches > 0 : live === 'partner-state@2') {
            await service.change(step === 'rollback' ? live : 'partner-state@2:strict', step)
            live = live === 'partner-state@2' ? 'partner-state@2:strict' : 'partner-state@2'
            switches += 1
          }
        }
        if (last === '') return
        await early.find(({ event, data }) => event === 'heartbeat' && data.position === last)
        const late = await service.stream('kind=state,status,event&from=start')
        await late.find(isCaughtUp)
        const here = told(early.messages)
        t.strictSame(told(late.messages), here)
        t.equal(new Set(here.map(text => JSON.parse(text)[0])).size, here.length, 'each id once')
        t.strictSame(breaks(early.messages, null), [], 'no gap in the chain')
        const resets = early.messages.filter(({ event }) => event === 'reset')
        t.equal(resets.length, switches, 'each switch is said')
        for (const { data } of resets) t.equal(data.reason, 'projection-switched')
        early.close()
        late.close()
      },
    ),
    { numRuns: 8 },
  )
})

t.test('a stream waits where the live version stopped, and goes on under the mended one', async t => {
  const mended: Policy = { ...policyV1, id: 'mended' }
  const service = await serve(t, poisonedBy('resource', {}), [mended])
  const early = await service.stream('')
  await early.find(isCaughtUp)
  const first = await service.post(force('NER', 'FRA'))
  await early.find(({ event }) => event === 'state')
  const second = await service.append(resource('NER'))
  await service.stopped()
  await service.append(force('NER', 'RUS'))
  await service.append(force('MLI', 'RUS'))
  await early.find(({ event, data }) => event === 'heartbeat' && data.head > first, early.messages.length)
  const beyond = news(early.messages).filter(({ data }) => data.position > first)
  t.ok(
    beyond.every(({ event, data }) => event === 'event' && data.position === second),
    'nothing from there on is told, but that it came',
  )
  await service.change('partner-state@2:mended', 'switch')
  await early.find(({ event, data }) => event === 'state' && data.country === 'MLI')
  await early.find(({ event, data }) => event === 'heartbeat' && data.position === data.head)
  const late = await service.stream('from=start')
  await late.find(isCaughtUp)
  t.strictSame(told(late.messages), told(early.messages), 'each once, by the one that answered then')
  t.strictSame(breaks(early.messages, null), [])
})
