import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { dayOf, isoOf } from '../events/calendar.js'
import { policyV1 } from '../projections/policy/v1.js'
import { inOneGo } from '../projections/values/steps.js'
import { type Answers, createAnswers } from '../src/questions/answers.js'
import { differenceOf } from '../src/questions/diff.js'
import { footprintOf } from '../src/questions/footprint.js'
import type { Knowledge } from '../src/questions/knowledge.js'
import { panelRows, stepEnds } from '../src/questions/panel.js'
import { COLUMNS } from '../src/questions/panel-columns.js'
import { realignmentsOf } from '../src/questions/realignments.js'
import { whatIf } from '../src/questions/what-if.js'
import type { HostHistory } from '../src/state/host/host-history.js'
import { createLogIndex } from '../src/state/log-index.js'
import { createReading } from '../src/state/reading.js'
import { positionOf } from '../src/store/position.js'
import { rowWriter, type TableRow } from '../src/wire/rows.js'
import { longHistory } from '../test/support/long-history.js'
import { readingOf, syntheticHistory } from './as-of.js'
import { median } from './http.js'

const NOW = Date.UTC(2025, 5, 1)
const day = (text: string) => dayOf(text)!

interface Row {
  readonly what: string
  readonly measured: string
  readonly aim: string
  readonly holds: boolean
}

/** What the questions of the desk cost, by processor time, and docs/performance.md's section about it. */
export async function runDeskBench(events: number, years: number): Promise<string[]> {
  const log = createLogIndex()
  let place = 0
  for (const { stream, event } of longHistory({ events })) {
    const { recordedAt } = event
    log.add({ ...event, recordedAt: recordedAt!, position: positionOf(++place), stream, revision: place })
  }
  const reading = createReading(log, policyV1)
  const answers = createAnswers(reading, () => NOW)
  const knowledge = answers.present()
  const hosts = [...answers.concerned(knowledge.known)].sort((a, b) => b.touches - a.touches)
  const rows = [
    difference(answers, hosts[0]!, knowledge),
    ...footprints(answers, hosts, knowledge),
    realignments(answers, hosts, knowledge),
    ...(await panels(answers, hosts, knowledge, years)),
    supposition(),
  ]
  writeSection(rows, { events, hosts, years })
  return rows.map(({ what, measured, aim, holds }) => `${what}: ${measured} (aim ${aim}${holds ? '' : ', over it'})`)
}

/** Milliseconds of the processor. */
function took<T>(run: () => T): { readonly ms: number; readonly value: T } {
  const begun = process.cpuUsage()
  const value = run()
  const { user, system } = process.cpuUsage(begun)
  return { ms: (user + system) / 1000, value }
}

function difference(answers: Answers, history: HostHistory, knowledge: Knowledge): Row {
  const side = (at: number) => ({ answers, history, at, knowledge })
  const [first, last] = [day('2005-01-01'), day('2024-12-01')]
  const diff = (i: number) => differenceOf(side(first + 97 * i), side(last - 53 * i), 50)
  const state = (i: number) => answers.stateText(history, first + 31 * i, knowledge)
  for (let i = 0; i < 20; i++) [diff(i), state(i)]
  const of = (run: (i: number) => unknown) =>
    median(Array.from({ length: 30 }, (_, i) => took(() => [run(3 * i + 20), run(3 * i + 21), run(3 * i + 22)]).ms / 3))
  const [one, other] = [of(state), of(diff)]
  return {
    what: `difference of two days, a country with ${history.touches} claims`,
    measured: `${one.toFixed(2)} ms a state, ${other.toFixed(2)} ms a difference: ${(other / one).toFixed(1)} states`,
    aim: '2.5 states',
    holds: other <= 2.5 * one,
  }
}

function footprints(answers: Answers, hosts: readonly HostHistory[], knowledge: Knowledge): Row[] {
  const ask = (partner: string, from?: number) => {
    const question = { partner, dimension: 'security' as const, at: day('2024-06-01'), from }
    return took(() => inOneGo(footprintOf(answers, hosts, question, knowledge))).ms
  }
  const from = day('2020-01-01')
  const first = ask('FRA')
  const other = ask('USA')
  const period = ask('FRA', from)
  const again = ask('FRA', from)
  return [
    {
      what: `footprint over ${hosts.length} countries`,
      measured: `${first.toFixed(0)} ms when nothing was asked before, ${other.toFixed(0)} ms of the next power`,
      aim: '50 ms warm',
      holds: other <= 50,
    },
    {
      what: 'the same with what was gained and lost in four years',
      measured: `${period.toFixed(0)} ms, ${again.toFixed(1)} ms asked again`,
      aim: '50 ms warm',
      holds: again <= 50,
    },
  ]
}

function realignments(answers: Answers, hosts: readonly HostHistory[], knowledge: Knowledge): Row {
  const question = { from: day('1965-01-01'), to: day('2024-12-31'), dimension: 'security' as const }
  const ask = () => took(() => hosts.flatMap(history => inOneGo(realignmentsOf(answers, history, question, knowledge))))
  const first = ask()
  const again = median([ask().ms, ask().ms, ask().ms])
  return {
    what: `realignments of 60 years over ${hosts.length} countries`,
    measured: `${first.value.length} of them in ${first.ms.toFixed(0)} ms, ${again.toFixed(0)} ms warm`,
    aim: '100 ms warm',
    holds: again <= 100,
  }
}

async function panels(
  answers: Answers,
  hosts: readonly HostHistory[],
  knowledge: Knowledge,
  years: number,
): Promise<Row[]> {
  const days = stepEnds(day(`${2025 - years}-01-01`), day('2024-12-31'), 'month')
  const rows: Row[] = []
  // What the rows are made of is folded once, by whoever asks first.
  for (const history of hosts) for (const at of days) inOneGo(history.readying('state', at, knowledge.known))
  for (const { format, part, aim } of [
    { format: 'csv', part: 500, aim: 20_000 },
    { format: 'parquet', part: 20_000, aim: 15_000 },
  ] as const) {
    globalThis.gc?.()
    const stalls = monitorEventLoopDelay({ resolution: 5 })
    const before = process.memoryUsage().heapUsed
    const writer = rowWriter(format, COLUMNS, {})
    let waiting: TableRow[] = []
    let count = 0
    let most = 0
    let longest = 0
    stalls.enable()
    const begun = process.cpuUsage()
    for (const history of hosts) {
      for (const row of panelRows(answers, history, { days }, knowledge)) {
        if (row !== null) waiting.push(row)
        if (waiting.length < part && row !== null) continue
        if (waiting.length >= part) {
          longest = Math.max(longest, took(() => writer.rows(waiting)).ms)
          count += waiting.length
          waiting = []
          most = Math.max(most, process.memoryUsage().heapUsed)
        }
        await new Promise(resolve => setImmediate(resolve))
      }
    }
    count += waiting.length
    writer.rows(waiting)
    const { user, system } = process.cpuUsage(begun)
    stalls.disable()
    const perSecond = count / ((user + system) / 1e6)
    rows.push({
      what: `panel of ${years} years by month over ${hosts.length} countries as ${format}`,
      measured:
        `${count.toLocaleString('en')} rows, ${Math.round(perSecond).toLocaleString('en')}/s; ` +
        `stalls p99 ${(stalls.percentile(99) / 1e6).toFixed(0)} ms by the clock, the longest part ${longest.toFixed(0)} ms; ` +
        `heap at most ${Math.round((most - before) / 2 ** 20)} MB above the start`,
      aim: `${aim.toLocaleString('en')} rows/s, p99 50 ms`,
      holds: perSecond >= aim,
    })
  }
  return rows
}

function supposition(): Row {
  const reading = readingOf(syntheticHistory(10_000))
  const from = { reading, now: () => NOW }
  const knowledge = createAnswers(reading, from.now).present()
  const host = reading.host('NER')
  const ask = (i: number) => {
    const suppositions = { withoutEvents: [host.claims[100 + 37 * i]!.id] }
    const question = { country: 'NER', at: day('2024-01-01') + i, knowledge, suppositions }
    return took(() => inOneGo(whatIf(from, question))).ms
  }
  ask(0)
  const ms = median([1, 2, 3, 4, 5].map(ask))
  return {
    what: `what if one event were left out, a country with ${host.touches.toLocaleString('en')} claims`,
    measured: `${ms.toFixed(0)} ms`,
    aim: '100 ms',
    holds: ms <= 100,
  }
}

const DOCUMENT = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))
const [START, END] = ['<!-- desk -->', '<!-- end of desk -->']

const LIMITS =
  'A difference explains every score of both sides by its drivers and looks at every claim of the country. ' +
  'A row of the panel costs its share of a whole state. A supposition reads and folds the country anew. ' +
  'What became of a power since another day is looked for backwards from edge to edge, and is kept as long as nothing new is recorded of the country.'

/** The section of the page that this part keeps; others are left as they are. */
function writeSection(
  rows: readonly Row[],
  { events, hosts, years }: { events: number; hosts: readonly HostHistory[]; years: number },
): void {
  const page = readFileSync(DOCUMENT, 'utf8')
  const table = rows.map(
    ({ what, measured, aim, holds }) => `| ${what} | ${measured} | ${aim}${holds ? '' : '; over it'} |`,
  )
  const section = [
    START,
    '## The analyst’s desk',
    '',
    `Written by \`npm run bench desk\` (\`BENCH_DESK_EVENTS=${events}\`, \`BENCH_DESK_YEARS=${years}\`) on ${isoOf(Math.floor(Date.now() / 86_400_000))}: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, load average ${loadavg()[0]!.toFixed(1)}. Milliseconds and rates are of the processor.`,
    '',
    `A record of ${events.toLocaleString('en')} events about ${hosts.length} countries as above, the largest with ${hosts[0]!.touches} claims.`,
    '',
    '| what | measured | aim |',
    '|---|---|---|',
    ...table,
    '',
    LIMITS,
    END,
  ].join('\n')
  const [from, to] = [page.indexOf(START), page.indexOf(END)]
  writeFileSync(
    DOCUMENT,
    from < 0 ? `${page.trimEnd()}\n\n${section}\n` : `${page.slice(0, from)}${section}${page.slice(to + END.length)}`,
  )
}
