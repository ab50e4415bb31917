import type { RowOutcome } from './intake.js'

/** What became of the rows of a table. */
export interface LeadSummary {
  readonly rows: number
  readonly new: number
  readonly joined: number
  readonly duplicate: number
  readonly revised: number
  readonly 'left-out': number
  readonly refused: number
  readonly leftOut: readonly { readonly reason: string; readonly rows: number; readonly line: number }[]
  readonly stop: { readonly line: number; readonly code: string; readonly detail: string } | null
}

/** Reasons that are told one by one; tables that are none would fill the answer with them. */
const MOST_REASONS = 200

/** Counts outcomes as they come. */
export function createTally(): {
  add(outcomes: readonly RowOutcome[]): void
  summary(stop: LeadSummary['stop']): LeadSummary
} {
  const counts = { new: 0, joined: 0, duplicate: 0, revised: 0, 'left-out': 0, refused: 0 }
  const reasons = new Map<string, { reason: string; rows: number; line: number }>()
  let rows = 0
  let lastLine = 0
  return {
    add(outcomes) {
      for (const outcome of outcomes) {
        counts[outcome.outcome]++
        if (outcome.line !== lastLine) rows++
        lastLine = outcome.line
        if (!('reason' in outcome)) continue
        const known = reasons.get(outcome.reason)
        if (known !== undefined) known.rows++
        else if (reasons.size < MOST_REASONS) {
          reasons.set(outcome.reason, { reason: outcome.reason, rows: 1, line: outcome.line })
        }
      }
    },
    summary: stop => ({
      rows,
      ...counts,
      leftOut: [...reasons.values()].sort((a, b) => b.rows - a.rows),
      stop,
    }),
  }
}
