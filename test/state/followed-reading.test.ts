import fc from 'fast-check'
import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { policyV1 } from '../../projections/policy/v1.js'
import type { Logged } from '../../projections/reference.js'
import { partnerState } from '../../projections/registry.js'
import { EVERYTHING, type Known } from '../../projections/values/place.js'
import { inOneGo } from '../../projections/values/steps.js'
import { createAnswers } from '../../src/questions/answers.js'
import { presentOf } from '../../src/questions/knowledge.js'
import { followReading } from '../../src/state/followed-reading.js'
import type { HostHistory } from '../../src/state/host/host-history.js'
import { createLogIndex } from '../../src/state/log-index.js'
import { createReading } from '../../src/state/reading.js'
import { eventsOf, type HistoryEvent, history, hosts } from '../support/histories.js'
import { poisonedBy } from '../support/poison.js'
import { storedAt } from '../support/stored.js'

t.setTimeout(290_000)

const today = dayOf('2023-06-01')!
const now = () => Date.UTC(2041, 0, 1)

function logOf(events: readonly HistoryEvent[]) {
  const log = createLogIndex()
  for (const [place, event] of events.entries()) log.add(storedAt(event, place))
  return log
}

const fold = (history: HostHistory) => history.readying('state', today, EVERYTHING)

t.test(
  'a reading stops at the event with which the naive one fails and without which it does not, and is that of the log before it',
  async t => {
    let stops = 0
    const policy = poisonedBy('mou', { id: 'poisoned' })
    fc.assert(
      fc.property(history, drafts => {
        const events = eventsOf(drafts)
        const log = logOf(events)
        const logged: Logged[] = events.map(({ id, event }) => ({ id, event, recordedOn: dayOf('2025-01-01')! }))
        function fails(host: string, known: number): boolean {
          if (known < 0) return false
          try {
            partnerState.fromScratch(logged, { host, at: today, known: known as Known, knownDay: today }, policy)
            return false
          } catch {
            return true
          }
        }
        const followed = followReading(log, policy)
        let known = events.length - 1
        for (const host of hosts) {
          const found = inOneGo(followed.lookAt(host, fold))
          t.equal(found !== null, fails(host, known), 'it is found where what is known cannot be folded')
          if (found === null) continue
          stops += 1
          const { place } = found
          t.strictSame([fails(host, place - 1), fails(host, place)], [false, true], 'at the event that makes it so')
          known = place - 1
          followed.stopAt({ ...found, position: log.position(place)!, since: '2025-01-01T00:00:00.000Z' })
        }
        if (followed.stop === null || hosts.some(host => fails(host, known))) return
        const before = createAnswers(createReading(logOf(events.slice(0, known + 1)), policy), now)
        const stopped = createAnswers(followed.reading, now)
        const texts = (answers: typeof before) =>
          hosts.map(host => answers.stateText(answers.history(host)!, today, answers.present()))
        t.strictSame(texts(stopped), texts(before), 'what it answers is what it answered before the event came')
      }),
      { numRuns: 20, seed: 7 },
    )
    t.ok(stops > 5, `${stops} readings stopped`)
  },
)

t.test('a history that failed answers nothing before it was looked at', async t => {
  let failures = 0
  const policy = poisonedBy('mou', {}, () => failures-- > 0)
  const event = {
    type: 'AgreementSigned',
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2022-01-10',
    data: { agreementId: 'a1', kind: 'mou', onSignature: true },
    claim: { sourceId: 'test', reliability: 'A', credibility: 1, modality: 'asserted' },
  }
  const log = logOf(eventsOf([{ event, targets: [] }]))
  const followed = followReading(log, policy)
  const told: string[] = []
  followed.onFailure = host => void told.push(host)
  const ask = () => createAnswers(followed.reading, now).stateText(followed.reading.host('NER'), today, presentOf(log))
  failures = 1
  t.throws(ask, /the weight of mou/)
  t.throws(ask, /cannot be folded/, 'though the second time nothing would fail')
  t.strictSame(told, ['NER'], 'told once')
  t.equal(inOneGo(followed.lookAt('NER', fold)), null)
  const clean = createReading(log, policyV1)
  const due = createAnswers(clean, now).stateText(clean.host('NER'), today, presentOf(log))
  t.equal(withoutHash(ask()), withoutHash(due), 'folded anew')
})

function withoutHash(text: string): string {
  return text.replace(/"policyHash":"[0-9a-f]+"/, '')
}
