import { h, s } from '../element.js'
import { createCountryLabels } from './country-labels.js'
import { frameOf, type Size, zoomedTo } from './framing.js'
import { createPointing } from './pointing.js'
import { type Area, between, type Frame, onScreen, pathOf, type World, type Zoomed } from './world.js'
import type { Zooming } from './zooming.js'

/** What one country looks like at the moment. */
export interface Look {
  readonly fill: string
  /**
   * Wordings under the country's name on the map, the longest first: the first that fits is shown; none for nothing.
   */
  readonly labels: readonly string[]
  /** One sentence, for the pointer and for readers of the page. */
  readonly words: string
}

export interface WorldMap {
  readonly element: HTMLElement
  /** Countries that have a look; the first call frames them. */
  readonly show: (countries: readonly string[]) => void
  readonly look: (country: string, look: Look) => void
  readonly select: (country: string | null) => void
}

interface Drawn {
  readonly area: Area
  readonly path: SVGPathElement
  look: Look | null
}

interface Options {
  readonly world: World
  readonly nameOf: (country: string) => string
  readonly onSelect: (country: string) => void
}

const ZOOM_STEP = 1.6

/** A map of the world in one SVG: equal areas, drawn anew when the frame changes, recoloured in place. */
export function createWorldMap({ world, nameOf, onSelect }: Options): WorldMap {
  const shapes = s('g', { class: 'areas' })
  const borders = s('path', { class: 'borders' })
  const chosen = s('path', { class: 'chosen' })
  const labels = createCountryLabels({ nameOf, preferred: () => selected })
  const moving = s('g', {}, shapes, borders, chosen, labels.element)
  const svg = s(
    'svg',
    {
      class: 'map',
      role: 'img',
      'aria-label': 'Map of the countries on record; the table below says the same in words',
    },
    moving,
  )
  const drawn = new Map<string, Drawn>()
  const tip = createPointing({
    svg,
    within: () => element.getBoundingClientRect(),
    nameOf,
    wordsOf: country => drawn.get(country)?.look?.words,
    onSelect,
  })
  const element = h('div', { class: 'map-box' }, svg, tip, frameButtons())

  const anonymous: Drawn[] = []
  for (const area of world.areas) {
    const path = s('path', { class: 'area', 'data-country': area.code })
    const entry = { area, path, look: null }
    if (area.code === null || drawn.has(area.code)) anonymous.push(entry)
    else drawn.set(area.code, entry)
    shapes.append(path)
  }
  let recorded: readonly string[] = []
  let selected: string | null = null
  let frame: 'record' | 'world' = 'record'
  let size: Size = { width: 0, height: 0 }
  /** The zoom at which everything is drawn; until a gesture ends it is moved and enlarged as it is. */
  let drawnAt: Zoomed = { k: 1, x: 0, y: 0 }
  let now = drawnAt
  // As large as the rest of the page's script, and not needed for the first view.
  const loaded = import('./zooming.js').then(({ createZooming }) =>
    createZooming(svg, {
      onMove(to) {
        now = to
        moving.setAttribute('transform', between(drawnAt, now))
        tip.hidden = true
      },
      onRest: draw,
    }),
  )
  const zooming = (act: (zooming: Zooming) => void) => void loaded.then(act)

  function frameButtons(): HTMLElement {
    const button = (text: string, label: string, onclick: () => void) =>
      h('button', { type: 'button', class: 'plain', 'aria-label': label, title: label, onclick }, text)
    return h(
      'div',
      { class: 'frames', role: 'group', 'aria-label': 'Part of the world that the map shows' },
      button('+', 'Closer', () => zooming(({ by }) => by(ZOOM_STEP))),
      button('−', 'Farther', () => zooming(({ by }) => by(1 / ZOOM_STEP))),
      button('Fit', 'Fit the countries on record into the map', () => reframe('record')),
      button('World', 'Show the whole world', () => reframe('world')),
    )
  }

  function reframe(to: 'record' | 'world'): void {
    frame = to
    bound()
    zooming(({ reset }) => reset())
  }

  function bound(): void {
    const { width, height } = size
    if (width > 0) zooming(({ bound }) => bound(width, height, onScreen(world.box, framed())))
  }

  function framed(): Frame {
    const inFrame =
      frame === 'world' ? [] : recorded.flatMap(code => drawn.get(code)?.area ?? []).map(({ main }) => main.box)
    return frameOf(inFrame, world.box, size)
  }

  function draw(): void {
    const { width, height } = size
    if (width === 0 || height === 0) return
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
    moving.removeAttribute('transform')
    drawnAt = now
    const view = zoomedTo(framed(), drawnAt)
    for (const { area, path } of [...drawn.values(), ...anonymous]) {
      path.setAttribute('d', pathOf(area.rings, view, width, height))
    }
    borders.setAttribute('d', pathOf(world.borders, view, width, height, false))
    drawChosen(view)
    for (const code of recorded) {
      const area = drawn.get(code)?.area
      if (area !== undefined) labels.place(code, area, view)
    }
    labels.thinOut()
  }

  function drawChosen(view: Frame): void {
    const area = selected === null ? undefined : drawn.get(selected)?.area
    chosen.setAttribute('d', area === undefined ? '' : pathOf(area.rings, view, size.width, size.height))
  }

  new ResizeObserver(() => {
    const { width, height } = element.getBoundingClientRect()
    if (Math.abs(width - size.width) < 1 && Math.abs(height - size.height) < 1) return
    size = { width, height }
    bound()
    draw()
  }).observe(element)

  return {
    element,
    show(countries) {
      const before = recorded.join()
      recorded = countries
      for (const code of countries) {
        const entry = drawn.get(code)
        if (entry !== undefined) labels.add(code, entry.look?.labels ?? [])
      }
      if (before === countries.join()) return
      bound()
      draw()
    },
    look(country, look) {
      const entry = drawn.get(country)
      if (entry === undefined) return
      const before = entry.look
      entry.look = look
      if (before?.fill !== look.fill) entry.path.style.fill = look.fill
      if (before === null) entry.path.classList.add('recorded')
      labels.word(country, look.labels)
    },
    select(country) {
      if (country === selected) return
      selected = country
      if (size.width > 0) drawChosen(zoomedTo(framed(), drawnAt))
    },
  }
}
