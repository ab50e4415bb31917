import t, { type Test } from 'tap'
import type { Anomaly } from '../../src/state/state.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { EventStore, RecordOutcome } from '../../src/store/store.js'
import { type Built, build, trainers } from '../support/build.js'
import { localStores } from '../support/stores.js'

const ID = '0192f5d4-7b1e-7c3a-9a55-3f0c8e6d2b41'
const OTHER = '0192f5d4-7b1e-7c3a-9a55-3f0c8e6d2b42'
const MISSING = '0192f5d4-7b1e-7c3a-9a55-3f0c8e6d2bff'
const claim = trainers().claim

async function post(
  { app }: Built,
  payload: unknown,
  options: { headers?: Record<string, string>; url?: string } = {},
) {
  const { headers, url } = options
  const text = JSON.stringify(payload)
  const answer = await app.inject({
    method: 'POST',
    url: url ?? '/v1/events',
    headers: { 'content-type': 'application/json', ...headers },
    payload: text,
  })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}

async function stored({ store }: Built): Promise<number> {
  return (await store.readAll(null, 1000)).length
}

/** A refusal as a problem. */
async function refused(t: Test, answer: Awaited<ReturnType<typeof post>>, status: number, code: string, path?: string) {
  t.equal(answer.status, status, JSON.stringify(answer.body))
  t.equal(answer.body.code, code)
  t.match(answer.headers['content-type'], /^application\/problem\+json/)
  if (path !== undefined)
    t.ok(
      answer.body.errors.some((fault: { path: string }) => fault.path === path),
      `names ${path}: ${JSON.stringify(answer.body.errors)}`,
    )
}

for (const { name, open } of localStores) {
  t.test(name, async t => {
    t.test('an event that was posted is answered and can be read back', async t => {
      const built = await build(t, { store: await open(t) })
      const answer = await post(built, trainers({ id: ID }))
      t.equal(answer.status, 201)
      t.strictSame(
        { ...answer.body, recordedAt: null, position: null },
        {
          id: ID,
          outcome: 'appended',
          position: null,
          stream: 'country-NER',
          revision: 0,
          recordedAt: null,
          anomalies: [],
        },
      )
      t.match(answer.body.recordedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      t.equal(answer.headers.location, `/v1/events/${ID}`)
      t.equal(answer.headers.etag, '"0"')
      const read = await built.app.inject(`/v1/events/${ID}`)
      const { effectiveOn: _, ...posted } = trainers({ id: ID })
      t.match(read.json(), {
        ...posted,
        position: answer.body.position,
        revision: 0,
        recordedAt: answer.body.recordedAt,
      })
      t.notOk('effectiveOn' in read.json(), 'null is absent')
    })

    t.test('a retry is a duplicate with the first position and stores nothing', async t => {
      const built = await build(t, { store: await open(t) })
      const first = await post(built, trainers({ id: ID }))
      const { data, ...rest } = trainers({ id: ID.toUpperCase(), note: null })
      const again = await post(built, { data, ...rest })
      t.equal(again.status, 200)
      t.match(again.body, {
        outcome: 'duplicate',
        position: first.body.position,
        revision: 0,
        recordedAt: first.body.recordedAt,
      })
      t.equal(await stored(built), 1)
    })

    t.test('an id with other content is refused, alone and in an array', async t => {
      const built = await build(t, { store: await open(t) })
      await post(built, trainers({ id: ID }))
      await refused(t, await post(built, trainers({ id: ID, note: 'other' })), 409, 'id-reused', '/id')
      await refused(t, await post(built, [trainers(), trainers({ id: ID, note: 'other' })]), 409, 'id-reused', '/1/id')
      await refused(
        t,
        await post(built, [trainers({ id: OTHER }), trainers({ id: OTHER, note: 'x' })]),
        409,
        'id-reused',
        '/1/id',
      )
      t.equal(await stored(built), 1)
    })

    t.test('an Idempotency-Key makes a retry safe without an id', async t => {
      const built = await build(t, { store: await open(t) })
      const headers = { 'idempotency-key': 'import-7/line-3' }
      const first = await post(built, trainers(), { headers })
      const again = await post(built, trainers(), { headers })
      t.equal(first.status, 201)
      t.match(again, { status: 200, body: { id: first.body.id, outcome: 'duplicate', position: first.body.position } })
      await refused(t, await post(built, trainers({ note: 'x' }), { headers }), 409, 'id-reused')
      const both = await post(built, [trainers(), trainers({ note: 'y' })], { headers })
      t.strictSame(
        both.body.events.map(({ outcome }: { outcome: string }) => outcome),
        ['duplicate', 'appended'],
      )
      t.equal(await stored(built), 2)
      await refused(
        t,
        await post(built, trainers(), { headers: { 'idempotency-key': 'a b' } }),
        400,
        'invalid-header',
        '/idempotency-key',
      )
    })

    t.test('without id and key, equal posts are two events', async t => {
      const built = await build(t, { store: await open(t) })
      const [one, two] = [await post(built, trainers()), await post(built, trainers())]
      t.not(one.body.id, two.body.id)
      t.ok(one.body.id < two.body.id, 'minted ids increase')
      t.equal(await stored(built), 2)
    })

    t.test('an array is stored in order, or not at all when one event is wrong', async t => {
      const built = await build(t, { store: await open(t) })
      const answer = await post(built, [trainers({ id: ID }), trainers({ country: 'MLI' }), trainers({ id: ID })])
      t.equal(answer.status, 201)
      t.strictSame(
        answer.body.events.map((one: { outcome: string; stream: string }) => [one.outcome, one.stream]),
        [
          ['appended', 'country-NER'],
          ['appended', 'country-MLI'],
          ['duplicate', 'country-NER'],
        ],
      )
      t.equal(answer.body.position, answer.body.events[1].position)
      const bad = [
        trainers(),
        trainers({ data: { ...(trainers().data as object), strength: { low: 9, high: 2 } } }),
        trainers({ partner: 'NER' }),
      ]
      const refusal = await post(built, bad)
      await refused(t, refusal, 422, 'invalid-event', '/1/data/strength/low')
      t.ok(
        refusal.body.errors.some(
          (fault: { path: string; code: string }) => fault.path.startsWith('/2') && fault.code === 'host-is-partner',
        ),
      )
      await refused(t, await post(built, []), 422, 'invalid-event')
      t.equal(await stored(built), 2)
      t.equal((await post(built, [trainers({ id: ID })])).status, 200, 'all duplicates answer 200')
    })

    t.test('what cannot be recorded is refused with the path that is wrong', async t => {
      const built = await build(t, { store: await open(t) })
      const table: [Record<string, unknown>, string, string][] = [
        [{ type: 'Nonsense' }, '/type', 'unknown-type'],
        [{ occurredOn: '2023-02-30' }, '/occurredOn', ''],
        [{ partner: 'NER' }, '/partner', 'host-is-partner'],
        [{ country: 'XQZ' }, '/country', 'unknown-country'],
        [{ country: 'SUN' }, '/country', 'unknown-country'],
        [{ position: '7' }, '/position', 'unknown-field'],
        [{ recordedAt: '2024-01-01T00:00:00Z' }, '/recordedAt', 'unknown-field'],
        [{ recordedBy: 'me' }, '/recordedBy', 'unknown-field'],
        [{ backfilled: true }, '/backfilled', 'unknown-field'],
        [{ id: 'not-a-uuid' }, '/id', ''],
      ]
      for (const [fields, path, code] of table) {
        const answer = await post(built, trainers(fields))
        await refused(t, answer, 422, 'invalid-event', path)
        if (code !== '')
          t.ok(
            answer.body.errors.some((fault: { code: string }) => fault.code === code),
            JSON.stringify(answer.body.errors),
          )
      }
      for (const value of [null, 7, 'text', [[]]]) t.equal((await post(built, value)).status, 422)
      t.equal(await stored(built), 0)
    })

    t.test('If-Match stores only after that revision and names the true one', async t => {
      const built = await build(t, { store: await open(t) })
      const on = (match: string) => ({ headers: { 'if-match': match } })
      await refused(t, await post(built, trainers(), on('*')), 412, 'revision-mismatch')
      await refused(t, await post(built, trainers(), on('"0"')), 412, 'revision-mismatch')
      t.equal((await post(built, trainers({ id: ID }), { headers: { 'if-none-match': '*' } })).status, 201)
      t.equal((await post(built, trainers(), { headers: { 'if-none-match': '*' } })).status, 412)
      const next = await post(built, trainers({ id: OTHER, note: 'next' }), on('"0"'))
      t.match(next, { status: 201, body: { revision: 1 }, headers: { etag: '"1"' } })
      const stale = await post(built, trainers(), on('"0"'))
      await refused(t, stale, 412, 'revision-mismatch')
      t.match(stale.body.detail, /revision 1/)
      t.equal(stale.headers.etag, '"1"')
      t.match(
        await post(built, trainers({ id: OTHER, note: 'next' }), on('"0"')),
        { status: 200, body: { outcome: 'duplicate' } },
        'a retry is not a conflict',
      )
      t.match(await post(built, trainers({ id: OTHER, note: 'next' }), on('"1"')), {
        status: 200,
        body: { outcome: 'duplicate' },
      })
      await refused(t, await post(built, trainers({ id: OTHER, note: 'changed' }), on('"0"')), 409, 'id-reused')
      t.equal((await post(built, trainers(), on('*'))).status, 201)
      await refused(t, await post(built, trainers(), on('W/"2"')), 400, 'invalid-header', '/if-match')
      await refused(
        t,
        await post(built, [trainers(), trainers({ country: 'MLI' })], on('"2"')),
        400,
        'invalid-header',
        '/if-match',
      )
      t.equal(await stored(built), 3)
    })

    t.test('a dry run answers what would happen and stores nothing', async t => {
      const built = await build(t, { store: await open(t) })
      await post(built, trainers({ id: ID }))
      const url = '/v1/events?dryRun=true'
      t.match(await post(built, trainers({ id: OTHER }), { url }), {
        status: 200,
        body: { id: OTHER, outcome: 'would-append', stream: 'country-NER' },
      })
      t.match(await post(built, trainers({ id: ID }), { url }), {
        status: 200,
        body: { outcome: 'duplicate', revision: 0 },
      })
      t.match(await post(built, [trainers({ id: ID }), trainers({ id: OTHER })], { url }), {
        status: 200,
        body: { events: [{ outcome: 'duplicate' }, { outcome: 'would-append' }], position: null },
      })
      t.equal((await post(built, trainers({ id: ID, note: 'x' }), { url })).status, 409)
      t.equal((await post(built, trainers({ partner: 'NER' }), { url })).status, 422)
      await refused(
        t,
        await post(built, trainers(), { url: '/v1/events?dryrun=true' }),
        400,
        'invalid-query',
        '/dryrun',
      )
      t.equal(await stored(built), 1)
    })

    t.test('anomalies are answered, and refused where strict handling is asked for', async t => {
      const odd: Anomaly = { code: 'withdraw-of-unseen-force', detail: 'no such force was deployed' }
      const built = await build(t, { store: await open(t), anomalies: event => (event.note === 'odd' ? [odd] : []) })
      const headers = { prefer: 'respond-async, handling=strict' }
      const plain = await post(built, trainers({ id: ID }), { headers })
      t.match(plain, { status: 201, headers: { 'preference-applied': 'handling=strict' } })
      const strict = await post(built, [trainers(), trainers({ note: 'odd' })], { headers })
      await refused(t, strict, 409, 'anomalies', '/1')
      t.strictSame(strict.body.errors, [{ path: '/1', code: odd.code, message: odd.detail }])
      t.equal(await stored(built), 1)
      const lenient = await post(built, trainers({ id: OTHER, note: 'odd' }))
      t.match(lenient, { status: 201, body: { outcome: 'appended', anomalies: [odd] } })
      t.match(await post(built, trainers({ id: OTHER, note: 'odd' }), { headers }), {
        status: 200,
        body: { outcome: 'duplicate' },
      })
    })

    t.test('corrections and retractions go to the stream of their target and are checked against it', async t => {
      const built = await build(t, { store: await open(t) })
      await post(built, trainers({ id: ID }))
      const correct = (changes: unknown, fields: object = {}, id = ID) =>
        post(built, { changes, reason: 'error', claim, ...fields }, { url: `/v1/events/${id}/corrections` })
      const fixed = await correct(
        { occurredOn: '2024-04-09', partner: 'BLR', data: { strength: { low: 50 } } },
        { note: 'recount' },
      )
      t.match(fixed, { status: 201, body: { outcome: 'appended', stream: 'country-NER', revision: 1 } })
      const inverted = await correct({ data: { strength: { high: 10 } } })
      await refused(t, inverted, 422, 'invalid-event', '/changes/data/strength/low')
      t.match(inverted.body.detail, /^\/changes/, 'the already corrected target counts')
      await refused(t, await correct({ type: 'CoupOccurred' }), 422, 'invalid-event', '/changes/type')
      await refused(t, await correct({ id: OTHER }), 422, 'invalid-event', '/changes/id')
      await refused(t, await correct({ schemaVersion: 2 }), 422, 'invalid-event', '/changes/schemaVersion')
      await refused(t, await correct({ occurredOn: null }), 422, 'invalid-event', '/changes/occurredOn')
      await refused(t, await correct({ nonsense: 1 }), 422, 'invalid-event', '/changes/nonsense')
      await refused(t, await correct({}, {}, MISSING), 404, 'event-not-found')
      await refused(t, await correct({}, { data: {} }), 422, 'invalid-event', '/data')
      await refused(t, await correct({}, { claim: undefined }), 422, 'invalid-event', '/claim')

      const again = await correct({ changes: { partner: 'CHN' } }, {}, fixed.body.id)
      await refused(t, again, 422, 'invalid-event')
      const nested = await correct({ data: { changes: { partner: 'CHN' } } }, {}, fixed.body.id)
      t.equal(nested.status, 201, 'a correction may be corrected')
      await refused(
        t,
        await correct({ data: { targetEventId: OTHER } }, {}, fixed.body.id),
        422,
        'invalid-event',
        '/changes/data/targetEventId',
      )

      const retract = (id: string, fields: object = {}) =>
        post(built, { reason: 'forged', claim, ...fields }, { url: `/v1/events/${id}/retraction` })
      const retraction = await retract(ID)
      t.match(retraction, { status: 201, body: { stream: 'country-NER' } })
      t.equal((await retract(retraction.body.id)).status, 201, 'a retraction may be retracted')
      await refused(t, await retract(ID, { changes: {} }), 422, 'invalid-event')
      await refused(t, await retract(ID, { reason: 'whim' }), 422, 'invalid-event', '/reason')
      const all = await built.store.readAll(null, 100)
      t.strictSame(
        all.map(({ type }) => type),
        ['TrainersDeployed', 'ClaimCorrected', 'ClaimCorrected', 'ClaimRetracted', 'ClaimRetracted'],
      )
    })

    t.test('a retraction that would leave later corrections without sense is refused', async t => {
      const built = await build(t, { store: await open(t) })
      const correct = (changes: unknown) =>
        post(built, { changes, reason: 'error', claim }, { url: `/v1/events/${ID}/corrections` })
      const retract = (id: string) => post(built, { reason: 'error', claim }, { url: `/v1/events/${id}/retraction` })
      await post(built, trainers({ id: ID }))
      const higher = await correct({ data: { strength: { high: 900 } } })
      const low = await correct({ data: { strength: { low: 500 } } })
      t.equal(low.status, 201)
      await refused(t, await retract(higher.body.id), 422, 'invalid-event')
      t.equal((await retract(low.body.id)).status, 201)
      t.equal((await retract(higher.body.id)).status, 201)
      t.equal(
        (await correct({ data: { strength: { low: 101 } } })).status,
        422,
        'retracted corrections no longer count',
      )
    })

    t.test('record types may be posted as events, and point only at what stands before them', async t => {
      const built = await build(t, { store: await open(t) })
      const retraction = (targetEventId: string) => ({
        type: 'ClaimRetracted',
        occurredOn: '2024-05-01',
        data: { targetEventId, reason: 'error' },
        claim,
      })
      const merge = (targetEventIds: string[]) => ({
        type: 'EventsMerged',
        occurredOn: '2024-05-01',
        data: { targetEventIds, factId: 'one-fact' },
        claim,
      })
      await refused(t, await post(built, retraction(MISSING)), 422, 'unknown-target', '/data/targetEventId')
      await refused(
        t,
        await post(built, [retraction(ID), trainers({ id: ID })]),
        422,
        'unknown-target',
        '/0/data/targetEventId',
      )
      t.equal((await post(built, { ...retraction(ID), id: ID })).status, 422, 'no event is its own target')
      t.equal(await stored(built), 0)
      const both = await post(built, [trainers({ id: ID, country: 'MLI' }), retraction(ID)])
      t.equal(both.status, 201)
      t.strictSame(
        both.body.events.map(({ stream }: { stream: string }) => stream),
        ['country-MLI', 'country-MLI'],
      )
      await refused(t, await post(built, merge([ID, MISSING])), 422, 'unknown-target', '/data/targetEventIds/1')
      await post(built, trainers({ id: OTHER, country: 'MLI' }))
      t.match(await post(built, merge([OTHER, ID])), { status: 201, body: { stream: 'country-MLI' } })
      const regrade = {
        type: 'SourceRegraded',
        occurredOn: '2024-05-01',
        data: { sourceId: 'rtn', reliability: 'D' },
        claim,
      }
      t.match(await post(built, regrade), { status: 201, body: { stream: 'source-rtn', revision: 0 } })
      const sources = (await built.app.inject('/v1/sources')).json().sources
      t.match(sources.find((one: { sourceId: string }) => one.sourceId === 'rtn').regradings, [{ reliability: 'D' }])
    })

    t.test('CloudEvents are taken and given, structured and in batches', async t => {
      const built = await build(t, { store: await open(t) })
      const { type: _, country, ...data } = trainers()
      const cloud = {
        specversion: '1.0',
        id: ID,
        source: '/newsroom',
        type: 'org.entente.TrainersDeployed.v1',
        subject: country,
        datacontenttype: 'application/json',
        data,
      }
      const one = await post(built, cloud, {
        headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
      })
      t.match(one, { status: 201, body: { id: ID, stream: 'country-NER' } })
      t.match(
        await post(built, trainers({ id: ID })),
        { status: 200, body: { outcome: 'duplicate' } },
        'the same event either way',
      )
      const batch = { 'content-type': 'application/cloudevents-batch+json' }
      const many = await post(built, [cloud, { ...cloud, id: OTHER, subject: 'MLI' }], { headers: batch })
      t.match(many.body.events, [{ outcome: 'duplicate' }, { outcome: 'appended', stream: 'country-MLI' }])
      const bad = await post(built, [cloud, { ...cloud, id: MISSING, data: { ...data, partner: 'NER' } }], {
        headers: batch,
      })
      await refused(t, bad, 422, 'invalid-event', '/1/data/partner')
      t.equal((await post(built, cloud, { headers: batch })).status, 422)
      const given = await built.app.inject({
        url: '/v1/events',
        headers: { accept: 'application/cloudevents-batch+json' },
      })
      t.match(given.headers['content-type'], /cloudevents-batch/)
      t.match(given.json(), [
        { specversion: '1.0', id: ID, subject: 'NER' },
        { id: OTHER, subject: 'MLI' },
      ])
      const single = await built.app.inject({
        url: `/v1/events/${ID}`,
        headers: { accept: 'application/cloudevents+json' },
      })
      t.equal(single.json().type, 'org.entente.TrainersDeployed.v1')
    })

    t.test('the log is paged to its end, with and without filters', async t => {
      const built = await build(t, { store: await open(t) })
      const events = Array.from({ length: 25 }, (_, i) =>
        trainers({
          country: i % 5 === 0 ? 'MLI' : 'NER',
          partner: i % 2 === 0 ? 'RUS' : 'USA',
          occurredOn: `2024-0${1 + (i % 9)}`,
        }),
      )
      const pact = {
        type: 'AgreementSigned',
        country: 'BFA',
        parties: ['BFA', 'MLI'],
        occurredOn: '2023-09-16',
        data: { agreementId: 'liptako-gourma', kind: 'mutual-defence' },
        claim,
      }
      t.equal((await post(built, [...events, pact])).status, 201)
      const walk = async (query: string) => {
        const found: { position: string; country: string }[] = []
        let after = ''
        for (let pages = 0; pages < 40; pages++) {
          const page = (await built.app.inject(`/v1/events?${query}${after}`)).json()
          found.push(...page.events)
          if (page.next === null) return found
          after = `&after=${page.next}`
        }
        throw new Error('no end')
      }
      const all = await walk('limit=10')
      t.equal(all.length, 26)
      t.strictSame(
        all.map(({ position }) => position),
        all.map(({ position }) => position).sort(),
      )
      t.equal((await walk('limit=26')).length, 26)
      t.equal((await walk('limit=3&country=MLI')).length, 6, 'parties are moved too')
      t.equal((await walk('limit=4&partner=RUS')).length, 13)
      t.equal((await walk('type=AgreementSigned')).length, 1)
      t.equal((await walk('from=2024-09-01&to=2024-09-30')).length, 2)
      t.equal((await walk('from=2024-09-15&to=2024-09-15')).length, 2, 'a month may hold the day')
      t.equal((await walk('country=TCD')).length, 0)
      for (const query of [
        'limit=0',
        'limit=999999',
        'country=ner',
        'from=2024-02-30',
        'nonsense=1',
        'country=NER&country=MLI',
        'after=.',
      ]) {
        t.equal((await built.app.inject(`/v1/events?${query}`)).statusCode, 400, query)
      }
      t.equal((await built.app.inject(`/v1/events/${MISSING}`)).statusCode, 404)
      t.equal((await built.app.inject('/v1/events/nonsense')).statusCode, 400)
    })
  })
}

t.test('a correction without a date is the same event when it is repeated on another day', async t => {
  let now = Date.parse('2024-04-12T23:59:59Z')
  const built = await build(t, { now: () => now })
  await post(built, trainers({ id: ID }))
  const retract = () =>
    post(
      built,
      { reason: 'error', claim },
      { url: `/v1/events/${ID}/retraction`, headers: { 'idempotency-key': 'r1' } },
    )
  const first = await retract()
  now += 5000
  t.match(await retract(), { status: 200, body: { outcome: 'duplicate', position: first.body.position } })
  t.equal((await built.app.inject(`/v1/events/${first.body.id}`)).json().occurredOn, '2024-04-12')
})

t.test('the empty log answers an empty page', async t => {
  const { app } = await build(t)
  t.strictSame((await app.inject('/v1/events')).json(), { events: [], next: null, head: null })
})

t.test('a read after a write sees it, and one id posted fifty times at once is one event', async t => {
  for (const { open } of localStores) {
    const built = await build(t, { store: await open(t) })
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(built, trainers({ id: ID }))))
    t.equal(answers.filter(({ status }) => status === 201).length, 1)
    t.equal(answers.filter(({ body }) => body.outcome === 'duplicate').length, 49)
    t.equal(new Set(answers.map(({ body }) => body.position)).size, 1)
    const many = await Promise.all(Array.from({ length: 100 }, () => post(built, trainers())))
    const last = many
      .map(({ body }) => body.position as string)
      .sort()
      .at(-1)!
    t.ok((built.state.status().position ?? '') >= last, 'the state has read what was answered')
    t.strictSame(
      many.map(({ body }) => body.revision).sort((a, b) => a - b),
      Array.from({ length: 100 }, (_, i) => i + 1),
    )
  }
})

t.test('what the store could not do is answered so that a retry completes it', async t => {
  const failing = (kinds: (RecordOutcome['kind'] | null)[]): EventStore => {
    const store = createMemoryStore()
    const broken: Partial<EventStore> = {
      async record(items) {
        const outcomes: RecordOutcome[] = []
        for (const item of items) {
          const kind = kinds.shift() ?? null
          if (kind === null) outcomes.push((await store.record([item]))[0]!)
          else outcomes.push({ kind: kind as 'unavailable', reason: 'secret-host:2113 refused' })
        }
        return outcomes
      },
    }
    return { ...store, ...broken }
  }
  const table = [
    ['unavailable', 503, 'store-unavailable'],
    ['unknown', 504, 'outcome-unknown'],
    ['full', 507, 'store-full'],
  ] as const
  for (const [kind, status, code] of table) {
    const built = await build(t, { store: failing([kind]) })
    const answer = await post(built, trainers({ id: ID }))
    t.match(answer, { status, body: { code } })
    t.equal(answer.headers['retry-after'] !== undefined, status !== 507)
    t.notMatch(JSON.stringify(answer), /secret-host/)
    t.equal((await post(built, trainers({ id: ID }))).status, 201, 'the retry is stored')
  }
  const built = await build(t, { store: failing([null, 'unavailable']) })
  const events = [trainers({ id: ID }), trainers({ id: OTHER })]
  const part = await post(built, events)
  t.match(part, { status: 201, body: { events: [{ outcome: 'appended' }, { outcome: 'unavailable' }] } })
  t.match((await post(built, events)).body.events, [{ outcome: 'duplicate' }, { outcome: 'appended' }])
  t.match((await post(built, events)).body.events, [{ outcome: 'duplicate' }, { outcome: 'duplicate' }])
})
