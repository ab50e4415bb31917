import type { DomainEvent } from '../../../events/catalogue.js'
import type { RoutedTouch, Routes } from './routes.js'

/**
 * Whom corrections and retractions concern, told from the routes alone, and no event read for it: most correct a date or a
 * grade, which moves a claim to no other host and gives it no other source.
 */
export interface StandingRoutes {
  /**
   * What an event that is coming concerns, by the places that it points at; null where only reading the claims tells. To
   * be asked of every event that points at others, in the order of the log.
   */
  touchesOf(event: DomainEvent, targets: readonly number[]): readonly RoutedTouch[] | null
}

export function createStandingRoutes(routes: Routes): StandingRoutes {
  /** Of what was said before this place only the routes are known, and not what it changes. */
  const from = routes.size
  /** Claims of which something was said that may move them. */
  const moved = new Set<number>()

  /** The first thing that was said of a claim points at the claim itself. */
  function stands(top: number): boolean {
    return !moved.has(top) && (routes.effectsOf(top)[0] ?? from) >= from && !routes.isRegrading(top)
  }

  return {
    touchesOf(event, targets) {
      if (targets.length === 0) return []
      const tops = topsOf(targets, routes)
      const [top] = tops
      if (!leavesStanding(event) || top === undefined || tops.size > 1 || !stands(top)) {
        for (const one of tops) moved.add(one)
        return null
      }
      return routes.ownTouches(top)
    },
  }
}

/**
 * Whether an event, and whatever is said of it, leaves its claim where it is. What a correction makes of a claim is
 * checked, so that a field that is not named here cannot change whom it concerns. What corrects a correction may write
 * into its changes.
 */
function leavesStanding(event: DomainEvent): boolean {
  if (event.type === 'ClaimRetracted') return true
  if (event.type !== 'ClaimCorrected') return false
  const changes: Readonly<Record<string, unknown>> = event.data.changes ?? {}
  const { data = {} } = changes
  if (typeof data !== 'object' || data === null || 'changes' in data) return false
  return !MOVING.some(name => name in changes)
}

const MOVING = ['country', 'parties', 'claim'] as const

/** What some events in the end speak of: themselves, where they speak of no other. */
export function topsOf(places: readonly number[], { targetsOf }: Pick<Routes, 'targetsOf'>): ReadonlySet<number> {
  const tops = new Set<number>()
  const seen = new Set<number>()
  const open = [...places]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (seen.has(one)) continue
    seen.add(one)
    const next = targetsOf(one)
    if (next.length === 0) tops.add(one)
    else open.push(...next)
  }
  return tops
}
