import { type Day, yearOf } from '../../events/calendar.js'
import type { Break } from '../kinds/bond.js'
import { type LifeOfObject, rootOf } from '../kinds/lives.js'
import type { UseLife } from '../kinds/use.js'
import type { Breach } from '../policy/policy.js'
import { partitionPoint } from '../values/search.js'
import type { ObjectsView } from './objects-view.js'

/** What is broken between a host and a partner, and since when. */
export interface Broken {
  readonly breach: Breach
  readonly since: Day
  readonly invaded: boolean
  readonly eventIds: readonly string[]
}

/** A breach of many parts names the latest of its events. */
const MOST_NAMED = 20

type Lives = Pick<ObjectsView, 'life' | 'policy'>

/** The days on which the relationship broke: by the end of an instrument of security when that comes to pass. */
export function breaksOf(view: Lives, partner: string): readonly Break[] {
  return breakingOf(view, partner).breaks
}

/** Whether something new began between the two on a day of `[from, to]`. */
export function hasBegun({ life }: Pick<ObjectsView, 'life'>, partner: string, from: Day, to: Day): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    if (useIn(life, partner, year)?.begins.some(day => day >= from && day <= to)) return true
  }
  return false
}

/** What is broken between the two on a day, and since when; null where nothing is, or something new has begun since. */
export function breachOf(
  view: Pick<ObjectsView, 'life' | 'policy' | 'changesOn'>,
  partner: string,
  at: Day,
): Broken | null {
  const { breaks, upTo } = breakingOf(view, partner)
  const last = partitionPoint(breaks, ({ day }) => day <= at) - 1
  const next = breaks[last + 1]
  if (next !== undefined) view.changesOn?.(next.day)
  if (last < 0 || hasBegun(view, partner, breaks[last]!.day, at)) return null
  return upTo(last)
}

export function useIn(life: LifeOfObject, partner: string, year: number): UseLife | null {
  return life('use', partner, year)
}

/** All breaks of a relationship, and what comes together of each and of those before it, as long as nothing new begins. */
interface Breaking {
  /** By day. */
  readonly breaks: readonly Break[]
  readonly upTo: (index: number) => Broken
}

/** None of it depends on the day that is asked about: it is worked out once of lives as known at one place. */
const known = new WeakMap<LifeOfObject, Map<string, Breaking>>()

function breakingOf({ life, policy }: Lives, partner: string): Breaking {
  const root = rootOf(life)
  let ofLives = known.get(root)
  if (ofLives === undefined) {
    ofLives = new Map()
    known.set(root, ofLives)
  }
  let breaking = ofLives.get(partner)
  if (breaking === undefined) {
    breaking = breakingIn({ life: root, policy }, partner)
    ofLives.set(partner, breaking)
  }
  return breaking
}

function breakingIn(view: Lives, partner: string): Breaking {
  const breaks = dated(view, partner)
  const together: Broken[] = []
  return {
    breaks,
    upTo(index) {
      for (let i = together.length; i <= index; i++) {
        const { day: since, breach, invaded, eventIds } = breaks[i]!
        const before = together[i - 1]
        const goesOn = before !== undefined && !hasBegun(view, partner, before.since, since)
        together.push(
          goesOn
            ? {
                breach: before.breach === 'ruptured' ? 'ruptured' : breach,
                since,
                invaded: before.invaded || invaded,
                eventIds: named(eventIds, before.eventIds),
              }
            : { breach, since, invaded, eventIds: named(eventIds) },
        )
      }
      return together[index]!
    },
  }
}

function named(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].slice(0, MOST_NAMED)
}

function dated({ life, policy }: Lives, partner: string): readonly Break[] {
  const bond = life('bond', partner)
  if (bond === null) return []
  const breaks = bond.breaks.flatMap((one): Break[] => {
    if (one.agreementId === null) return [one]
    const agreement = life('agreement', one.agreementId)
    if (agreement === null) return [one]
    const { agreementKind, track } = agreement
    if (agreementKind !== null && policy.agreements.kinds[agreementKind].security === undefined) return []
    const index = track.steps.findIndex(({ state }, i) => state.status === 'ended' && track.likely[i]! >= one.day)
    return index < 0 ? [] : [{ ...one, day: track.likely[index]! }]
  })
  return breaks.sort((a, b) => a.day - b.day)
}
