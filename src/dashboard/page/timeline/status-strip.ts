import type { Day } from '../dates.js'
import { h, put, s } from '../element.js'

/** A piece of a row, painted alike. */
export interface Piece {
  readonly from: Day
  readonly to: Day
  readonly fill: string
  readonly hollow: boolean
  /** What it stands for, for the pointer. */
  readonly words: string
}

export interface StatusStrip {
  readonly element: HTMLElement
  readonly draw: (
    rows: readonly { readonly country: string; readonly pieces: readonly Piece[] }[],
    from: Day,
    to: Day,
    selected: string | null,
  ) => void
  readonly point: (day: Day) => void
}

interface Options {
  readonly nameOf: (country: string) => string
  readonly onPick: (country: string, day: Day) => void
}

const ROW = 15
const WIDTH = 1000

/** Every country on record as a row over the time of the slider: who came first, when it was contested. */
export function createStatusStrip({ nameOf, onPick }: Options): StatusStrip {
  const names = h('div', { class: 'status-strip-names', role: 'group', 'aria-label': 'Countries on record' })
  const svg = s('svg', { class: 'status-strip-rows', preserveAspectRatio: 'none', 'aria-hidden': 'true' })
  const line = h('div', { class: 'status-strip-line' })
  const element = h('div', { class: 'status-strip' }, names, h('div', { class: 'status-strip-box' }, svg, line))
  let range = { from: 0, to: 1 }
  let at = 0

  svg.addEventListener('click', event => {
    const country = event.target instanceof Element ? event.target.getAttribute('data-country') : null
    if (country === null) return
    const box = svg.getBoundingClientRect()
    const share = (event.clientX - box.left) / box.width
    onPick(country, Math.round(range.from + share * (range.to - range.from)))
  })

  function place(): void {
    const share = (at - range.from) / (range.to - range.from)
    line.style.left = `${Math.min(1, Math.max(0, share)) * 100}%`
  }

  return {
    element,
    draw(rows, from, to, selected) {
      range = { from, to }
      const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.country : undefined
      svg.setAttribute('viewBox', `0 0 ${WIDTH} ${rows.length * ROW}`)
      svg.setAttribute('height', String(rows.length * ROW))
      const x = (day: Day) => ((day - from) / (to - from)) * WIDTH
      put(
        svg,
        rows.map(({ country, pieces }, row) =>
          pieces
            .filter(piece => piece.to >= from && piece.from <= to)
            .map(piece => {
              const left = Math.max(0, x(piece.from))
              const width = Math.min(WIDTH, x(piece.to + 1)) - left
              const rect = s('rect', {
                x: left.toFixed(2),
                y: row * ROW + 1.5,
                width: width.toFixed(2),
                height: ROW - 3,
                'data-country': country,
                class: piece.hollow ? 'hollow' : null,
              })
              rect.append(s('title', null, piece.words))
              rect.style.fill = piece.fill
              return rect
            }),
        ),
      )
      put(
        names,
        rows.map(({ country }) =>
          h(
            'button',
            {
              type: 'button',
              class: 'status-strip-name',
              'data-country': country,
              'aria-pressed': String(country === selected),
              title: nameOf(country),
              onclick: () => onPick(country, at),
            },
            nameOf(country),
          ),
        ),
      )
      if (focused !== undefined) names.querySelector<HTMLElement>(`[data-country="${focused}"]`)?.focus()
      place()
    },
    point(day) {
      at = day
      place()
    },
  }
}
