import { createHash } from 'node:crypto'
import { presentCode } from '../../events/registry/registry.js'
import type { Policy } from '../../projections/policy/policy.js'
import { createHostHistory, type HostHistory } from './host/host-history.js'
import { createHostLog } from './host/host-log.js'
import type { Moment } from './host/moment.js'
import { createPastMoments } from './host/past-moments.js'
import { whenAsked } from './host/when-asked.js'
import type { ReadDays } from './host/written-days.js'
import type { Log } from './log-index.js'

/** A log as it is read under one policy: the log is there once, and there may be many readings of it. */
export interface Reading<L extends Log = Log> {
  readonly log: L
  readonly policy: Policy
  /** SHA-256 of the policy's JSON text. */
  readonly policyHash: string
  /** The history of a host; an empty one where nothing on record concerns it. */
  host(code: string): HostHistory
  /** Let go what was folded of a host: it is folded again when it is asked for. */
  forget(code: string): void
}

/** SHA-256 of a policy's JSON text. */
export function hashOf(policy: Policy): string {
  return createHash('sha256').update(JSON.stringify(policy)).digest('hex')
}

/** `written`: who came first in a host, as it was written down under this policy. */
export function createReading<L extends Log>(
  log: L,
  policy: Policy,
  written: (host: string) => ReadDays | null = () => null,
): Reading<L> {
  const policyHash = hashOf(policy)
  const histories = new Map<string, HostHistory>()
  const past = createPastMoments<Moment>()
  return {
    log,
    policy,
    policyHash,
    host(asked) {
      const code = presentCode(asked)
      let history = histories.get(code)
      if (history === undefined) {
        const hostLog = log.host(code)
        const folding = { policy, grades: log.regradings }
        const before = hostLog === null ? null : written(code)
        history = whenAsked(
          hostLog ?? createHostLog(code),
          loaded => createHostHistory(loaded, folding, past, before),
          () => past.forget(code),
          before,
        )
        if (hostLog !== null) histories.set(code, history)
      }
      return history
    },
    forget(asked) {
      const code = presentCode(asked)
      histories.delete(code)
      past.forget(code)
    },
  }
}
