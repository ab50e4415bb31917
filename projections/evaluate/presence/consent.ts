import type { Day } from '../../../events/calendar.js'
import type { Consent } from '../../../events/words.js'
import { stepAt } from '../../fold/track.js'
import type { AgreementLife, AgreementState } from '../../kinds/agreement/life.js'
import type { ForceState } from '../../kinds/force/life.js'
import { bondState } from '../bond.js'
import type { ObjectsView } from '../objects-view.js'

/**
 * Consent as it stands: as posted, but contested from the day on which the host denounced what the force rests on, or
 * demanded that all forces of the sponsor leave, or the two severed relations, unless it consented anew after that.
 */
export function consentOf(
  state: ForceState,
  bases: readonly AgreementLife[],
  view: ObjectsView,
): { readonly consent: Consent | null; readonly contestedSince: Day | null } {
  if (state.consent === 'none') return { consent: 'none', contestedSince: null }
  const since = [denouncedSince(bases, view.at), demandedSince(state, view), estrangedSince(state, view)].filter(
    (day): day is Day => day !== null && day >= state.consentSince,
  )
  if (state.contestedSince !== null) since.push(state.contestedSince)
  if (since.length === 0) return { consent: state.consent, contestedSince: null }
  return { consent: 'contested', contestedSince: Math.min(...since) }
}

/** Day of the host's denunciation when no other instrument is left to rest on. */
function denouncedSince(bases: readonly AgreementLife[], at: Day): Day | null {
  let since: Day | null = null
  for (const basis of bases) {
    const state: AgreementState | undefined = stepAt(basis.track, at)?.state
    if (state === undefined) continue
    if (state.denouncedSince === null) {
      if (state.status !== 'ended' && state.status !== 'unknown') return null
      continue
    }
    since = since === null ? state.denouncedSince : Math.min(since, state.denouncedSince)
  }
  return since
}

function demandedSince(state: ForceState, view: ObjectsView): Day | null {
  if (state.sponsor === null) return null
  const demand = view.life('demand', state.sponsor)
  if (demand === null) return null
  const concerns = (since: Day) => since >= state.consentSince && since <= view.at
  return demand.track.steps.find(step => concerns(step.state.since))?.state.since ?? null
}

function estrangedSince(state: ForceState, view: ObjectsView): Day | null {
  return state.sponsor === null ? null : (bondState(view, state.sponsor)?.estrangedSince ?? null)
}
