/** A leader that gives what it has and takes nothing: what the subscribers of a store are told of it. */
import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { given, QUICK, to, until, watch } from './eventstoredb-support.js'
import { anEvent } from './given.js'

t.setTimeout(290_000)

const timers = { ...QUICK, forgetMs: 1_500 }

t.test('appends that go unanswered are told although reads are answered, and so is their end', async t => {
  const { server, store } = await given(t, { timers })
  const watching = watch(store)
  t.teardown(watching.stop)
  await store.record(to('country-NER', anEvent()))
  server.faults.append = () => ({ kind: 'hang' })
  const post = store.record(to('country-NER', anEvent()))
  t.ok(await until(() => watching.kinds().includes('lost')), 'it is told')
  t.notOk(watching.kinds().includes('connected'))
  await post
  server.heal()
  const kind = async () => (await store.record(to('country-NER', anEvent())))[0]!.kind
  t.equal(await kind(), 'appended')
  t.ok(await until(() => watching.kinds().includes('connected')), 'and that it is over')
  t.equal(watching.kinds().filter(one => one === 'lost').length, 1, 'once each')
})

t.test('where nobody appends any more it is forgotten', async t => {
  const { server, store } = await given(t, { timers })
  const watching = watch(store)
  t.teardown(watching.stop)
  server.faults.append = () => ({ kind: 'hang' })
  await store.record(to('country-NER', anEvent()))
  t.ok(await until(() => watching.kinds().includes('lost')))
  t.ok(await until(() => watching.kinds().includes('connected')))
})

t.test('control: a log that grows is not told of as lost, however late its appends are answered', async t => {
  const { server, store, another } = await given(t, { timers: { ...timers, forgetMs: 60_000 } })
  const watching = watch(store)
  t.teardown(watching.stop)
  await until(() => watching.kinds().includes('caughtUp'))
  server.faults.append = ({ stream }) => (stream === 'country-MLI' ? { kind: 'hang' } : undefined)
  const other = await another()
  let posting = true
  const growing = (async () => {
    for (; posting; await delay(50)) await other.record(to('country-NER', anEvent()))
  })()
  await store.record(to('country-MLI', anEvent()))
  posting = false
  await growing
  t.notOk(watching.kinds().includes('lost'))
})
