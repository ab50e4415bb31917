import { kindOfPartner } from '../../events/registry/registry.js'
import { likelyDays, type Step, stepAt, type Track } from '../fold/track.js'
import type { Life, ObjectKind } from '../kinds/index.js'
import type { LifeOfObject } from '../kinds/lives.js'
import type { SanctionsLife } from '../kinds/sanctions.js'
import type { TieLife } from '../kinds/tie/life.js'
import { effectOf, type Fact } from '../resolve/fact.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { partnersOf } from '../resolve/routing.js'
import { sameItems } from '../values/order.js'
import { inOneGo, type Steps } from '../values/steps.js'
import type { When } from '../values/when.js'
import { leftPaper, leftStanding } from './left-standing.js'
import type { Mismatch, MismatchView } from './mismatch.js'
import { overstays } from './overstays.js'
import { ARMS } from './watch-keys.js'

/** Arms under an embargo, visits after relations were severed, forces that outlive their legal basis. */
export function mismatchesOf(view: MismatchView): Mismatch[] {
  return inOneGo(mismatchSteps(view))
}

/** The same in steps. A life is examined again only when something that it depends on has changed. */
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
  /** Every life that was examined. */
  readonly seen: ReadonlyMap<string, Seen>
  readonly found: readonly Mismatch[]
}

interface Seen {
  readonly object: ObjectRef<ObjectKind>
  readonly life: Life | null
}

const kept = new WeakMap<Life, Remembered>()

/** The mismatches of a life, kept as long as it and the lives that it was compared with stay the same. */
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

/** The same embargoes are always the same list object. */
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
