import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { nameOf } from '../../../events/registry/registry.js'
import { countryNamed, partnerNamed } from '../country.js'
import { EXIT, Failure } from '../failure.js'
import { askLeads, type WhereLeads } from '../leads-asking.js'
import { column, counted, cut, PAGE } from '../print/layout.js'
import type { Output } from '../print/output.js'

export interface ListOptions extends WhereLeads {
  readonly status: string
  readonly country?: string
  readonly partner?: string
  readonly type?: string
  readonly from?: string
  readonly to?: string
  readonly minSources?: string
  readonly limit?: string
  readonly after?: string
  readonly json?: boolean
}

interface Lead {
  readonly leadId: string
  readonly status: string
  readonly suggested: {
    readonly type: string
    readonly country: string
    readonly partner: string | null
    readonly occurredOn: string
    readonly data: object
    readonly claim: object
  }
  readonly missing: readonly { readonly path: string; readonly message: string }[]
  readonly doubts: readonly string[]
  readonly sources: number
  readonly rows: number
  readonly promotedTo: string | null
  readonly reason: string | null
}

interface LeadDetail extends Lead {
  readonly allRows: readonly {
    readonly externalId: string
    readonly format: string
    readonly families: readonly string[]
    readonly url: string | null
  }[]
}

/** `entente leads list`. */
export async function listLeads(options: ListOptions, output: Output): Promise<void> {
  const { status, type, from, to, minSources, limit, after } = options
  const country = options.country === undefined ? undefined : countryNamed(options.country, to)
  const partner = options.partner === undefined ? undefined : partnerNamed(options.partner, to)
  const given = Object.entries({ status, country, partner, type, from, to, minSources, limit, after })
  const query = new URLSearchParams(given.filter((pair): pair is [string, string] => pair[1] !== undefined))
  const text = await askLeads(options, 'GET', `/v1/leads?${query}`)
  if (options.json) return output.raw(text)
  const { leads, next, counts } = JSON.parse(text) as {
    leads: Lead[]
    next: string | null
    counts: { open: number; promoted: number; dismissed: number }
  }
  output.lines([
    ...leads.flatMap(lead => lineOf(lead)),
    `${leads.length === 0 ? 'none of these. ' : ''}In all: ${counts.open} open, ${counts.promoted} promoted, ${counts.dismissed} dismissed`,
    ...(next === null ? [] : [`more: --after ${next}`]),
  ])
}

function lineOf({ leadId, suggested, sources, rows }: Lead): string[] {
  const { type, country, partner, occurredOn } = suggested
  const who = partner === null ? nameOf(country) : `${nameOf(country)}, ${nameOf(partner)}`
  return [
    `${column(occurredOn, 22)}${column(who, 26)}${cut(type, PAGE - 48)}`,
    `  ${leadId}  ${counted(sources, 'source')}, ${counted(rows, 'row')}`,
  ]
}

/** `entente leads show`. */
export async function showLead(
  leadId: string,
  options: WhereLeads & { json?: boolean },
  output: Output,
): Promise<void> {
  const text = await askLeads(options, 'GET', pathOf(leadId))
  if (options.json) return output.raw(text)
  const lead = JSON.parse(text) as LeadDetail
  output.lines([
    ...lineOf(lead),
    ...(lead.promotedTo === null ? [] : [`  is event ${lead.promotedTo}`]),
    ...(lead.status === 'dismissed' ? [`  dismissed${lead.reason === null ? '' : `: ${lead.reason}`}`] : []),
    ...Object.entries(lead.suggested.data).map(([field, value]) => `  ${field}: ${JSON.stringify(value)}`),
    ...lead.missing.map(({ path, message }) => `  to be said: ${path} ${message}`),
    ...lead.doubts.map(doubt => `  doubt: ${doubt}`),
    ...lead.allRows.map(row => `  ${row.format} ${row.externalId}  ${row.families.join(', ')}  ${row.url ?? ''}`),
  ])
}

/** `entente leads promote`. */
export async function promoteLead(
  leadId: string,
  options: WhereLeads & { with?: string; dryRun?: boolean; json?: boolean },
  output: Output,
): Promise<void> {
  const body = options.with === undefined ? '{}' : await textIn(options.with)
  const text = await askLeads(options, 'POST', `${pathOf(leadId)}/promote${options.dryRun ? '?dryRun=true' : ''}`, body)
  if (options.json) return output.raw(text)
  const { id, outcome, anomalies } = JSON.parse(text) as {
    id: string
    outcome: string
    anomalies: readonly { readonly code: string; readonly detail: string }[]
  }
  output.lines([
    `${WORDS[outcome] ?? outcome}: ${id}`,
    ...anomalies.map(({ code, detail }) => `  noted: ${detail} (${code})`),
  ])
}

const WORDS: Readonly<Record<string, string>> = {
  appended: 'recorded',
  duplicate: 'on record already',
  'would-append': 'would be recorded',
}

/** `entente leads dismiss`. */
export async function dismissLead(
  leadId: string,
  options: WhereLeads & { reason?: string; undo?: boolean; json?: boolean },
  output: Output,
): Promise<void> {
  const { reason, undo = false } = options
  if (undo && reason !== undefined) throw new Failure(EXIT.usage, 'give --reason or --undo, not both')
  const body = JSON.stringify(reason === undefined ? {} : { reason })
  const text = await askLeads(options, 'POST', `${pathOf(leadId)}/${undo ? 'reopen' : 'dismiss'}`, body)
  if (options.json) return output.raw(text)
  output.lines([`${leadId} is ${(JSON.parse(text) as Lead).status}`])
}

function pathOf(leadId: string): string {
  return `/v1/leads/${encodeURIComponent(leadId)}`
}

async function textIn(file: string): Promise<string> {
  try {
    return file === '-' ? (await buffer(process.stdin)).toString('utf8') : readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Failure(EXIT.usage, `${file} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause })
  }
}
