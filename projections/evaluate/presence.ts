import type { Day } from '../../events/calendar.js'
import { kindOfPartner } from '../../events/registry/registry.js'
import type { Consent, Role } from '../../events/words.js'
import type { AgreementLife, AgreementState, ForceLife, ForceState, Life, SiteLife } from '../fold/life.js'
import { mix, steadyIndex, stepAt, type Track } from '../fold/track.js'
import type { Policy } from '../policy/policy.js'
import { certain, type Estimate, times } from '../values/estimate.js'
import { byText, sameItems } from '../values/order.js'
import { bondState, isOwnJointForce, uninvitedSponsors } from './bond.js'
import type { ObjectsView } from './objects-view.js'
import type { Presence } from './present-force.js'

/** Forces that are in the host on the day, the weightiest first. */
export function presencesOf(view: ObjectsView): Presence[] {
  const sites = new Map<string, SiteLife[]>()
  for (const life of view.lives) {
    if (life.kind !== 'site') continue
    const state = stepAt(life.track, view.at)?.state
    if (!state?.granted || state.forceId === null) continue
    const known = sites.get(state.forceId)
    if (known) known.push(life)
    else sites.set(state.forceId, [life])
  }
  for (const list of sites.values()) list.sort((a, b) => byText(a.key, b.key))
  const presences: Presence[] = []
  for (const life of view.lives) {
    if (life.kind !== 'force') continue
    const presence = rememberedPresence(life, sites.get(life.forceId) ?? NO_SITES, view)
    if (presence !== null) presences.push(presence)
  }
  return tainted(presences, view).sort((a, b) => b.weight.point - a.weight.point || byText(a.life.key, b.life.key))
}

/** Whoever has an uninvited force in the host has no guests there by what was agreed before. */
function tainted(presences: readonly Presence[], view: ObjectsView): Presence[] {
  const uninvited = uninvitedSponsors(presences)
  return presences.map(presence => {
    if (!uninvited.has(presence.sponsor) || presence.consent === 'none') return presence
    const since = bondState(view, presence.sponsor)?.estrangedSince ?? null
    if (since !== null && presence.consentSince > since) return presence
    let unwelcome = unwelcomes.get(presence)
    if (unwelcome === undefined) {
      unwelcome = { ...presence, consent: 'none', contestedSince: null, weight: nothing, disputed: false }
      unwelcomes.set(presence, unwelcome)
    }
    return unwelcome
  })
}

const unwelcomes = new WeakMap<Presence, Presence>()

const NO_SITES: readonly SiteLife[] = []

/** Another object that a presence was worked out from, and the step that it certainly stood at. */
interface Dependency {
  readonly key: string
  readonly life: Life | null
  readonly step: number
}

interface Remembered {
  readonly step: number
  readonly siteLives: readonly SiteLife[]
  readonly dependencies: readonly Dependency[]
  /** Days from here on are judged otherwise: the dispute is over. */
  readonly until: Day
  readonly presence: Presence | null
}

const presences = new WeakMap<ForceLife, Remembered>()

/** The presence of a force, taken over from another day where everything that it rests on stands as it stood then. */
function rememberedPresence(life: ForceLife, siteLives: readonly SiteLife[], view: ObjectsView): Presence | null {
  const { at } = view
  const step = steadyIndex(life.track, at)
  const known = presences.get(life)
  const same =
    known !== undefined &&
    known.step === step &&
    at < known.until &&
    sameItems(known.siteLives, siteLives) &&
    known.dependencies.every(one => view.life(one.key) === one.life && stepOf(one.life, at) === one.step)
  if (same) return known.presence
  const dependencies: Dependency[] = []
  const watched: ObjectsView = {
    ...view,
    life(key) {
      const other = view.life(key)
      dependencies.push({ key, life: other, step: stepOf(other, at) })
      return other
    },
  }
  const presence = presenceOf(life, siteLives, watched)
  if (step < 0 || dependencies.some(({ life: other, step: at }) => other !== null && at < 0)) return presence
  const end = presence === null ? null : presence.contestedSince
  const over = end === null ? Number.POSITIVE_INFINITY : end + view.policy.decision.disputeDays
  if (at < over) presences.set(life, { step, siteLives, dependencies, until: over, presence })
  return presence
}

function stepOf(life: Life | null, at: Day): number {
  return life === null ? -1 : steadyIndex(life.track as Track<unknown>, at)
}

function presenceOf(life: ForceLife, siteLives: readonly SiteLife[], view: ObjectsView): Presence | null {
  const { policy, at } = view
  const step = stepAt(life.track, at)
  const current = step?.state
  const mixed = mix(life.track, at, state => {
    if (!state.present) return nothing
    const whole = completed(state, view, 0)
    return weighForce(whole, consentOf(whole, basesOf(whole, view), view).consent, policy)
  })
  const weight = times(mixed, life.q)
  if (!current?.present && weight.high === 0) return null
  const state = completed(current?.present ? current : lastPresent(life)!, view, 0)
  if (state.sponsor === null) return null
  const bases = basesOf(state, view)
  const { consent, contestedSince } = consentOf(state, bases, view)
  const bare = current?.present ? bareWeight(state, policy).point : 0
  return {
    life,
    sponsor: state.sponsor,
    role: state.role,
    consent,
    contestedSince,
    consentSince: state.consentSince,
    joint: isOwnJointForce(
      state.sponsor,
      bases.some(basis => basis.mutual && binds(basis, at)),
      view,
    ),
    strength: state.strength,
    sites: state.sites,
    withoutLegalBasis: state.mandateOver || (bases.length > 0 && bases.every(basis => !isThere(basis, at))),
    bases,
    siteLives,
    size: sizeWeight(state, policy),
    there: mix(life.track, at, step => (step.present ? certain : nothing)),
    weight,
    bare,
    disputed:
      consent === 'contested' &&
      contestedSince !== null &&
      bare >= policy.decision.threshold &&
      at - contestedSince < policy.decision.disputeDays,
    since: current?.present ? current.since : null,
  }
}

const nothing: Estimate = { low: 0, point: 0, high: 0 }
const LONGEST_SUCCESSION = 8

/** What a successor does not say of itself it takes over from the force before it. */
function completed(state: ForceState, view: Pick<ObjectsView, 'life'>, depth: number): ForceState {
  if (state.inherits === null || depth >= LONGEST_SUCCESSION) return state
  if (state.role !== null && state.strength !== null && state.consent !== null && state.legalBasis.length > 0) {
    return state
  }
  const old = view.life(`force:${state.inherits}`)
  const last = old?.kind === 'force' ? lastPresent(old) : null
  if (last === null) return state
  const before = completed(last, view, depth + 1)
  return {
    ...state,
    role: state.role ?? before.role,
    strength: state.strength ?? before.strength,
    consent: state.consent ?? before.consent,
    legalBasis: state.legalBasis.length > 0 ? state.legalBasis : before.legalBasis,
    sites: state.sites.length > 0 ? state.sites : before.sites,
  }
}

function lastPresent(life: ForceLife): ForceState | null {
  return life.track.steps.findLast(step => step.state.present)?.state ?? null
}

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
      const agreement = view.life(`agreement:${id}`)
      if (agreement?.kind !== 'agreement') break
      agreements.add(agreement)
      if (agreement.replacedBy === null) break
      id = agreement.replacedBy
    }
  }
  return [...agreements]
}

function basesOf(state: ForceState, view: Pick<ObjectsView, 'life' | 'at'>): AgreementLife[] {
  const bases: AgreementLife[] = []
  for (const id of state.legalBasis) {
    let life = view.life(`agreement:${id}`)
    for (let i = 0; i < LONGEST_SUCCESSION && life?.kind === 'agreement' && life.replacedBy !== null; i++) {
      if (binds(life, view.at)) break
      life = view.life(`agreement:${life.replacedBy}`) ?? life
    }
    if (life?.kind === 'agreement' && !bases.includes(life)) bases.push(life)
  }
  return bases
}

export function binds(life: AgreementLife, at: Day): boolean {
  const status = stepAt(life.track, at)?.state.status
  return status !== undefined && status !== 'ended' && status !== 'unknown'
}

/** Whether there was an instrument on the day, if only one of which the end alone is known. */
function isThere(life: AgreementLife, at: Day): boolean {
  const status = stepAt(life.track, at)?.state.status
  return status !== undefined && status !== 'ended'
}

/**
 * Consent as it stands: as posted, but contested from the day on which the host denounced what the force rests on, or
 * demanded that all forces of the sponsor leave, or the two severed relations, unless it consented anew after that.
 */
function consentOf(
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
  const demand = view.life(`demand:${state.sponsor}`)
  if (demand?.kind !== 'demand') return null
  const concerns = (since: Day) => since >= state.consentSince && since <= view.at
  return demand.track.steps.find(step => concerns(step.state.since))?.state.since ?? null
}

function estrangedSince(state: ForceState, view: ObjectsView): Day | null {
  return state.sponsor === null ? null : (bondState(view, state.sponsor)?.estrangedSince ?? null)
}

function weighForce(state: ForceState, consent: Consent | null, policy: Policy): Estimate {
  const factor =
    policy.presence.consent[consent ?? 'tolerated'] * (state.suspended ? policy.presence.suspendedMission : 1)
  const bare = bareWeight(state, policy)
  return { low: bare.low * factor, point: bare.point * factor, high: bare.high * factor }
}

function bareWeight(state: ForceState, policy: Policy): Estimate {
  const role = roleWeight(state, policy)
  const size = sizeWeight(state, policy)
  return { low: role * size.low, point: role * size.point, high: role * size.high }
}

function sizeWeight(state: ForceState, policy: Policy): Estimate {
  const size = state.strength ?? unknownStrength(state.role, policy)
  const weigh = (n: number) => Math.min(1, Math.sqrt(n / policy.presence.fullStrength))
  return { low: weigh(size.low), point: weigh(size.point), high: weigh(size.high) }
}

function roleWeight(state: ForceState, policy: Policy): number {
  const role = state.role ?? 'advisory'
  const keeping = role === 'peacekeeping' || role === 'observer'
  if (keeping && state.sponsor !== null && kindOfPartner(state.sponsor) !== 'state') {
    return Math.min(policy.presence.peacekeepingByOrganisation, policy.presence.role[role])
  }
  return policy.presence.role[role]
}

function unknownStrength(role: Role | null, policy: Policy): Estimate {
  const { unknownStrength: sizes, smallRoles } = policy.presence
  return smallRoles.includes(role ?? 'advisory') ? sizes.small : sizes.large
}
