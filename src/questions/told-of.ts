import { type Resolved, resolve } from '../../projections/resolve/claim.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import type { Known } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'

/**
 * Look at every claim about a host as it stands at a place, in log order, retracted ones too. What was corrected to speak of
 * other countries is left out.
 */
export function* toldOf(history: HostHistory, known: Known, look: (told: Resolved) => void): Steps {
  yield* history.loading()
  // More may come in between the steps.
  for (const claim of [...history.claims]) {
    if (claim.seq > known) return
    yield
    const told = resolve(claim, known)
    if (hostsOf(told.event).includes(history.host)) look(told)
  }
}
