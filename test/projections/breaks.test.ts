import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { breachOf } from '../../projections/evaluate/breaks.js'
import { livesByKey, lookedUpBy } from '../../projections/kinds/lives.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { referenceView } from '../reference/reference.js'
import { trainers } from '../support/build.js'
import { logged } from '../support/stored.js'

const DAY = dayOf('2020-01-01')!
const text = (i: number) => `20${String(10 + (i % 10)).padStart(2, '0')}-0${1 + (i % 9)}-1${i % 10}`

/** A host that ends many agreements with one partner, and a way to look its lives up that counts. */
function ended(count: number) {
  const log = logged(
    Array.from({ length: count }, (_, i) =>
      trainers({
        type: 'AgreementTerminated',
        partner: 'FRA',
        factId: null,
        occurredOn: text(i),
        data: { agreementId: `agreement-${i}`, by: ['NER'], ground: 'notice' },
      }),
    ),
  )
  const { lives } = referenceView(log, 'NER', DAY, count - 1, DAY, policyV1)
  let looks = 0
  const life = livesByKey(key => {
    looks++
    return lives.get(key) ?? null
  })
  return { life, looks: () => looks }
}

t.test('what many ends broke is put together once, however many days are asked about', t => {
  const { life, looks } = ended(40)
  const days = Array.from({ length: 200 }, (_, i) => DAY - i * 20)
  for (const at of days) breachOf({ life: lookedUpBy((...of) => life(...of), life), policy: policyV1 }, 'FRA', at)
  // Each day goes through the years since the last break; what came of the forty is not looked up again.
  t.ok(looks() < 40 * 4 + days.length * 15, `${looks()} looked up; ${40 * days.length} would be every end every day`)
  t.end()
})

t.test('the day of the next break is told, and each day says what holds on it', t => {
  const { life } = ended(40)
  const told: number[] = []
  const on = (at: number) => {
    const view = { life, policy: policyV1, changesOn: (day: number) => void told.push(day) }
    return breachOf(view, 'FRA', at)
  }
  t.equal(on(dayOf('2009-12-31')!), null)
  const first = told[0]!
  t.equal(on(first - 1), null)
  t.match(on(first), { since: first, breach: 'ruptured', invaded: false })
  const last = on(DAY)!
  t.equal(last.eventIds.length, 20, 'the latest twenty are named')
  t.ok(last.since > first, `${last.since} after ${first}`)
  t.end()
})
