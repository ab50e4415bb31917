import t from 'tap'
import { build, trainers } from '../support/build.js'

t.test('an event that was posted is answered and can be read back', async t => {
  const { app } = await build(t)
  const posted = await app.inject({ method: 'POST', url: '/v1/events', payload: trainers() })
  t.equal(posted.statusCode, 201, posted.body)
  const outcome = posted.json()
  t.equal(outcome.outcome, 'appended')
  t.equal(outcome.stream, 'country-NER')
  t.equal(outcome.revision, 0)
  const read = await app.inject(`/v1/events/${outcome.id}`)
  t.equal(read.statusCode, 200)
  t.match(read.json(), {
    id: outcome.id,
    type: 'TrainersDeployed',
    country: 'NER',
    position: outcome.position,
    revision: 0,
  })
})
