import type { LineOutcome } from '../../commands/import.js'
import { readConfig } from '../../config.js'
import { fileKindOf } from '../../importers/file-kind.js'
import { formatOf } from '../../importers/formats.js'
import { withoutPreamble } from '../../importers/preamble.js'
import { tableOf } from '../../importers/table.js'
import { leadFormats } from '../../leads/formats.js'
import { openStore } from '../../store/open.js'
import { parseStrict } from '../../wire/strict-json.js'
import { serviceUrl } from '../asking.js'
import { EXIT, type ExitCode, Failure } from '../failure.js'
import { inputOf } from '../input-file.js'
import { load, type Summary } from '../load.js'
import { counted } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { progressOf } from '../print/progress.js'
import { upload } from '../upload.js'

export interface ImportCommandOptions {
  readonly url?: string | undefined
  readonly store?: string | undefined
  readonly backfill?: boolean | undefined
  readonly newIds?: boolean | undefined
  readonly json?: boolean | undefined
}

const MOST_TOLD = 20

/**
 * `entente import`: NDJSON or a JSON array from a file or standard input into a service or, as its one writer, into a
 * store.
 */
export async function importCommand(file: string, options: ImportCommandOptions, output: Output): Promise<ExitCode> {
  const { url, store: named, backfill = false, newIds = false, json = false } = options
  if (url !== undefined && named !== undefined) throw new Failure(EXIT.usage, 'give --url or --store, not both')
  const service = url === undefined ? null : serviceUrl(url)
  const config = service === null ? readConfig(named === undefined ? {} : { store: named }) : null
  const progress = progressOf('importing', 'KiB')
  const source = linesIn(file, inputOf(file, 'a file of NDJSON', progress))
  const tell = json ? (outcome: LineOutcome) => output.raw(`${JSON.stringify(outcome)}\n`) : tellerOn(process.stderr)
  try {
    if (service !== null) {
      const query = `report=${json ? 'all' : 'refused'}${backfill ? '&backfill=true' : ''}${newIds ? '&newIds=true' : ''}`
      const summary = await upload<LineOutcome, Summary>(service, {
        path: `/v1/imports?${query}`,
        contentType: 'application/x-ndjson',
        source,
        tell,
        refusals: [409, 422],
        again: 'nothing is stored twice',
      })
      return conclude(summary)
    }
    const store = await openStore(config!.store)
    try {
      return conclude(await load(store, source, { backfill, newIds, each: outcomes => outcomes.forEach(tell) }))
    } finally {
      await store.close()
    }
  } finally {
    progress.end()
  }

  function conclude(summary: Summary): ExitCode {
    progress.end()
    if (json) output.raw(`${JSON.stringify({ summary })}\n`)
    else output.lines([summaryText(summary)])
    return exitOf(summary)
  }
}

/**
 * NDJSON as it stands; the events of an array one a line. A file of any other kind is refused with what to do about it.
 */
async function* linesIn(file: string, source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const first = await source.next()
  if (first.done) return
  const given = fileKindOf(withoutPreamble(first.value))
  const name = file === '-' ? 'standard input' : file
  if (given.kind === 'foreign') throw new Failure(EXIT.usage, `${name} is ${given.what}: ${given.instead}`)
  if (given.kind === 'table') throw new Failure(EXIT.usage, tableText(file, name, given))
  if (given.kind === 'ndjson') {
    yield first.value
    yield* source
    return
  }
  const chunks = [first.value]
  for await (const chunk of source) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const parsed = parseStrict(bytes[0] === 0xef ? bytes.subarray(3) : bytes)
  if (!parsed.ok) throw new Failure(EXIT.usage, `${name} is no JSON array: ${parsed.problem.message}`)
  for (const event of parsed.value as readonly unknown[]) yield Buffer.from(`${JSON.stringify(event)}\n`)
}

function tableText(file: string, name: string, { form, header }: { readonly form: string; readonly header: string }) {
  const reading = tableOf(header)
  const format = reading.ok ? formatOf(reading.table.header) : undefined
  const rows = form === 'TSV' ? 'a table (TSV)' : 'a table (CSV)'
  const leads = leadFormatOf(header, reading.ok ? reading.table.header : [])
  if (leads !== undefined) {
    return `${name} is ${rows} of ${leads.title}: its rows are leads, not events; take them in with entente leads import ${file}`
  }
  if (format === undefined) return `${name} is ${rows}, not events: make them with entente convert (see its --help)`
  const how = `entente convert --from ${format.name} ${file} --output events.ndjson`
  return `${name} is ${rows} of ${format.title}: make events of it with ${how}`
}

function leadFormatOf(line: string, columns: readonly string[]) {
  const cells = line.split('\t')
  return leadFormats({ oldDates: false }).find(
    one => one.columns.every(column => columns.includes(column)) || one.columnsByWidth?.(cells) != null,
  )
}

/** Tells the lines that were not stored, up to a number of them. */
function tellerOn(stream: NodeJS.WritableStream): (outcome: LineOutcome) => void {
  let told = 0
  return outcome => {
    const why = refusalText(outcome)
    if (why === null || ++told > MOST_TOLD) return
    stream.write(`line ${outcome.line}: ${why}\n`)
    if (told === MOST_TOLD) stream.write('further lines that were not stored are only counted; --json lists all\n')
  }
}

function refusalText(outcome: LineOutcome): string | null {
  switch (outcome.outcome) {
    case 'appended':
    case 'duplicate':
    case 'would-append':
      return null
    case 'refused':
      return outcome.errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')
    case 'id-reused':
      return 'the id holds another event'
    case 'unknown':
      return 'the store did not answer in time: import again with the same ids'
    case 'unavailable':
      return 'the store cannot be reached; not stored'
    case 'full':
      return 'the store is full; not stored'
  }
}

function summaryText({ lines, appended, duplicate, refused, position, stop }: Summary): string {
  const counts = `${counted(lines, 'line')}: ${appended} appended, ${duplicate} on record already, ${refused} refused`
  const end =
    stop === null
      ? ''
      : `; ended at line ${stop.line} (${stop.code}): mend it and import again, nothing is stored twice`
  return `${counts}${position === null ? '' : `; last position ${position}`}${end}`
}

const STORE_STOPS: ReadonlySet<string> = new Set([
  'store-unavailable',
  'outcome-unknown',
  'store-full',
  'shutting-down',
  'reading-stopped',
])

function exitOf({ refused, stop }: Summary): ExitCode {
  if (stop !== null && STORE_STOPS.has(stop.code)) return EXIT.unavailable
  return stop !== null || refused > 0 ? EXIT.refused : EXIT.done
}
