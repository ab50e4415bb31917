import type { Steps } from '../../../projections/values/steps.js'
import { createPalette } from '../../dashboard/page/map/palette.js'
import type { Colour } from './png.js'
import { createRaster, type Paint } from './raster.js'
import { frameOf, type World } from './world.js'

export const WIDTH = 1200
export const HEIGHT = 630

/** Colours of the page by their names in its stylesheet. */
export type Colours = ReadonlyMap<string, Colour>

/** How a country stands in one dimension. */
export interface Standing {
  readonly country: string
  readonly status: string
  readonly primary: string | null
  readonly contenders: readonly string[]
  readonly alignedWith: readonly string[]
}

export interface Picture {
  readonly pixels: Uint8Array
  readonly colours: readonly Colour[]
}

const STRIPE = 9
const MOST_STRIPES = 3

/** The map as the page paints it, a country a step: in light, without words, around one country where one is chosen. */
export function* pictureOf(
  world: World,
  standings: Iterable<Standing | null>,
  colours: Colours,
  { country, only }: { readonly country: string | null; readonly only: string | null },
): Steps<Picture> {
  const numbers = new Map([...colours.keys()].map((name, i) => [name, i]))
  const numberOf = (name: string) => numbers.get(name) ?? 0
  const palette = createPalette()
  const paints = new Map<string, Paint>()
  for (const standing of standings) {
    yield
    if (standing === null) continue
    const { status, primary, contenders, alignedWith } = standing
    const partners = [primary, ...contenders, ...alignedWith]
    const isShown = only === null || status === only || partners.includes(only)
    paints.set(
      standing.country,
      isShown ? paintOf(standing, name => numberOf(palette.of(name)), numberOf) : plain(numberOf('--sea')),
    )
  }
  const raster = createRaster(WIDTH, HEIGHT, numberOf('--sea'))
  const frame = frameOf(world, country, WIDTH, HEIGHT)
  const land = () => numberOf('--land')
  for (const { code, rings } of world.areas) {
    raster.fill(rings, frame, paints.get(code ?? '') ?? land)
    yield
  }
  raster.edge(numberOf('--edge'), numberOf('--faint'))
  yield
  const chosen = world.areas.find(({ code }) => code !== null && code === country)
  if (chosen !== undefined) outline(raster.pixels, chosen.rings, numberOf('--ink'))
  return { pixels: raster.pixels, colours: [...colours.values()] }

  function outline(pixels: Uint8Array, rings: readonly (readonly number[])[], colour: number): void {
    const mask = createRaster(WIDTH, HEIGHT, 0)
    mask.fill(rings, frame, () => 1)
    mask.edge(2, 2)
    for (let i = WIDTH; i < pixels.length - WIDTH; i++) {
      if (mask.pixels[i] === 2) for (const at of [i, i + 1, i + WIDTH]) pixels[at] = colour
    }
  }
}

function paintOf(
  { status, primary, contenders, alignedWith }: Standing,
  ofPartner: (id: string) => number,
  named: (name: string) => number,
): Paint {
  if (status === 'single' && primary !== null) return plain(ofPartner(primary))
  if (status === 'contested') {
    const colours = contenders.slice(0, MOST_STRIPES).map(ofPartner)
    return stripes(colours.length > 1 ? colours : [colours[0] ?? named('--paper'), named('--stripe')])
  }
  if (status === 'split') return (x, y) => (x % 11 < 2 || y % 11 < 2 ? named('--stripe') : named('--paper'))
  if (alignedWith.length > 0) {
    const colour = ofPartner(alignedWith[0]!)
    return (x, y) => ((x - y + HEIGHT) % 8 < 2 ? colour : named('--paper'))
  }
  if (status === 'none') return plain(named('--paper'))
  return (x, y) => (x % 7 < 2 && y % 7 < 2 ? named('--faint') : named('--land'))
}

function plain(colour: number): Paint {
  return () => colour
}

function stripes(colours: readonly number[]): Paint {
  return (x, y) => colours[Math.floor((x + y) / STRIPE) % colours.length]!
}
