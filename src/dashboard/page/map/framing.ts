import { type Box, type Frame, joined, type Zoomed } from './world.js'

/** As many as this share of the countries may be left out of the frame. */
const STRAY_SHARE = 0.2
/** And only where the frame of the rest is at most this wide and high against the whole. */
const SHRINKS_TO = 0.62

/** What a frame is fitted to: all countries, but for the few that stand so far off that the rest would be small. */
export function withoutStrays(boxes: readonly Box[]): readonly Box[] {
  let kept = boxes
  for (let left = Math.floor(boxes.length * STRAY_SHARE); left > 0; left--) {
    const size = extent(joined(kept))
    const without = kept.map((_, i) => kept.filter((_box, k) => k !== i))
    const smallest = without.reduce((best, one) => (extent(joined(one)) < extent(joined(best)) ? one : best), kept)
    if (extent(joined(smallest)) > size * SHRINKS_TO) break
    kept = smallest
  }
  return kept
}

function extent([left, top, right, bottom]: Box): number {
  return Math.max(right - left, bottom - top)
}

/** Pixels of the window that the map is drawn in. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** How many times closer than the whole world a small record may be framed. */
const MOST_ZOOM = 7

/** The frame in which a window shows these countries, or the whole world where there are none. */
export function frameOf(countries: readonly Box[], world: Box, size: Size): Frame {
  const { width, height } = size
  const inFrame = withoutStrays(countries)
  const made =
    inFrame.length > 0 ? fitted(joined(inFrame), size, Math.min(width, height) * 0.1) : fitted(world, size, 4)
  const scale = Math.min(made.scale, fitted(world, size, 0).scale * MOST_ZOOM)
  const ratio = scale / made.scale
  const [x, y] = [width / 2, height / 2]
  return { scale, x: x + (made.x - x) * ratio, y: y + (made.y - y) * ratio }
}

/** All of a box in the window, as large as it fits within a margin. */
function fitted([left, top, right, bottom]: Box, { width, height }: Size, margin: number): Frame {
  const scale = Math.min((width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top))
  return { scale, x: width / 2 - ((left + right) / 2) * scale, y: height / 2 - ((top + bottom) / 2) * scale }
}

/** A frame, enlarged and moved. */
export function zoomedTo({ scale, x, y }: Frame, { k, x: right, y: down }: Zoomed): Frame {
  return { scale: scale * k, x: x * k + right, y: y * k + down }
}
