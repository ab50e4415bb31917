import { once } from 'node:events'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { readEvent } from '../../../events/parse.js'
import type { Position, StoredEvent } from '../../store/store.js'
import { EVENT_COLUMNS, eventRow } from '../../wire/event-rows.js'
import { jsonLine } from '../../wire/json-line.js'
import { rowWriter } from '../../wire/rows.js'
import { answerOf } from '../answers.js'
import { type AskOptions, openAsking, openForReading } from '../asking.js'
import { EXIT, Failure } from '../failure.js'
import { counted } from '../print/layout.js'
import { progressOf } from '../print/progress.js'
import { readingConfig } from '../reading.js'

export interface ExportOptions extends Pick<AskOptions, 'url' | 'store'> {
  readonly to?: string | undefined
  readonly format?: string | undefined
}

/** An event as it was posted, as JSON without its id, with what the store set and whether it was backfilled. */
interface Exported extends Pick<StoredEvent, 'id' | 'body' | 'position' | 'recordedAt'> {
  readonly backfilled: boolean
}

const PAGE = 1000

/**
 * `entente export`: the log in its order, every event as it was posted: as NDJSON in the form that `import` takes, or as a
 * table. A file appears whole or not at all, and none is overwritten.
 */
export async function exportCommand(options: ExportOptions): Promise<void> {
  const { to } = options
  const format = formatOf(options)
  if (to !== undefined && existsSync(to)) throw new Failure(EXIT.usage, `${to} is there already: name another file`)
  const pages = options.url === undefined ? pagesOfStore(options) : pagesOfService(options)
  if (to === undefined) {
    report(await write(pages, process.stdout, format), 'standard output', format)
    return
  }
  const part = `${to}.part`
  const file = createWriteStream(part, { flags: 'wx', flush: true })
  try {
    await once(file, 'open')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const cure = code === 'EEXIST' ? 'another export is writing it, or was cut short: remove it' : 'name another file'
    throw new Failure(EXIT.usage, `${part} cannot be made (${code}): ${cure}`, { cause })
  }
  try {
    const count = await write(pages, file, format)
    file.end()
    await once(file, 'close')
    if (existsSync(to)) throw new Failure(EXIT.usage, `${to} has appeared meanwhile: name another file`)
    renameSync(part, to)
    report(count, to, format)
  } catch (error) {
    file.destroy()
    rmSync(part, { force: true })
    throw error
  }
}

type Format = 'ndjson' | 'csv' | 'parquet'
const FORMATS: readonly Format[] = ['ndjson', 'csv', 'parquet']

/** The one that is named, else by the ending of the file, else NDJSON. */
function formatOf({ format, to }: ExportOptions): Format {
  const ending = to?.split('.').at(-1)
  const known = FORMATS.find(one => one === (format ?? ending))
  if (known !== undefined || format === undefined) return known ?? 'ndjson'
  throw new Failure(EXIT.usage, `--format: ${FORMATS.join(', ')}: ${format}`)
}

interface Page {
  readonly events: readonly Exported[]
  readonly total: number | null
}

async function* pagesOfStore({ store: named }: ExportOptions): AsyncGenerator<Page> {
  const store = await openForReading(readingConfig({ store: named }))
  try {
    let after: Position | null = null
    for (;;) {
      const events: readonly StoredEvent[] = await store.readAll(after, PAGE)
      if (events.length === 0) return
      after = events.at(-1)!.position
      yield { events: events.map(exportedOf), total: null }
    }
  } finally {
    await store.close()
  }
}

function exportedOf({ id, body, position, recordedAt, meta }: StoredEvent): Exported {
  const backfilled = (JSON.parse(meta) as { readonly backfilled?: boolean }).backfilled === true
  return { id, body, position, recordedAt, backfilled }
}

async function* pagesOfService({ url, store }: ExportOptions): AsyncGenerator<Page> {
  const asking = await openAsking({ url, store })
  let after: Position | undefined
  for (;;) {
    const query = { limit: PAGE, after }
    const { events, next } = await answerOf<LogPage>(asking, '/v1/events', query)
    yield { events: events.map(postedOf), total: null }
    if (next === null) return
    after = next
  }
}

interface LogPage {
  readonly events: readonly (Readonly<Record<string, unknown>> & Pick<StoredEvent, 'id' | 'position' | 'recordedAt'>)[]
  readonly next: Position | null
}

/** What was posted, without what the server set. */
function postedOf(event: LogPage['events'][number]): Exported {
  const { id, position, recordedAt, stream: _s, revision: _r, recordedBy: _b, storedAt: _a, ...rest } = event
  const { backfilled, redacted: _d, ...posted } = rest
  return { id, position, recordedAt, body: JSON.stringify(posted), backfilled: backfilled === true }
}

interface Count {
  events: number
  backfilled: number
}

async function write(pages: AsyncIterable<Page>, target: Writable, format: Format): Promise<Count> {
  const count = { events: 0, backfilled: 0 }
  const progress = progressOf('exporting', 'events')
  const { head, part, tail } = writerOf(format)
  const put = async (piece: string | Uint8Array) => {
    if (piece.length > 0 && !target.write(piece)) await once(target, 'drain')
  }
  await put(head())
  for await (const { events, total } of pages) {
    await put(part(events))
    count.events += events.length
    count.backfilled += events.filter(({ backfilled }) => backfilled).length
    progress.at(count.events, total)
  }
  await put(tail())
  progress.end()
  return count
}

/** What writes an export, page by page. */
function writerOf(format: Format) {
  if (format === 'ndjson') {
    const line = ({ id, body }: Exported) => `${jsonLine(`{"id":"${id}",${body.slice(1)}`)}\n`
    return { head: () => '', part: (events: readonly Exported[]) => events.map(line).join(''), tail: () => '' }
  }
  const writer = rowWriter(format, EVENT_COLUMNS, {})
  const row = (one: Exported) => eventRow(readEvent(one.body), one.body, one)
  return { head: writer.head, part: (events: readonly Exported[]) => writer.rows(events.map(row)), tail: writer.tail }
}

/** On stderr, as the events may be on stdout. Says what a plain import would change, if it would change anything. */
function report({ events, backfilled }: Count, where: string, format: Format): void {
  if (format !== 'ndjson') {
    process.stderr.write(`${counted(events, 'event')} to ${where}, as a table: import takes NDJSON\n`)
    return
  }
  const rest = events - backfilled
  const how =
    backfilled === events
      ? 'import them with --backfill to keep their order in time'
      : `${rest} of them were recorded as they came: an import records them anew; entente copy keeps the time`
  process.stderr.write(`${counted(events, 'event')} to ${where}${events === 0 ? '' : `; ${how}`}\n`)
}
