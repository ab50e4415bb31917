import { breaksOf, hasBegun } from '../evaluate/breaks.js'
import { stepAt, type Track } from '../fold/track.js'
import type { AgreementLife } from '../kinds/agreement/life.js'
import { fades } from '../kinds/agreement/weigh.js'
import type { SiteLife } from '../kinds/site.js'
import type { Mismatch, MismatchView } from './mismatch.js'

/** Of instruments only those of security that the two keep alive. */
export function leftPaper(life: AgreementLife, view: MismatchView): Mismatch[] {
  if (!fades(life) || view.policy.agreements.kinds[life.agreementKind ?? 'mou'].security === undefined) return []
  return leftStanding(life, ({ status }) => status === 'in-force' || status === 'suspended', view)
}

/**
 * What stood before a relationship was broken off and was never reported as ended; by itself it makes no provider.
 * Raised once, half a year after the first break that it outlived.
 */
export function leftStanding<L extends SiteLife | AgreementLife>(
  life: L,
  stands: (state: L['track']['steps'][number]['state']) => boolean,
  view: MismatchView,
): Mismatch[] {
  const track = life.track as Track<L['track']['steps'][number]['state']>
  // What ends with a state or an organisation ends untold.
  const last = track.steps.findLast(step => step.eventIds.length > 0)
  if (last === undefined || !stands(last.state)) return []
  return partnersOfLife(life).flatMap(partner => {
    for (const { day, breach, text, eventIds } of breaksOf(view, partner)) {
      const after = day + view.policy.paper.leftStandingDays
      if (breach !== 'ruptured' || hasBegun(view, partner, day, after)) continue
      const before = stepAt(track, day - 1)
      const step = stepAt(track, after)
      if (before === null || step === null || !stands(before.state) || !stands(step.state)) continue
      if (step.when.from > day) continue
      const detail = `${life.object.kind} ${life.object.id} of ${partner} stood before the break of ${text}, and no end of it is known`
      const found = [...new Set([...step.eventIds, ...eventIds])]
      return [{ code: 'left-standing-by-rupture', detail, eventIds: found, since: after }]
    }
    return []
  })
}

function partnersOfLife(life: SiteLife | AgreementLife): readonly string[] {
  return life.kind === 'agreement'
    ? life.partners
    : [...new Set(life.track.steps.flatMap(({ state }) => state.partners))]
}
