import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { inOrderOfLife, type LifeOrder } from '../../projections/fold/life-order.js'
import { mix, type Step, trackOf } from '../../projections/fold/track.js'
import type { Fact } from '../../projections/resolve/fact.js'
import { onDay, type When } from '../../projections/values/when.js'

/** Lives of more steps than anybody should report: each costs about as much as the one before. */

const FIRST = dayOf('1990-01-01')!

t.test('the weight of an object that hundreds of thousands of doubtful claims speak of is worked out', async t => {
  const doubtful = { low: 0.1, point: 0.3, high: 0.6 }
  const steps = Array.from({ length: 300_000 }, (_, i): Step<number> => {
    return { when: onDay(FIRST + i, ''), state: i % 2, credence: doubtful, eventIds: [] }
  })
  let looked = 0
  const weigh = (state: number) => {
    looked++
    return { low: state, point: state, high: state }
  }
  const { low, point, high } = mix(trackOf(steps), FIRST + 400_000, weigh)
  t.ok(0 <= low && low <= point && point <= high && high <= 1)
  t.ok(looked <= 2 * steps.length, `${looked} weighings`)
})

/** Facts about one object, each a beginning of a stage or nothing of the kind, in the order of their dates. */
function lookedAt(count: number, when: (i: number) => When): number {
  let looked = 0
  const order: LifeOrder = {
    begins(event) {
      looked++
      return event.note === 'begins' ? 2 : null
    },
    ends: event => event.note === 'ends',
    subject() {
      looked++
      return ''
    },
  }
  const facts = Array.from({ length: count }, (_, i) => {
    return { event: { note: ['ends', 'goes on', 'goes on', 'begins'][i % 4] }, when: when(i) } as Fact
  })
  t.equal(new Set(inOrderOfLife(order, '', facts, fact => fact.when)).size, count, 'each is there once')
  return looked
}

t.test('facts of one object are put in order, each after a look at a few others', async t => {
  const year = { from: FIRST, to: FIRST + 364, earliest: FIRST, latest: FIRST + 364, text: '1990' }
  for (const [name, when] of [
    ['of one year', () => year],
    ['of a year and of exact days', (i: number) => (i % 4 === 1 ? year : onDay(FIRST + 182 + i, ''))],
  ] as const) {
    t.ok(lookedAt(8000, when) <= 100 * 8000, name)
  }
})
