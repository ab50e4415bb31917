import type { Basis } from '../wire/answers.js'
import type { TableColumn } from '../wire/rows.js'

/** What an answer rests on, as the last columns of each of its rows. */
export const BASIS_COLUMNS: readonly TableColumn[] = [
  { name: 'policy_id', type: 'text' },
  { name: 'policy_hash', type: 'text' },
  { name: 'as_known_at', type: 'text' },
  { name: 'log_position', type: 'text' },
]

export function basisCells({ policy, policyHash, asKnownAt, position }: Basis): readonly (string | null)[] {
  return [policy, policyHash, asKnownAt, position]
}
