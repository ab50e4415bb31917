import type { Day } from '../../../events/calendar.js'
import type { Mismatch } from '../../../projections/anomalies/mismatch.js'
import type { BoundedSum } from '../../../projections/evaluate/partner-sum.js'
import { structureOf } from '../../../projections/evaluate/structure.js'
import { createSweep } from '../../../projections/evaluate/sweep.js'
import { whileThere } from '../../../projections/evaluate/while-there.js'
import { nextChange, type Track } from '../../../projections/fold/track.js'
import type { LifeOfObject } from '../../../projections/kinds/lives.js'
import type { Plan } from '../../../projections/resolve/fact.js'
import type { Known } from '../../../projections/values/place.js'
import type { Era } from './era.js'
import type { Folding } from './folding.js'
import { once } from './once.js'
import type { ValidTimeline, ValidTimelineSource } from './valid-timeline.js'

/** Everything about a host as known at one place. */
export interface Moment {
  readonly touched: Known
  readonly era: Era
  readonly timeline: ValidTimeline
  /** How much it holds, in lives and stretches of runs. */
  readonly held: number
  readonly sums: readonly BoundedSum[]
  readonly life: LifeOfObject
  readonly plans: readonly Plan[]
  readonly anomalies: number
  /** Null until they are asked for. */
  mismatches: readonly Mismatch[] | null
}

/** What a moment is made of; sums and plans when they are first asked for. */
export interface MomentOf extends Pick<Moment, 'touched' | 'era' | 'timeline' | 'life'> {
  readonly host: string
  readonly sumsOf: (era: Era) => readonly BoundedSum[]
  readonly plansAt: (known: Known) => readonly Plan[]
  /** Whether it goes on from event to event: what it holds is then held anyway. */
  readonly isLive: () => boolean
}

export function createMoment({ host, touched, era, timeline, life, sumsOf, plansAt, isLive }: MomentOf): Moment {
  const sums = once(() => whileThere(sumsOf(era), host))
  const plans = once(() => plansAt(touched))
  const anomalies = once(() => era.anomaliesAt(touched))
  return {
    touched,
    era,
    timeline,
    life,
    mismatches: null,
    get sums() {
      return sums()
    },
    get plans() {
      return plans()
    },
    get anomalies() {
      return anomalies()
    },
    get held() {
      return timeline.held + (isLive() ? 0 : era.index.size)
    },
  }
}

/** Where the days of a timeline come from: the place, the era and the moment are asked for anew each time. */
export interface TimelineOf extends Pick<ValidTimelineSource, 'structuralEdges' | 'flowEdges'> {
  readonly folding: Folding
  readonly touched: () => Known
  readonly era: () => Era
  readonly momentAt: (touched: Known) => Moment
}

export function timelineSource({ folding, touched, era, momentAt, ...edges }: TimelineOf): ValidTimelineSource {
  const { host, policy } = folding
  return {
    ...edges,
    sums: () => momentAt(touched()).sums,
    policy,
    structureFrom(edge: Day) {
      const known = touched()
      const { index } = era()
      const lives = index.livesAt(edge, known)
      const { life } = momentAt(known)
      const ended = once(() => index.endedAt(edge, known))
      const moving = lives.flatMap(({ track }) => (track.ramps.length === 0 ? [] : (track as Track<unknown>)))
      return {
        lives: lives.length,
        on: day => structureOf({ host, at: day, lives, life, ended, policy }),
        next: day => moving.reduce((next, track) => Math.min(next, nextChange(track, day)), Number.POSITIVE_INFINITY),
      }
    },
    sweep(dimension, from, to) {
      const known = touched()
      const lives = era().index.livesThatCount(from, to, known)
      return createSweep({ host, dimension, lives, life: momentAt(known).life, policy })
    },
  }
}
