/** A label that wants to stand somewhere: a name, and under it a status. */
export interface Tag {
  readonly x: number
  readonly y: number
  /** Pixels that its two lines take. */
  readonly name: number
  readonly status: number
  /** Height of a line. */
  readonly line: number
  /** Who goes first where two want the same place. */
  readonly weight: number
}

export type Shown = 'whole' | 'name' | 'nothing'

/** How much of each label can be shown so that none is printed over another: the weightiest first. */
export function declutter(tags: readonly Tag[]): readonly Shown[] {
  const taken: Rect[] = []
  const isFree = (rect: Rect) => taken.every(other => !overlaps(rect, other))
  const shown = new Map<number, Shown>()
  const order = tags.map((_, i) => i).sort((a, b) => tags[b]!.weight - tags[a]!.weight)
  for (const i of order) {
    const tag = tags[i]!
    const name = rectOf(tag, tag.name, -tag.line)
    if (!isFree(name)) {
      shown.set(i, 'nothing')
      continue
    }
    const status = rectOf(tag, tag.status, 0)
    const hasRoom = tag.status > 0 && isFree(status)
    taken.push(name)
    if (hasRoom) taken.push(status)
    shown.set(i, hasRoom ? 'whole' : 'name')
  }
  return tags.map((_, i) => shown.get(i)!)
}

type Rect = readonly [left: number, top: number, right: number, bottom: number]

function rectOf({ x, y, line }: Tag, width: number, top: number): Rect {
  return [x - width / 2, y + top, x + width / 2, y + top + line]
}

function overlaps(a: Rect, b: Rect): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}
