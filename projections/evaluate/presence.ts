import type { Day } from '../../events/calendar.js'
import { kindOfPartner, stateOf } from '../../events/registry/registry.js'
import type { Consent, Role } from '../../events/words.js'
import { isLikely } from '../fold/life.js'
import { EVEN_CHANCE, mix, steadyIndex, stepAt, type Track } from '../fold/track.js'
import type { AgreementLife, AgreementState } from '../kinds/agreement/life.js'
import type { ForceLife, ForceState } from '../kinds/force/life.js'
import type { Life, ObjectKind } from '../kinds/index.js'
import type { SiteLife } from '../kinds/site.js'
import type { Policy } from '../policy/policy.js'
import { creditOf } from '../resolve/grading.js'
import type { ObjectRef } from '../resolve/object-ref.js'
import { certain, type Estimate, times } from '../values/estimate.js'
import { byText, sameItems } from '../values/order.js'
import { bondState, isOwnJointForce, uninvitedSponsors } from './bond.js'
import type { ObjectsView } from './objects-view.js'
import type { Presence } from './present-force.js'

/** Forces that are in the host on the day, the weightiest first. */
export function presencesOf(view: ObjectsView): Presence[] {
  const sites = new Map<string, SiteLife[]>()
  const contingents = new Map<string, ForceLife[]>()
  for (const life of view.lives) {
    if (life.kind === 'force' && life.partOf !== null && life.partOf !== life.forceId) {
      const known = contingents.get(life.partOf)
      if (known) known.push(life)
      else contingents.set(life.partOf, [life])
    }
    if (life.kind !== 'site') continue
    const state = stepAt(life.track, view.at)?.state
    if (!state?.granted || state.forceId === null) continue
    const known = sites.get(state.forceId)
    if (known) known.push(life)
    else sites.set(state.forceId, [life])
  }
  for (const list of sites.values()) list.sort((a, b) => byText(a.key, b.key))
  for (const list of contingents.values()) list.sort((a, b) => byText(a.key, b.key))
  const presences: Presence[] = []
  for (const life of view.lives) {
    if (life.kind !== 'force') continue
    const own = { sites: sites.get(life.forceId) ?? NO_SITES, contingents: contingentsOf(life, contingents, view) }
    const presence = rememberedPresence(life, own, view)
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

/** Contingents of a force, those among them that were said to be part of a force before it in the succession. */
function contingentsOf(
  life: ForceLife,
  contingents: ReadonlyMap<string, readonly ForceLife[]>,
  view: ObjectsView,
): readonly ForceLife[] {
  if (contingents.size === 0) return NO_FORCES
  const before = predecessorsOf(life, view).flatMap(({ forceId }) => contingents.get(forceId) ?? NO_FORCES)
  return [...(contingents.get(life.forceId) ?? NO_FORCES), ...before]
}

const NO_SITES: readonly SiteLife[] = []
const NO_FORCES: readonly ForceLife[] = []

/** Objects that name the force: sites in its use, and the contingents of a mission. */
interface Own {
  readonly sites: readonly SiteLife[]
  readonly contingents: readonly ForceLife[]
}

/** Another object that a presence was worked out from, and the step that it certainly stood at. */
interface Dependency {
  readonly object: ObjectRef<ObjectKind>
  readonly life: Life | null
  readonly step: number
}

interface Remembered {
  readonly step: number
  readonly own: Own
  readonly dependencies: readonly Dependency[]
  /** Days from here on are judged otherwise: the dispute is over. */
  readonly until: Day
  readonly presence: Presence | null
}

const presences = new WeakMap<ForceLife, Remembered>()

/** The presence of a force, taken over from another day where everything that it rests on stands as it stood then. */
function rememberedPresence(life: ForceLife, own: Own, view: ObjectsView): Presence | null {
  const { at } = view
  const step = steadyIndex(life.track, at)
  const known = presences.get(life)
  const same =
    known !== undefined &&
    known.step === step &&
    at < known.until &&
    sameItems(known.own.sites, own.sites) &&
    sameItems(known.own.contingents, own.contingents) &&
    known.dependencies.every(
      one => view.life(one.object.kind, one.object.id) === one.life && stepOf(one.life, at) === one.step,
    )
  if (same) return known.presence
  const dependencies: Dependency[] = []
  const watched: ObjectsView = {
    ...view,
    life(kind, id) {
      const other = view.life(kind, id)
      dependencies.push({ object: { kind, id }, life: other, step: stepOf(other, at) })
      return other
    },
  }
  const presence = presenceOf(life, own, watched)
  if (step < 0 || dependencies.some(({ life: other, step: at }) => other !== null && at < 0)) return presence
  const end = presence === null ? null : presence.contestedSince
  const over = end === null ? Number.POSITIVE_INFINITY : end + view.policy.decision.disputeDays
  if (at < over) presences.set(life, { step, own, dependencies, until: over, presence })
  return presence
}

function stepOf(life: Life | null, at: Day): number {
  return life === null ? -1 : steadyIndex(life.track as Track<unknown>, at)
}

function presenceOf(life: ForceLife, own: Own, view: ObjectsView): Presence | null {
  const { policy, at } = view
  const step = stepAt(life.track, at)
  const current = step?.state
  const mixed = mix(life.track, at, state => {
    if (!state.present) return nothing
    const whole = manned(completed(state, view, 0), own.contingents, view)
    return weighForce(whole, consentOf(whole, basesOf(whole, view), view).consent, view)
  })
  const { succeeds, credit } = lineOf(life, view)
  const weight = times(mixed, credit)
  if (!current?.present && weight.high === 0) return null
  if (leftWithMission(life, view)) return null
  const state = manned(completed(current?.present ? current : lastPresent(life)!, view, 0), own.contingents, view)
  if (state.sponsor === null) return null
  const bases = basesOf(state, view)
  const { consent, contestedSince } = consentOf(state, bases, view)
  const bare = current?.present ? bareWeight(state, view).point : 0
  const there = mix(life.track, at, step => (step.present ? certain : nothing))
  const claim =
    (policy.presence.consent[consent ?? 'tolerated'] * roleWeight(state, policy)) / policy.presence.mostPresence
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
    siteLives: own.sites,
    size: sizeWeight(state, view),
    troops:
      credit.point < EVEN_CHANCE || !areTroops(state, policy)
        ? 0
        : headcount(state, policy).point * there.point * claim,
    credit,
    succeeds,
    claim,
    there,
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

/**
 * The forces before this one in its succession, and how far it counts: what took the place of a force that
 * was known is known as well, however weak the word of the handover is, once that is likelier than not.
 */
function lineOf(
  life: ForceLife,
  view: ObjectsView,
): { readonly succeeds: readonly string[]; readonly credit: Estimate } {
  let { q } = life
  let line = life
  const succeeds = predecessorsOf(life, view)
  for (const old of succeeds) {
    if (isLikely(line.q) && old.q.point > q.point) q = old.q
    line = old
  }
  return { succeeds: succeeds.map(({ forceId }) => forceId), credit: creditOf(q, view.policy) }
}

/** The forces before one in the succession that it stands in, the last one first. */
function predecessorsOf(life: ForceLife, view: Pick<ObjectsView, 'life'>): readonly ForceLife[] {
  const found: ForceLife[] = []
  let line = life
  for (let i = 0; i < LONGEST_SUCCESSION; i++) {
    const inherits = line.track.steps.find(step => step.state.inherits !== null)?.state.inherits ?? null
    const old = inherits === null ? null : view.life('force', inherits)
    if (old === null || old === life) break
    found.push(old)
    line = old
  }
  return found
}

/**
 * Whether a contingent went home with the mission that it was part of: when that left for good, and nothing was heard of the
 * contingent since. Where another mission took the place of the first it went on in that.
 */
function leftWithMission(life: ForceLife, view: ObjectsView): boolean {
  let mission = life.partOf === null ? null : view.life('force', life.partOf)
  for (let i = 0; i < LONGEST_SUCCESSION && mission !== null && mission !== life; i++) {
    const step = stepAt(mission.track, view.at)
    if (step === null || step.state.present) return false
    if (step.state.successor === null) {
      const before = mission.track.steps.some(({ state }) => state.present)
      return before && life.track.steps.every(({ when }) => when.from < step.when.from)
    }
    mission = view.life('force', step.state.successor)
  }
  return false
}

/** A mission has at least the soldiers of its contingents. */
function manned(state: ForceState, contingents: readonly ForceLife[], view: ObjectsView): ForceState {
  let [low, point, high] = [0, 0, 0]
  for (const contingent of contingents) {
    const life = view.life('force', contingent.forceId)
    const strength = life && stepAt(life.track, view.at)?.state.strength
    if (strength === null || strength === undefined) continue
    low += strength.low
    point += strength.point
    high += strength.high
  }
  const own = state.strength
  if (headcount(state, view.policy).point >= point) return state
  return { ...state, strength: { low, point, high, basis: own?.basis ?? null, asOf: own?.asOf ?? 'unknown' } }
}

/** What a successor does not say of itself it takes over from the force before it. */
function completed(state: ForceState, view: Pick<ObjectsView, 'life'>, depth: number): ForceState {
  if (state.inherits === null || depth >= LONGEST_SUCCESSION) return state
  if (state.role !== null && state.strength !== null && state.consent !== null && state.legalBasis.length > 0) {
    return state
  }
  const old = view.life('force', state.inherits)
  const last = old && lastPresent(old)
  if (last === null) return state
  const before = completed(last, view, depth + 1)
  return {
    ...state,
    role: state.role ?? before.role,
    strength: state.strength ?? before.strength,
    consent: state.consent ?? before.consent,
    legalBasis: state.legalBasis.length > 0 ? state.legalBasis : before.legalBasis,
    mandate: state.mandate ?? before.mandate,
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
      const agreement = view.life('agreement', id)
      if (agreement === null) break
      agreements.add(agreement)
      if (agreement.replacedBy === null) break
      id = agreement.replacedBy
    }
  }
  return [...agreements]
}

function basesOf(state: ForceState, view: Pick<ObjectsView, 'life' | 'at'>): AgreementLife[] {
  const bases: AgreementLife[] = []
  // What has not begun on the day is nothing that rests on it; of one whose days nobody knows that cannot be said.
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

export function binds(life: AgreementLife, at: Day): boolean {
  const status = stepAt(life.track, at)?.state.status
  return status !== undefined && status !== 'ended' && status !== 'unknown'
}

/** Whether there was an instrument on the day, if only one of which the end alone is known. */
function isThere(life: AgreementLife, at: Day): boolean {
  const step = stepAt(life.track, at) ?? life.track.steps.find(({ state }) => state.status === 'unknown')
  return step !== undefined && step.state.status !== 'ended'
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
  const demand = view.life('demand', state.sponsor)
  if (demand === null) return null
  const concerns = (since: Day) => since >= state.consentSince && since <= view.at
  return demand.track.steps.find(step => concerns(step.state.since))?.state.since ?? null
}

function estrangedSince(state: ForceState, view: ObjectsView): Day | null {
  return state.sponsor === null ? null : (bondState(view, state.sponsor)?.estrangedSince ?? null)
}

function weighForce(state: ForceState, consent: Consent | null, view: ObjectsView): Estimate {
  const { policy } = view
  const factor =
    policy.presence.consent[consent ?? 'tolerated'] * (state.suspended ? policy.presence.suspendedMission : 1)
  const bare = bareWeight(state, view)
  return { low: bare.low * factor, point: bare.point * factor, high: bare.high * factor }
}

function bareWeight(state: ForceState, view: ObjectsView): Estimate {
  const role = roleWeight(state, view.policy)
  const size = sizeWeight(state, view)
  return { low: role * size.low, point: role * size.point, high: role * size.high }
}

function sizeWeight(state: ForceState, { host, policy }: ObjectsView): Estimate {
  const { halfStrength, worldHalfStrength, sizeExponent, smallHost } = policy.presence
  const half = (isWorlds(state, policy) ? worldHalfStrength : halfStrength) * (stateOf(host)?.small ? smallHost : 1)
  const size = headcount(state, policy)
  const weigh = (n: number) => {
    const ratio = (n / half) ** sizeExponent
    return ratio / (1 + ratio)
  }
  return { low: weigh(size.low), point: weigh(size.point), high: weigh(size.high) }
}

function headcount(state: ForceState, policy: Policy): Estimate {
  return state.strength ?? unknownStrength(state.role, policy)
}

function roleWeight(state: ForceState, policy: Policy): number {
  const role = state.role ?? 'advisory'
  if (role !== 'peacekeeping' || state.sponsor === null || kindOfPartner(state.sponsor) === 'state') {
    return policy.presence.role[role]
  }
  const { peacekeepingBy } = policy.presence
  if (isWorlds(state, policy)) return peacekeepingBy.world
  const governs = state.mandate !== null && GOVERNING.test(state.mandate)
  const armed = policy.membership.purposeOf[state.sponsor] === 'defence'
  return armed || governs ? peacekeepingBy.alliance : peacekeepingBy.organisation
}

/** Advisers and observers are not measured by their number, nor are peacekeepers for everybody. */
function areTroops(state: ForceState, policy: Policy): boolean {
  const { role } = state
  return role !== null && role !== 'advisory' && role !== 'observer' && role !== 'facility' && !isWorlds(state, policy)
}

/** Peacekeepers for everybody, who neither govern nor enforce. */
function isWorlds({ role, sponsor, mandate }: ForceState, policy: Policy): boolean {
  if (role !== 'peacekeeping' || sponsor === null || !policy.presence.worldOrganisations.includes(sponsor)) return false
  return mandate === null || !GOVERNING.test(mandate)
}

/** Words of a mandate to govern, or to enforce: rule 13 of the catalogue. */
const GOVERNING = /executive|enforc|administ/i

function unknownStrength(role: Role | null, policy: Policy): Estimate {
  const { unknownStrength: sizes, smallRoles } = policy.presence
  return smallRoles.includes(role ?? 'advisory') ? sizes.small : sizes.large
}
