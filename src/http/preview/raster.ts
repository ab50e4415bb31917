/** A number of a colour at a pixel. */
export type Paint = (x: number, y: number) => number

/** Where the plane of the outlines lies in the picture: pixels a unit, and the pixel of its corner. */
export interface Frame {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** A picture that areas are filled into. */
export interface Raster {
  readonly pixels: Uint8Array
  /** Fill what rings enclose, by odd and even; each ring is x and y in turn. */
  fill(rings: readonly (readonly number[])[], frame: Frame, paint: Paint): void
  /** Draw a line around every area that was filled: of one colour between two, of another towards the ground. */
  edge(between: number, towardsGround: number): void
}

export function createRaster(width: number, height: number, ground: number): Raster {
  const pixels = new Uint8Array(width * height).fill(ground)
  /** The area that a pixel belongs to, 0 for none. */
  const owners = new Uint16Array(width * height)
  let areas = 0

  return {
    pixels,
    fill(rings, frame, paint) {
      areas += 1
      for (const [y, crossings] of crossingsOf(rings, frame, height)) {
        crossings.sort((a, b) => a - b)
        for (let i = 0; i + 1 < crossings.length; i += 2) {
          const first = Math.max(0, Math.ceil(crossings[i]! - 0.5))
          const last = Math.min(width - 1, Math.ceil(crossings[i + 1]! - 0.5) - 1)
          for (let x = first; x <= last; x++) {
            pixels[y * width + x] = paint(x, y)
            owners[y * width + x] = areas
          }
        }
      }
    },
    edge(between, towardsGround) {
      for (let y = 0; y < height - 1; y++) {
        for (let x = 0; x < width - 1; x++) {
          const here = y * width + x
          const [own, right, below] = [owners[here], owners[here + 1], owners[here + width]]
          if (own === right && own === below) continue
          pixels[here] = own === 0 || right === 0 || below === 0 ? towardsGround : between
        }
      }
    },
  }
}

/** Where the middles of rows of pixels cross the rings, row by row. */
function crossingsOf(rings: readonly (readonly number[])[], frame: Frame, height: number): Map<number, number[]> {
  const rows = new Map<number, number[]>()
  for (const ring of rings) {
    let [fromX, fromY] = placed(ring, ring.length - 2, frame)
    for (let i = 0; i < ring.length; i += 2) {
      const [toX, toY] = placed(ring, i, frame)
      const first = Math.max(0, Math.ceil(Math.min(fromY, toY) - 0.5))
      const last = Math.min(height - 1, Math.ceil(Math.max(fromY, toY) - 0.5) - 1)
      for (let y = first; y <= last; y++) {
        const x = fromX + ((y + 0.5 - fromY) / (toY - fromY)) * (toX - fromX)
        const row = rows.get(y)
        if (row === undefined) rows.set(y, [x])
        else row.push(x)
      }
      ;[fromX, fromY] = [toX, toY]
    }
  }
  return rows
}

function placed(ring: readonly number[], i: number, { scale, x, y }: Frame): [number, number] {
  return [ring[i]! * scale + x, ring[i + 1]! * scale + y]
}
