import type { Mapping } from '../../importers/mapping.js'
import { intake, type RowOutcome } from '../../leads/intake.js'
import { type LeadFormatName, leadFormatNames } from '../../leads/lead.js'
import { LeadStoreError } from '../../leads/store.js'
import { TableError } from '../../leads/table-rows.js'
import { createTally, type LeadSummary } from '../../leads/tally.js'
import { EXIT, type ExitCode, Failure } from '../failure.js'
import { inputOf } from '../input-file.js'
import { openLeadsHere, serviceOf, type WhereLeads } from '../leads-asking.js'
import { readMapping } from '../mapping-file.js'
import { counted } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { progressOf } from '../print/progress.js'
import { upload } from '../upload.js'

export interface LeadImportOptions extends WhereLeads {
  readonly format?: string | undefined
  readonly map?: string | undefined
  readonly oldDates?: boolean | undefined
  readonly json?: boolean | undefined
}

interface Taking {
  readonly format: LeadFormatName | null
  readonly mapping: Mapping | null
  readonly oldDates: boolean
}

/** Rows that cannot be read and are told one by one. */
const MOST_TOLD = 20

/** `entente leads import`: a table into the leads of a service or of a folder. */
export async function importLeads(file: string, options: LeadImportOptions, output: Output): Promise<ExitCode> {
  const { json = false } = options
  const service = serviceOf(options)
  const taking = { format: formatOf(options), mapping: readMapping(options.map), oldDates: options.oldDates ?? false }
  const progress = progressOf('importing', 'KiB')
  const source = inputOf(file, 'a table', progress)
  let told = 0
  const tell = (outcome: RowOutcome) => {
    if (json) output.raw(`${JSON.stringify(outcome)}\n`)
    else if (outcome.outcome === 'refused' && told++ < MOST_TOLD) {
      process.stderr.write(`line ${outcome.line}: ${outcome.reason}\n`)
    }
  }
  try {
    const summary =
      service === null ? await here(source, taking, options, tell) : await there(service, source, taking, tell, json)
    progress.end()
    if (json) output.raw(`${JSON.stringify({ summary })}\n`)
    else output.lines(summaryText(summary))
    if (summary.stop !== null) return EXIT.refused
    return summary.refused > 0 ? EXIT.refused : EXIT.done
  } finally {
    progress.end()
  }
}

function formatOf({ format, map }: LeadImportOptions): LeadFormatName | null {
  if (map !== undefined && format !== undefined && format !== 'csv') {
    throw new Failure(EXIT.usage, `--format ${format} is read without --map`)
  }
  if (map !== undefined) return 'csv'
  if (format === undefined) return null
  if (format === 'csv') throw new Failure(EXIT.usage, '--format csv needs a mapping: --map FILE')
  const name = leadFormatNames.find(one => one === format)
  if (name === undefined) throw new Failure(EXIT.usage, `--format: one of ${leadFormatNames.join(', ')}: ${format}`)
  return name
}

async function here(
  source: AsyncIterable<Buffer>,
  taking: Taking,
  options: LeadImportOptions,
  tell: (outcome: RowOutcome) => void,
): Promise<LeadSummary> {
  const leads = openLeadsHere(options)
  const tally = createTally()
  try {
    for await (const outcomes of intake(source, taking, leads)) {
      tally.add(outcomes)
      outcomes.forEach(tell)
    }
    return tally.summary(null)
  } catch (error) {
    if (error instanceof LeadStoreError) throw new Failure(EXIT.unavailable, error.message, { cause: error })
    if (!(error instanceof TableError)) throw error
    const summary = tally.summary({ line: error.line, code: 'invalid-table', detail: error.message })
    if (summary.rows > 0) return summary
    throw new Failure(EXIT.refused, `line ${error.line}: ${error.message}`, { cause: error })
  } finally {
    leads.close()
  }
}

function there(
  service: URL,
  source: AsyncIterable<Buffer>,
  { format, mapping, oldDates }: Taking,
  tell: (outcome: RowOutcome) => void,
  all: boolean,
): Promise<LeadSummary> {
  const query = new URLSearchParams({ report: all ? 'all' : 'refused' })
  if (oldDates) query.set('oldDates', 'true')
  if (format !== null) query.set('format', format)
  if (mapping !== null) query.set('map', JSON.stringify(mapping))
  return upload<RowOutcome, LeadSummary>(service, {
    path: `/v1/leads?${query}`,
    contentType: 'application/octet-stream',
    source,
    tell,
    refusals: [422],
    again: 'nothing is taken twice',
  })
}

/** Reasons that are told; the rest are in `--json`. */
const MOST_REASONS = 12

function summaryText(summary: LeadSummary): string[] {
  const { rows, joined, duplicate, revised, leftOut, stop } = summary
  const more = leftOut.length - MOST_REASONS
  return [
    `${counted(rows, 'row')} read: ${counted(summary.new, 'new lead')}, ${joined} more of a lead, ${duplicate} known, ${revised} revised, ${summary['left-out']} left out, ${summary.refused} refused`,
    ...leftOut.slice(0, MOST_REASONS).map(one => `  ${one.rows}: ${one.reason} (first in line ${one.line})`),
    ...(more > 0 ? [`  and ${more} more reasons: --json`] : []),
    ...(stop === null ? [] : [`stopped at line ${stop.line}: ${stop.detail}`]),
  ]
}
