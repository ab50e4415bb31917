import t from 'tap'
import { build, trainers } from '../support/build.js'

t.test(
  'a position that was never given out is told from one that is not reached yet, and both from nonsense',
  async t => {
    const { app } = await build(t)
    for (let i = 0; i < 12; i++) await app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })
    const ask = async (url: string) => {
      const { statusCode, body } = await app.inject(url)
      return { statusCode, code: (JSON.parse(body) as { code?: string }).code }
    }
    const paths = ['/v1/countries/NER?', '/v1/countries?', '/v1/countries/NER/timeline?', '/v1/anomalies?']
    for (const path of paths) {
      for (const wrong of [
        '000000000000000a',
        'a000000000000000',
        '12',
        '99999999999999999',
        'x_y',
        '0000-0000-0000-0',
      ]) {
        for (const name of ['asKnownAt', 'minPosition']) {
          // A test that waited as long as it is allowed to here would run out of its own time.
          const told = await ask(`${path}${name}=${wrong}&timeoutMs=30000`)
          t.match(told, { statusCode: 400, code: 'invalid-query' }, `${path}${name}=${wrong}`)
        }
      }
      const never = await ask(`${path}asKnownAt=0000000000000000`)
      t.match(never, { statusCode: 404, code: 'unknown-position' })
      const later = await ask(`${path}asKnownAt=0000000000000099&timeoutMs=50`)
      t.match(later, { statusCode: 503, code: 'position-not-reached' }, 'another process may have it: it is waited for')
      t.equal((await ask(`${path}minPosition=0000000000000099&timeoutMs=50`)).statusCode, 503)
      t.equal((await ask(`${path}asKnownAt=0000000000000012&minPosition=0000000000000003`)).statusCode, 200, 'control')
    }
    t.match(await ask('/v1/events?after=000000000000000a'), { statusCode: 400, code: 'invalid-query' })
    t.match(await ask('/v1/events?after=12'), { statusCode: 400, code: 'invalid-query' })
    t.equal((await ask('/v1/events?after=0000000000000011')).statusCode, 200, 'control')
  },
)

t.test('an empty record knows the form of its positions too', async t => {
  const { app } = await build(t)
  const { statusCode } = await app.inject('/v1/countries/NER?minPosition=12')
  t.equal(statusCode, 400)
  const wait = await app.inject('/v1/countries/NER?asKnownAt=0000000000000001&timeoutMs=20')
  t.equal(wait.statusCode, 503)
})
