import { createRequire } from 'node:module'
import { geoEqualEarth, geoPath } from 'd3-geo'
import countries from 'i18n-iso-countries'
import { feature, mesh } from 'topojson-client'

/** Width of the world in units: one of them is about half a pixel where the page frames a small record. */
const WIDTH = 10_000
/** Islands smaller than this many square units are left out, unless a country has nothing larger. */
const LEAST_AREA = 30

/**
 * Natural Earth's borders at 1:50m, projected once for every reader: on a plane of equal areas, in whole units, each ring as
 * its first point and then the steps from point to point. Areas carry ISO alpha-3 codes, null where there is none;
 * Antarctica is left out.
 */
export function outlines() {
  const topology = createRequire(import.meta.url)('world-atlas/countries-50m.json')
  const world = topology.objects.countries
  world.geometries = world.geometries.filter(geometry => codeOf(geometry) !== 'ATA')
  const projection = geoEqualEarth().fitWidth(WIDTH, { type: 'Sphere' })
  const [[left, top], [right, bottom]] = geoPath(projection).bounds({ type: 'Sphere' })
  const [x, y] = projection.translate()
  projection.translate([x - left, y - top])
  const areas = feature(topology, world).features.map(shape => ({
    code: codeOf(shape),
    rings: worthwhile(linesOf(shape, projection)).map(steps),
  }))
  const borders = linesOf(
    mesh(topology, world, (a, b) => a !== b),
    projection,
  )
  const [width, height] = [Math.ceil(right - left), Math.ceil(bottom - top)]
  return { width, height, areas, borders: borders.filter(line => line.length > 2).map(steps) }
}

function codeOf({ id, properties: { name } }) {
  return name === 'Kosovo' ? 'XKX' : ((id && countries.numericToAlpha3(id)) ?? null)
}

/** Lines of a shape in whole units, without points that fall together. */
function linesOf(shape, projection) {
  const lines = []
  const pen = {
    moveTo: (x, y) => lines.push([Math.round(x), Math.round(y)]),
    lineTo(x, y) {
      const line = lines.at(-1)
      const [nextX, nextY] = [Math.round(x), Math.round(y)]
      if (line.at(-2) !== nextX || line.at(-1) !== nextY) line.push(nextX, nextY)
    },
    closePath() {},
    arc() {},
  }
  geoPath(projection, pen)(shape)
  return lines
}

function worthwhile(rings) {
  const sizes = rings.map(areaOf)
  const most = Math.max(...sizes)
  return rings.filter((_, i) => sizes[i] === most || sizes[i] >= LEAST_AREA)
}

function areaOf(ring) {
  let sum = 0
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = [ring.at(i - 2), ring.at(i - 1)]
    sum += x * ring[i + 1] - ring[i] * y
  }
  return Math.abs(sum / 2)
}

function steps(line) {
  return line.map((value, i) => (i < 2 ? value : value - line[i - 2]))
}
