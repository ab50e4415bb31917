import { stepAt } from '../fold/track.js'
import { kindOf, type Life } from '../kinds/index.js'
import type { ListedOn } from '../kinds/kind.js'
import type { Listed } from '../kinds/listed.js'
import { byText } from '../values/order.js'
import type { ObjectsView } from './objects-view.js'
import type { Presence } from './presence/present-force.js'
import type { Weighing } from './weigh.js'

/** What stands on a day, as the answer lists it: all that changes on the edges of intervals alone. */
export function standingOf(view: ObjectsView, { presences, bonds }: Weighing) {
  const { host, at, policy } = view
  const on: ListedOn = { host, at, policy, dormantSince: partner => bonds(partner).dormantSince() }
  const lives = [...view.lives.filter(life => !isOver(life, view)), ...view.ended()].sort((a, b) =>
    byText(a.key, b.key),
  )
  const listed = lives.flatMap(life => kindOf(life.object).entry(life, on) ?? [])
  return {
    agreements: entriesOf(listed, 'agreements'),
    forces: presences
      .filter(({ life }) => stepAt(life.track, at)?.state.present)
      .map(forceEntry)
      .sort((a, b) => byText(a.forceId, b.forceId)),
    bases: entriesOf(listed, 'bases'),
    measures: entriesOf(listed, 'measures'),
    memberships: entriesOf(listed, 'memberships'),
  }
}

function entriesOf<L extends Listed['list']>(listed: readonly Listed[], list: L) {
  const isOf = (one: Listed): one is Extract<Listed, { readonly list: L }> => one.list === list
  return listed.filter(isOf).map(({ entry }) => entry as Extract<Listed, { readonly list: L }>['entry'])
}

/** Of agreements that are over only the last are listed. */
function isOver(life: Life, { at }: ObjectsView): boolean {
  return life.kind === 'agreement' && stepAt(life.track, at)?.state.status === 'ended'
}

const forces = new WeakMap<Presence, ReturnType<typeof forceOf>>()

function forceEntry(presence: Presence) {
  let entry = forces.get(presence)
  if (entry === undefined) {
    entry = forceOf(presence)
    forces.set(presence, entry)
  }
  return entry
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

function round2(value: number): number {
  return Math.round(value * 100) / 100
}

function isFirst<T>(item: T, index: number, list: readonly T[]): boolean {
  return list.indexOf(item) === index
}
