import { type ExtendedFeature, geoArea, geoBounds, geoCentroid } from 'd3-geo'
import { feature, mesh } from 'topojson-client'

export interface Area {
  /** ISO 3166-1 alpha-3; null for areas that have none. */
  readonly code: string | null
  readonly shape: ExtendedFeature
  /** The largest part, where a label is put. */
  readonly main: ExtendedFeature
}

export interface World {
  readonly areas: readonly Area[]
  /** Borders between areas, once each. */
  readonly borders: ReturnType<typeof mesh>
}

type Topology = Parameters<typeof mesh>[0]

/** Read the world's borders; shapes are in degrees. */
export async function loadWorld(url: string): Promise<World> {
  const reply = await fetch(url)
  if (!reply.ok) throw new Error(`borders: ${reply.status}`)
  const topology = (await reply.json()) as Topology
  const countries = topology.objects.countries as Parameters<typeof mesh>[1] & Parameters<typeof feature>[1]
  const collection = feature(topology, countries) as unknown as { readonly features: readonly ExtendedFeature[] }
  const areas = collection.features.map(shape => ({
    code: typeof shape.id === 'string' ? shape.id : null,
    shape,
    main: largestPart(shape),
  }))
  return { areas, borders: mesh(topology, countries, (a, b) => a !== b) }
}

function largestPart(shape: ExtendedFeature): ExtendedFeature {
  const { geometry } = shape
  if (geometry === null || geometry.type !== 'MultiPolygon') return shape
  let best = shape
  let most = -1
  for (const coordinates of (geometry as unknown as { coordinates: number[][][][] }).coordinates) {
    const part = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates } } as ExtendedFeature
    const area = geoArea(part)
    if (area > most) {
      most = area
      best = part
    }
  }
  return best
}

export { geoBounds, geoCentroid }
