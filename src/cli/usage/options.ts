import type { Command } from 'commander'

export const DIMENSION = 'security, arms, diplomatic or economic (default: security)'
export const STORE = 'read this store: sqlite:DIRECTORY or esdb://… (default: ENTENTE_STORE)'
const POLICY = 'the policy that weighs, an id of entente policies (default: v1)'

/** Options of a question; those that say themselves what `--at` is, or ask every policy, leave it out. */
export function question(command: Command, { at = true, policy = true } = {}): Command {
  if (at) command.option('--at <date>', 'the day that is asked about (default: today)')
  command.option('--as-known-at <moment>', 'what was known: an instant, a date or a position (default: everything)')
  if (policy) command.option('--policy <id>', POLICY)
  return command
    .option('--json', 'print exactly what the API answers')
    .option('--url <url>', 'ask a running service')
    .option('--store <store>', `otherwise ${STORE}`)
    .option('--now <moment>', 'a fixed today')
}
