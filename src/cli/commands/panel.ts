import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { openAsking } from '../asking.js'
import { countryNamed, partnerNamed } from '../country.js'
import type { DeskOptions } from './desk.js'

export interface PanelOptions extends DeskOptions {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly step?: string | undefined
  readonly country?: string | undefined
  readonly partner?: string | undefined
  readonly dimension?: string | undefined
  readonly format?: string | undefined
  readonly output?: string | undefined
}

/** `entente panel`: the dyadic panel as a file or on standard output. */
export async function panelCommand(options: PanelOptions): Promise<void> {
  const { from, to, step, dimension, asKnownAt, policy } = options
  const country = options.country === undefined ? undefined : countryNamed(options.country, to)
  const partner = options.partner === undefined ? undefined : partnerNamed(options.partner, to)
  const format = options.json ? 'json' : (options.format ?? formatOfName(options.output))
  const query = { from, to, step, country, partner, dimension, format, asKnownAt, policy }
  const asking = await openAsking(options)
  try {
    const parts = await asking.stream('/v1/panel', query)
    const sink = options.output === undefined ? process.stdout : createWriteStream(options.output, { flags: 'wx' })
    await pipeline(parts, sink, { end: options.output !== undefined })
  } finally {
    await asking.close()
  }
}

function formatOfName(name: string | undefined): string {
  const ending = name?.split('.').at(-1)
  return ending === 'parquet' || ending === 'ndjson' || ending === 'json' ? ending : 'csv'
}
