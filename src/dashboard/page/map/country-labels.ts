import { s } from '../element.js'
import { declutter, type Tag } from './declutter.js'
import { type Area, centreOf, type Frame, onScreen } from './world.js'

/** The names of countries on the map with a status under each, of which none is printed over another. */
export interface CountryLabels {
  readonly element: SVGGElement
  /** Have a label for a country from now on, if there was none. */
  readonly add: (country: string, wordings: readonly string[]) => void
  /** Wordings of its status, the longest first: the first that fits is shown. */
  readonly word: (country: string, wordings: readonly string[]) => void
  /** Put it where a frame shows its area. */
  readonly place: (country: string, area: Area, frame: Frame) => void
  /** Once all are placed: show of them what can be shown, the preferred country first, then the largest. */
  readonly thinOut: () => void
}

interface Label {
  readonly group: SVGGElement
  readonly name: SVGTextElement
  readonly status: SVGTextElement
  wordings: readonly string[]
  /** Pixels that the country leaves for text. */
  room: number
  /** Where it stands. */
  at: readonly [x: number, y: number]
}

interface Options {
  readonly nameOf: (country: string) => string
  /** Whose label goes before all others. */
  readonly preferred: () => string | null
}

/** Less room than this leaves a country without a label, and less than the second with a small one. */
const LEAST_ROOM = 26
const SMALL_ROOM = 48

/** Pixels that a letter takes: of a status, and of a name; and of both where they are small. */
const LETTER = 6.2
const BOLD_LETTER = 8
const SMALL_LETTER = 5.4
const SMALL_BOLD_LETTER = 7

const LINE = 13

export function createCountryLabels({ nameOf, preferred }: Options): CountryLabels {
  const element = s('g', { class: 'labels', 'aria-hidden': 'true' })
  const labels = new Map<string, Label>()
  let thinning = false

  function thinOut(): void {
    const here = [...labels].filter(([, { group }]) => !group.hasAttribute('hidden'))
    const first = preferred()
    declutter(here.map(([country, label]) => tagOf(label, country === first))).forEach((shown, i) => {
      here[i]![1].group.dataset.shown = shown
    })
  }

  /** Statuses have changed; labels are thinned out anew at most once a frame. */
  function thinLater(): void {
    if (thinning) return
    thinning = true
    requestAnimationFrame(() => {
      thinning = false
      thinOut()
    })
  }

  return {
    element,
    thinOut,
    add(country, wordings) {
      if (labels.has(country)) return
      const name = s('text', { class: 'name', y: -2 })
      const status = s('text', { class: 'status', y: 11 })
      const group = s('g', { hidden: true, 'data-label': country }, name, status)
      labels.set(country, { group, name, status, wordings, room: 0, at: [0, 0] })
      element.append(group)
    },
    word(country, wordings) {
      const label = labels.get(country)
      if (label === undefined || label.wordings.join() === wordings.join()) return
      label.wordings = wordings
      writeStatus(label)
      thinLater()
    },
    place(country, { main }, frame) {
      const label = labels.get(country)
      if (label === undefined) return
      const [left, top, right, bottom] = onScreen(main.box, frame)
      const room = Math.min(right - left, (bottom - top) * 2.4)
      label.room = room
      writeStatus(label)
      label.group.toggleAttribute('hidden', room <= LEAST_ROOM)
      if (room <= LEAST_ROOM) return
      const name = nameOf(country)
      label.name.textContent = room > name.length * BOLD_LETTER ? name : country
      const [x, y] = centreOf(main)
      label.at = [x * frame.scale + frame.x, y * frame.scale + frame.y]
      label.group.setAttribute('transform', `translate(${label.at.map(value => value.toFixed(1)).join(' ')})`)
      label.group.classList.toggle('small', room < SMALL_ROOM)
    },
  }
}

/** The fullest wording that there is room for, else the shortest. */
function writeStatus({ status, room, wordings }: Label): void {
  status.textContent = wordings.find(text => text.length * LETTER <= room) ?? wordings.at(-1) ?? ''
}

function tagOf({ at: [x, y], room, name, status, group }: Label, isFirst: boolean): Tag {
  const isSmall = group.classList.contains('small')
  return {
    x,
    y,
    name: (name.textContent ?? '').length * (isSmall ? SMALL_BOLD_LETTER : BOLD_LETTER),
    status: (status.textContent ?? '').length * (isSmall ? SMALL_LETTER : LETTER),
    line: LINE,
    weight: isFirst ? Number.POSITIVE_INFINITY : room,
  }
}
