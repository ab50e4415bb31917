import type { Point } from '../data/wire.js'

const MOST_LINES = 6

/** Colours and dashes both tell lines apart. */
export const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [1, 4]]

/** Partners that ever led most: by their largest absolute score, the chosen one always among them. */
export function leading(points: readonly Point[], chosen: string | null): string[] {
  const peaks = new Map<string, number>()
  for (const { scores } of points) {
    for (const [partner, score] of Object.entries(scores))
      peaks.set(partner, Math.max(peaks.get(partner) ?? 0, Math.abs(score)))
  }
  const sorted = [...peaks].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([partner]) => partner)
  const lines = sorted.slice(0, MOST_LINES)
  if (chosen !== null && peaks.has(chosen) && !lines.includes(chosen)) lines.splice(-1, 1, chosen)
  return lines
}
