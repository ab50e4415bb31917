import t, { type Test } from 'tap'
import { type AnswerCache, createAnswerCache, type SentAnswer } from '../../src/questions/answer-cache.js'
import { build, trainers } from '../support/build.js'

const QUESTION = '/v1/countries/NER?at=2024-04-12'

async function started(t: Test) {
  const { app, state } = await build(t)
  return {
    ask: (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers }),
    async post(fields: Record<string, unknown> = {}) {
      const answer = await app.inject({ method: 'POST', url: '/v1/events', payload: trainers(fields) })
      await state.reached(answer.json().position, 5000)
    },
  }
}

t.test('a question asked again', async t => {
  t.test('gets the same bytes, and 304 where it has them', async t => {
    const { ask, post } = await started(t)
    await post()
    const first = await ask(QUESTION)
    const again = await ask(QUESTION)
    t.equal(again.payload, first.payload)
    t.equal(again.headers.etag, first.headers.etag)
    t.match(again.headers, { 'content-type': first.headers['content-type'], 'x-content-type-options': 'nosniff' })
    const had = await ask(QUESTION, { 'if-none-match': String(first.headers.etag) })
    t.equal(had.statusCode, 304)
    t.equal(had.payload, '')
  })

  t.test('gets what was posted since, also about a country of which nothing was known', async t => {
    const { ask, post } = await started(t)
    const empty = await ask(QUESTION)
    t.same(empty.json().forces, [])
    await post()
    const known = await ask(QUESTION)
    t.equal(known.json().forces.length, 1)
    await post({ country: 'MLI', factId: 'other' })
    t.equal((await ask(QUESTION)).payload, known.payload, 'what concerns another country changes nothing')
  })

  t.test('gets what was posted since where the instant that it names had not come yet', async t => {
    const { ask, post } = await started(t)
    const later = `${QUESTION}&asKnownAt=2060-01-01T00:00:00Z`
    t.same((await ask(later)).json().forces, [])
    await post()
    t.equal((await ask(later)).json().forces.length, 1)
  })

  t.test('is refused again where it was refused', async t => {
    const { ask } = await started(t)
    for (const url of ['/v1/countries/QQQ', '/v1/countries/NER?at=2024-02-30', '/v1/countries/NER?att=2024-02-03']) {
      const first = await ask(url)
      t.ok(first.statusCode >= 400 && first.statusCode < 500, url)
      t.equal((await ask(url)).json().code, first.json().code)
    }
  })
})

t.test('the cache of answers', async t => {
  const answer = (text: string) => ({ text: text, tag: text })
  const never = () => {
    throw new Error('made again')
  }
  const of = (cache: AnswerCache, key: string, make: () => SentAnswer) => cache.find(key) ?? cache.add(key, make())

  t.test('keeps an answer when it is asked for the second time', async t => {
    const cache = createAnswerCache(100)
    let made = 0
    for (let i = 0; i < 5; i++) t.equal(of(cache, 'a', () => answer(`a${made++}`)).tag, i === 0 ? 'a0' : 'a1')
    t.equal(made, 2)
  })

  t.test('keeps what is asked again and lets go of the rest', async t => {
    const cache = createAnswerCache(100)
    const twice = (key: string) => {
      for (let i = 0; i < 2; i++) of(cache, key, () => answer(key.padEnd(20)))
    }
    twice('asked')
    twice('unasked')
    for (let i = 0; i < 20; i++) {
      twice(`other ${i}`)
      of(cache, 'asked', never)
    }
    let made = false
    of(cache, 'unasked', () => {
      made = true
      return answer('y')
    })
    t.ok(made)
  })

  t.test('makes an answer that is larger than all of it each time', async t => {
    const cache = createAnswerCache(10)
    for (let i = 0; i < 2; i++) t.equal(of(cache, 'large', () => answer('x'.repeat(50))).text.length, 50)
    t.throws(() => of(cache, 'large', never), 'it was not kept')
  })
})
