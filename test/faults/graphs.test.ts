import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { readEvent } from '../../events/parse.js'
import { differenceOfReadings } from '../../src/cli/readings.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { build } from '../support/build.js'
import { followLog } from '../support/live-state.js'
import { answersOf, graphOf, postGraph } from './graphs.js'

t.setTimeout(290_000)

for (const seed of [1, 2, 3]) {
  t.test(`graph ${seed} of events that speak of each other is taken, answered, and read again as it was`, async t => {
    const store = createMemoryStore()
    const built = await build(t, { store })
    const { statuses, refused, lines } = await postGraph(
      built.app,
      graphOf({ seed, size: 700, depth: 150, fanOut: 150 }),
      100,
    )
    t.strictSame(
      Object.keys(statuses).filter(status => status !== '200'),
      [],
      JSON.stringify(statuses),
    )
    t.ok(refused > 50 && refused < lines - 200, `${refused} of ${lines} lines refused`)
    const stored = await store.readAll(null, 4000)
    const positions = [0.1, 0.5, 0.9].map(share => stored[Math.floor(share * stored.length)]!.position)

    const again = await build(t, { store })
    await again.state.reached(stored.at(-1)!.position, 10_000)
    t.strictSame(
      await answersOf(again.app, positions),
      await answersOf(built.app, positions),
      'the same answers after a restart',
    )

    const { reading } = followLog(store)
    while (reading.log.size < stored.length) await new Promise(resolve => setTimeout(resolve, 5))
    const log = stored.map(({ id, body }, place) => ({ id, place, event: readEvent(body) }))
    for (const country of ['NER', 'MLI', 'BFA']) {
      for (const known of [stored.length - 1, Math.floor(stored.length / 2)]) {
        const asked = { country, at: dayOf('2024-06-15')!, known }
        t.equal(differenceOfReadings(reading, log, asked, dayOf('2024-07-01')!), null, 'as the reference reads it')
      }
    }
  })
}
