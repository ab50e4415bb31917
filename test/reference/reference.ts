/** The naive reference stands with the projections, as `entente verify` asks it too. */
import { referenceAnswer } from '../../projections/reference.js'

export * from '../../projections/reference.js'

/** The state of a day alone. */
export function referenceState(...question: Parameters<typeof referenceAnswer>) {
  return referenceAnswer(...question).state
}
