import type { Frame } from './raster.js'

/** The outlines that the build has projected, each ring as its first point and the steps from there. */
export interface Outlines {
  readonly width: number
  readonly height: number
  readonly areas: readonly { readonly code: string | null; readonly rings: readonly (readonly number[])[] }[]
}

export interface Area {
  /** ISO 3166-1 alpha-3; null for areas that have none. */
  readonly code: string | null
  /** Each ring is x and y in turn. */
  readonly rings: readonly (readonly number[])[]
}

export interface World {
  readonly width: number
  readonly height: number
  readonly areas: readonly Area[]
}

/** The least part of the world's width that is shown around a country. */
const LEAST_PART = 0.22

export function worldOf({ width, height, areas }: Outlines): World {
  return { width, height, areas: areas.map(({ code, rings }) => ({ code, rings: rings.map(unfolded) })) }
}

function unfolded(steps: readonly number[]): number[] {
  const points = [...steps]
  for (let i = 2; i < points.length; i++) points[i]! += points[i - 2]!
  return points
}

/** The whole world, or a country with what lies around it. */
export function frameOf(world: World, country: string | null, width: number, height: number): Frame {
  const area = country === null ? undefined : world.areas.find(({ code }) => code === country)
  if (area === undefined)
    return centred(world.width / 2, world.height / 2, Math.min(width / world.width, height / world.height))
  const ring = area.rings.reduce((most, one) => (room(one) > room(most) ? one : most))
  const [left, top, right, bottom] = boxOf(ring)
  const shown = Math.max(world.width * LEAST_PART, 2 * (right - left), (2 * (bottom - top) * width) / height)
  return centred((left + right) / 2, (top + bottom) / 2, width / shown)

  function centred(x: number, y: number, scale: number): Frame {
    return { scale, x: width / 2 - x * scale, y: height / 2 - y * scale }
  }
}

function room(ring: readonly number[]): number {
  const [left, top, right, bottom] = boxOf(ring)
  return (right - left) * (bottom - top)
}

function boxOf(ring: readonly number[]): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = [ring[i]!, ring[i + 1]!]
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
  }
  return [left, top, right, bottom]
}
