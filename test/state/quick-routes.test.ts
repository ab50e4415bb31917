import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { type DomainEvent, definitions } from '../../events/catalogue.js'
import { canonicalBody, parseEvent, readEvent } from '../../events/parse.js'
import { type Claim, isPointing, resolve, targetsOf } from '../../projections/resolve/claim.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import { justBefore, type Place, upTo } from '../../projections/values/place.js'
import { fieldsInBody } from '../../src/state/log/body-walk.js'
import { createRoutes, type RoutedTouch, type Routes } from '../../src/state/log/routes.js'
import { fieldsOf, namesIn, plainFieldsOf } from '../../src/state/log/routing-fields.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { positionOf } from '../../src/store/position.js'
import type { LocalLog, StoredEvent } from '../../src/store/store.js'
import { eventsOf, type HistoryEvent, revisedHistory } from '../support/histories.js'
import { idOf } from '../support/long-history.js'
import { pick, seeded } from '../support/seeded.js'

t.setTimeout(290_000)

const RUNS = Number(process.env.ENTENTE_RUNS ?? 150)

interface Told extends Claim {
  readonly effects: Told[]
  /** As far as they came before it. */
  readonly targets: readonly Told[]
}

/** Routes of a log in which every event is read whole, and every claim resolved anew for whatever is said of it. */
function naiveRoutes(events: readonly HistoryEvent[]): Routes {
  const routes = createRoutes()
  const claims = new Map<string, Told>()
  for (const [place, { id, event: posted }] of events.entries()) {
    const event = readEvent(canonicalBody(posted))
    const targets = [...new Set(targetsOf(event))].flatMap(target => claims.get(target) ?? [])
    const claim: Told = { seq: place, id, event, recordedOn: Number.POSITIVE_INFINITY, effects: [], targets }
    for (const target of targets) target.effects.push(claim)
    routes.add({
      touches: touchesOf(claim, place, routes),
      targets: targets.map(({ seq }) => seq),
      names: namesIn(fieldsOf(event)),
      regrades: event.type === 'SourceRegraded',
      skipped: null,
    })
    claims.set(id, claim)
  }
  return routes
}

function touchesOf(claim: Told, place: Place, routes: Routes): readonly RoutedTouch[] {
  return rootsOf(claim).flatMap(root => {
    if (root.event.type === 'SourceRegraded') {
      const source = root.event.data.sourceId
      return [...routes.ofSource(source)].flatMap(([host, roots]) => roots.map(one => ({ host, root: one, source })))
    }
    const { event } = resolve(root, upTo(place))
    const before = resolve(root, justBefore(place)).event
    const hosts = new Set([root.event, before, event].flatMap(hostsOf))
    return [...hosts].map(host => ({ host, root: root.seq, source: event.claim.sourceId }))
  })
}

/** What an event in the end speaks of: itself, where it is about the world. */
function rootsOf(claim: Told): readonly Told[] {
  if (claim.event.type === 'EventsMerged') return claim.targets.filter(({ event }) => !isPointing(event))
  if (!isPointing(claim.event)) return [claim]
  return claim.targets.flatMap(rootsOf)
}

t.test('routes made the quick way are those of a log that is read and resolved whole', t => {
  let pointed = 0
  let moved = 0
  fc.assert(
    fc.property(revisedHistory, fc.nat(40), (drafts, restart) => {
      const events = eventsOf(drafts)
      const routes = createRoutes()
      const stored = storedOf(events)
      const first = createLogIndex({ routes })
      const upToRestart = restart % (stored.length + 1)
      for (const one of stored.slice(0, upToRestart)) first.add(one)
      // A restart knows the routes of what came before, and no more.
      const second = createLogIndex({ routes, local: localOf(stored) })
      for (const one of stored.slice(upToRestart)) second.add(one)
      const [quick, naive] = [routes.drain(), naiveRoutes(events).drain()]
      pointed += events.filter(({ event }) => isPointing(event)).length
      moved += events.filter(({ event }) => moves(event)).length
      return JSON.stringify(quick) === JSON.stringify(naive)
    }),
    { numRuns: RUNS },
  )
  t.ok(pointed > RUNS && moved > RUNS / 5, `${pointed} said something of another, ${moved} moved it`)
  t.end()
})

t.test(
  'after a restart what is said of a merge concerns all hosts of the merged, whichever of them was read before',
  t => {
    const claim = { sourceId: 's-a', reliability: 'B', credibility: 2, modality: 'asserted' }
    const said = (type: string, data: object, more: object = {}) => ({ type, occurredOn: '2021', claim, data, ...more })
    const visit = (country: string) => said('VisitHeld', { level: 'head' }, { country, partner: 'FRA' })
    const retract = (target: number) => said('ClaimRetracted', { targetEventId: idOf(target), reason: 'error' })
    const changes = { occurredOn: '2022' }
    const stored = storedOf(
      [
        visit('NER'),
        visit('MLI'),
        said('EventsMerged', { targetEventIds: [idOf(0), idOf(1)], factId: 'k1' }),
        retract(2),
        said('ClaimCorrected', { targetEventId: idOf(0), reason: 'error', changes }),
        retract(3),
      ].map((event, i) => ({ id: idOf(i), event: { ...event, schemaVersion: 1 } as unknown as DomainEvent })),
    )
    const routes = createRoutes()
    const first = createLogIndex({ routes })
    for (const one of stored.slice(0, 4)) first.add(one)
    const second = createLogIndex({ routes, local: localOf(stored) })
    for (const one of stored.slice(4)) second.add(one)
    t.strictSame(routes.concernedBy(4), ['NER'])
    t.strictSame(routes.concernedBy(5), ['MLI', 'NER'])
    t.end()
  },
)

function storedOf(events: readonly HistoryEvent[]): StoredEvent[] {
  return events.map(({ id, event }, i) => ({
    ...{ id, type: event.type, body: canonicalBody(event), meta: '{}', stream: 's', revision: i },
    ...{ position: positionOf(i + 1), recordedAt: '2024-01-01T00:00:00.000Z' },
  }))
}

function localOf(stored: readonly StoredEvent[]): LocalLog {
  return {
    at: (place: number) => stored[place]!,
    recordedAt: () => 0,
    placeOfId(id: string) {
      const place = stored.findIndex(one => one.id === id)
      return place < 0 ? null : place
    },
    position: (place: number) => stored[place]!.position,
    placeOf: () => -1,
    digestAt: () => null,
    beside: null,
  }
}

function moves(event: DomainEvent): boolean {
  if (event.type !== 'ClaimCorrected') return false
  const changes = event.data.changes ?? {}
  return 'country' in changes || 'claim' in changes
}

t.test('fields found in the text of a body are those of the event that it holds', t => {
  const examples = definitions.flatMap(({ example }) => {
    const parsed = parseEvent(example)
    return parsed.ok ? [parsed.event] : []
  })
  t.ok(examples.length > 60, 'every type has an example')
  let unusual = 0
  for (const event of examples) {
    const body = canonicalBody(event)
    const found = fieldsInBody(body)
    if (found === null) unusual++
    else sameAsRead(body)
  }
  t.equal(unusual, 0, 'every example is read in its text')

  const hard = [
    '{"claim":{"sourceId":"s"},"data":{"a":"AB","b":["CD",1,"EF",{"g":"HI"},["JK"]],"c":-0.5e+3},"schemaVersion":1,"type":"VisitHeld"}',
    '{"claim":{"sourceId":"s"},"data":{"10":"AB","9":"CD"},"schemaVersion":1,"type":"VisitHeld"}',
    '{"claim":{"sourceId":"s"},"data":{"a":"AB","a":"CD"},"schemaVersion":1,"type":"VisitHeld"}',
    '{"claim":{"sourceId":"s","sourceId":"t"},"data":{},"schemaVersion":1,"type":"VisitHeld"}',
    '{"claim":{"sourceId":"s"},"data":{"a":"\\u0041B"},"schemaVersion":1,"type":"VisitHeld"}',
    '{"claim":{"sourceId":"s"},"data":{"a":01},"schemaVersion":1,"type":"VisitHeld"}',
    '{"claim":{"sourceId":"s"},"data":{"a":truefalse},"schemaVersion":1,"type":"VisitHeld"}',
    '{"claim":{"sourceId":"s"},"data":{"a":[1,]},"schemaVersion":1,"type":"VisitHeld"}',
    '{"claim":{"sourceId":"s"},"data":{"a":"\n"},"schemaVersion":1,"type":"VisitHeld"}',
    '{"claim":{"sourceId":"s"},"data":{},"parties":["A",1],"schemaVersion":1,"type":"VisitHeld"}',
    '{"claim":{"sourceId":"s"},"data":{},"schemaVersion":1,"type":"VisitHeld"}}',
    '{"claim":{"sourceId":"s"},"data":{},"schemaVersion":1,"type":"VisitHeld"',
    `{"claim":{"sourceId":"s"},"data":{"a":${'['.repeat(5000)}${']'.repeat(5000)}},"schemaVersion":1,"type":"VisitHeld"}`,
    '{"claim":{"sourceId":"s"},"data":{},"note":"\u2028 \ud83d","schemaVersion":1,"type":"VisitHeld"}',
    'null',
    '',
  ]
  for (const body of hard) sameAsRead(body)
  t.strictSame(fieldsInBody(hard[0]!)?.texts, ['AB', 'CD', 'EF'])

  const ofVersion = (schemaVersion: number, type = 'AgreementSigned') =>
    `{"claim":{"sourceId":"s"},"country":"NER","data":{"agreementId":"a"},"schemaVersion":${schemaVersion},"type":"${type}"}`
  for (const version of [1, 2]) {
    t.strictSame(plainFieldsOf(ofVersion(version))?.country, 'NER', 'version 2 takes version 1 as it was')
    t.match(plainFieldsOf(ofVersion(version)), fieldsOf(readEvent(ofVersion(version))))
  }
  const left = [ofVersion(0), ofVersion(3), ofVersion(1.5), ofVersion(1, 'Unheard'), ofVersion(1, 'ClaimRetracted')]
  t.strictSame(left.map(plainFieldsOf), [null, null, null, null, null])

  const draw = seeded(7)
  const pieces = [
    '"',
    '\\',
    ',',
    ':',
    '{',
    '}',
    '[',
    ']',
    '0',
    '1e5',
    '-',
    '.',
    'null',
    ' ',
    '\n',
    '"a":',
    'A',
    '"type"',
  ]
  let found = 0
  for (let i = 0; i < 40_000; i++) {
    const body = canonicalBody(pick(draw, examples))
    const at = Math.floor(draw() * body.length)
    const drop = Math.floor(draw() * 3)
    if (sameAsRead(body.slice(0, at) + pick(draw, pieces) + body.slice(at + drop))) found++
  }
  t.ok(found > 4_000 && found < 36_000, `${found} of the changed bodies are still read in their text`)
  t.end()
})

/** Whether fields were found; throws where they are not those that JSON.parse finds. */
function sameAsRead(body: string): boolean {
  const found = fieldsInBody(body)
  if (found === null) return false
  const event = JSON.parse(body)
  assert.deepStrictEqual(found, { type: event.type, schemaVersion: event.schemaVersion, ...fieldsOf(event) }, body)
  return true
}
