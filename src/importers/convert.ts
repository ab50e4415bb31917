import type { DomainEvent } from '../../events/catalogue.js'
import { canonicalBody, parseEvent } from '../../events/parse.js'
import { idOfName } from '../commands/ids.js'
import type { Draft, Format, Row, RowReading } from './format.js'

/** What became of the rows of a table. Every row is either converted or left out. */
export interface Report {
  readonly rows: number
  readonly converted: number
  readonly events: number
  /** Lines that were left out, by reason. */
  readonly leftOut: ReadonlyMap<string, readonly number[]>
  /** How often something of a row that was converted could not be said. */
  readonly omitted: ReadonlyMap<string, number>
}

export interface Converted {
  readonly events: readonly DomainEvent[]
  readonly report: Report
}

/** The claim that a table makes; curated by hand, so B2 as long as nobody says otherwise. */
export function claimOf({ sourceId, title }: Format, release: string | undefined, publishedOn: string | undefined) {
  return {
    sourceId,
    title: release === undefined ? title : `${title}, ${release}`,
    ...(publishedOn === undefined ? {} : { publishedOn, publishedOnBasis: 'stated' }),
    reliability: 'B',
    credibility: 2,
    modality: 'asserted',
  }
}

/**
 * The events of rows, each as the record accepts it, with ids from their natural keys under `name`: the next release of
 * a table makes the same. What cannot be said is left out and counted by reason.
 */
export function convert(
  name: string,
  rows: readonly Row[],
  read: (row: Row) => RowReading,
  claim: Readonly<Record<string, unknown>>,
): Converted {
  const events: DomainEvent[] = []
  const bodies = new Map<string, string>()
  const leftOut = new Map<string, number[]>()
  const omitted = new Map<string, number>()
  let converted = 0
  for (const row of rows) {
    const made = readRow(row)
    if (typeof made === 'string') leftOut.set(made, [...(leftOut.get(made) ?? []), row.line])
    else converted++
  }
  return { events, report: { rows: rows.length, converted, events: events.length, leftOut, omitted } }

  /** Null when the row was converted whole, otherwise the reason: a row is never converted by half. */
  function readRow(row: Row): string | null {
    const reading = read(row)
    if ('leftOut' in reading) return reading.leftOut
    const fresh: { readonly event: DomainEvent; readonly body: string }[] = []
    for (const draft of reading.drafts) {
      const checked = eventOf(draft)
      if (typeof checked === 'string') return checked
      const body = canonicalBody(checked)
      const known = bodies.get(checked.id!)
      if (known === body) return 'says what an earlier row says'
      if (known !== undefined) return 'an earlier row has the same key and says something else'
      fresh.push({ event: checked, body })
    }
    for (const { event, body } of fresh) {
      bodies.set(event.id!, body)
      events.push(event)
    }
    for (const what of reading.omitted ?? []) omitted.set(what, (omitted.get(what) ?? 0) + 1)
    return null
  }

  function eventOf({ key, fields, claim: own, columns }: Draft): DomainEvent | string {
    const parsed = parseEvent({ id: idOfName(`${name}\n${key}`), ...fields, claim: { ...claim, ...own } })
    if (parsed.ok) return parsed.event
    const [first] = parsed.faults
    const path = first!.path.slice(1).replaceAll('/', '.')
    const column = columns?.get(path) || columns?.get(path.replace(/\.\d+$/, ''))
    return `${column ? `column "${column}" for ` : ''}${path || 'the event'}: ${first!.message}`
  }
}
