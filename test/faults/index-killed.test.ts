import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { createRoutes } from '../../src/state/log/routes.js'
import { openRoutes } from '../../src/state/log/routes-file.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { openStore } from '../../src/store/open.js'
import type { Position } from '../../src/store/store.js'
import { longHistory } from '../support/long-history.js'
import { startService } from '../support/service.js'

t.setTimeout(290_000)

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}

const EACH = 3000
const LIVES = 2

t.test('a service that is killed while it takes events in leaves an index of the log, or of its beginning', async t => {
  const directory = t.testdir()
  const lines = [...longHistory({ events: EACH * LIVES, countries: 20, seed: 5 })].map(({ event }) =>
    JSON.stringify({ ...JSON.parse(event.body), id: event.id }),
  )
  const index = join(directory, 'entente.index')
  const kept: number[] = []
  for (let life = 0; life < LIVES; life++) {
    const service = await startService(t, { ENTENTE_STORE: `sqlite:${directory}` })
    const before = sizeOf(index)
    const body = lines.slice(life * EACH, (life + 1) * EACH).join('\n')
    const posted = fetch(`${service.url}/v1/imports`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body,
    }).then(
      reply => reply.text(),
      () => 'cut',
    )
    let answered = false
    void posted.then(() => {
      answered = true
    })
    while (!answered && sizeOf(index) <= before) await delay(5)
    await delay(life * 30)
    service.child.kill('SIGKILL')
    await service.ended
    await posted

    const store = await openStore(`sqlite:${directory}`)
    const { routes, trouble, close } = openRoutes(store.local)
    close()
    kept.push(routes.size)
    t.ok(trouble === null || /cut off/.test(trouble), `${routes.size} events: ${trouble}`)
    const clean = createRoutes()
    const log = createLogIndex({ local: store.local, routes: clean })
    for (let after: Position | null = null; log.size < routes.size; ) {
      const page = await store.readAll(after, Math.min(1000, routes.size - log.size))
      for (const one of page) log.add(one)
      after = page.at(-1)!.position
    }
    const lists = (from: typeof clean) =>
      from.hosts().map(host => {
        const of = from.host(host)!
        return [host, Array.from({ length: of.touches }, (_, i) => [of.root(i), of.place(i)])]
      })
    t.strictSame(lists(routes), lists(clean), 'as the log gives it')
    t.strictSame(routes.regradings, clean.regradings)
    await store.close()
  }
  t.ok(
    kept.every((size, i) => size > (kept[i - 1] ?? 0)),
    `the index goes on from one life to the next: ${kept.join(', ')}`,
  )
})
