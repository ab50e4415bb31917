import { isoOf } from '../events/calendar.js'
import { measureAsOf, readingOf, syntheticHistory } from './as-of.js'
import { askEmmett } from './emmett.js'
import { askPostgres } from './postgres.js'
import { type SectionRow, writeSection } from './section.js'

const QUESTIONS = 40
const AIM = 50

/**
 * The same record asked what stands in a country on a day: by Entente, whose answer also has scores, statuses and reasons,
 * by PostgreSQL and by replaying the stream with Emmett. Writes its section of docs/performance.md.
 */
export async function runPeersBench(size: number): Promise<string[]> {
  const events = [...syntheticHistory(size)]
  const days = Array.from({ length: QUESTIONS }, (_, i) => isoOf(i * 400))
  const { present: own } = measureAsOf(readingOf(events), 400)
  const peers: readonly (readonly [string, Awaited<ReturnType<typeof askPostgres>>])[] = [
    ['PostgreSQL, a table with a JSONB body, folded in SQL', await askPostgres(events, days)],
    ['@event-driven-io/emmett, the stream replayed from memory', await askEmmett(events, days)],
  ]
  const rows: SectionRow[] = [
    { what: 'Entente, a day never asked about, the whole state as JSON', measured: `${own.toFixed(0)} µs`, limit: '' },
    ...peers.map(([what, peer]) => {
      if (peer === null) return { what, measured: 'not measured: it is not installed here', limit: '' }
      const times = (peer.ms * 1000) / own
      const limit = `${times.toFixed(0)} times Entente's${times < AIM ? `; under the aim of ${AIM}` : ''}`
      return { what: `${what} (${peer.version})`, measured: `${peer.ms.toFixed(2)} ms`, limit }
    }),
  ]
  writeSection('peers', {
    title: 'The same question asked of others',
    settings: `\`BENCH_PEERS_EVENTS=${size}\``,
    rows,
    limits: `${size.toLocaleString('en')} events of one country (\`bench/as-of.ts\`), medians of ${QUESTIONS} days by the clock, all in one run. The others are asked for less: which agreements and forces stand on the day by the last that was told of each, by partner, without uncertain dates, grades, scores, statuses and reasons. Entente has folded the record before (the first question is in the table above); PostgreSQL has it in memory and is asked over a local socket; Emmett replays it from its store in memory, without a disk, for each question.`,
  })
  return rows.map(({ what, measured, limit }) => `${what}: ${measured}${limit === '' ? '' : `, ${limit}`}`)
}
