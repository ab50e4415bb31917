import t from 'tap'
import { openStore } from '../../src/store/open.js'
import { build } from '../support/build.js'
import { answersOf, graphOf, postGraph } from './graphs.js'

/** Times are measured, so nothing else may run on the machine. */
t.setTimeout(1_800_000)

const LONGEST_STALL_MS = 250
const READY_MS = 5000

for (const seed of [11, 12]) {
  t.test(`a graph of 20,000 events, seed ${seed}`, async t => {
    const directory = t.testdir()
    const store = await openStore(`sqlite:${directory}`)
    const built = await build(t, { store })
    const before = process.memoryUsage().rss
    const watched = await postGraph(built.app, graphOf({ seed, size: 20_000, depth: 5000, fanOut: 1000 }), 2000)
    const { longestStall, statuses, refused } = watched
    t.comment(`${refused} refused, longest stall ${Math.round(longestStall)} ms, ${JSON.stringify(statuses)}`)
    t.strictSame(
      Object.keys(statuses).filter(status => status !== '200'),
      [],
    )
    t.ok(longestStall <= LONGEST_STALL_MS, `longest stall ${Math.round(longestStall)} ms`)
    const grown = (process.memoryUsage().rss - before) / 2 ** 20
    t.ok(grown < 600, `${Math.round(grown)} MB more than before`)

    const head = (await store.head())!
    const some = (await store.readAll(null, 8000)).filter((_, i) => i % 3000 === 1500).map(({ position }) => position)
    const begun = performance.now()
    const again = await build(t, { store })
    t.ok(await again.state.reached(head, 60_000))
    const ready = performance.now() - begun
    t.ok(ready <= READY_MS, `ready again after ${Math.round(ready)} ms`)
    t.strictSame(await answersOf(again.app, some), await answersOf(built.app, some), 'the same answers after a restart')
  })
}
