import { type Day, isoOf } from '../../../events/calendar.js'
import { stepAt } from '../../fold/track.js'
import { readDate } from '../../resolve/claim.js'
import type { ListedOn } from '../kind.js'
import type { AgreementEntry, Listed } from '../listed.js'
import { createStepMemo } from '../memo.js'
import type { AgreementLife } from './life.js'
import { fades, kindWeights } from './weigh.js'

/** An agreement as an answer lists it on a day on which it stands, or after it has ended. */
export function entryOf(life: AgreementLife, on: ListedOn): Listed | null {
  if (stepAt(life.track, on.at) === null) return null
  const dormantSince = dormantOf(life, on)
  if (dormantSince !== null) return listed(life, on.at, dormantSince)
  return entries(life, on.at, 0, () => listed(life, on.at, null))
}

const entries = createStepMemo<Listed>()

/** Since when an instrument of security has been in force and not been used; null where it is used, or over. */
function dormantOf(life: AgreementLife, on: ListedOn): string | null {
  const status = stepAt(life.track, on.at)?.state.status
  if (status === 'ended' || !fades(life) || kindWeights(life, on).security === undefined) return null
  const since = life.partners.length === 1 ? on.dormantSince(life.partners[0]!) : null
  return since === null ? null : isoOf(since)
}

function listed(life: AgreementLife, at: Day, dormantSince: string | null): Listed {
  const { when, state } = stepAt(life.track, at)!
  const { status, contested, endsOn, partners = life.partners, suspendedWith = [] } = state
  const entry: AgreementEntry = {
    agreementId: life.agreementId,
    partner: partners.length === 1 ? partners[0]! : null,
    partners,
    kind: life.agreementKind,
    mutual: life.mutual,
    status,
    signedOn: life.signedOn,
    inForceFrom: life.inForceFrom,
    endsOn: status === 'ended' || isPast(endsOn, at) ? null : endsOn,
    endedOn: status === 'ended' ? when.text : null,
    lapsedWith: state.endedWith ?? null,
    suspendedWith: status === 'ended' ? [] : suspendedWith,
    contested,
    dormantSince,
    denouncedByHost: state.denouncedSince !== null,
    confidence: round2(life.q.point),
    eventIds: life.eventIds,
  }
  return { list: 'agreements', entry }
}

/** An end whose day has passed and that is not believed is no end in prospect. */
function isPast(endsOn: string | null, at: Day): boolean {
  return endsOn !== null && readDate(endsOn).latest < at
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
