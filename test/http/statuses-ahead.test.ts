import t from 'tap'
import type { Day } from '../../events/calendar.js'
import type { Known } from '../../projections/values/place.js'
import { statusesAhead } from '../../src/http/statuses-ahead.js'
import type { HostHistory } from '../../src/state/host/host-history.js'

type Given = Parameters<typeof statusesAhead>[0]

/** A country that takes so many steps of a millisecond to work out. */
function country(steps: number, done: () => void): HostHistory {
  return {
    *readying() {
      for (let i = 0; i < steps; i++) {
        for (const until = performance.now() + 1; performance.now() < until; );
        yield
      }
      done()
    },
  } as unknown as HostHistory
}

const given = (...countries: HostHistory[]) =>
  ({
    state: { status: () => ({ status: 'live' }) },
    answers: { present: () => ({ known: 0 as Known }), concerned: () => countries },
  }) as unknown as Given

t.test(
  'statuses that nobody asked for yet are worked out between what others ask, however large a country is',
  async t => {
    let done = 0
    let turns = 0
    let going = true
    const others = () => {
      turns++
      if (going) setImmediate(others)
    }
    setImmediate(others)
    await statusesAhead(
      given(...[400, 3].map(steps => country(steps, () => void done++))),
      () => 0 as Day,
      () => false,
    )
    going = false
    t.equal(done, 2, 'all of them')
    t.ok(turns >= 40, `others had ${turns} turns meanwhile`)
  },
)

t.test('they are left when the service closes', async t => {
  let done = 0
  const closing = performance.now() + 30
  await statusesAhead(
    given(country(10_000, () => void done++)),
    () => 0 as Day,
    () => performance.now() > closing,
  )
  t.equal(done, 0)
})
