import { once } from 'node:events'
import t from 'tap'
import { trainers } from '../support/build.js'
import { startService } from '../support/service.js'
import { within } from '../support/timed.js'
import { breaks, news, subscribe } from './subscriber.js'

t.setTimeout(290_000)

t.test(
  'a process with 100 streams that is told to stop ends them, keeps what it acknowledged, and they go on',
  async t => {
    const environment = { ENTENTE_STORE: `sqlite:${t.testdir()}` }
    const first = await startService(t, environment)
    const before = await Promise.all(Array.from({ length: 100 }, () => subscribe(`${first.url}/v1/stream?kind=event`)))
    const acknowledged: string[] = []
    let stopping = false
    const posters = Array.from({ length: 20 }, async () => {
      while (!stopping) {
        try {
          const answer = await fetch(`${first.url}/v1/events`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(trainers()),
          })
          if (answer.status === 201) acknowledged.push(((await answer.json()) as { id: string }).id)
        } catch {
          return // refused: it no longer listens
        }
      }
    })
    while (acknowledged.length < 60) await new Promise(resolve => setTimeout(resolve, 5))
    const exited = once(first.child, 'exit')
    const begun = Date.now()
    first.child.kill('SIGTERM')
    t.equal((await exited)[0], 0)
    within(t, 5000, Date.now() - begun, 'from the signal to the end')
    stopping = true
    await Promise.all([...posters, ...before.map(({ ended }) => ended)])
    t.ok(
      before.every(
        ({ messages }) => messages.at(-1)!.event === 'ending' && messages.at(-1)!.data.reason === 'shutdown',
      ),
      'each stream says that it ends',
    )

    const second = await startService(t, environment)
    const after = await Promise.all(
      before.map(({ messages }) =>
        subscribe(`${second.url}/v1/stream?kind=event`, { 'last-event-id': messages.at(-1)!.id }),
      ),
    )
    const log = (await (await fetch(`${second.url}/v1/events?limit=5000`)).json()) as { events: { id: string }[] }
    const ids = log.events.map(({ id }) => id)
    t.strictSame(
      acknowledged.filter(id => !ids.includes(id)),
      [],
      `${acknowledged.length} acknowledged events are on record`,
    )
    let wrong = 0
    for (const [i, one] of after.entries()) {
      await one.find(({ event }) => event === 'caught-up')
      const told = news([...before[i]!.messages, ...one.messages]).map(({ data }) => data.id)
      if (told.join() !== ids.join() || breaks(one.messages, before[i]!.messages.at(-1)!.id).length > 0) wrong++
      one.close()
    }
    t.equal(wrong, 0, `each was told all ${ids.length} events once over both processes`)
  },
)
