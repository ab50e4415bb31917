import { select } from 'd3-selection'
import { type D3ZoomEvent, zoom, zoomIdentity } from 'd3-zoom'
import type { Box, Zoomed } from './world.js'

export interface Zooming {
  readonly by: (factor: number) => void
  readonly reset: () => void
  /** The window has another size, or what is shown takes other room in it at first. */
  readonly bound: (width: number, height: number, world: Box) => void
}

interface Options {
  /** While fingers, a button or the wheel are at it. */
  readonly onMove: (zoomed: Zoomed) => void
  readonly onRest: () => void
}

/** From half the frame to as close as an island. */
const EXTENT: [number, number] = [0.5, 60]
/** Pixels that a press may wander and still be a click. */
const CLICK = 5

function isForMap(event: MouseEvent | TouchEvent): boolean {
  if ('touches' in event) return event.touches.length > 1
  return !event.button && (!event.ctrlKey || event.type === 'wheel')
}

/** A mouse's drag and wheel, and two fingers; one finger is the page's, which it scrolls. What a button does is at rest at once. */
export function createZooming(svg: SVGSVGElement, { onMove, onRest }: Options): Zooming {
  const target = select<SVGSVGElement, unknown>(svg)
  const behaviour = zoom<SVGSVGElement, unknown>()
    .filter(isForMap)
    .scaleExtent(EXTENT)
    .clickDistance(CLICK)
    .on('zoom', ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => onMove(transform))
    .on('end', onRest)
  // A double click is two clicks on a country.
  target.call(behaviour).on('dblclick.zoom', null)
  return {
    by: factor => behaviour.scaleBy(target, factor),
    reset: () => behaviour.transform(target, zoomIdentity),
    bound(width, height, [left, top, right, bottom]) {
      behaviour.extent([
        [0, 0],
        [width, height],
      ])
      // The world may be moved until its edge is in the middle, and not lost.
      behaviour.translateExtent([
        [left - width / 2, top - height / 2],
        [right + width / 2, bottom + height / 2],
      ])
    },
  }
}
