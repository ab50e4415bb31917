/** A number with the range that it may lie in: `low <= point <= high`. */
export interface Estimate {
  readonly low: number
  readonly point: number
  readonly high: number
}

export const certain: Estimate = { low: 1, point: 1, high: 1 }

export function times(a: Estimate, b: Estimate): Estimate {
  return { low: a.low * b.low, point: a.point * b.point, high: a.high * b.high }
}
