import type { HostHistory } from '../../state/host/host-history.js'

/** What a question goes through, as far as it is known before it is answered. */
export interface Extent {
  readonly histories: readonly Pick<HostHistory, 'touches'>[]
  /** Days on which the state of each is made. */
  readonly days?: number
  /** How often all that was said of each is gone through. */
  readonly passes?: number
  /** It asks for an earlier state of knowledge, whose runs are worked out when it is first asked about. */
  readonly past?: boolean
}

/** To look at so many claims costs about as much as one state. */
const CLAIMS_A_STATE = 50

/** About how many states of one country on one day a question costs. */
export function costOf({ histories, days = 1, passes = 0, past = false }: Extent): number {
  const claims = histories.reduce((sum, history) => sum + history.touches, 0)
  return Math.ceil(histories.length * days + (passes * claims) / CLAIMS_A_STATE + (past ? claims : 0))
}

/** What it costs to look at so many events. */
export function costOfLooking(events: number): number {
  return Math.ceil(events / CLAIMS_A_STATE)
}
