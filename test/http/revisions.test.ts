import t, { type Test } from 'tap'
import { MAX_LEVELS, MAX_REVISIONS } from '../../src/commands/revised.js'
import { MAX_REGRADINGS } from '../../src/commands/targets.js'
import { type Built, build, trainers } from '../support/build.js'
import { growth } from '../support/growth.js'
import { localStores } from '../support/stores.js'

t.setTimeout(290_000)

const claim = trainers().claim
const about = { occurredOn: '2024-05-01', claim }
let ids = 0
const newId = () => `00000000-0000-7000-8000-${String(++ids).padStart(12, '0')}`

const retraction = (target: string, id?: string) => ({
  ...(id === undefined ? {} : { id }),
  type: 'ClaimRetracted',
  ...about,
  data: { targetEventId: target, reason: 'error' },
})
const correction = (target: string, changes: object, id = newId()) => ({
  id,
  type: 'ClaimCorrected',
  ...about,
  data: { targetEventId: target, reason: 'error', changes },
})
const merge = (targets: readonly string[], factId = 'one') => ({
  id: newId(),
  type: 'EventsMerged',
  ...about,
  data: { targetEventIds: targets, factId },
})
const visit = (fields: object = {}) =>
  trainers({ id: newId(), type: 'VisitHeld', data: { level: 'head' }, factId: null, ...fields })
/** A chain of retractions, each of the one before. */
function chain(from: string, length: number) {
  const links: { id: string }[] = []
  for (let i = 0, target = from; i < length; i++) {
    const id = newId()
    links.push(retraction(target, id) as { id: string })
    target = id
  }
  return links
}

async function post({ app }: Built, payload: unknown, url = '/v1/events') {
  const headers = { 'content-type': url.startsWith('/v1/imports') ? 'application/x-ndjson' : 'application/json' }
  const text = url.startsWith('/v1/imports')
    ? (payload as unknown[]).map(one => JSON.stringify(one)).join('\n')
    : JSON.stringify(payload)
  const answer = await app.inject({ method: 'POST', url, headers, payload: text })
  return {
    status: answer.statusCode,
    text: answer.payload,
    body: answer.statusCode === 200 && url.startsWith('/v1/imports') ? null : answer.json(),
  }
}

function refusal(
  t: Test,
  answer: { status: number; body: { errors: { path: string; code: string }[] } },
  path: string,
  code: string,
) {
  t.equal(answer.status, 422)
  t.match(answer.body.errors[0], { path, code })
}

for (const { name, open } of localStores) {
  t.test(name, async t => {
    const built = await build(t, { store: await open(t) })
    const count = async () => {
      let events = 0
      for (let after = null as string | null; ; ) {
        const page = await built.store.readAll(after, 4000)
        if (page.length === 0) return events
        events += page.length
        after = page.at(-1)!.position
      }
    }

    t.test(
      'a chain of 2,600 retractions in one array is refused whole, with the path of the first that is too deep',
      async t => {
        const one = visit()
        const before = await count()
        refusal(
          t,
          await post(built, [one, ...chain(one.id as string, 2600)]),
          `/${MAX_LEVELS + 1}/data/targetEventId`,
          'too-many-levels',
        )
        t.equal(await count(), before, 'nothing is stored')
      },
    )

    t.test('a chain that is posted one by one ends at the same depth, and the service goes on', async t => {
      const one = visit()
      await post(built, one)
      const links = chain(one.id as string, MAX_LEVELS + 1)
      for (const link of links.slice(0, MAX_LEVELS)) t.equal((await post(built, link)).status, 201)
      refusal(t, await post(built, links[MAX_LEVELS]), '/data/targetEventId', 'too-many-levels')
      t.equal((await post(built, visit())).status, 201)
      t.equal(built.state.status().status, 'ready')
    })

    t.test('an import refuses the lines that are too deep, across its batches, and takes the others', async t => {
      const one = visit()
      const links = chain(one.id as string, 1000)
      const { status, text } = await post(built, [one, ...links, visit()], '/v1/imports')
      t.equal(status, 200)
      const lines = text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
      t.match(lines.at(-1), { summary: { lines: 1002, appended: MAX_LEVELS + 2, refused: 1000 - MAX_LEVELS } })
      t.match(
        lines.find(({ line }) => line === MAX_LEVELS + 2),
        {
          outcome: 'refused',
          errors: [{ path: '/data/targetEventId', code: 'too-many-levels' }],
        },
      )
    })

    t.test('what is said of one event is bounded, within one array and after it', async t => {
      const one = visit()
      await post(built, one)
      const corrections = Array.from({ length: MAX_REVISIONS + 1 }, (_, i) =>
        correction(one.id as string, { note: `note ${i}` }),
      )
      refusal(t, await post(built, corrections), `/${MAX_REVISIONS}/data/targetEventId`, 'too-many-revisions')
      t.equal((await post(built, corrections.slice(0, MAX_REVISIONS))).status, 201)
      const times = await growth(
        async most => {
          const other = visit()
          const said = Array.from({ length: most }, (_, i) => correction(other.id as string, { note: `note ${i}` }))
          await post(built, [other, ...said])
        },
        MAX_REVISIONS / 8,
        8,
      )
      t.ok(times < 24, `${times.toFixed(1)} times as long for eight times as many: each costs a step`)
      refusal(t, await post(built, retraction(one.id as string)), '/data/targetEventId', 'too-many-revisions')
    })

    t.test('a source is graded anew a bounded number of times, within one array and after it', async t => {
      const regrading = (sourceId: string) => ({
        id: newId(),
        type: 'SourceRegraded',
        ...about,
        data: { sourceId, reliability: 'D' },
      })
      const path = '/data/sourceId'
      const many = Array.from({ length: MAX_REGRADINGS + 1 }, () => regrading('often'))
      refusal(t, await post(built, many), `/${MAX_REGRADINGS}${path}`, 'too-many-regradings')
      const first = many.slice(0, MAX_REGRADINGS)
      t.equal((await post(built, first)).status, 201)
      refusal(t, await post(built, regrading('often')), path, 'too-many-regradings')
      t.equal((await post(built, first)).status, 200, 'told again they are on record')
      const one = regrading('corrected')
      const said = Array.from({ length: MAX_REGRADINGS }, (_, i) => correction(one.id, { note: `note ${i}` }))
      const target = `/${MAX_REGRADINGS}/data/targetEventId`
      refusal(t, await post(built, [one, ...said]), target, 'too-many-regradings')
      const { text } = await post(built, [one, ...said], '/v1/imports')
      t.match(text, new RegExp(`"appended":${MAX_REGRADINGS},.*"refused":1`), 'in an import as well')
    })

    t.test('a merge joins at least two different events about the world, of one type and one country', async t => {
      const [a, b] = [visit(), visit()]
      const other = visit({ country: 'MLI' })
      const deployed = trainers({ id: newId() })
      const marked = correction(a.id as string, { note: 'x' })
      const graded = { id: newId(), type: 'SourceRegraded', ...about, data: { sourceId: 'rtn', reliability: 'D' } }
      t.equal((await post(built, [a, b, other, deployed, marked, graded])).status, 201)
      const id = (event: { id?: unknown }) => event.id as string
      refusal(t, await post(built, merge([id(a)])), '/data/targetEventIds', 'too-few')
      refusal(t, await post(built, merge([id(a), id(a)])), '/data/targetEventIds', 'too-few')
      refusal(t, await post(built, merge([id(a), id(marked)])), '/data/targetEventIds/1', 'not-mergeable')
      refusal(t, await post(built, merge([id(graded), id(a)])), '/data/targetEventIds/0', 'not-mergeable')
      refusal(t, await post(built, merge([id(a), id(deployed)])), '/data/targetEventIds/1', 'other-type')
      refusal(t, await post(built, merge([id(a), id(other)])), '/data/targetEventIds/1', 'other-country')
      refusal(
        t,
        await post(built, [merge([id(a), id(b)]), merge([id(other), id(b)])]),
        '/1/data/targetEventIds/1',
        'other-country',
      )
      const joined = merge([id(a), id(b)])
      t.equal((await post(built, joined)).status, 201)
      refusal(t, await post(built, merge([id(a), joined.id])), '/data/targetEventIds/1', 'not-mergeable')
      const moved = correction(id(other), { country: 'NER' })
      t.equal(
        (await post(built, [moved, merge([id(a), id(other)])])).status,
        201,
        'as they stand, earlier in the array too',
      )
    })

    t.test('retracting again what is retracted is one outcome, unless an id says otherwise', async t => {
      const one = visit()
      await post(built, one)
      const before = await count()
      const first = await post(built, { reason: 'error', claim }, `/v1/events/${one.id}/retraction`)
      t.equal(first.status, 201)
      for (let i = 0; i < 4; i++) {
        const again = await post(built, { reason: 'forged', claim }, `/v1/events/${one.id}/retraction`)
        t.equal(again.status, 200)
        t.match(again.body, { id: first.body.id, outcome: 'duplicate', position: first.body.position })
      }
      t.match((await post(built, retraction(one.id as string))).body, { id: first.body.id, outcome: 'duplicate' })
      t.equal(await count(), before + 1)
      t.match((await post(built, retraction(one.id as string, newId()))).body, { outcome: 'appended' }, 'with an id')

      const two = visit()
      const { body } = await post(built, [two, retraction(two.id as string), retraction(two.id as string)])
      t.strictSame(
        body.events.map((event: { outcome: string }) => event.outcome),
        ['appended', 'appended', 'duplicate'],
      )
      t.equal(body.events[1].id, body.events[2].id)
      const back = await post(built, retraction(body.events[1].id))
      t.equal(back.body.outcome, 'appended', 'the retraction is retracted')
      t.match((await post(built, retraction(two.id as string))).body, { outcome: 'appended' }, 'and may be said anew')
    })
  })
}

t.test('a merge that takes an event out of a fact which others tell too says so', async t => {
  const built = await build(t)
  const report = (occurredOn: string, factId?: string) =>
    trainers({
      id: newId(),
      type: 'ForceStrengthReported',
      occurredOn,
      data: { forceId: 'rus-africa-corps-ner', strength: { low: 5, high: 9 } },
      factId: factId ?? null,
    }) as { id: string }
  const [a, b, c, d] = [
    report('2024-05-01', 'may'),
    report('2024-05-02', 'may'),
    report('2024-05-03'),
    report('2024-05-03'),
  ]
  const posted = await post(built, [a, b, c, d])
  t.equal(posted.status, 201)
  const parting = await post(built, merge([b!.id, c!.id], 'june'), '/v1/events?dryRun=true')
  t.match(parting.body.anomalies, [
    { code: 'merge-parts-fact', detail: new RegExp(`takes ${b!.id} out of the fact that ${a!.id} tells too`) },
    { code: 'merge-parts-fact', detail: new RegExp(`takes ${c!.id} out of the fact that ${d!.id} tells too`) },
  ])
  const whole = await post(built, merge([a!.id, b!.id, c!.id, d!.id], 'june'))
  t.equal(whole.status, 201)
  t.strictSame(whole.body.anomalies, [], 'a merge of whole facts parts none')
})
