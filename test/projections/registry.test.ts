import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { definitions } from '../../events/catalogue.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { projectionId, projections } from '../../projections/registry.js'
import { justBefore } from '../../projections/values/place.js'

t.test('every projection has a name and version of its own, handles known types, and starts from nothing', async t => {
  t.ok(projections.length > 0)
  t.equal(new Set(projections.map(projectionId)).size, projections.length)
  const types = new Set(definitions.map(({ type }) => type))
  const day = dayOf('2024-04-12')!
  for (const projection of projections) {
    t.match(projectionId(projection), /^[a-z]+(-[a-z]+)*@[1-9][0-9]*$/)
    t.ok(projection.handles.size > 0 && [...projection.handles].every(type => types.has(type)))
    t.ok(projection.fromScratch([], { host: 'NER', at: day, known: justBefore(0), knownDay: day }, policyV1))
  }
})
