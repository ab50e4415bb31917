import type { Day } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { kindOfPartner } from '../../events/registry/registry.js'
import { breaksOf, hasBegun } from '../evaluate/bond.js'
import { agreementsOf, basesOn } from '../evaluate/presence/bases.js'
import type { View } from '../evaluate/view.js'
import type { LifeAnomaly } from '../fold/life.js'
import { likelyDays, type Step, stepAt, type Track } from '../fold/track.js'
import type { AgreementLife } from '../kinds/agreement/life.js'
import { fades } from '../kinds/agreement/weigh.js'
import type { ForceLife } from '../kinds/force/life.js'
import type { Life, ObjectKind } from '../kinds/index.js'
import type { LifeOfObject } from '../kinds/lives.js'
import type { SanctionsLife } from '../kinds/sanctions.js'
import type { SiteLife } from '../kinds/site.js'
import type { TieLife } from '../kinds/tie.js'
import { effectOf, type Fact } from '../resolve/fact.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { partnersOf } from '../resolve/routing.js'
import { sameItems } from '../values/order.js'
import { inOneGo, type Steps } from '../values/steps.js'
import type { When } from '../values/when.js'

/** What does not fit between several objects of one host. */
export interface Mismatch extends LifeAnomaly {
  /** First day of knowledge on which it is odd; negative infinity where it was from the start. */
  readonly since: Day
}

export interface MismatchView extends Pick<View, 'host' | 'life' | 'policy'> {
  /** The lives that `canMismatch` lets through, and no harm in others, ordered by key. */
  readonly lives: readonly Life[]
  /** Facts with a key among their `watchKeysOf`, by date. */
  readonly facts: (watchKey: string) => readonly Fact[]
}

/** As it is listed. */
export function plain({ code, detail, eventIds }: LifeAnomaly): LifeAnomaly {
  return { code, detail, eventIds }
}

const ARMS = 'arms'
const MOST_DAYS_WITHOUT_BASIS = 30

/** Whether an object can forbid something or outlive what it rests on. */
export function canMismatch({ kind }: ObjectRef): boolean {
  return mismatching.has(kind)
}

const mismatching: ReadonlySet<string> = new Set<ObjectKind>([
  'sanctions',
  'own-sanctions',
  'relations',
  'force',
  'site',
  'agreement',
])

/** Whether an object can forbid what has a watch key. */
export function canForbid(object: ObjectRef, watchKey: string): boolean {
  if (watchKey === ARMS) return object.kind === 'sanctions' || object.kind === 'own-sanctions'
  return keyOf(object) === watchKey
}

/** What could have forbidden an event: arms, or the standing of relations with a partner. */
export function watchKeysOf(event: DomainEvent, host: string): readonly string[] {
  switch (event.type) {
    case 'ArmsDelivered':
      return [ARMS]
    case 'AirDefenseDelivered':
      return event.data.stage === 'arrived' ? [ARMS] : []
    case 'VisitHeld':
      return partnersOf(event, host).map(id => keyOf({ kind: 'relations', id }))
    default:
      return []
  }
}

/** Arms under an embargo, visits after relations were severed, forces that outlive their legal basis. */
export function mismatchesOf(view: MismatchView): Mismatch[] {
  return inOneGo(mismatchSteps(view))
}

/** The same in steps. What of it nothing has changed since it was last looked at is not looked at again. */
export function* mismatchSteps(view: MismatchView): Steps<Mismatch[]> {
  const found: Mismatch[] = []
  const add = (mismatches: readonly Mismatch[]) => {
    for (const one of mismatches) found.push(one)
  }
  const embargoes: SanctionsLife[] = []
  for (const life of view.lives) {
    if (life.kind === 'sanctions' && life.track.steps.some(step => forbidsArms(step.state))) embargoes.push(life)
    if (life.kind === 'tie' && life.aspect === 'relations') add(yield* afterSevering(life, view))
    if (life.kind === 'site') add(remembered(life, view, seen => leftStanding(life, ({ granted }) => granted, seen)))
    if (life.kind === 'agreement') add(remembered(life, view, seen => leftPaper(life, seen)))
    if (life.kind === 'force') add(remembered(life, view, seen => overstays(life, seen)))
    yield
  }
  if (embargoes.length === 0) return found
  const list = sharedList(embargoes)
  for (const fact of view.facts(ARMS)) {
    add(underEmbargoes(fact, list, view))
    yield
  }
  return found
}

interface Remembered {
  /** Every life that was looked at. */
  readonly seen: ReadonlyMap<string, Seen>
  readonly found: readonly Mismatch[]
}

interface Seen {
  readonly object: ObjectRef<ObjectKind>
  readonly life: Life | null
}

const kept = new WeakMap<Life, Remembered>()

/** What follows from a life and those that it looks at, kept as long as they are the same. */
function remembered(life: Life, view: MismatchView, make: (view: MismatchView) => Mismatch[]): readonly Mismatch[] {
  const known = kept.get(life)
  if (known !== undefined && isUnchanged(known.seen, view)) return known.found
  const seen = new Map<string, Seen>()
  const watching: LifeOfObject = (kind, id, year) => {
    const one = view.life(kind, id, year)
    const object: ObjectRef<ObjectKind> = year === undefined ? { kind, id } : { kind, id, year }
    seen.set(keyOf(object), { object, life: one })
    return one
  }
  const found = make({ ...view, life: watching })
  kept.set(life, { seen, found })
  return found
}

function isUnchanged(seen: Remembered['seen'], { life }: MismatchView): boolean {
  for (const { object, life: one } of seen.values()) if (life(object.kind, object.id, object.year) !== one) return false
  return true
}

const sharedLists = new WeakMap<Life, readonly SanctionsLife[]>()

/** One list for the same embargoes. */
function sharedList(embargoes: readonly SanctionsLife[]): readonly SanctionsLife[] {
  const known = sharedLists.get(embargoes[0]!)
  if (known !== undefined && sameItems(known, embargoes)) return known
  sharedLists.set(embargoes[0]!, embargoes)
  return embargoes
}

/** Embargoes that are named of one delivery. */
const MOST_EMBARGOES = 8

const underWhich = new WeakMap<Fact, { readonly embargoes: readonly SanctionsLife[]; readonly found: Mismatch[] }>()

function underEmbargoes(fact: Fact, embargoes: readonly SanctionsLife[], view: MismatchView): readonly Mismatch[] {
  const known = underWhich.get(fact)
  if (known?.embargoes === embargoes) return known.found
  const found: Mismatch[] = []
  const partners = partnersOf(fact.event, view.host)
  for (const life of embargoes) {
    if (!binds(life, partners)) continue
    const step = throughout(life.track, effectOf(fact), forbidsArms)
    if (step === null) continue
    const whose = life.own ? view.host : life.by
    found.push(always('arms-under-embargo', `${whose} had an arms embargo in force`, step, fact))
    if (found.length === MOST_EMBARGOES) break
  }
  underWhich.set(fact, { embargoes, found })
  return found
}

function forbidsArms({ measures }: SanctionsLife['track']['steps'][number]['state']): boolean {
  return measures.includes('arms-embargo')
}

/**
 * An embargo binds who imposed it; who belongs to an organisation is not on record, so that one of an organisation is
 * taken to bind everybody.
 */
function binds({ by, own }: SanctionsLife, partners: readonly string[]): boolean {
  return partners.includes(by) || (!own && kindOfPartner(by) !== 'state')
}

const afterWhich = new WeakMap<TieLife, WeakMap<Fact, Mismatch | null>>()

function* afterSevering(life: TieLife, view: MismatchView): Steps<Mismatch[]> {
  const severed = (state: TieLife['track']['steps'][number]['state']) =>
    state.stands === 'measure' && state.weight === 'relations-severed'
  if (!life.track.steps.some(step => severed(step.state))) return []
  const known = afterWhich.get(life) ?? new WeakMap<Fact, Mismatch | null>()
  afterWhich.set(life, known)
  const found: Mismatch[] = []
  for (const fact of view.facts(life.key)) {
    let one = known.get(fact)
    if (one === undefined) {
      const step = throughout(life.track, effectOf(fact), severed)
      const detail = `relations with ${life.partner} were severed`
      one = step === null ? null : always('visit-after-severed-relations', detail, step, fact)
      known.set(fact, one)
    }
    if (one !== null) found.push(one)
    yield
  }
  return found
}

function always(code: string, detail: string, step: Step<unknown>, fact: Fact): Mismatch {
  const eventIds = [...step.eventIds, ...fact.eventIds]
  return { code, detail, eventIds, since: Number.NEGATIVE_INFINITY }
}

/**
 * The step at which something held from the day before a date to its end, however the date is read; null where it did
 * not. The day before, because nobody knows in which order things happened on one day.
 */
function throughout<S>(track: Track<S>, { from, to }: When, holds: (state: S) => boolean): Step<S> | null {
  const days = [from - 1, to, ...likelyDays(track).filter(day => from <= day && day <= to)]
  const steps = days.map(day => stepAt(track, day))
  return steps.every(step => step !== null && holds(step.state)) ? steps[0]! : null
}

function leftPaper(life: AgreementLife, view: MismatchView): Mismatch[] {
  if (!fades(life) || view.policy.agreements.kinds[life.agreementKind ?? 'mou'].security === undefined) return []
  return leftStanding(life, ({ status }) => status === 'in-force' || status === 'suspended', view)
}

/**
 * What stood before a relationship was broken off, and of whose end nothing is heard: no provider by itself. Told once,
 * of the first break that it outlived, half a year after it.
 */
function leftStanding<L extends SiteLife | AgreementLife>(
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

/** Presences that went on for more than 30 days after the last of the instruments ended that they had rested on. */
function overstays(force: ForceLife, view: MismatchView): Mismatch[] {
  const agreements = agreementsOf(force, view)
  if (agreements.length === 0) return []
  const days = [...new Set([force.track, ...agreements.map(({ track }) => track)].flatMap(likelyDays))]
  days.sort((a, b) => a - b)
  const found: Mismatch[] = []
  let raised = false
  days.forEach((day, i) => {
    const end = lastEnd(force, day, view)
    if (end === null) raised = false
    else if (!raised) {
      const since = Math.max(day, end.day + MOST_DAYS_WITHOUT_BASIS + 1)
      if (since >= (days[i + 1] ?? Number.POSITIVE_INFINITY)) return
      raised = true
      const eventIds = [...end.eventIds, ...stepAt(force.track, since)!.eventIds]
      const detail = `${force.forceId} was there more than 30 days after ${end.agreementId} had ended`
      found.push({ code: 'presence-without-legal-basis', detail, eventIds, since })
    }
  })
  return found
}

/** The latest end among the instruments of a force that is present; null where it is not, had none, or one is not over. */
function lastEnd(force: ForceLife, at: Day, { life }: MismatchView) {
  const ends = basesOn(force, { at, life }).map(({ agreementId, track }) => {
    let index = track.steps.indexOf(stepAt(track, at)!)
    if (track.steps[index]?.state.status !== 'ended') return null
    while (track.steps[index - 1]?.state.status === 'ended') index--
    return { agreementId, day: track.likely[index]!, eventIds: track.steps[index]!.eventIds }
  })
  let last: (typeof ends)[number] = null
  for (const end of ends) {
    if (end === null) return null
    if (last === null || end.day > last.day) last = end
  }
  return last
}
