import { createHash } from 'node:crypto'
import { parseEdtf } from '../../../events/edtf.js'
import { type Mapping, readerOf } from '../../importers/mapping.js'
import { familyOfName } from '../families.js'
import type { LeadRow } from '../lead.js'

export type MappedReading = readonly LeadRow[] | { readonly leftOut: string }

/** How rows of any table become leads by a mapping: each event that it would make is one. */
export function mapped(mapping: Mapping): (row: { line: number; cells: Record<string, string> }) => MappedReading {
  const read = readerOf(mapping)
  return row => {
    const reading = read(row)
    if ('leftOut' in reading) return reading
    const leads: LeadRow[] = []
    for (const { key, fields, claim } of reading.drafts) {
      const { type, country, partner = null, occurredOn, data = {}, ...more } = fields as Record<string, unknown>
      const range = typeof occurredOn === 'string' ? parseEdtf(occurredOn) : null
      if (range === null || !Number.isFinite(range.earliest)) return { leftOut: 'occurredOn is no date' }
      const { parties } = more as { parties?: readonly unknown[] }
      const host = country ?? parties?.[0]
      if (typeof host !== 'string') return { leftOut: 'names no country' }
      const other = partner ?? parties?.find(party => party !== host) ?? null
      const whole = { ...mapping.claim, ...claim } as Record<string, unknown>
      const source = (whole.family ?? whole.sourceId) as string
      leads.push({
        externalId: hashOf(`${mapping.name}\n${key}`),
        day: range.earliest,
        families: [familyOfName(source) ?? source],
        doubts: [],
        suggested: {
          type: type as string,
          country: host,
          partner: typeof other === 'string' ? other : null,
          occurredOn: occurredOn as string,
          data: data as Record<string, unknown>,
          claim: whole,
          ...(Object.keys(more).length > 0 ? { more } : {}),
        },
      })
    }
    return leads
  }
}

/** An id for what has a key and no id. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 24)
}
