import { dayOf, isoOf } from '../events/calendar.js'
import { policyV1 } from '../projections/policy/v1.js'
import type { Known } from '../projections/values/place.js'
import type { Steps } from '../projections/values/steps.js'
import { stateAsOf } from '../src/questions/partner-state.js'
import { createLogIndex } from '../src/state/log-index.js'
import { createReading } from '../src/state/reading.js'
import { idAt, logged, storedAt } from '../test/support/stored.js'

/** What a history of one kind of event costs, in milliseconds of processor time. */
export interface CaseCost {
  readonly what: string
  readonly events: number
  readonly add: number
  /** The first question, its longest step, one about another day, one as half was known, and one after one event more. */
  readonly first: number
  readonly longest: number
  readonly otherDay: number
  readonly halfKnown: number
  readonly oneMore: number
}

type Event = Record<string, unknown>

const AT = dayOf('2024-06-01')!
const KNOWN_DAY = dayOf('2025-01-01')!
const FIRST = dayOf('1990-01-01')!
const DAYS = 12_000
const claim = { sourceId: 'bench', reliability: 'B', credibility: 2, modality: 'asserted' }

function about(type: string, data: object, occurredOn: string, partner: string | null = 'FRA'): Event {
  return { schemaVersion: 1, type, country: 'NER', ...(partner === null ? {} : { partner }), occurredOn, data, claim }
}

const spread = (count: number, make: (i: number, day: string) => Event) =>
  Array.from({ length: count }, (_, i) => make(i, isoOf(FIRST + Math.floor((i * DAYS) / count))))
const visit = (day: string) => about('VisitHeld', { level: 'minister' }, day)
const pointing = (type: string, target: number, data: object): Event => ({
  schemaVersion: 1,
  type,
  occurredOn: '2024-01-01',
  data: { targetEventId: idAt(target), reason: 'error', ...data },
  claim,
})

const kinds: Readonly<Record<string, (count: number) => Event[]>> = {
  'agreements of one partner': count =>
    spread(count, (i, day) => about('AgreementSigned', { agreementId: `a-${i}`, kind: 'dca', onSignature: true }, day)),
  'ends of agreements of one partner': count =>
    spread(count, (i, day) => {
      return about('AgreementTerminated', { agreementId: `a-${i}`, by: ['NER'], ground: 'notice' }, day)
    }),
  'rival authorities': count =>
    spread(count, (i, day) => {
      return about('RivalAuthorityEstablished', { authority: `side-${i}`, rivalOf: 'government' }, day, null)
    }),
  'visits under severed relations': count => [
    about('RelationsSevered', {}, '1989-01-01'),
    ...spread(count, (_, day) => visit(day)),
  ],
  'retractions of each other': count => [
    visit('2020-01-01'),
    ...Array.from({ length: count }, (_, i) => pointing('ClaimRetracted', i, {})),
  ],
  'visits, then a correction of an early one': count => spread(count, (_, day) => visit(day)),
}

/** What the histories cost that a client could post to be slow, each of so many events. */
export function runCaseBench(count: number): CaseCost[] {
  return Object.entries(kinds).map(([what, make]) => cost(what, make(count)))
}

function cost(what: string, inputs: readonly Event[]): CaseCost {
  const log = logged(inputs)
  const reading = createReading(createLogIndex(), policyV1)
  const add = timed(() => {
    for (const [i, one] of log.entries()) reading.log.add(storedAt(one, i))
  })
  const known = log.length - 1
  const ask = (at: typeof AT, place: Known) => {
    const longest = longestOf(reading.host('NER').readying('state', at, place))
    stateAsOf(reading.host('NER'), { at, known: place, knownDay: KNOWN_DAY })
    return longest
  }
  let longest = 0
  const first = timed(() => {
    longest = ask(AT, known)
  })
  const otherDay = timed(() => ask(AT - 400, known))
  const halfKnown = timed(() => ask(AT, known >> 1))
  const changes = { occurredOn: '2001-02-03' }
  const isLate = what.includes('correction')
  const [more] = logged([isLate ? pointing('ClaimCorrected', known >> 1, { changes }) : visit('2024-05-05')])
  reading.log.add(storedAt({ ...more!, id: idAt(log.length) }, log.length))
  const oneMore = timed(() => ask(AT, known + 1))
  return { what, events: log.length, add, first, longest: Math.round(longest), otherDay, halfKnown, oneMore }
}

function longestOf(steps: Steps): number {
  let longest = 0
  for (let last = spent(); !steps.next().done; last = spent()) longest = Math.max(longest, spent() - last)
  return longest
}

function timed(work: () => void): number {
  const begun = spent()
  work()
  return Math.round(spent() - begun)
}

/** Processor time of this process so far, in milliseconds. */
function spent(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
