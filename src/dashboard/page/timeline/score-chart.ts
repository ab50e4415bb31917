import type uPlot from 'uplot'
import type { Names } from '../data/names.js'
import type { Point } from '../data/wire.js'
import { type Day, dateText, dayOf } from '../dates.js'
import { h } from '../element.js'
import type { Palette } from '../map/palette.js'
import { scoreText } from '../words.js'
import { DASHES, leading } from './lines.js'

interface Options {
  /** The library, loaded when the first chart is drawn. */
  readonly Plot: typeof uPlot
  readonly names: Names
  readonly palette: Palette
  readonly at: Day
  /** The partner whose line is drawn strongest. */
  readonly partner: string | null
  /** What saves the chart as a file; it is told which lines are drawn, and how. */
  readonly save: (lines: { readonly partners: readonly string[]; readonly dashes: typeof DASHES }) => HTMLElement
}

const HEIGHT = 190
const SECONDS_A_DAY = 86_400

/** Scores over time, a line a partner: colours and dashes both tell them apart. The table under it holds the same. */
export function scoreChart(points: readonly Point[], options: Options): HTMLElement {
  const partners = leading(points, options.partner)
  if (partners.length === 0 || points.length < 2) return h('p', { class: 'quiet' }, 'No score in this span.')
  const { names, palette } = options
  const canvas = h('div', { class: 'chart', 'aria-hidden': 'true' })
  const draw = () => requestAnimationFrame(() => mount(canvas, points, partners, options))
  new ResizeObserver(draw).observe(canvas)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw)
  return h(
    'figure',
    { class: 'history' },
    canvas,
    h(
      'figcaption',
      { class: 'chart-key' },
      partners.map((partner, i) =>
        h('span', { class: 'key' }, keyLine(palette.of(partner), DASHES[i]!), names.of(partner)),
      ),
      options.save({ partners, dashes: DASHES }),
    ),
    h('details', null, h('summary', null, 'The same as a table'), lazyTable(points, partners, names)),
  )
}

function mount(
  canvas: HTMLElement,
  points: readonly Point[],
  partners: readonly string[],
  { Plot, palette, at, partner }: Options,
): void {
  const width = canvas.clientWidth
  if (width === 0 || (canvas.dataset.width === String(width) && canvas.dataset.dark === String(isDark()))) return
  canvas.dataset.width = String(width)
  canvas.dataset.dark = String(isDark())
  const style = getComputedStyle(canvas)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const axis = {
    stroke: colour('--quiet'),
    grid: { stroke: colour('--rule'), width: 1 },
    ticks: { show: false },
    font: `11px ${style.fontFamily}`,
  }
  const times = points.map(point => dayOf(point.at)! * SECONDS_A_DAY)
  const data: uPlot.AlignedData = [times, ...partners.map(id => points.map(({ scores }) => scores[id] ?? null))]
  canvas.replaceChildren()
  new Plot(
    {
      width,
      height: HEIGHT,
      tzDate: seconds => Plot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      cursor: { show: false },
      legend: { show: false },
      padding: [8, 6, 0, 0],
      scales: {
        x: { time: true },
        y: {
          range: (_, low, high) => [Math.min(-0.1, Math.floor(low * 5) / 5), Math.max(0.6, Math.ceil(high * 5) / 5)],
        },
      },
      axes: [
        { ...axis, space: 56, size: 26 },
        { ...axis, size: 40, space: 32, values: (_, ticks) => ticks.map(scoreText) },
      ],
      series: [
        {},
        ...partners.map((id, i) => ({
          stroke: colour(palette.of(id)),
          width: id === partner ? 2.6 : 1.6,
          dash: [...DASHES[i]!],
          points: { show: false },
          spanGaps: false,
        })),
      ],
      hooks: { draw: [plot => line(plot, at, colour('--ink'))] },
    },
    data,
    canvas,
  )
}

function line(plot: uPlot, at: Day, colour: string): void {
  const x = plot.valToPos(at * SECONDS_A_DAY, 'x', true)
  const { left, top, width, height } = plot.bbox
  if (x < left || x > left + width) return
  plot.ctx.save()
  plot.ctx.strokeStyle = colour
  plot.ctx.lineWidth = devicePixelRatio
  plot.ctx.beginPath()
  plot.ctx.moveTo(x, top)
  plot.ctx.lineTo(x, top + height)
  plot.ctx.stroke()
  plot.ctx.restore()
}

function keyLine(colour: string, dash: readonly number[]): Element {
  const ns = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(ns, 'svg')
  svg.setAttribute('viewBox', '0 0 24 8')
  svg.setAttribute('class', 'key-line')
  const path = document.createElementNS(ns, 'path')
  path.setAttribute('d', 'M0 4H24')
  if (dash.length > 0) path.setAttribute('stroke-dasharray', dash.join(' '))
  path.style.stroke = `var(${colour})`
  svg.append(path)
  return svg
}

function lazyTable(points: readonly Point[], partners: readonly string[], names: Names): HTMLElement {
  const every = Math.max(1, Math.ceil(points.length / 120))
  const shown = points.filter((_, i) => i % every === 0 || i === points.length - 1)
  return h(
    'div',
    { class: 'table-box' },
    h(
      'table',
      { class: 'score-table' },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'col' }, 'Day'),
          partners.map(id => h('th', { scope: 'col' }, names.of(id))),
        ),
      ),
      h(
        'tbody',
        null,
        shown.map(point =>
          h(
            'tr',
            null,
            h('th', { scope: 'row' }, dateText(point.at)),
            partners.map(id => h('td', null, point.scores[id] === undefined ? '–' : scoreText(point.scores[id]))),
          ),
        ),
      ),
    ),
  )
}

function isDark(): boolean {
  return matchMedia('(prefers-color-scheme: dark)').matches
}
