import { type Box, joined } from './world.js'

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
