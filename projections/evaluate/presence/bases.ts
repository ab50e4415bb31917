import type { Day } from '../../../events/calendar.js'
import { stepAt } from '../../fold/track.js'
import type { AgreementLife } from '../../kinds/agreement/life.js'
import type { ForceLife, ForceState } from '../../kinds/force/life.js'
import type { ObjectsView } from '../objects-view.js'
import { completed, LONGEST_SUCCESSION } from './succession.js'

/** Instruments that a force rests on, replacements followed, on a day on which it is present. */
export function basesOn(life: ForceLife, view: Pick<ObjectsView, 'life' | 'at'>): readonly AgreementLife[] {
  const state = stepAt(life.track, view.at)?.state
  return state?.present ? basesOf(completed(state, view, 0), view) : []
}

/** Every instrument that a force may ever rest on, and what replaces it. */
export function agreementsOf(life: ForceLife, view: Pick<ObjectsView, 'life'>): readonly AgreementLife[] {
  const agreements = new Set<AgreementLife>()
  const ids = life.track.steps.flatMap(({ state }) => completed(state, view, 0).legalBasis)
  for (let id of ids) {
    for (let i = 0; i <= LONGEST_SUCCESSION; i++) {
      const agreement = view.life('agreement', id)
      if (agreement === null) break
      agreements.add(agreement)
      if (agreement.replacedBy === null) break
      id = agreement.replacedBy
    }
  }
  return [...agreements]
}

/** The same of a force as it stands, with what it took over. */
export function basesOf(state: ForceState, view: Pick<ObjectsView, 'life' | 'at'>): AgreementLife[] {
  const bases: AgreementLife[] = []
  // An instrument that has not begun by the day is no basis yet; where its days are unknown, that cannot be told.
  const begun = (id: string) => {
    const life = view.life('agreement', id)
    const from = life?.span.from ?? Number.POSITIVE_INFINITY
    return from <= view.at || from === Number.POSITIVE_INFINITY ? life : null
  }
  for (const id of state.legalBasis) {
    let life = begun(id)
    for (let i = 0; i < LONGEST_SUCCESSION && life !== null && life.replacedBy !== null; i++) {
      if (binds(life, view.at)) break
      life = begun(life.replacedBy) ?? life
    }
    if (life !== null && !bases.includes(life)) bases.push(life)
  }
  return bases
}

/** Whether an instrument is known to stand on a day, signed or in force. */
export function binds(life: AgreementLife, at: Day): boolean {
  const status = stepAt(life.track, at)?.state.status
  return status !== undefined && status !== 'ended' && status !== 'unknown'
}

/** Whether there was an instrument on the day, if only one of which the end alone is known. */
export function isThere(life: AgreementLife, at: Day): boolean {
  const step = stepAt(life.track, at) ?? life.track.steps.find(({ state }) => state.status === 'unknown')
  return step !== undefined && step.state.status !== 'ended'
}
