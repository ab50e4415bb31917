/**
 * What was known at an instant is known for ever: an answer about it never changes, whatever is recorded afterwards.
 */
import t from 'tap'
import { MS_PER_DAY } from '../../events/formats.js'
import { type Built, build, trainers } from '../support/build.js'
import { seeded } from '../support/seeded.js'
import { localStores } from '../support/stores.js'

t.setTimeout(290_000)

const uuid = (n: number) => `0192f5d4-7b1e-7c3a-9a55-${String(n).padStart(12, '0')}`
const PARTNERS = ['RUS', 'USA', 'FRA', 'CHN', 'TUR', 'ITA']

let made = 0
function report(random: () => number, publishedOn?: string): Record<string, unknown> {
  made += 1
  const partner = PARTNERS[Math.floor(random() * PARTNERS.length)]!
  return trainers({
    id: uuid(made),
    partner,
    factId: `fact-${made}`,
    data: { ...(trainers().data as object), forceId: `force-${made}`, sponsor: partner },
    claim: { ...(trainers().claim as object), ...(publishedOn && { publishedOn }) },
  })
}

async function ask({ app }: Built, asKnownAt: string): Promise<string> {
  const answer = await app.inject(`/v1/countries/NER?at=2024-06-01&asKnownAt=${encodeURIComponent(asKnownAt)}`)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.body
}

async function backfill({ app }: Built, events: readonly object[]) {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/imports?backfill=true',
    headers: { 'content-type': 'application/x-ndjson' },
    payload: events.map(event => `${JSON.stringify(event)}\n`).join(''),
  })
  return { status: answer.statusCode, body: answer.body }
}

/** Answers that were given, to be asked again; the reasons of those that changed. */
function asking(built: Built) {
  const given = new Map<string, string>()
  return {
    async about(instant: string) {
      const answer = await ask(built, instant)
      const before = given.get(instant)
      if (before !== undefined && before !== answer) throw new Error(`the answer about ${instant} changed`)
      given.set(instant, answer)
    },
    async changed() {
      const changed = []
      for (const [instant, before] of given) if ((await ask(built, instant)) !== before) changed.push(instant)
      return changed
    },
    get size() {
      return given.size
    },
  }
}

for (const { name, open } of localStores) {
  t.test(`${name}: a second backfill of a day that is on record is refused as behind`, async t => {
    const built = await build(t, { store: await open(t) })
    const random = seeded(1)
    const first = [report(random, '2024-04-10'), report(random, '2024-04-11')]
    t.match(await backfill(built, first), { status: 200 })
    const known = await ask(built, '2024-04-11T23:59:59.999Z')
    const day = await ask(built, '2024-04-11')
    const refused = await backfill(built, [report(random, '2024-04-11')])
    t.equal(refused.status, 409, refused.body)
    t.match(JSON.parse(refused.body), { code: 'backfill-behind', detail: /others have told already.*load all/ })
    t.equal(await ask(built, '2024-04-11T23:59:59.999Z'), known)
    t.equal(await ask(built, '2024-04-11'), day)
    t.match(await backfill(built, [report(random, '2024-04-12')]), { status: 200 }, 'the day after is not behind')
  })

  t.test(`${name}: a backfill that was cut short in the middle of a day goes on when it is repeated`, async t => {
    const built = await build(t, { store: await open(t) })
    const random = seeded(2)
    const whole = Array.from({ length: 6 }, () => report(random, '2024-04-10'))
    t.match(await backfill(built, whole.slice(0, 3)), { status: 200 })
    const again = await backfill(built, whole)
    t.equal(again.status, 200, again.body)
    t.match(JSON.parse(again.body.trim().split('\n').at(-1)!).summary, { appended: 3, duplicate: 3, stop: null })
  })

  for (const seed of [1, 2, 3, 4, 5, 6]) {
    t.test(`${name}, history ${seed}: no answer about an instant or a date changes`, async t => {
      const random = seeded(seed)
      let clock = Date.UTC(2024, 4, 1, 12)
      const built = await build(t, { store: await open(t), now: () => clock })
      const asked = asking(built)
      const iso = (ms: number) => new Date(ms).toISOString()
      let day = 1
      for (let load = 0; load < 4; load++) {
        day = Math.max(1, day - Math.floor(random() * 2))
        const days = Array.from({ length: 1 + Math.floor(random() * 4) }, () => (day += Math.floor(random() * 3)))
        await backfill(
          built,
          days.map(n => report(random, `2024-04-${String(Math.min(28, n)).padStart(2, '0')}`)),
        )
        const newest = built.state.newestRecordedAt()!
        await asked.about(newest)
        await asked.about(newest.slice(0, 10))
        await asked.about(iso(Date.parse(newest) - Math.floor(random() * 5 * MS_PER_DAY)))
      }
      for (let step = 0; step < 60; step++) {
        if (random() < 0.3) clock += Math.floor(random() * 4)
        const act = random()
        if (act < 0.5) {
          const many = random() < 0.3
          const payload = many ? [report(random), report(random)] : report(random)
          const posting = built.app.inject({ method: 'POST', url: '/v1/events', payload })
          if (random() < 0.5) await asked.about(iso(clock))
          const { statusCode } = await posting
          if (statusCode !== 201) t.fail(`posting: ${statusCode}`)
        } else {
          await asked.about(
            random() < 0.4
              ? built.state.newestRecordedAt()!
              : iso(clock - Math.floor(random() * random() * 20) * (random() < 0.2 ? MS_PER_DAY : 1)),
          )
        }
      }
      t.ok(asked.size > 15, `${asked.size} instants and dates`)
      t.strictSame(await asked.changed(), [], 'each is answered as it was')
    })
  }
}
