import type { Outlines } from '../data/wire.js'

export type Box = readonly [left: number, top: number, right: number, bottom: number]

/** A closed or open line on the plane of the outlines: x and y in turn. */
export interface Outline {
  readonly points: readonly number[]
  readonly box: Box
}

export interface Area {
  /** ISO 3166-1 alpha-3; null for areas that have none. */
  readonly code: string | null
  readonly rings: readonly Outline[]
  /** The largest part, where a label is put and which frames are fitted to. */
  readonly main: Outline
}

export interface World {
  readonly box: Box
  readonly areas: readonly Area[]
  /** Borders between areas, once each. */
  readonly borders: readonly Outline[]
}

/** Where the plane lies on the screen: pixels a unit, and the pixel of its corner. */
export interface Frame {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** Unfold the outlines that the build has projected. */
export function readWorld({ width, height, areas, borders }: Outlines): World {
  return {
    box: [0, 0, width, height],
    areas: areas.map(({ code, rings }) => {
      const lines = rings.map(lineOf)
      return { code, rings: lines, main: lines.reduce((most, line) => (room(line) > room(most) ? line : most)) }
    }),
    borders: borders.map(lineOf),
  }
}

function lineOf(steps: readonly number[]): Outline {
  const points = [...steps]
  let [left, top, right, bottom] = [points[0]!, points[1]!, points[0]!, points[1]!]
  for (let i = 2; i < points.length; i += 2) {
    const x = points[i - 2]! + points[i]!
    const y = points[i - 1]! + points[i + 1]!
    points[i] = x
    points[i + 1] = y
    if (x < left) left = x
    else if (x > right) right = x
    if (y < top) top = y
    else if (y > bottom) bottom = y
  }
  return { points, box: [left, top, right, bottom] }
}

function room({ box: [left, top, right, bottom] }: Outline): number {
  return (right - left) * (bottom - top)
}

export function joined(boxes: readonly Box[]): Box {
  const side = (i: 0 | 1 | 2 | 3, pick: (...values: number[]) => number) => pick(...boxes.map(box => box[i]))
  return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)]
}

export function onScreen([left, top, right, bottom]: Box, { scale, x, y }: Frame): Box {
  return [left * scale + x, top * scale + y, right * scale + x, bottom * scale + y]
}

/** SVG path data of those lines that a window sees, in tenths of pixels; points that fall together are drawn once. */
export function pathOf(lines: readonly Outline[], frame: Frame, width: number, height: number, close = true): string {
  const { scale, x, y } = frame
  let text = ''
  for (const { points, box } of lines) {
    const [left, top, right, bottom] = onScreen(box, frame)
    if (right < 0 || bottom < 0 || left > width || top > height) continue
    let [beforeX, beforeY] = [Number.NaN, Number.NaN]
    for (let i = 0; i < points.length; i += 2) {
      const nextX = Math.round((points[i]! * scale + x) * 10) / 10
      const nextY = Math.round((points[i + 1]! * scale + y) * 10) / 10
      if (nextX === beforeX && nextY === beforeY) continue
      text += `${i === 0 ? 'M' : 'L'}${nextX},${nextY}`
      beforeX = nextX
      beforeY = nextY
    }
    if (close) text += 'Z'
  }
  return text
}

/** The centre of a ring's area. */
export function centreOf({ points, box }: Outline): readonly [x: number, y: number] {
  let [area, x, y] = [0, 0, 0]
  for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
    const cross = points[j]! * points[i + 1]! - points[i]! * points[j + 1]!
    area += cross
    x += (points[j]! + points[i]!) * cross
    y += (points[j + 1]! + points[i + 1]!) * cross
  }
  return area === 0 ? [box[0], box[1]] : [x / (3 * area), y / (3 * area)]
}

/** How far the map is enlarged and moved from its frame: a place p of the frame is shown at p * k + (x, y). */
export interface Zoomed {
  readonly k: number
  readonly x: number
  readonly y: number
}

/** What is drawn at one zoom, shown at another: the transform of SVG. */
export function between(drawn: Zoomed, now: Zoomed): string {
  const k = now.k / drawn.k
  return `translate(${now.x - drawn.x * k} ${now.y - drawn.y * k}) scale(${k})`
}
