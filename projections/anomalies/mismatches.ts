import type { Day } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { kindOfPartner } from '../../events/registry/registry.js'
import { breaksOf, hasBegun } from '../evaluate/bond.js'
import { agreementsOf, basesOn } from '../evaluate/presence.js'
import type { View } from '../evaluate/view.js'
import type { LifeAnomaly } from '../fold/life.js'
import { likelyDays, type Step, stepAt, type Track } from '../fold/track.js'
import type { AgreementLife } from '../kinds/agreement/life.js'
import { fades } from '../kinds/agreement/weigh.js'
import type { ForceLife } from '../kinds/force/life.js'
import type { Life, ObjectKind } from '../kinds/index.js'
import type { SanctionsLife } from '../kinds/sanctions.js'
import type { SiteLife } from '../kinds/site.js'
import type { TieLife } from '../kinds/tie.js'
import { effectOf, type Fact } from '../resolve/fact.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { partnersOf } from '../resolve/routing.js'
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
  return view.lives.flatMap(life => {
    if (life.kind === 'sanctions') return underEmbargo(life, view)
    if (life.kind === 'tie' && life.aspect === 'relations') return afterSevering(life, view)
    if (life.kind === 'site') return leftStanding(life, ({ granted }) => granted, view)
    if (life.kind === 'agreement') return leftPaper(life, view)
    return life.kind === 'force' ? overstays(life, view) : []
  })
}

/**
 * An embargo binds who imposed it; who belongs to an organisation is not on record, so that one of an organisation is
 * taken to bind everybody.
 */
function underEmbargo(life: SanctionsLife, view: MismatchView): Mismatch[] {
  const forbids = (state: SanctionsLife['track']['steps'][number]['state']) => state.measures.includes('arms-embargo')
  if (!life.track.steps.some(step => forbids(step.state))) return []
  const whose = life.own ? view.host : life.by
  return view.facts(ARMS).flatMap(fact => {
    const partners = partnersOf(fact.event, view.host)
    if (!partners.includes(life.by) && (life.own || kindOfPartner(life.by) === 'state')) return []
    const step = throughout(life.track, effectOf(fact), forbids)
    if (step === null) return []
    return always('arms-under-embargo', `${whose} had an arms embargo in force`, step, fact)
  })
}

function afterSevering(life: TieLife, view: MismatchView): Mismatch[] {
  const severed = (state: TieLife['track']['steps'][number]['state']) => state.measure === 'relations-severed'
  if (!life.track.steps.some(step => severed(step.state))) return []
  return view.facts(life.key).flatMap(fact => {
    const step = throughout(life.track, effectOf(fact), severed)
    if (step === null) return []
    return always('visit-after-severed-relations', `relations with ${life.partner} were severed`, step, fact)
  })
}

function always(code: string, detail: string, step: Step<unknown>, fact: Fact): Mismatch[] {
  const eventIds = [...step.eventIds, ...fact.eventIds]
  return [{ code, detail, eventIds, since: Number.NEGATIVE_INFINITY }]
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
