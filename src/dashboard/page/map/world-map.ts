import { h, put, s } from '../element.js'
import { declutter, type Tag } from './declutter.js'
import { withoutStrays } from './framing.js'
import {
  type Area,
  type Box,
  between,
  centreOf,
  type Frame,
  joined,
  onScreen,
  pathOf,
  type World,
  type Zoomed,
} from './world.js'
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

interface Label {
  readonly group: SVGGElement
  readonly name: SVGTextElement
  readonly status: SVGTextElement
  /** Pixels that the country leaves for text. */
  room: number
  /** Where it stands. */
  at: readonly [x: number, y: number]
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
  const labels = s('g', { class: 'labels', 'aria-hidden': 'true' })
  const moving = s('g', {}, shapes, borders, chosen, labels)
  const svg = s(
    'svg',
    {
      class: 'map',
      role: 'img',
      'aria-label': 'Map of the countries on record; the table below says the same in words',
    },
    moving,
  )
  const tip = h('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' })
  const element = h('div', { class: 'map-box' }, svg, tip, frameButtons())

  const drawn = new Map<string, Drawn>()
  const anonymous: Drawn[] = []
  for (const area of world.areas) {
    const path = s('path', { class: 'area', 'data-country': area.code })
    const entry = { area, path, look: null }
    if (area.code === null || drawn.has(area.code)) anonymous.push(entry)
    else drawn.set(area.code, entry)
    shapes.append(path)
  }
  const labelled = new Map<string, Label>()
  let recorded: readonly string[] = []
  let selected: string | null = null
  let frame: 'record' | 'world' = 'record'
  let size = { width: 0, height: 0 }
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

  /** All of a box in the window, as large as it fits within a margin. */
  function fitted([left, top, right, bottom]: Box, margin: number): Frame {
    const { width, height } = size
    const scale = Math.min((width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top))
    return { scale, x: width / 2 - ((left + right) / 2) * scale, y: height / 2 - ((top + bottom) / 2) * scale }
  }

  function framed(): Frame {
    const { width, height } = size
    const inFrame = withoutStrays(recorded.flatMap(code => drawn.get(code)?.area ?? []).map(({ main }) => main.box))
    const isRecord = frame === 'record' && inFrame.length > 0
    const made = isRecord ? fitted(joined(inFrame), Math.min(width, height) * 0.1) : fitted(world.box, 4)
    const scale = Math.min(made.scale, fitted(world.box, 0).scale * MOST_ZOOM)
    const ratio = scale / made.scale
    const [x, y] = [width / 2, height / 2]
    return { scale, x: x + (made.x - x) * ratio, y: y + (made.y - y) * ratio }
  }

  /** The frame, as it is zoomed. */
  function zoomed(): Frame {
    const { scale, x, y } = framed()
    return { scale: scale * drawnAt.k, x: x * drawnAt.k + drawnAt.x, y: y * drawnAt.k + drawnAt.y }
  }

  function draw(): void {
    const { width, height } = size
    if (width === 0 || height === 0) return
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
    moving.removeAttribute('transform')
    drawnAt = now
    const view = zoomed()
    for (const { area, path } of [...drawn.values(), ...anonymous]) {
      path.setAttribute('d', pathOf(area.rings, view, width, height))
    }
    borders.setAttribute('d', pathOf(world.borders, view, width, height, false))
    drawChosen(view)
    for (const code of recorded) placeLabel(code, view)
    thinOut()
  }

  function drawChosen(view: Frame): void {
    const area = selected === null ? undefined : drawn.get(selected)?.area
    chosen.setAttribute('d', area === undefined ? '' : pathOf(area.rings, view, size.width, size.height))
  }

  function placeLabel(code: string, view: Frame): void {
    const label = labelled.get(code)
    const area = drawn.get(code)?.area
    if (label === undefined || area === undefined) return
    const [left, top, right, bottom] = onScreen(area.main.box, view)
    const [x, y] = centreOf(area.main)
    const room = Math.min(right - left, (bottom - top) * 2.4)
    label.room = room
    writeStatus(label, drawn.get(code)?.look?.labels ?? [])
    const shown = room > 26
    label.group.toggleAttribute('hidden', !shown)
    if (!shown) return
    const name = nameOf(code)
    label.name.textContent = room > name.length * 8 ? name : code
    const place = [x * view.scale + view.x, y * view.scale + view.y].map(value => value.toFixed(1))
    label.at = [x * view.scale + view.x, y * view.scale + view.y]
    label.group.setAttribute('transform', `translate(${place.join(' ')})`)
    label.group.classList.toggle('small', room < 48)
  }

  /**
   * Show of the labels what can be shown without one printed over another: the chosen country first, then the largest.
   */
  function thinOut(): void {
    const here = [...labelled].filter(([, { group }]) => !group.hasAttribute('hidden'))
    const tags = here.map(
      ([
        code,
        {
          at: [x, y],
          room,
          name,
          status,
          group,
        },
      ]): Tag => {
        const small = group.classList.contains('small')
        const [bold, thin] = small ? [7, 5.4] : [8, LETTER]
        return {
          x,
          y,
          name: (name.textContent ?? '').length * bold,
          status: (status.textContent ?? '').length * thin,
          line: 13,
          weight: code === selected ? Number.POSITIVE_INFINITY : room,
        }
      },
    )
    declutter(tags).forEach((shown, i) => {
      here[i]![1].group.dataset.shown = shown
    })
  }

  let thinning = false
  /** Statuses have changed; labels are placed anew at most once a frame. */
  function thinLater(): void {
    if (thinning) return
    thinning = true
    requestAnimationFrame(() => {
      thinning = false
      thinOut()
    })
  }

  function codeAt(target: EventTarget | null): string | null {
    return target instanceof Element ? target.getAttribute('data-country') : null
  }

  svg.addEventListener('pointermove', event => {
    if (event.buttons !== 0) return
    const code = codeAt(event.target)
    const look = code === null ? undefined : drawn.get(code)?.look
    tip.hidden = code === null
    if (code === null) return
    put(tip, h('strong', null, nameOf(code)), h('span', null, look?.words ?? 'Nothing on record'))
    const box = element.getBoundingClientRect()
    const x = event.clientX - box.left
    tip.style.left = `${Math.min(x + 14, box.width - 250)}px`
    tip.style.top = `${event.clientY - box.top + 16}px`
  })
  svg.addEventListener('pointerleave', () => {
    tip.hidden = true
  })
  svg.addEventListener('click', event => {
    const code = codeAt(event.target)
    if (code !== null) onSelect(code)
  })

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
        if (labelled.has(code) || !drawn.has(code)) continue
        const name = s('text', { class: 'name', y: -2 })
        const status = s('text', { class: 'status', y: 11 })
        const group = s('g', { hidden: true, 'data-label': code }, name, status)
        labelled.set(code, { group, name, status, room: 0, at: [0, 0] })
        labels.append(group)
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
      const label = labelled.get(country)
      if (label !== undefined && before?.labels.join() !== look.labels.join()) {
        writeStatus(label, look.labels)
        thinLater()
      }
    },
    select(country) {
      if (country === selected) return
      selected = country
      if (size.width > 0) drawChosen(zoomed())
    },
  }
}

/** The fullest wording that there is room for, else the shortest. */
function writeStatus({ status, room }: Label, labels: readonly string[]): void {
  status.textContent = labels.find(text => text.length * LETTER <= room) ?? labels.at(-1) ?? ''
}

/** Pixels that a letter of a label takes. */
const LETTER = 6.2

/** How many times closer than the whole world a small record may be framed. */
const MOST_ZOOM = 7
