import { type Day, dayFrom, yearOf } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import { nextChange, type Track } from '../fold/track.js'
import type { Authority } from '../kinds/authority.js'
import type { Component } from '../kinds/component.js'
import type { ForceLife } from '../kinds/force/life.js'
import { kindOf, type Life } from '../kinds/index.js'
import { edgesOfLife, type LifeOfObject } from '../kinds/lives.js'
import type { Policy } from '../policy/policy.js'
import { sameItems } from '../values/order.js'
import { upperBound } from '../values/search.js'
import type { ObjectsView } from './objects-view.js'
import type { Own } from './presence/presence.js'
import type { PresenceOn } from './presence/presences.js'
import type { Presence } from './presence/present-force.js'
import { rememberedPresence } from './presence/remembered.js'
import { type StructuralScores, structuralScores } from './score.js'
import { authoritiesOf, type Deciding, decidingOf } from './structure.js'
import { relativeSize, type Troops } from './troops.js'
import { type Garrison, garrisonOf, weighBesides, weighPartner } from './weigh.js'

/** What it goes over: one host over some days. */
export interface SweepOf {
  readonly host: string
  readonly dimension: Dimension
  /** Lives that count on any of the days, in any order. Others do no harm. */
  readonly lives: readonly Life[]
  readonly life: LifeOfObject
  readonly policy: Policy
}

/** What decides on a day, and on all days before `until`. */
export interface Decided {
  readonly deciding: Deciding
  readonly until: Day
}

/** Something that was worked out of lives, and the day on which the first of them changes. */
interface Kept<T> {
  readonly value: T
  readonly until: Day
}

/** What there is of one partner, and of all others what it depends on. */
interface Part extends Kept<readonly Component[]> {
  readonly presences: readonly Presence[]
  readonly own: readonly Presence[]
  readonly relative: readonly number[]
  readonly scores: StructuralScores | null
}

/**
 * What decides in a dimension on one day after the other, in ascending order. Of each partner it is worked out anew only when
 * something changes that it was worked out from; the same comes of it as of `structureOf`.
 */
export function createSweep(of: SweepOf): (day: Day) => Decided {
  return of.dimension === 'security' ? sweepSecurity(of) : sweepBesides(of, of.dimension)
}

function sweepSecurity(of: SweepOf): (day: Day) => Decided {
  const { lives, policy } = of
  const keep = createKeeper(of)
  const parts = new Map<string, Part>()
  const presences = new Map<ForceLife, Kept<Presence | null> & { readonly own: Own }>()
  const about = byPartner(lives)
  const ofGarrison = lives.filter(({ kind }) => kind === 'force' || kind === 'site')
  let authorities: Kept<readonly Authority[]> | null = null
  let garrison: Kept<Garrison> | null = null

  /** A force of which nothing changes is the same from day to day: so is whatever follows from it. */
  const presenceOn: PresenceOn = (force, own, { at }) => {
    const known = presences.get(force)
    if (known !== undefined && at < known.until && isSameOwn(known.own, own)) return known.value
    const kept = { ...keep(at, [force], view => rememberedPresence(force, own, view)), own }
    presences.set(force, kept)
    return kept.value
  }

  function partOf(partner: string, at: Day, { presences, own, troops }: Garrison): Part {
    const known = parts.get(partner)
    const from = {
      presences: presences.filter(({ sponsor }) => sponsor === partner),
      own: own.filter(({ sponsor }) => sponsor === partner),
      relative: sidesIn(troops).map(side => relativeSize(partner, side, troops, policy)),
    }
    if (known !== undefined && at < known.until && isSame(known, from)) return known
    const { value, until } = keep(at, about.get(partner) ?? NO_LIVES, view =>
      weighPartner(partner, view, { ...from, troops }),
    )
    const part = { ...from, value, until, scores: structuralScores(value).get(partner) ?? null }
    parts.set(partner, part)
    return part
  }

  return day => {
    if (authorities === null || day >= authorities.until) authorities = keep(day, NO_LIVES, authoritiesOf)
    if (garrison === null || day >= garrison.until) {
      garrison = keep(day, ofGarrison, view => garrisonOf(view, presenceOn))
      for (const { sponsor } of garrison.value.presences) if (!about.has(sponsor)) about.set(sponsor, [])
    }
    let until = Math.min(authorities.until, garrison.until)
    const partners = new Map<string, StructuralScores>()
    const components: Component[] = []
    for (const partner of about.keys()) {
      const part = partOf(partner, day, garrison.value)
      until = Math.min(until, part.until)
      if (part.scores !== null) partners.set(partner, part.scores)
      components.push(...part.value)
    }
    const { presences, troops } = garrison.value
    return { deciding: decidingOf(authorities.value, partners, { components, presences, troops }), until }
  }
}

/** In other dimensions than security nothing but the objects of a partner decides, each by itself. */
function sweepBesides(of: SweepOf, dimension: Exclude<Dimension, 'security'>): (day: Day) => Decided {
  const keep = createKeeper(of)
  const parts = new Map<string, Kept<StructuralScores | null>>()
  const about = byPartner(of.lives.filter(one => weighsIn(one, dimension, of.policy)))

  return day => {
    let until = Number.POSITIVE_INFINITY
    const partners = new Map<string, StructuralScores>()
    for (const [partner, some] of about) {
      let part = parts.get(partner)
      if (part === undefined || day >= part.until) {
        part = keep(day, some, view => {
          return structuralScores(weighBesides(dimension, partner, view)).get(partner) ?? null
        })
        parts.set(partner, part)
      }
      until = Math.min(until, part.until)
      if (part.value !== null) partners.set(partner, part.value)
    }
    return { deciding: { ...NOBODY, partners }, until }
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
    const watched: LifeOfObject = (kind, id, year) => {
      const found = life(kind, id, year)
      if (found !== null) until = Math.min(until, nextEdge(found, at))
      // Which years are looked at goes by the day.
      if (year !== undefined) until = Math.min(until, dayFrom(yearOf(at) + 1, 1, 1))
      return found
    }
    const value = make({ host, at, lives: some, life: watched, ended: nothing, policy })
    return { value, until }
  }
}

const NO_LIVES: readonly Life[] = []
const nothing = () => []

/** Lives by whom they are with. */
function byPartner(lives: readonly Life[]): Map<string, Life[]> {
  const about = new Map<string, Life[]>()
  for (const one of lives) {
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

/** The sides that troops are on; those who name none are on one of their own. */
function sidesIn(troops: readonly Troops[]): readonly string[] {
  return [...new Set(troops.map(({ authority }) => authority))].sort()
}

function isSame(part: Part, { presences, own, relative }: Pick<Part, 'presences' | 'own' | 'relative'>): boolean {
  return sameItems(part.presences, presences) && sameItems(part.own, own) && sameItems(part.relative, relative)
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
