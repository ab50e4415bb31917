import t from 'tap'
import { type Built, build, trainers } from '../support/build.js'
import { dossierText } from '../support/dossier.js'

interface Interval {
  readonly from: string
  readonly to: string
  readonly status: string
  readonly primary: string | null
  readonly alignedWith: readonly string[]
  readonly contenders?: readonly { readonly from: string; readonly partners: readonly string[] }[]
}
interface Row {
  readonly country: string
  readonly security: readonly Interval[]
  readonly economic: readonly Interval[]
}

async function get<T>({ app }: Built, url: string): Promise<T> {
  const { statusCode, payload } = await app.inject({ url })
  if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${payload}`)
  return JSON.parse(payload) as T
}

async function dossier(t: Parameters<typeof build>[0]): Promise<Built> {
  const built = await build(t)
  const headers = { 'content-type': 'application/x-ndjson' }
  const url = '/v1/imports?backfill=true&report=refused'
  await built.app.inject({ method: 'POST', url, headers, payload: dossierText() })
  return built
}

const rowsOf = async (built: Built, query: string) =>
  (await get<{ countries: readonly Row[] }>(built, `/v1/countries?${query}`)).countries

t.test('intervals name who contends, as the answer of the day does', async t => {
  const built = await dossier(t)
  let compared = 0
  for (const { country, security } of await rowsOf(built, 'from=2022-01-01&to=2024-12-31')) {
    for (const { from, to, status, primary, contenders = [] } of security) {
      t.equal(contenders.length > 0, status === 'contested' || status === 'split', `${country} from ${from}: ${status}`)
      if (primary !== null || contenders.length === 0) continue
      t.equal(contenders[0]!.from, from, 'the first are named from the first day')
      for (const { from: since, partners } of contenders) {
        t.ok(from <= since && since <= to)
        if (since === '2022-01-01') continue // they contended before: by now their order can be another one
        const answer = await get<{ dimensions: { security: { contenders: string[] } } }>(
          built,
          `/v1/countries/${country}?at=${since}`,
        )
        t.same(answer.dimensions.security.contenders, partners, `${country} on ${since}`)
        compared += 1
      }
    }
  }
  t.ok(compared > 5, `${compared} stages compared`)
})

t.test('a question that begins within a contest names who contends then', async t => {
  const built = await dossier(t)
  const nigerIn = async (query: string) =>
    (await rowsOf(built, query)).find(({ country }) => country === 'NER')!.security
  const whole = await nigerIn('from=2024-03-20&to=2024-12-31')
  t.match(whole[0], { status: 'contested' })
  t.match(whole[1], { status: 'contested' }, 'who contends changes')
  const late = await nigerIn(`from=${whole[1]!.from}&to=2024-12-31`)
  t.same(late, whole.slice(1))
  const early = await nigerIn(`from=2024-03-20&to=${whole[0]!.from}`)
  t.same(early, [{ ...whole[0], to: whole[0]!.from }])
})

t.test('what an interval says of a day is what the state and the list say of it', async t => {
  const built = await dossier(t)
  const said = ({ status, primary, alignedWith }: Omit<Interval, 'from' | 'to'>) => ({ status, primary, alignedWith })
  const rows = await rowsOf(built, 'from=2022-01-01&to=2024-12-31')
  for (const day of ['2022-01-01', '2022-08-16', '2023-07-26', '2024-03-17', '2024-04-12', '2024-12-31']) {
    const list = await get<{ countries: { country: string; security: Interval }[] }>(built, `/v1/countries?at=${day}`)
    for (const { country, security } of rows) {
      const interval = security.find(({ from, to }) => from <= day && day <= to)!
      const { dimensions } = await get<{ dimensions: { security: Interval } }>(
        built,
        `/v1/countries/${country}?at=${day}`,
      )
      t.same(said(interval), said(dimensions.security), `${country} on ${day}`)
      const listed = list.countries.find(one => one.country === country)!
      t.same(said(listed.security), said(dimensions.security), `${country} in the list of ${day}`)
    }
  }
})

t.test('a late claim and its retraction leave the intervals as if it had never come', async t => {
  const built = await dossier(t)
  const query = 'from=2022-01-01&to=2024-12-31'
  const before = await rowsOf(built, query)
  const late = trainers({
    occurredOn: '2022-06-01',
    announcedOn: null,
    data: {
      forceId: 'late',
      sponsor: 'RUS',
      role: 'garrison',
      strength: { low: 4000, high: 5000 },
      consent: 'invited',
    },
    factId: 'late',
    claim: { sourceId: 'test', reliability: 'A', credibility: 1, modality: 'asserted' },
  })
  const posted = await built.app.inject({ method: 'POST', url: '/v1/events', payload: late })
  t.equal(posted.statusCode, 201)
  const { id } = JSON.parse(posted.payload) as { id: string }
  t.notSame(await rowsOf(built, query), before, 'the claim changes them')
  const payload = {
    reason: 'error',
    claim: { sourceId: 'test', reliability: 'A', credibility: 1, modality: 'asserted' },
  }
  t.equal((await built.app.inject({ method: 'POST', url: `/v1/events/${id}/retraction`, payload })).statusCode, 201)
  t.same(await rowsOf(built, query), before)
})
