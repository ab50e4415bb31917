import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { canonicalBody, readEvent } from '../../events/parse.js'
import type { Policy } from '../../projections/policy/policy.js'
import { policyV1 } from '../../projections/policy/v1.js'
import type { Claim } from '../../projections/resolve/claim.js'
import { createAnswers } from '../../src/questions/answers.js'
import { createHostLog } from '../../src/state/host/host-log.js'
import { createLogIndex, type Log, type LogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import { suppose } from '../../src/state/suppose.js'
import { trainers } from '../support/build.js'
import { dossierEvents } from '../support/dossier.js'
import { idAt, logged, storedAt } from '../support/stored.js'

t.setTimeout(290_000)

const now = () => Date.UTC(2026, 0, 1)

/** Lines of the Sahel dossier, as a store would give them. */
const stored = dossierEvents().map((one, place) => storedAt(one, place, Date.UTC(2025, 0, 1)))

function logOf(events: typeof stored): LogIndex {
  const log = createLogIndex()
  for (const event of events) log.add(event)
  return log
}

/** Nothing that is structural counts: who comes first is who was lately seen. */
const latelyOnly: Policy = {
  ...policyV1,
  id: 'lately-only',
  title: 'What lately happened alone',
  structuralShare: { security: 0, arms: 0, diplomatic: 0, economic: 0 },
}

const dates = ['2012-03-01', '2024-04-12'].map(text => dayOf(text)!)

/** Every country of the log on every date, as the text that is sent. */
function textsOf(log: Log, policy: Policy): string[] {
  const answers = createAnswers(createReading(log, policy), now)
  const hosts = log.hosts().map(host => answers.history(host)!)
  return hosts.flatMap(host => dates.map(at => answers.stateText(host, at, answers.present())))
}

t.test('two policies over one log answer differently, and neither moves the other', async t => {
  const log = logOf(stored)
  const alone = textsOf(logOf(stored), policyV1)
  const other = textsOf(log, latelyOnly)
  const beside = textsOf(log, policyV1)
  t.same(beside, alone, 'the first policy answers the same bytes beside the second one')
  t.same(textsOf(logOf(stored), latelyOnly), other, 'and the second one as it does by itself')
  const differing = beside.filter((text, i) => withoutBasis(text) !== withoutBasis(other[i]!))
  t.ok(differing.length > beside.length / 2, `${differing.length} of ${beside.length} answers differ`)
})

t.test('readings of one log follow it as it grows, each in its own time', async t => {
  const log = logOf(stored.slice(0, 400))
  const early = createAnswers(createReading(log, policyV1), now)
  const late = createAnswers(createReading(log, policyV1), now)
  const at = dayOf('2024-04-12')!
  early.stateText(early.history('NER')!, at, early.present())
  for (const event of stored.slice(400)) log.add(event)
  const told = early.stateText(early.history('NER')!, at, early.present())
  t.equal(told, late.stateText(late.history('NER')!, at, late.present()))
  t.match(told, /"status":"contested"/)
})

t.test('what an answer is kept under tells policies apart', async t => {
  const log = logOf(stored)
  const keys = [policyV1, latelyOnly].map(policy => {
    const answers = createAnswers(createReading(log, policy), now)
    return answers.keyOf(answers.history('NER')!, dates[0]!, answers.present())
  })
  t.not(keys[0], keys[1])
})

function withoutBasis(text: string): string {
  const { basis: _basis, ...rest } = JSON.parse(text) as Record<string, unknown>
  return JSON.stringify(rest)
}

/** Every country that the two logs know on every date, without what the answers rest on. */
function statesOf(log: Log): string[] {
  const answers = createAnswers(createReading(log, policyV1), now)
  const concerned = log.hosts().flatMap(host => (log.host(host) === null ? [] : answers.history(host)!))
  return concerned.flatMap(host => dates.map(at => withoutBasis(answers.stateText(host, at, answers.present()))))
}

/** Niger and Mali are enough to look at: corrections, retractions and merges are among their events. */
const few = stored.filter(({ body }) => /"(?:NER|MLI)"/.test(body) || !body.includes('"country"'))
const changed = (change: (event: (typeof few)[number]) => (typeof few)[number] | null) =>
  logOf(few.flatMap(event => change(event) ?? []))
const sourceOf = ({ body }: { body: string }) => readEvent(body).claim.sourceId
const mostHeard = (() => {
  const counts = new Map<string, number>()
  for (const event of few) counts.set(sourceOf(event), (counts.get(sourceOf(event)) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0]
})()

t.test('what is supposed without content answers the same bytes', async t => {
  const log = logOf(few)
  const supposed = suppose(log, { withoutEvents: ['00000000-0000-7000-8000-000000000000'] })
  t.ok(few.length > 250, `${few.length} events`)
  t.same(textsOf(supposed, policyV1), textsOf(log, policyV1))
})

t.test('what is supposed is answered as by a log in which it is so, and the log stays as it is', async t => {
  const log = logOf(few)
  const before = statesOf(log)
  const left = few.filter(({ type }, i) => i % 40 === 7 || type === 'ClaimRetracted').map(({ id }) => id)
  t.ok(
    few.some(({ type }) => type === 'ClaimRetracted'),
    'a retraction is among them',
  )
  const without = statesOf(suppose(log, { withoutEvents: left }))
  t.same(
    without,
    statesOf(changed(event => (left.includes(event.id) ? null : event))),
    `${left.length} events left out`,
  )
  t.notSame(without, before)

  const unheard = statesOf(suppose(log, { withoutSources: [mostHeard] }))
  t.same(
    unheard,
    statesOf(changed(event => (sourceOf(event) === mostHeard ? null : event))),
    `${mostHeard} never heard`,
  )
  t.notSame(unheard, before)

  const graded = statesOf(suppose(log, { grades: { [mostHeard]: 'E' } }))
  const readAsE = (event: (typeof few)[number]) => {
    const { claim, ...rest } = JSON.parse(event.body) as { claim: object }
    const body = JSON.stringify({ ...rest, claim: { ...claim, reliability: 'E' } })
    return sourceOf(event) === mostHeard ? { ...event, body } : event
  }
  t.same(graded, statesOf(changed(readAsE)), `${mostHeard} read as E`)
  t.notSame(graded, before)

  const last = few.at(-1)!
  const [id, event] = [
    '00000000-0000-7000-8000-00000000aaaa',
    readEvent(few.find(one => one.type === 'ForcesDeployed')!.body),
  ]
  const moved = { ...event, data: { ...event.data, forceId: 'supposed-force' } } as typeof event
  const more = logOf([...few, { ...last, id, type: moved.type, body: canonicalBody(moved), revision: few.length }])
  t.same(statesOf(suppose(log, { also: [{ id, event: moved }] })), statesOf(more), 'one more deployment')
  t.same(statesOf(log), before, 'nobody else is answered otherwise')
})

t.test('however long a chain of corrections is, what is supposed of it is answered', async t => {
  const levels = 50_000
  const [told, corrected] = logged([
    trainers(),
    {
      type: 'ClaimCorrected',
      occurredOn: '2024-05-01',
      claim: trainers().claim,
      data: { targetEventId: idAt(0), reason: 'error', changes: { note: 'x' } },
    },
  ])
  let claim: Claim | null = null
  for (let seq = levels; seq >= 0; seq--) {
    const { event } = seq === 0 ? told! : corrected!
    claim = { seq, id: idAt(seq), event, recordedOn: 0, effects: claim === null ? [] : [claim] }
  }
  const host = createHostLog('NER')
  for (let place = 0; place <= levels; place++) host.note(claim!, place)
  const log = { ...createLogIndex(), size: levels + 1, host: () => host } as Log
  const supposed = suppose(log, { grades: { rtn: 'E' }, withoutEvents: [idAt(levels)] })
    .host('NER')!
    .load()
  t.equal(supposed.touches, levels + 1)
  let depth = 0
  for (let one = supposed.claims[0]; one !== undefined; one = one.effects[0]) {
    if (one.event.claim.reliability !== 'E') t.fail(`as it was at level ${depth}`)
    depth++
  }
  t.equal(depth, levels, 'the last one is left out')
})
