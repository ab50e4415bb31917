import { EVEN_CHANCE } from '../fold/track.js'
import { saidOf } from '../kinds/agreement/weigh.js'
import type { Component } from '../kinds/component.js'
import type { Life } from '../kinds/index.js'
import type { Estimate } from '../values/estimate.js'
import { byText } from '../values/order.js'
import type { ObjectsView } from './objects-view.js'
import type { Presence } from './presence/present-force.js'
import { relativeSize, type Troops } from './troops.js'
import { joinedPapers, type Paper, type Papers, papersKey } from './weigh-paper.js'

/**
 * One relationship counts once: the forces of a partner and the instruments between the two are one commitment seen
 * from two sides. The stronger side counts whole, the weaker by a share. Forces add up by their soldiers, so that two
 * battalions weigh as one force of twice the size; an instrument weighs the more the larger the force that rests on it.
 * Whatever is added to either side, the whole never falls. `own`: presences that count for their own sponsors.
 */
export function relationships(
  own: readonly Presence[],
  papers: ReadonlyMap<string, Papers>,
  troops: readonly Troops[],
  view: ObjectsView,
): Component[] {
  const components: Component[] = []
  const sides = new Map<string, Side>()
  const sideOf = (partner: string, authority: string | undefined) => {
    const key = papersKey(partner, authority)
    let side = sides.get(key)
    if (side === undefined) {
      const items = papers.get(key)?.items ?? NO_PAPERS
      side = {
        partner,
        presences: [],
        forces: [],
        items,
        relative: relativeSize(partner, authority ?? '', troops, view.policy),
      }
      sides.set(key, side)
    }
    return side
  }
  for (const presence of own) {
    const component = forceComponent(presence, view)
    if (component === null) continue
    const part = { life: presence.life, line: presence.succeeds.at(-1) ?? presence.life.forceId, component }
    // A force of the host's own making is an alliance, and no relationship of one that provides.
    if (presence.joint) components.push(interned(part, component.value))
    else {
      const side = sideOf(presence.sponsor, presence.life.authority)
      side.presences.push(presence)
      side.forces.push(part)
    }
  }
  for (const { partner, authority } of papers.values()) sideOf(partner, authority)
  for (const key of [...sides.keys()].sort(byText)) {
    for (const component of weighTogether(sides.get(key)!, view)) components.push(component)
  }
  return components
}

/** What there is between the host, or one authority of it, and one partner. */
interface Side {
  readonly partner: string
  readonly presences: Presence[]
  readonly forces: Part[]
  readonly items: readonly Paper[]
  /** How much the forces are outweighed by those of another. */
  readonly relative: number
}

const NO_PAPERS: readonly Paper[] = []

/** One force or instrument, with what it would weigh alone. */
interface Part {
  readonly life: Life
  /** Parts of one line take each other's place: they add up plainly. */
  readonly line: string
  readonly component: Component
}

const bounds = ['low', 'point', 'high'] as const

function weighTogether({ partner, presences, forces, items, relative }: Side, view: ObjectsView): Component[] {
  const { clusterMinor } = view.policy.presence
  const rest = restOf(presences)
  const paper = joinedPapers(items, rest, view.policy)
  const papers = items.map(item => paperPart(item, partner, rest, view))
  forces.sort((a, b) => byText(a.component.key, b.component.key))
  const shared = new Map<Part, { low: number; point: number; high: number }>()
  for (const part of [...forces, ...papers]) shared.set(part, { low: 0, point: 0, high: 0 })
  for (const bound of bounds) {
    const presence = relative * joinForces(forces, bound, view)
    const stronger = presence >= paper[bound]
    shareOut(forces, bound, stronger ? presence : clusterMinor * presence, shared)
    shareOut(papers, bound, stronger ? clusterMinor * paper[bound] : paper[bound], shared)
  }
  return [...forces, ...papers].map(part => interned(part, shared.get(part)!)).filter(({ value }) => value.high > 0)
}

/**
 * How far something rests on the instruments: as the largest force of the partner is there, welcome and large, whether
 * it was said to rest on them or not. A handful of soldiers makes no garrison of a treaty.
 */
function restOf(presences: readonly Presence[]): Estimate {
  const rest = { low: 0, point: 0, high: 0 }
  for (const { there, size, claim } of presences) {
    for (const bound of bounds) rest[bound] = Math.max(rest[bound], there[bound] * size[bound] * claim)
  }
  return rest
}

/** One instrument, with what it would weigh without the others; the same object as long as nothing of it changes. */
function paperPart(item: Paper, partner: string, rest: Estimate, view: ObjectsView): Part {
  const told = saidOf(item.life, view)
  const known = paperParts.get(item)
  if (known?.told === told && known.part.component.partner === partner && isEqual(known.rest, rest)) return known.part
  const part = paperPartOf(item, partner, rest, told)
  paperParts.set(item, { told, rest, part })
  return part
}

const paperParts = new WeakMap<
  Paper,
  { readonly told: ReturnType<typeof saidOf>; readonly rest: Estimate; readonly part: Part }
>()

function isEqual(a: Estimate, b: Estimate): boolean {
  return a.low === b.low && a.point === b.point && a.high === b.high
}

function paperPartOf(item: Paper, partner: string, rest: Estimate, told: ReturnType<typeof saidOf>): Part {
  const { life, alone, full, weight, provision } = item
  const at = (bound: Bound) => alone[bound] + (full[bound] - alone[bound]) * rest[bound]
  const component: Component = {
    partner,
    dimension: 'security',
    value: { low: at('low'), point: at('point'), high: at('high') },
    against: false,
    weight: weight.alone + (weight.full - weight.alone) * rest.point,
    probability: told.probability,
    authority: told.authority,
    provision: provision && life.q.point >= EVEN_CHANCE,
    key: told.key,
    text: told.text,
    eventIds: told.eventIds,
  }
  return { life, line: life.key, component }
}

type Bound = (typeof bounds)[number]

/** Forces that take each other's place add up plainly, others as soldiers of one army would. */
function joinForces(forces: readonly Part[], bound: Bound, view: ObjectsView): number {
  const { mostPresence, sizeExponent } = view.policy.presence
  const lines = new Map<string, number>()
  for (const { line, component } of forces) {
    const value = component.value[bound]
    if (value > 0) lines.set(line, (lines.get(line) ?? 0) + value)
  }
  if (lines.size === 0) return 0
  if (lines.size === 1) return Math.min(mostPresence, [...lines.values()][0]!)
  let soldiers = 0
  for (const value of lines.values()) {
    const share = Math.min(ALMOST_ALL, value / mostPresence)
    soldiers += (share / (1 - share)) ** (1 / sizeExponent)
  }
  const odds = soldiers ** sizeExponent
  return (mostPresence * odds) / (1 + odds)
}

const ALMOST_ALL = 0.999

/** What each part adds to a noisy-or that comes to the total, the more the more it weighs alone. */
function shareOut(
  parts: readonly Part[],
  bound: Bound,
  total: number,
  shared: ReadonlyMap<Part, { low: number; point: number; high: number }>,
): void {
  if (total <= 0) return
  const logs = parts.map(({ component }) => Math.log1p(-Math.min(ALMOST_ALL, component.value[bound])))
  const sum = logs.reduce((all, log) => all + log, 0)
  const power = Math.log1p(-Math.min(ALMOST_ALL, total)) / sum
  for (const [i, part] of parts.entries()) shared.get(part)![bound] = -Math.expm1(power * logs[i]!)
}

function forceComponent(presence: Presence, view: ObjectsView): Component | null {
  const { life, sponsor, weight } = presence
  if (weight.high === 0) return null
  const { mostPresence, clusterSite, clusterSites } = view.policy.presence
  const sites = presence.role === 'facility' ? 0 : Math.min(presence.siteLives.length, clusterSites) * clusterSite
  const withSites = (value: number) => (value === 0 ? 0 : value + sites * Math.max(0, 1 - value / mostPresence))
  const credit = presence.credit.point
  return {
    partner: sponsor,
    dimension: presence.joint ? 'alliance' : 'security',
    value: { low: withSites(weight.low), point: withSites(weight.point), high: withSites(weight.high) },
    against: false,
    weight: withSites(credit > 0 ? weight.point / credit : 0),
    probability: life.q.point,
    authority: life.authority,
    provision: presence.role !== 'facility' && !presence.joint && credit >= EVEN_CHANCE,
    key: life.key,
    text: textOf(presence),
    eventIds: [...life.eventIds, ...presence.bases.flatMap(agreement => agreement.eventIds)],
  }
}

/** Equal components of different days are the same object, so that whatever was computed from them can be reused. */
function interned({ life, component }: Part, shared: Estimate): Component {
  const { low, point, high } = shared
  const value = { low: Math.min(low, point), point, high: Math.max(high, point) }
  const list = kept.get(life) ?? []
  kept.set(life, list)
  const known = list.find(
    one =>
      one.partner === component.partner &&
      one.value.low === value.low &&
      one.value.point === value.point &&
      one.value.high === value.high &&
      one.weight === component.weight &&
      one.provision === component.provision &&
      one.text === component.text,
  )
  if (known !== undefined) return known
  const made = valuedAt(component, value)
  list.unshift(made)
  if (list.length > MOST_KEPT) list.pop()
  return made
}

/** Field by field, which is several times as quick as a spread: it runs for every instrument on every day of change. */
function valuedAt(component: Component, value: Estimate): Component {
  const { partner, dimension, against, weight, probability, authority, provision, key, text, eventIds } = component
  return { partner, dimension, value, against, weight, probability, authority, provision, key, text, eventIds }
}

const kept = new WeakMap<Life, Component[]>()
const MOST_KEPT = 8

/** A presence is the same object for as long as nothing of it changes. */
const texts = new WeakMap<Presence, string>()

function textOf(presence: Presence): string {
  let text = texts.get(presence)
  if (text === undefined) {
    text = presenceText(presence)
    texts.set(presence, text)
  }
  return text
}

function presenceText({ life, role, consent, strength, bases, withoutLegalBasis }: Presence): string {
  const size =
    strength === null
      ? 'strength unknown'
      : strength.low === strength.high
        ? `${strength.low}`
        : `${strength.low} to ${strength.high}`
  const basis = withoutLegalBasis
    ? ', without a legal basis in force'
    : bases.length > 0
      ? `, resting on ${bases.map(agreement => agreement.agreementId).join(', ')}`
      : ''
  return `${life.forceId}: ${role ?? 'role unknown'}, ${size}, consent ${consent ?? 'not stated'}${basis}`
}
