import type { Day } from '../../events/calendar.js'
import { lastDayOf } from '../../events/registry/registry.js'
import type { LifeOf } from '../fold/life.js'
import { type Step, trackOf } from '../fold/track.js'
import { readDate } from '../resolve/claim.js'
import type { Fact } from '../resolve/fact.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import type { Kind, ObjectRoutes } from './kind.js'

export interface CoverageLife extends LifeOf<'coverage', null> {
  readonly dimension: string
  readonly windows: readonly {
    readonly from: Day
    readonly to: Day
    readonly fromText: string
    readonly toText: string | null
    readonly grain: string
  }[]
}

/** Where silence means none: the declared windows of one dimension. */
export const coverage = {
  name: 'coverage',
  routes: { CoverageDeclared: ({ data }) => [data.dimension] } satisfies ObjectRoutes,
  order: null,
  fold,
  lapse(life, host) {
    const windows = life.windows.map(window => ({ ...window, to: Math.min(window.to, lastDayOf(host, window.from)) }))
    const span = { from: life.span.from, to: lastOf(windows) }
    return { ...life, windows, span, counts: span }
  },
  edges: ({ windows }) => windows.flatMap(({ from, to }) => [from, to + 1]),
  outlasts: false,
  partners: () => [],
  weights: () => [],
  weigh: () => [],
  fadesByBreach: false,
  users: () => [],
  entry: () => null,
} satisfies Kind<'coverage', CoverageLife>

function lastOf(windows: CoverageLife['windows']): Day {
  return windows.reduce((last, { to }) => Math.max(last, to), Number.NEGATIVE_INFINITY)
}

function fold(object: ObjectRef, _host: string, facts: readonly Fact[]): CoverageLife {
  const windows: CoverageLife['windows'][number][] = []
  for (const fact of facts) {
    if (fact.event.type !== 'CoverageDeclared') continue
    const { from, to, grain } = fact.event.data
    windows.push({
      from: readDate(from).earliest,
      to: to === undefined ? Number.POSITIVE_INFINITY : readDate(to).latest,
      fromText: from,
      toText: to ?? null,
      grain,
    })
  }
  const none: Step<null>[] = []
  const span = {
    from: windows.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY),
    to: lastOf(windows),
  }
  return {
    kind: 'coverage',
    object,
    key: keyOf(object),
    track: trackOf(none),
    span,
    counts: span,
    anomalies: [],
    dimension: object.id,
    windows,
  }
}
