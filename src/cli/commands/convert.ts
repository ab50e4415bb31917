import { writeFileSync } from 'node:fs'
import type { DomainEvent } from '../../../events/catalogue.js'
import { type Converted, claimOf, convert, type Report } from '../../importers/convert.js'
import { fileKindOf } from '../../importers/file-kind.js'
import type { Format } from '../../importers/format.js'
import { formatOf, formats } from '../../importers/formats.js'
import { faultsOfMapping, type Mapping, readerOf } from '../../importers/mapping.js'
import { tableText, withoutPreamble } from '../../importers/preamble.js'
import { type ReleaseDifference, releaseDifference } from '../../importers/releases.js'
import { type Table, tableOf } from '../../importers/table.js'
import { jsonLine } from '../../wire/json-line.js'
import { EXIT, type ExitCode, Failure } from '../failure.js'
import { readBytes, readMapping } from '../mapping-file.js'
import { counted } from '../print/layout.js'
import type { Output } from '../print/output.js'

export interface ConvertOptions {
  readonly from?: string | undefined
  readonly map?: string | undefined
  readonly previous?: string | undefined
  readonly release?: string | undefined
  readonly published?: string | undefined
  readonly output?: string | undefined
}

/** `entente convert`: the events of a table as NDJSON on standard output or in a file, and a report on standard error. */
export function convertCommand(file: string, options: ConvertOptions, output: Output): ExitCode {
  if (options.map !== undefined && options.from !== undefined) {
    throw new Failure(EXIT.usage, 'give --from or --map, not both')
  }
  const mapping = readMapping(options.map)
  const eventsOf = (path: string) =>
    mapping === null ? converted(path, readTable(path), options) : mapped(mapping, options, readTable(path))
  const { events, report } = eventsOf(file)
  const changes = options.previous === undefined ? null : changesOf(eventsOf(options.previous).events, events, options)
  const text = (changes?.events ?? events).map(event => `${jsonLine(JSON.stringify(event))}\n`).join('')
  if (options.output === undefined) output.raw(text)
  else writeNew(options.output, text)
  process.stderr.write(reportText(report))
  if (changes !== null) process.stderr.write(changesText(changes))
  return EXIT.done
}

/** What a release says otherwise than the one before it, of the day on which it was published. */
function changesOf(
  before: readonly DomainEvent[],
  after: readonly DomainEvent[],
  { published }: ConvertOptions,
): ReleaseDifference {
  const claim = after[0]?.claim
  const on = published ?? claim?.publishedOn
  if (claim === undefined) throw new Failure(EXIT.refused, 'no row of the table could be converted: nothing to compare')
  if (on === undefined)
    throw new Failure(EXIT.usage, '--previous: say with --published when the later table was published')
  const { url: _, ...ofRelease } = claim
  return releaseDifference(before, after, { claim: ofRelease, on })
}

function changesText({ added, corrected, retracted, unchanged }: ReleaseDifference): string {
  return `against the earlier table: ${added} new, ${corrected} corrected, ${retracted} retracted, ${unchanged} as before\n`
}

function mapped(mapping: Mapping, { map, release, published }: ConvertOptions, { header, rows }: Table): Converted {
  const faults = faultsOfMapping(mapping, header)
  if (faults.length > 0) throw new Failure(EXIT.usage, `--map: ${map}: ${faults.join('; ')}`)
  const { title, publishedOn } = mapping.claim
  const claim = {
    ...mapping.claim,
    title: title !== undefined && release !== undefined ? `${title}, ${release}` : (title ?? release),
    publishedOn: published ?? publishedOn,
  }
  return convert(mapping.name, rows, readerOf(mapping), claim)
}

function converted(file: string, { header, rows }: Table, { from, release, published }: ConvertOptions): Converted {
  const format = formatNamed(from, header, file)
  const missing = format.columns.filter(column => !header.includes(column))
  if (missing.length > 0) {
    throw new Failure(EXIT.usage, `${file} is no table of ${format.name}: it lacks ${listed(missing)}`)
  }
  return convert(format.name, rows, format.readerOf(rows), claimOf(format, release, published))
}

function formatNamed(name: string | undefined, header: readonly string[], file: string): Format {
  const names = formats.map(format => format.name).join(', ')
  if (name === undefined) {
    const format = formatOf(header)
    if (format !== undefined) return format
    throw new Failure(EXIT.usage, `${file} has the columns of no data set that is known: say --from (${names})`)
  }
  const format = formats.find(one => one.name === name)
  if (format !== undefined) return format
  throw new Failure(EXIT.usage, `--from: one of ${names}: ${name}`)
}

function readTable(file: string): Table {
  const bytes = readBytes(file)
  const given = fileKindOf(withoutPreamble(bytes).subarray(0, 65_536))
  if (given.kind === 'foreign') throw new Failure(EXIT.usage, `${file} is ${given.what}: ${given.instead}`)
  if (given.kind !== 'table') throw new Failure(EXIT.usage, `${file} is no table: its first line must name its columns`)
  const text = tableText(bytes)
  if (text === null) throw new Failure(EXIT.usage, `${file} is not in UTF-8: save it as UTF-8`)
  const reading = tableOf(text)
  if (!reading.ok) throw new Failure(EXIT.usage, `${file}: ${reading.why}`)
  return reading.table
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new Failure(
      EXIT.usage,
      `--output: ${file} cannot be written (${code}): name a file that does not exist yet`,
      {
        cause,
      },
    )
  }
}

/** Lines named with each reason. */
const LINES_TOLD = 5

/** What became of the rows, for people: the commonest reason first. */
export function reportText({ rows, converted, events, leftOut, omitted }: Report): string {
  const left = [...leftOut].sort(([, a], [, b]) => b.length - a.length)
  const lines = [
    `${counted(rows, 'row')} read, ${converted} converted to ${counted(events, 'event')}, ${rows - converted} left out`,
    ...left.map(([why, at]) => {
      const more = at.length > LINES_TOLD ? ', …' : ''
      return `  left out ${at.length}: ${why} (line ${at.slice(0, LINES_TOLD).join(', ')}${more})`
    }),
    ...[...omitted].sort(([, a], [, b]) => b - a).map(([what, count]) => `  not said ${count}: ${what}`),
  ]
  return lines.map(line => `${line}\n`).join('')
}

function listed(columns: readonly string[]): string {
  return `${columns.length === 1 ? 'the column' : 'the columns'} ${columns.join(', ')}`
}
