import type { Point } from '../data/wire.js'
import { type Day, dayFrom, dayOf, isoOf } from '../dates.js'
import { s } from '../element.js'
import { scoreText } from '../words.js'
import type { Drawing } from './figure.js'

interface ScoreLine {
  readonly partner: string
  readonly name: string
  /** A colour, not the name of one. */
  readonly colour: string
  readonly dash: readonly number[]
}

interface Options {
  readonly lines: readonly ScoreLine[]
  /** The day that is marked. */
  readonly at: Day
  readonly width?: number
  readonly height?: number
}

const LEFT = 44
const BOTTOM = 22

/** Scores over time as an SVG: a line a partner, a key, and the day of the page. */
export function chartDrawing(points: readonly Point[], { lines, at, width = 760, height = 300 }: Options): Drawing {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const days = points.map(point => dayOf(point.at)!)
  const [first, last] = [days[0]!, days.at(-1)!]
  const scores = points.flatMap(point => lines.flatMap(({ partner }) => point.scores[partner] ?? []))
  const low = Math.min(-0.1, Math.floor(Math.min(...scores) * 5) / 5)
  const high = Math.max(0.6, Math.ceil(Math.max(...scores) * 5) / 5)
  const x = (day: Day) => LEFT + ((day - first) / Math.max(1, last - first)) * (width - LEFT)
  const y = (score: number) => ((high - score) / (high - low)) * (height - BOTTOM)
  const label = (text: string, left: number, top: number, anchor: string) =>
    s('text', { x: left, y: top, 'text-anchor': anchor, 'font-size': 11, fill: colour('--quiet') }, text)
  const rule = (x1: number, y1: number, x2: number, y2: number, stroke: string) =>
    s('line', { x1, y1, x2, y2, stroke, 'stroke-width': 1 })
  const levels = Array.from({ length: Math.round((high - low) / 0.2) + 1 }, (_, i) => low + i * 0.2)
  const keyWidth = 180
  const rows = Math.ceil(lines.length / Math.floor(width / keyWidth))
  const key = lines.map(({ name, colour: stroke, dash }, i) => {
    const perRow = Math.floor(width / keyWidth)
    const place = `translate(${(i % perRow) * keyWidth} ${height + 14 + Math.floor(i / perRow) * 18})`
    return s(
      'g',
      { transform: place },
      s('path', { d: 'M0 -4H24', fill: 'none', stroke, 'stroke-width': 2, 'stroke-dasharray': dashText(dash) }),
      s('text', { x: 30, 'font-size': 12, fill: colour('--ink') }, name),
    )
  })
  return {
    width,
    height: height + rows * 18 + 8,
    content: s(
      'g',
      null,
      levels.map(level => [
        rule(LEFT, y(level), width, y(level), colour('--rule')),
        label(scoreText(level), LEFT - 6, y(level) + 4, 'end'),
      ]),
      yearsOf(first, last).map(day => label(isoOf(day).slice(0, 4), x(day), height - 6, 'middle')),
      at >= first && at <= last ? rule(x(at), 0, x(at), height - BOTTOM, colour('--ink')) : null,
      lines.map(({ partner, colour: stroke, dash }) =>
        s('path', {
          d: pathOf(points, partner, (i, score) => `${x(days[i]!).toFixed(1)} ${y(score).toFixed(1)}`),
          fill: 'none',
          stroke,
          'stroke-width': 1.8,
          'stroke-dasharray': dashText(dash),
        }),
      ),
      key,
    ),
  }
}

/** A line that is broken where there is no score. */
function pathOf(points: readonly Point[], partner: string, place: (i: number, score: number) => string): string {
  let text = ''
  let isDrawing = false
  for (const [i, { scores }] of points.entries()) {
    const score = scores[partner]
    if (score === undefined) {
      isDrawing = false
      continue
    }
    text += `${isDrawing ? 'L' : 'M'}${place(i, score)}`
    isDrawing = true
  }
  return text
}

/** First days of years in a span, so many that their names have room. */
function yearsOf(first: Day, last: Day): Day[] {
  const [from, to] = [first, last].map(day => Number(isoOf(day).slice(0, 4))) as [number, number]
  const every = Math.max(1, Math.ceil((to - from) / 10))
  const years: Day[] = []
  for (let year = from + 1; year <= to; year++) if ((to - year) % every === 0) years.push(dayFrom(year, 1, 1))
  return years
}

function dashText(dash: readonly number[]): string | null {
  return dash.length === 0 ? null : dash.join(' ')
}
