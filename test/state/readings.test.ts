import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { canonicalBody, readEvent } from '../../events/parse.js'
import type { Policy } from '../../projections/policy/policy.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { createAnswers } from '../../src/questions/answers.js'
import { createLogIndex, type LogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import { dossierText } from '../support/dossier.js'

t.setTimeout(120_000)

const now = () => Date.UTC(2026, 0, 1)

/** Lines of the Sahel dossier, as a store would give them. */
const stored = dossierText()
  .trim()
  .split('\n')
  .map((line, place) => {
    const { id, ...posted } = JSON.parse(line) as { id: string }
    const event = readEvent(canonicalBody(posted as never))
    return {
      id,
      type: event.type,
      body: canonicalBody(event),
      meta: '{}',
      recordedAt: new Date(Date.UTC(2025, 0, 1) + place).toISOString(),
      position: String(place).padStart(16, '0'),
      stream: `country-${event.country}`,
      revision: place,
    }
  })

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
function textsOf(log: LogIndex, policy: Policy): string[] {
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
