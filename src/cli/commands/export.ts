import { once } from 'node:events'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import type { Writable } from 'node:stream'
import type { Position, StoredEvent } from '../../store/store.js'
import { jsonLine } from '../../wire/json-line.js'
import { answerOf } from '../answers.js'
import { type AskOptions, openAsking, openForReading } from '../asking.js'
import { EXIT, Failure } from '../failure.js'
import { counted } from '../print/layout.js'
import { progressOf } from '../print/progress.js'
import { readingConfig } from '../reading.js'

export interface ExportOptions extends Pick<AskOptions, 'url' | 'store'> {
  readonly to?: string | undefined
}

/** A line of an export and whether the event was backfilled. */
interface Exported {
  readonly line: string
  readonly backfilled: boolean
}

const PAGE = 1000

/**
 * `entente export`: the log as NDJSON in the order of the log, every event as it was posted, in the form that `import`
 * takes. A file appears whole or not at all, and none is overwritten.
 */
export async function exportCommand(options: ExportOptions): Promise<void> {
  const { to } = options
  if (to !== undefined && existsSync(to)) throw new Failure(EXIT.usage, `${to} is there already: name another file`)
  const pages = options.url === undefined ? pagesOfStore(options) : pagesOfService(options)
  if (to === undefined) {
    report(await write(pages, process.stdout), 'standard output')
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
    const count = await write(pages, file)
    file.end()
    await once(file, 'close')
    if (existsSync(to)) throw new Failure(EXIT.usage, `${to} has appeared meanwhile: name another file`)
    renameSync(part, to)
    report(count, to)
  } catch (error) {
    file.destroy()
    rmSync(part, { force: true })
    throw error
  }
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

function exportedOf({ id, body, meta }: StoredEvent): Exported {
  const backfilled = (JSON.parse(meta) as { readonly backfilled?: boolean }).backfilled === true
  return { line: `{"id":"${id}",${body.slice(1)}`, backfilled }
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
  readonly events: readonly Readonly<Record<string, unknown>>[]
  readonly next: Position | null
}

/** What was posted, without what the server set. */
function postedOf(event: Readonly<Record<string, unknown>>): Exported {
  const { position: _p, stream: _s, revision: _r, recordedAt: _t, recordedBy: _b, storedAt: _a, ...rest } = event
  const { backfilled, redacted: _d, ...posted } = rest
  return { line: jsonLine(JSON.stringify(posted)), backfilled: backfilled === true }
}

interface Count {
  events: number
  backfilled: number
}

async function write(pages: AsyncIterable<Page>, target: Writable): Promise<Count> {
  const count = { events: 0, backfilled: 0 }
  const progress = progressOf('exporting', 'events')
  for await (const { events, total } of pages) {
    const text = events.map(({ line }) => `${line}\n`).join('')
    if (text !== '' && !target.write(text)) await once(target, 'drain')
    count.events += events.length
    count.backfilled += events.filter(({ backfilled }) => backfilled).length
    progress.at(count.events, total)
  }
  progress.end()
  return count
}

/** On stderr, as the events may be on stdout. Says what a plain import would change, if it would change anything. */
function report({ events, backfilled }: Count, where: string): void {
  const rest = events - backfilled
  const how =
    backfilled === events
      ? 'import them with --backfill to keep their order in time'
      : `${rest} of them were recorded as they came: an import records them anew; entente copy keeps the time`
  process.stderr.write(`${counted(events, 'event')} to ${where}${events === 0 ? '' : `; ${how}`}\n`)
}
