import { type Day, dayFrom } from '../../events/calendar.js'
import { parseEdtf } from '../../events/edtf.js'
import { codeOfNumber } from '../../events/registry/names/numbers.js'
import { stateExistsDuring } from '../../events/registry/registry.js'
import { wholeNumber } from './cells.js'
import type { Draft, Format, Row, RowReading } from './format.js'

/** Obligations in the order in which they decide what kind of agreement it is. */
const OBLIGATIONS = [
  ['atop_defense', 'defence'],
  ['atop_offense', 'offence'],
  ['atop_neutral', 'neutrality'],
  ['atop_nonagg', 'non-aggression'],
  ['atop_consul', 'consultation'],
] as const

/** The last year that release 5 looked at: what held then may hold still. */
const LAST_YEAR = 2018

/**
 * Alliance Treaty Obligations and Provisions, dyad-years drawn together to spells of the same obligations, years
 * included. A spell that outlives a state is said of that state and of its heir one after the other.
 */
export const atop: Format = {
  name: 'atop',
  title: 'Alliance Treaty Obligations and Provisions (ATOP)',
  sourceId: 'atop',
  columns: ['ccode1', 'ccode2', 'styear', 'endyear', ...OBLIGATIONS.map(([column]) => column)],
  readerOf(rows) {
    const ends = new Map(rows.map(row => [`${dyadOf(row)} ${row.cells.endyear}`, row]))
    const starts = new Set(rows.map(row => `${dyadOf(row)} ${row.cells.styear}`))
    const last = Math.max(LAST_YEAR, ...rows.map(({ cells }) => wholeNumber(cells.endyear) ?? 0))
    return row => {
      const from = wholeNumber(row.cells.styear)
      const to = wholeNumber(row.cells.endyear)
      if (from === null || to === null || from > to) return { leftOut: 'styear and endyear are no span of years' }
      const before = ends.get(`${dyadOf(row)} ${from - 1}`)
      return reading(row, {
        before: before === undefined ? null : spansOf(before).at(-1)!,
        goesOn: starts.has(`${dyadOf(row)} ${to + 1}`),
        last,
      })
    }
  },
}

interface Around {
  /** The span that this one follows without a gap. */
  readonly before: Span | null
  /** Whether another spell of the two follows without a gap. */
  readonly goesOn: boolean
  readonly last: number
}

function reading(row: Row, { before, goesOn, last }: Around): RowReading {
  const held = OBLIGATIONS.filter(([column]) => row.cells[column] === '1').map(([, name]) => name)
  if (held.length === 0) return { leftOut: 'no obligation is coded' }
  if (held.every(name => name === 'offence')) return { leftOut: 'an offensive pact alone: no word for it' }
  const kind = held.includes('defence') ? 'mutual-defence' : 'friendship'
  const spans = spansOf(row)
  const known = spans.filter(({ a, b }) => a !== undefined && b !== undefined)
  if (known.length === 0) return { leftOut: 'one of the two is no state of the registry in those years' }
  const drafts = known.map((span): Draft => {
    const { a, b, from, to } = span
    const first = span === spans[0]
    const endless = span === spans.at(-1) && (goesOn || to >= last)
    const follows = first && before !== null && before.a === a && before.b === b
    return {
      key: `${dyadOf(row)} ${row.cells.styear} ${a} ${b}`,
      fields: {
        type: 'AgreementSigned',
        country: a,
        parties: [a, b],
        occurredOn: String(from),
        data: {
          agreementId: agreementId(span),
          kind,
          onSignature: true,
          ...(endless ? {} : { endsOn: String(to) }),
          ...(follows ? { replaces: agreementId(before) } : {}),
          subject: held.join(', '),
        },
        ...(endless && !goesOn ? { note: `Seen in force to ${to}, the last year of the release.` } : {}),
      },
    }
  })
  const lost = spans.length > known.length ? ['years in which one of the two is no state of the registry'] : []
  return { drafts, omitted: to(row) >= last ? [...lost, 'an end: in force in the last year of the release'] : lost }
}

/** Years of a spell in which the numbers stood for the same two states. */
interface Span {
  readonly a: string | undefined
  readonly b: string | undefined
  readonly from: number
  readonly to: number
}

function spansOf(row: Row): Span[] {
  const spans: Span[] = []
  for (let year = wholeNumber(row.cells.styear)!; year <= to(row); year++) {
    const a = stateIn(row.cells.ccode1!, year)
    const b = stateIn(row.cells.ccode2!, year)
    const current = spans.at(-1)
    if (current !== undefined && current.a === a && current.b === b) spans[spans.length - 1] = { ...current, to: year }
    else spans.push({ a, b, from: year, to: year })
  }
  return spans
}

function to(row: Row): number {
  return wholeNumber(row.cells.endyear)!
}

/** The state behind a number in a year: in its middle, else at its beginning or its end. */
function stateIn(number: string, year: number): string | undefined {
  const days: readonly Day[] = [dayFrom(year, 7, 1), dayFrom(year, 1, 1), dayFrom(year, 12, 31)]
  for (const day of days) {
    const code = codeOfNumber('cow', number, day)
    if (code !== undefined && stateExistsDuring(code, parseEdtf(String(year))!)) return code
  }
  return undefined
}

function agreementId({ a, b, from }: Span): string {
  return `atop-${a}-${b}-${from}`.toLowerCase()
}

function dyadOf({ cells }: Row): string {
  return `${cells.ccode1} ${cells.ccode2}`
}
