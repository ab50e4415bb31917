import { type Day, isoOf } from '../../events/calendar.js'
import type { AgreementLife, Life } from '../fold/life.js'
import { stepAt } from '../fold/track.js'
import { readDate } from '../resolve/claim.js'
import { byText } from '../values/order.js'
import { eventIdsUpTo } from './component.js'
import { createStepMemo } from './memo.js'
import type { ObjectsView } from './objects-view.js'
import type { Presence } from './present-force.js'
import type { Weighing } from './weigh.js'
import { kindWeights } from './weigh-agreement.js'
import { fades } from './weigh-paper.js'

/** What stands on a day, as the answer lists it: all that changes on the edges of intervals alone. */
export function standingOf(view: ObjectsView, { presences, bonds }: Weighing) {
  return {
    agreements: agreementsOf(view, bonds),
    forces: presences
      .filter(({ life }) => stepAt(life.track, view.at)?.state.present)
      .map(forceEntry)
      .sort((a, b) => byText(a.forceId, b.forceId)),
    bases: basesOf(view),
    measures: measuresOf(view),
    memberships: membershipsOf(view),
  }
}

/** Lives of some kinds, ordered by key. */
function livesOf(view: ObjectsView, ...kinds: readonly Life['kind'][]): Life[] {
  return view.lives.filter(({ kind }) => kinds.includes(kind)).sort((a, b) => byText(a.key, b.key))
}

function agreementsOf(view: ObjectsView, bonds: Weighing['bonds']) {
  const standing: AgreementLife[] = []
  for (const life of view.lives) {
    if (life.kind !== 'agreement') continue
    const status = stepAt(life.track, view.at)?.state.status
    if (status !== undefined && status !== 'ended') standing.push(life)
  }
  return [...standing, ...view.ended()]
    .map(life => {
      const dormantSince = dormantOf(life, view, bonds)
      if (dormantSince !== null) return agreementEntry(life, view.at, dormantSince)
      return agreements(life, view.at, 0, () => agreementEntry(life, view.at, null))
    })
    .sort(byAgreementId)
}

const agreements = createStepMemo<ReturnType<typeof agreementEntry>>()
const forces = new WeakMap<Presence, ReturnType<typeof forceOf>>()

function forceEntry(presence: Presence) {
  let entry = forces.get(presence)
  if (entry === undefined) {
    entry = forceOf(presence)
    forces.set(presence, entry)
  }
  return entry
}

/** Since when an instrument of security has been in force and not been used; null where it is used, or over. */
function dormantOf(life: AgreementLife, view: ObjectsView, bonds: Weighing['bonds']): string | null {
  const status = stepAt(life.track, view.at)?.state.status
  if (status === 'ended' || !fades(life) || kindWeights(life, view).security === undefined) return null
  const since = life.partners.length === 1 ? bonds(life.partners[0]!).dormantSince() : null
  return since === null ? null : isoOf(since)
}

function agreementEntry(life: AgreementLife, at: Day, dormantSince: string | null) {
  const step = stepAt(life.track, at)!
  const { status, contested, endsOn, partners = life.partners } = step.state
  const partner = partners.length === 1 ? partners[0]! : null
  return {
    agreementId: life.agreementId,
    partner,
    partners,
    kind: life.agreementKind,
    mutual: life.mutual,
    status,
    signedOn: life.signedOn,
    inForceFrom: life.inForceFrom,
    endsOn: status === 'ended' || isPast(endsOn, at) ? null : endsOn,
    endedOn: status === 'ended' ? step.when.text : null,
    lapsedWith: step.state.endedWith ?? null,
    contested,
    dormantSince,
    denouncedByHost: step.state.denouncedSince !== null,
    confidence: round2(life.q.point),
    eventIds: life.eventIds,
  }
}

/** An end that went by and is not believed is none in prospect. */
function isPast(endsOn: string | null, at: Day): boolean {
  return endsOn !== null && readDate(endsOn).latest < at
}

function byAgreementId(a: { readonly agreementId: string }, b: { readonly agreementId: string }): number {
  return byText(a.agreementId, b.agreementId)
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}

function forceOf(presence: Presence) {
  const { life, strength } = presence
  return {
    forceId: life.forceId,
    sponsor: presence.sponsor,
    role: presence.role,
    consent: presence.consent,
    strength: strength === null ? null : { low: strength.low, high: strength.high, basis: strength.basis },
    strengthAsOf: strength?.asOf ?? null,
    since: presence.since,
    legalBasis: presence.bases.map(({ agreementId }) => agreementId),
    withoutLegalBasis: presence.withoutLegalBasis,
    disputed: presence.disputed,
    sites: [...presence.sites, ...presence.siteLives.map(({ siteId }) => siteId)].filter(isFirst),
    confidence: round2(life.q.point),
    eventIds: life.eventIds,
  }
}

function isFirst<T>(item: T, index: number, list: readonly T[]): boolean {
  return list.indexOf(item) === index
}

function basesOf(view: ObjectsView) {
  return livesOf(view, 'site').flatMap(life => {
    if (life.kind !== 'site') return []
    const state = stepAt(life.track, view.at)?.state
    if (!state?.granted) return []
    const { siteId, name, eventIds } = life
    return [{ siteId, name, partners: state.partners, forceId: state.forceId, since: state.since, eventIds }]
  })
}

interface MeasureEntry {
  readonly type: string
  readonly partner: string
  readonly by: readonly string[]
  readonly measures?: readonly string[]
  readonly eased?: boolean
  readonly since: string
  readonly eventIds: readonly string[]
}

/** Measures that the contract names; an embassy that is only downgraded shows in the scores. */
function measuresOf(view: ObjectsView): MeasureEntry[] {
  return livesOf(view, 'sanctions', 'tie').flatMap((life): MeasureEntry[] => {
    if (life.kind === 'sanctions') {
      const step = stepAt(life.track, view.at)
      if (step === null || step.state.measures.length === 0) return []
      const { measures, since, eased } = step.state
      const eventIds = eventIdsUpTo(life.track.steps, step)
      const { by: partner, own } = life
      const by = [own ? view.host : partner]
      return [{ type: 'sanctions', partner, by, measures, eased, since, eventIds }]
    }
    if (life.kind !== 'tie') return []
    const step = stepAt(life.track, view.at)
    if (step === null || step.state.measure === null || step.state.measure === 'embassy-downgraded') return []
    const { measure, since, by } = step.state
    const eventIds = eventIdsUpTo(life.track.steps, step)
    return [{ type: measure, partner: life.partner, by: by.length > 0 ? by : [life.partner], since, eventIds }]
  })
}

function membershipsOf(view: ObjectsView) {
  return livesOf(view, 'membership').flatMap(life => {
    if (life.kind !== 'membership') return []
    const step = stepAt(life.track, view.at)
    if (step === null) return []
    const { status, command, endsOn } = step.state
    const { steps } = life.track
    let first = steps.indexOf(step)
    while (steps[first - 1]?.state.status === status) first -= 1
    const since = steps[first]!.when.text
    const eventIds = eventIdsUpTo(steps, step)
    const told = command === null ? {} : { command: command ? 'in' : 'out' }
    return [{ organisation: life.organisation, status, since, endsOn, ...told, eventIds }]
  })
}
