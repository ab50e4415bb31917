/** What was measured at a moment. */
export interface Sample {
  readonly seconds: number
  readonly value: number
}

/** By how much a value grew from the first sample to the last, along the line that fits all of them best. */
export function growth(samples: readonly Sample[]): number {
  const first = samples[0]!
  const time = mean(samples.map(({ seconds }) => seconds))
  const value = mean(samples.map(one => one.value))
  let along = 0
  let spread = 0
  for (const one of samples) {
    along += (one.seconds - time) * (one.value - value)
    spread += (one.seconds - time) ** 2
  }
  return spread === 0 ? 0 : (along / spread) * (samples.at(-1)!.seconds - first.seconds)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
