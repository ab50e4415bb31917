import { type Day, dayFrom, yearOf } from '../../events/calendar.js'
import { type Dimension, dimensions } from '../../events/words.js'
import { nextChange, type Track } from '../fold/track.js'
import type { Authority } from '../kinds/authority.js'
import type { Component } from '../kinds/component.js'
import type { ForceLife } from '../kinds/force/life.js'
import { kindOf, type Life } from '../kinds/index.js'
import { edgesOfLife, type LifeOfObject, lookedUpBy } from '../kinds/lives.js'
import type { Policy } from '../policy/policy.js'
import { byText, sameItems } from '../values/order.js'
import { upperBound } from '../values/search.js'
import type { Steps } from '../values/steps.js'
import type { ObjectsView } from './objects-view.js'
import type { Own } from './presence/presence.js'
import type { PresenceOn } from './presence/presences.js'
import type { Presence } from './presence/present-force.js'
import { rememberedPresence } from './presence/remembered.js'
import { type StructuralScores, structuralScores } from './score.js'
import { authoritiesOf, type Deciding, decidingOf } from './structure.js'
import { relativeSize, type Troops } from './troops.js'
import { type Garrison, garrisonOf, weighBesides, weighPartner } from './weigh.js'

/** What a sweep covers: one host over some days. */
export interface SweepOf {
  readonly host: string
  readonly dimension: Dimension
  /** Lives that count on any of the days, in any order. Others do no harm. */
  readonly lives: readonly Life[]
  readonly life: LifeOfObject
  readonly policy: Policy
}

/** What decides on a day and on all days before `until`; the same object as long as nothing that can decide changes. */
export interface Decided {
  readonly deciding: Deciding
  readonly until: Day
}

/** Something that was worked out of lives, and the day on which the first of them changes. */
interface Kept<T> {
  readonly value: T
  readonly until: Day
}

/** The forces of one sponsor, and how much they are outweighed on each side. */
interface OfSponsor {
  readonly presences: readonly Presence[]
  readonly own: readonly Presence[]
  readonly relative: readonly number[]
}

/** What there is of one partner. */
interface Part extends Kept<readonly Component[]> {
  /** Of its forces, which were looked at for it. */
  readonly of: OfSponsor
  /** The same as before where nothing that can decide is another. */
  readonly scores: StructuralScores | null
}

/** Asked about ascending days, each in small steps. */
export type Sweep = (day: Day) => Steps<Decided>

/**
 * What decides in a dimension on one day after the other, in ascending order. Of each partner it is worked out anew
 * only when something changes that it was worked out from; the same comes of it as of `structureOf`.
 */
export function createSweep(of: SweepOf): Sweep {
  return of.dimension === 'security' ? sweepSecurity(of) : sweepBesides(of, of.dimension)
}

function sweepSecurity(of: SweepOf): Sweep {
  const { lives, policy } = of
  const keep = createKeeper(of)
  const parts = new Map<string, Part>()
  const presenceOf = new Map<ForceLife, Kept<Presence | null> & { readonly own: Own }>()
  const about = byPartner(lives)
  const ofGarrison = lives.filter(({ kind }) => kind === 'force' || kind === 'site')
  let authorities: Kept<readonly Authority[]> | null = null
  let garrison: Kept<Garrison> | null = null
  let ofSponsors: ReadonlyMap<string, OfSponsor> = new Map()
  let last: Deciding | null = null

  /** A force of which nothing changes is the same from day to day: so is whatever follows from it. */
  const presenceOn: PresenceOn = (force, own, { at }) => {
    const known = presenceOf.get(force)
    if (known !== undefined && at < known.until && isSameOwn(known.own, own)) return known.value
    const kept = { ...keep(at, [force], view => rememberedPresence(force, own, view)), own }
    presenceOf.set(force, kept)
    return kept.value
  }

  function partOf(partner: string, at: Day, of: OfSponsor, troops: readonly Troops[]): Part {
    const known = parts.get(partner)
    if (known !== undefined && at < known.until && (known.of === of || isSame(known.of, of))) return known
    const { value, until } = keep(at, about.get(partner) ?? NO_LIVES, view =>
      weighPartner(partner, view, { ...of, troops }),
    )
    const scores = structuralScores(value).get(partner) ?? null
    const part = {
      of,
      value,
      until,
      scores: scores !== null && decideAlike(scores, known?.scores) ? known.scores : scores,
    }
    parts.set(partner, part)
    return part
  }

  return function* (day) {
    const isOther = { authorities: false, garrison: false, parts: false }
    if (authorities === null || day >= authorities.until) {
      authorities = keep(day, NO_LIVES, authoritiesOf)
      isOther.authorities = true
    }
    if (garrison === null || day >= garrison.until) {
      const { value, until } = keep(day, ofGarrison, view => garrisonOf(view, presenceOn))
      // A force that is the same as before was not looked at again: what it hangs on is told by its own day of change.
      const changes = [...presenceOf.values()].map(one => one.until).filter(one => one > day)
      garrison = { value, until: Math.min(until, ...changes) }
      ofSponsors = bySponsor(garrison.value, policy)
      for (const sponsor of ofSponsors.keys()) if (!about.has(sponsor)) about.set(sponsor, [])
      isOther.garrison = true
    }
    const { presences, troops } = garrison.value
    let until = Math.min(authorities.until, garrison.until)
    for (const partner of about.keys()) {
      const before = parts.get(partner)
      let part = before
      if (isOther.garrison || part === undefined || day >= part.until) {
        part = partOf(partner, day, ofSponsors.get(partner) ?? NO_PRESENCES, troops)
        isOther.parts ||= part.scores !== before?.scores || before === undefined
        if (part !== before) yield
      }
      until = Math.min(until, part!.until)
    }
    // Whatever is reported on one side of two counts there.
    const again = last === null || last.sides.length > 0 || isOther.authorities || isOther.garrison || isOther.parts
    if (again) {
      const partners = new Map<string, StructuralScores>()
      const components: Component[] = []
      for (const [partner, { scores, value }] of parts) {
        if (scores !== null) partners.set(partner, scores)
        components.push(...value)
      }
      const deciding = decidingOf(authorities.value, partners, { components, presences, troops })
      if (last === null || isOther.parts || !isAlike(last, deciding)) last = deciding
    }
    return { deciding: last!, until }
  }
}

/** Whether two agree in everything but the partners. */
function isAlike(a: Deciding, b: Deciding): boolean {
  if (a.sides.length + b.sides.length > 0 || !sameItems(a.authorities, b.authorities)) return false
  return (
    sameItems([...a.disputed].sort(), [...b.disputed].sort()) &&
    a.troops.size === b.troops.size &&
    [...a.troops].every(([sponsor, count]) => b.troops.get(sponsor) === count)
  )
}

/** Whether nothing that can decide differs between two structural parts of a partner's scores. */
function decideAlike(a: StructuralScores, b: StructuralScores | null | undefined): b is StructuralScores {
  if (a === b) return true
  if (b == null || a.provision !== b.provision || !isTiedAlike(a, b)) return false
  return dimensions.every(dimension => {
    const [one, other] = [a.dimensions[dimension], b.dimensions[dimension]]
    if (one === undefined || other === undefined) return one === other
    return one.point === other.point && one.held.point === other.held.point
  })
}

function isTiedAlike(a: StructuralScores, b: StructuralScores): boolean {
  return a.alliance.point === b.alliance.point && a.protection === b.protection
}

/** In other dimensions than security nothing but the objects of a partner decides, each by itself. */
function sweepBesides(of: SweepOf, dimension: Exclude<Dimension, 'security'>): Sweep {
  const keep = createKeeper(of)
  const parts = new Map<string, Kept<StructuralScores | null>>()
  const about = byPartner(of.lives.filter(one => weighsIn(one, dimension, of.policy)))

  let last: Deciding | null = null

  return function* (day) {
    let until = Number.POSITIVE_INFINITY
    let isOther = false
    for (const [partner, some] of about) {
      const before = parts.get(partner)
      let part = before
      if (part === undefined || day >= part.until) {
        const { value, until: end } = keep(day, some, view => {
          return structuralScores(weighBesides(dimension, partner, view)).get(partner) ?? null
        })
        const same = before !== undefined && value !== null && decideAlike(value, before.value)
        part = { value: same ? before.value : value, until: end }
        parts.set(partner, part)
        isOther ||= before === undefined || part.value !== before.value
        yield
      }
      until = Math.min(until, part.until)
    }
    if (last === null || isOther) {
      const partners = new Map<string, StructuralScores>()
      for (const [partner, { value }] of parts) if (value !== null) partners.set(partner, value)
      last = { ...NOBODY, partners }
    }
    return { deciding: last, until }
  }
}

const NOBODY: Omit<Deciding, 'partners'> = { disputed: new Set(), troops: new Map(), authorities: [], sides: [] }

function weighsIn(life: Life, dimension: Dimension, policy: Policy): boolean {
  return kindOf(life.object)
    .weights(life, policy)
    .some(weights => (weights[dimension] ?? 0) !== 0)
}

type Keeper = <T>(at: Day, some: readonly Life[], make: (view: ObjectsView) => T) => Kept<T>

/** Works something out on a day, and tells the day on which anything changes that was looked at for it. */
function createKeeper({ host, life, policy }: SweepOf): Keeper {
  const nextEdge = createEdgeClock(policy)
  return (at, some, make) => {
    let until = Number.POSITIVE_INFINITY
    for (const one of some) until = Math.min(until, nextEdge(one, at))
    const changesOn = (day: Day) => {
      until = Math.min(until, day)
    }
    const watched: LifeOfObject = (kind, id, year) => {
      const found = life(kind, id, year)
      if (found !== null) until = Math.min(until, nextEdge(found, at))
      // The day decides which years are looked at.
      if (year !== undefined) until = Math.min(until, dayFrom(yearOf(at) + 1, 1, 1))
      return found
    }
    const value = make({ host, at, lives: some, life: lookedUpBy(watched, life), changesOn, ended: nothing, policy })
    return { value, until }
  }
}

const NO_LIVES: readonly Life[] = []
const nothing = () => []

/** Lives by whom they are with. */
function byPartner(lives: readonly Life[]): Map<string, Life[]> {
  const about = new Map<string, Life[]>()
  // In the order in which they are weighed, so that nothing has to be sorted again every day.
  for (const one of [...lives].sort((a, b) => byText(a.key, b.key))) {
    for (const partner of kindOf(one.object).partners(one)) {
      const known = about.get(partner)
      if (known) known.push(one)
      else about.set(partner, [one])
    }
  }
  return about
}

function isSameOwn(a: Own, b: Own): boolean {
  return sameItems(a.sites, b.sites) && sameItems(a.contingents, b.contingents)
}

function bySponsor({ presences, own, troops }: Garrison, policy: Policy): ReadonlyMap<string, OfSponsor> {
  const sides = [...new Set(troops.map(({ authority }) => authority))].sort()
  const sponsors = new Set(presences.map(({ sponsor }) => sponsor))
  return new Map(
    [...sponsors].map(partner => [
      partner,
      {
        presences: presences.filter(({ sponsor }) => sponsor === partner),
        own: own.filter(({ sponsor }) => sponsor === partner),
        relative: sides.map(side => relativeSize(partner, side, troops, policy)),
      },
    ]),
  )
}

const NO_PRESENCES: OfSponsor = { presences: [], own: [], relative: [] }

function isSame(a: OfSponsor, b: OfSponsor): boolean {
  return sameItems(a.presences, b.presences) && sameItems(a.own, b.own) && sameItems(a.relative, b.relative)
}

/** Tells the first day after one on which something of a life changes; asked about ascending days. */
function createEdgeClock(policy: Policy): (life: Life, day: Day) => Day {
  const known = new Map<Life, { readonly edges: readonly Day[]; next: Day }>()
  return (life, day) => {
    let one = known.get(life)
    if (one === undefined) {
      one = { edges: edgesOfLife(life, policy).sort((a, b) => a - b), next: Number.NEGATIVE_INFINITY }
      known.set(life, one)
    }
    if (day >= one.next) {
      const edge = one.edges[upperBound(one.edges, day)] ?? Number.POSITIVE_INFINITY
      one.next = Math.min(edge, nextChange(life.track as Track<unknown>, day))
    }
    return one.next
  }
}
