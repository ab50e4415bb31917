import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { dayOf, FIRST_DAY, isoOf } from '../events/calendar.js'
import { policyV1 } from '../projections/policy/v1.js'
import { inOneGo } from '../projections/values/steps.js'
import { PART } from '../src/http/panel.js'
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
    difference(answers, hosts[0]!.host, knowledge),
    ...footprints(answers, hosts, knowledge),
    realignments(answers, hosts, knowledge),
    ...(await panels(answers, hosts, knowledge, years)),
    panelMemory(answers, hosts, knowledge, years),
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

/** Both sides are asked for the first time: of one reading the two states, of another what differs between them. */
function difference({ reading, policy }: Answers, host: string, knowledge: Knowledge): Row {
  const [alone, compared] = [1, 2].map(() => createAnswers(createReading(reading.log, policy), () => NOW))
  const days = (i: number) => [day('2005-01-01') + 97 * i, day('2024-12-01') - 53 * i] as const
  const states = (i: number) => days(i).map(at => JSON.stringify(alone!.state(alone!.history(host)!, at, knowledge)))
  const diff = (i: number) => {
    const [from, to] = days(i).map(at => ({ answers: compared!, history: compared!.history(host)!, at, knowledge }))
    return JSON.stringify(differenceOf(from!, to!, 50))
  }
  for (let i = 0; i < 20; i++) [states(i), diff(i)]
  const pairs = Array.from({ length: 90 }, (_, i) => [took(() => states(i + 20)).ms / 2, took(() => diff(i + 20)).ms])
  const mean = (which: number) => pairs.reduce((sum, pair) => sum + pair[which]!, 0) / pairs.length
  const [one, other] = [mean(0), mean(1)]
  return {
    what: `difference of two days never asked about, a country with ${reading.host(host).touches} claims`,
    measured: `${one.toFixed(2)} ms a state of such a day, ${other.toFixed(2)} ms a difference: ${(other / one).toFixed(1)} states`,
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
  // As the service does before anybody asks.
  for (const history of hosts) inOneGo(history.readying('verdicts', day('2024-06-01'), knowledge.known, FIRST_DAY))
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
  // Who came first is worked out before anybody asks; what stands on each day is not.
  for (const history of hosts) inOneGo(history.readying('verdicts', days.at(-1)!, knowledge.known, days[0]))
  for (const { format, aim } of [
    { format: 'csv', aim: 20_000 },
    { format: 'parquet', aim: 15_000 },
  ] as const) {
    const stalls = monitorEventLoopDelay({ resolution: 5 })
    const writer = rowWriter(format, COLUMNS, {})
    const part = PART[format]
    let waiting: TableRow[] = []
    let count = 0
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
        `stalls p99 ${(stalls.percentile(99) / 1e6).toFixed(0)} ms by the clock, the longest part ${longest.toFixed(0)} ms`,
      aim: `${aim.toLocaleString('en')} rows/s, p99 50 ms`,
      holds: perSecond >= aim,
    })
  }
  return rows
}

/** What is held while the rows stream: the heap after a collection, at every twentieth country. */
function panelMemory(answers: Answers, hosts: readonly HostHistory[], knowledge: Knowledge, years: number): Row {
  const days = stepEnds(day(`${2025 - years}-01-01`), day('2024-12-31'), 'month')
  const writer = rowWriter('csv', COLUMNS, {})
  const held: number[] = []
  for (const [i, history] of hosts.entries()) {
    if (i % 20 === 0) held.push(collected())
    for (const row of panelRows(answers, history, { days }, knowledge)) if (row !== null) writer.rows([row])
  }
  held.push(collected())
  const most = Math.max(...held) - held[0]!
  return {
    what: 'the same, what is held while it streams',
    measured: held
      .map(bytes => Math.round(bytes / 2 ** 20))
      .join(', ')
      .concat(' MB, from the first country to the last'),
    aim: 'no more than before it, 32 MB aside',
    holds: most <= 32 * 2 ** 20,
  }
}

/** Bytes of the heap after a collection. */
function collected(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
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
  'A difference asks for two states, and tells for every driver that is another on both sides which of the claims between them made it; the claims of the country and what fades of them are kept. ' +
  'Another power asks the same days of all countries, which are kept. ' +
  'A row of the panel costs its share of what stands between two edges, and the scores of a day. ' +
  'A supposition reads and folds the country anew. ' +
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
