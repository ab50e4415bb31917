import { dayOfInstant, isoOf } from '../../../events/calendar.js'
import { lastOf } from '../../../projections/values/place.js'
import type { Live } from '../../state/live.js'
import type { EventStore } from '../../store/store.js'
import { type Asking, askLive, openAsking, openForReading, readWhole } from '../asking.js'
import { EXIT, type ExitCode, Failure } from '../failure.js'
import { firstDifference } from '../json-difference.js'
import { type Anchor, checkLog, type LogReading } from '../log-check.js'
import { counted } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { progressOf } from '../print/progress.js'
import { readingConfig } from '../reading.js'
import { type Asked, differenceOfReadings, questionsOf } from '../readings.js'

export interface VerifyOptions {
  readonly store?: string | undefined
  readonly url?: string | undefined
  readonly expect?: string | undefined
  readonly questions?: string | undefined
  readonly country?: string | undefined
  readonly json?: boolean | undefined
}

const QUESTIONS_EACH = '5'

/**
 * `entente verify`: holds the log to what is promised of it, and every country's answers, as the engine gives them from
 * the log, to those of a naive reading of the same log; with `--url`, those of a running service too.
 */
export async function verifyCommand(options: VerifyOptions, output: Output): Promise<ExitCode> {
  const anchor = anchorOf(options.expect)
  const each = questionCount(options.questions ?? QUESTIONS_EACH)
  const config = readingConfig({ store: options.store })
  const store = await openForReading(config)
  const service = options.url === undefined ? null : await openAsking({ url: options.url })
  try {
    const reading = await checked(store, anchor)
    if (reading.difference !== null) return conclude(reading, { asked: [], difference: reading.difference })
    const live = await readWhole(store)
    try {
      const asked = questionsOf(reading.log, reading.events, each).filter(
        ({ country }) => options.country === undefined || country === options.country.toUpperCase(),
      )
      const rebuilt = service === null ? null : await askLive(store, live, config)
      const difference = await firstOf(asked, question => compare(live, reading, question, rebuilt, service))
      await rebuilt?.close()
      return conclude(reading, { asked, difference })
    } finally {
      await live.stop()
    }
  } finally {
    await store.close()
  }

  function conclude(reading: LogReading, found: { asked: readonly Asked[]; difference: string | null }): ExitCode {
    const { events, position, digest, passedOver } = reading
    const countries = new Set(found.asked.map(({ country }) => country)).size
    const { difference } = found
    const undigested = store.undigested?.() ?? 0
    const compared = { events, position, digest, passedOver, countries, questions: found.asked.length, undigested }
    if (options.json) output.raw(JSON.stringify({ ...compared, service: options.url ?? null, difference }))
    else output.lines(difference === null ? agreement(compared, options.url) : [`differs: ${difference}`])
    return difference === null ? EXIT.done : EXIT.no
  }
}

function agreement(
  {
    events,
    position,
    digest,
    passedOver,
    countries,
    questions,
    undigested,
  }: Omit<LogReading, 'log' | 'difference'> & {
    readonly countries: number
    readonly questions: number
    readonly undigested: number
  },
  url: string | undefined,
): string[] {
  const over = Object.entries(passedOver).map(([reason, count]) => `, ${count} ${reason} passed over`)
  const readings = url === undefined ? 'the engine and the naive reading' : `the engine, the naive reading and ${url}`
  return [
    `The log: ${counted(events, 'event')} in order, without gaps, one an id, each as it would be accepted${over.join('')}.`,
    `Answers: ${counted(questions, 'question')} about ${counted(countries, 'country', 'countries')}; ${readings} agree to the byte.`,
    ...(undigested === 0
      ? []
      : [
          `The first ${counted(undigested, 'event')} come from a version without digests: they are checked as a whole.`,
        ]),
    ...(position === null ? [] : [`To check later that this much is unchanged: --expect ${position}:${digest}`]),
  ]
}

async function checked(store: EventStore, anchor: Anchor | null): Promise<LogReading> {
  const progress = progressOf('checking the log', 'events')
  try {
    return await checkLog(store, anchor, events => progress.at(events))
  } finally {
    progress.end()
  }
}

async function firstOf(
  questions: readonly Asked[],
  compareOne: (question: Asked) => Promise<string | null>,
): Promise<string | null> {
  const progress = progressOf('comparing answers', 'questions')
  try {
    for (const [i, question] of questions.entries()) {
      const difference = await compareOne(question)
      if (difference !== null) return difference
      progress.at(i + 1, questions.length)
    }
    return null
  } finally {
    progress.end()
  }
}

async function compare(
  live: Live,
  { log }: LogReading,
  question: Asked,
  rebuilt: Asking | null,
  service: Asking | null,
): Promise<string | null> {
  const today = dayOfInstant(Date.now())
  const difference = differenceOfReadings(live.reading, log, question, today)
  if (difference !== null || rebuilt === null || service === null) return difference
  const day = isoOf(question.at)
  const asKnownAt = live.record.position(lastOf(question.known))!
  const one = `/v1/countries/${question.country}`
  // The state of the day, and what the list, the intervals and the history say of the same day.
  const asked: readonly (readonly [path: string, query: Record<string, string>])[] = [
    [one, { at: day, asKnownAt }],
    ['/v1/countries', { at: day, asKnownAt }],
    ['/v1/countries', { from: day, to: day, asKnownAt }],
    [`${one}/history`, { from: day, to: day, step: 'day', asKnownAt }],
  ]
  for (const [path, query] of asked) {
    const [here, there] = await Promise.all([rebuilt.ask(path, query), service.ask(path, query)])
    if (here === there) continue
    const found = firstDifference(JSON.parse(here), JSON.parse(there))
    const where = `${question.country} on ${day} as known at position ${asKnownAt}, ${path}`
    return `${where}${found?.path ?? ''}: from the store ${found?.a}, the service ${found?.b}`
  }
  return null
}

function anchorOf(text: string | undefined): Anchor | null {
  if (text === undefined) return null
  const parts = /^([0-9A-Za-z_-]{1,64}):([0-9a-f]{64})$/.exec(text)
  if (parts === null) throw new Failure(EXIT.usage, '--expect: POSITION:DIGEST, as an earlier verify printed it')
  return { position: parts[1]!, digest: parts[2]! }
}

function questionCount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  throw new Failure(EXIT.usage, '--questions: a number from 1 to 9999')
}
