import type { Dimension } from '../../../../events/words.js'
import type { Names } from '../data/names.js'
import type { StatusRecord } from '../data/status-record.js'
import type { Basis, Point } from '../data/wire.js'
import { type Day, isoOf } from '../dates.js'
import { standingText } from '../desk/basis-line.js'
import { s } from '../element.js'
import { OTHERS, type Palette } from '../map/palette.js'
import { chartDrawing } from './chart-drawing.js'
import { standalone, withKey } from './drawing.js'
import type { Drawing, Figure, Table } from './figure.js'

const BASIS_COLUMNS = ['policy', 'policy_hash', 'as_known_at', 'position'] as const

/** What a picture says under itself: the model, the state of knowledge, the last change, and where it can be opened. */
export function basisOf(basis: Basis, address: string): readonly string[] {
  return [`${standingText(basis)} · model ${basis.policyHash.slice(0, 12)}`, `Entente, ${address}`]
}

/** Rows with the basis in each, as a table of statistics wants it. */
function withBasis({ columns, rows }: Table, { policy, policyHash, asKnownAt, position }: Basis): Table {
  const basis = [policy, policyHash, asKnownAt, position]
  return { columns: [...columns, ...BASIS_COLUMNS], rows: rows.map(row => [...row, ...basis]) }
}

interface Shown {
  readonly record: StatusRecord
  readonly names: Names
  readonly dimension: Dimension
  readonly at: Day
  readonly title: string
  readonly legend: HTMLElement
  readonly address: string
}

/** The map as it stands, with its key. */
export function mapFigure(
  map: SVGSVGElement,
  shown: Shown & { readonly wordsOf: (country: string) => string },
): Figure {
  const { record, names, dimension, at, title, legend, address, wordsOf } = shown
  return {
    name: `entente-map-${dimension}-${isoOf(at)}`,
    title,
    basis: basisOf(record.basis, address),
    table: withBasis(
      {
        columns: ['country', 'name', 'at', 'dimension', 'status', 'primary', 'contenders', 'allies', 'shown'],
        rows: record.countries.map(country => {
          const segment = record.at(country, dimension, at)
          return [
            country,
            names.of(country),
            isoOf(at),
            dimension,
            segment?.status ?? null,
            segment?.primary ?? null,
            segment?.contenders.join(' ') ?? null,
            segment?.allies.join(' ') ?? null,
            wordsOf(country),
          ]
        }),
      },
      record.basis,
    ),
    draw() {
      const { width, height } = map.getBoundingClientRect()
      const inside = s('svg', { width, height, viewBox: `0 0 ${width} ${height}` }, standalone(map))
      return withKey({ content: inside, width, height }, legend)
    },
  }
}

/** The rows over time as they stand, every country with its name. */
export function stripFigure(
  rows: SVGSVGElement,
  shown: Shown & { readonly from: Day; readonly to: Day; readonly countries: readonly string[] },
): Figure {
  const { record, names, dimension, title, legend, address, from, to, countries } = shown
  return {
    name: `entente-rows-${dimension}-${isoOf(from)}-${isoOf(to)}`,
    title,
    basis: basisOf(record.basis, address),
    table: withBasis(
      {
        columns: ['country', 'name', 'dimension', 'from', 'to', 'status', 'primary', 'contenders', 'allies'],
        rows: countries.flatMap(country =>
          record
            .segments(country, dimension)
            .filter(segment => segment.to >= from && segment.from <= to)
            .map(segment => [
              country,
              names.of(country),
              dimension,
              isoOf(segment.from),
              isoOf(segment.to),
              segment.status,
              segment.primary,
              segment.contenders.join(' '),
              segment.allies.join(' '),
            ]),
        ),
      },
      record.basis,
    ),
    draw: () => withKey(stripDrawing(rows, countries.map(names.of), from, to), legend),
  }
}

const NAMES_WIDTH = 150
const ROWS_WIDTH = 760

function stripDrawing(rows: SVGSVGElement, labels: readonly string[], from: Day, to: Day): Drawing {
  const [, , width = 1000, height = 0] = (rows.getAttribute('viewBox') ?? '').split(' ').map(Number)
  const step = labels.length === 0 ? 0 : height / labels.length
  const copy = standalone(rows)
  for (const [name, value] of Object.entries({ x: NAMES_WIDTH, y: 0, width: ROWS_WIDTH, height }))
    copy.setAttribute(name, String(value))
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`)
  copy.setAttribute('preserveAspectRatio', 'none')
  const ink = getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()
  const text = (words: string, x: number, y: number, anchor: string) =>
    s('text', { x, y, 'font-size': 11, 'text-anchor': anchor, fill: ink }, words)
  return {
    width: NAMES_WIDTH + ROWS_WIDTH,
    height: height + 18,
    content: s(
      'g',
      null,
      labels.map((label, i) => text(label, 0, (i + 0.75) * step, 'start')),
      copy,
      text(isoOf(from), NAMES_WIDTH, height + 14, 'start'),
      text(isoOf(to), NAMES_WIDTH + ROWS_WIDTH, height + 14, 'end'),
    ),
  }
}

interface Scores {
  readonly points: readonly Point[]
  readonly partners: readonly string[]
  readonly dashes: readonly (readonly number[])[]
  readonly country: string
  readonly dimension: Dimension
  readonly at: Day
  readonly title: string
  readonly basis: Basis
  readonly address: string
  readonly names: Names
  readonly palette: Palette
}

/** Scores of a country over time: the picture has the lines of the page, the table every partner. */
export function scoresFigure(shown: Scores): Figure {
  const { points, partners, dashes, country, dimension, at, title, basis, address, names, palette } = shown
  const everyone = [...new Set(points.flatMap(({ scores }) => Object.keys(scores)))].sort()
  const style = getComputedStyle(document.documentElement)
  const colourOf = (partner: string) => style.getPropertyValue(palette.of(partner) || OTHERS).trim()
  return {
    name: `entente-scores-${country}-${dimension}`,
    title,
    basis: basisOf(basis, address),
    table: withBasis(
      {
        columns: ['country', 'dimension', 'at', 'status', 'primary', ...everyone],
        rows: points.map(({ at: day, status, primary, scores }) => [
          country,
          dimension,
          day,
          status,
          primary,
          ...everyone.map(partner => scores[partner] ?? null),
        ]),
      },
      basis,
    ),
    draw: () =>
      chartDrawing(points, {
        at,
        lines: partners.map((partner, i) => ({
          partner,
          name: names.of(partner),
          colour: colourOf(partner),
          dash: dashes[i] ?? [],
        })),
      }),
  }
}
