import t from 'tap'
import { event } from '../scenarios/scenario.js'
import { build } from '../support/build.js'

interface Told {
  readonly outcome: string
  readonly anomalies: readonly { readonly code: string }[]
}

const embargo = event('SanctionsImposed', 'URY', 'UN', '2013-12-05', { by: ['UN'], measures: ['arms-embargo'] })
const arms = event('ArmsDelivered', 'URY', 'RUS', '2018-01-26', { items: [{ category: 'rifle' }] })
const sofa = event('AgreementSigned', 'URY', 'USA', '2012', { agreementId: 'sofa', kind: 'sofa', onSignature: true })
const over = event('AgreementTerminated', 'URY', 'USA', '2020-01-01', { agreementId: 'sofa', ground: 'mutual' })
const force = event('ForcesDeployed', 'URY', 'USA', '2013', {
  forceId: 'f',
  sponsor: 'USA',
  role: 'garrison',
  legalBasis: ['sofa'],
})

t.test('what does not fit with another object is told to who posts it', async t => {
  const { app } = await build(t)
  const post = async (payload: object, query = '', prefer = 'respond-async') => {
    const headers = { 'content-type': 'application/json', prefer }
    const reply = await app.inject({ method: 'POST', url: `/v1/events${query}`, headers, payload })
    const body = reply.json() as Told & { events?: readonly Told[]; errors?: readonly { code: string }[] }
    const told = (body.events ?? [body]).flatMap(one => one.anomalies ?? []).map(({ code }) => code)
    return { status: reply.statusCode, told, errors: body.errors?.map(({ code }) => code) }
  }
  const stored = async () => {
    const reply = await app.inject('/v1/anomalies?country=URY')
    return (reply.json() as { anomalies: readonly { code: string }[] }).anomalies.map(({ code }) => code)
  }
  const [under, without] = ['arms-under-embargo', 'presence-without-legal-basis']

  t.match(await post([embargo, arms], '?dryRun=true'), { status: 200, told: [under] }, 'within one posting')
  t.match(await post(arms), { status: 201, told: [] }, 'arms alone are nothing odd')
  t.match(await post(embargo, '?dryRun=true'), { told: [under] }, 'a dry run looks at what was stored before')
  t.match(await post(embargo, '', 'handling=strict'), { status: 409, errors: [under] }, 'and so does strict handling')
  t.same(await stored(), [], 'nothing was stored of it')
  t.match(await post(embargo), { status: 201 })
  t.match(await post({ ...arms, occurredOn: '2019' }), { status: 201, told: [under] })
  t.match(await post({ ...arms, occurredOn: '2019' }, '', 'handling=strict'), { status: 409, errors: [under] })
  t.same(await stored(), [under, under], 'the first delivery is one as well')

  t.match(await post([sofa, over]), { status: 201, told: [] })
  t.match(await post(force, '?dryRun=true'), { told: [without] })
  t.match(await post(force), { status: 201, told: [without] })
  t.same((await stored()).filter(code => code === without).length, 1)
  const reply = await app.inject('/v1/countries/URY?at=2020-06-01')
  t.equal((reply.json() as { anomalies: number }).anomalies, 3, 'the state counts what is listed')
})
