import type { Day } from '../../../events/calendar.js'
import type { AgreementLife } from '../../../projections/kinds/agreement/life.js'
import { kindOf, type Life } from '../../../projections/kinds/index.js'
import { edgesOfLife } from '../../../projections/kinds/lives.js'
import type { Known } from '../../../projections/values/place.js'
import { createEdgeIndex } from '../index/edge-index.js'
import { createLifeIndex } from '../index/life-index.js'
import { createCounter } from '../index/versions.js'
import { createEndedIndex } from './ended-index.js'
import type { Folding, ObjectHistory } from './object-history.js'

/** Objects with more claims than this are busy: folded when asked about, not at every event. */
export const BUSY_CLAIMS = 64

/** Days, both included. */
export interface Stretch {
  readonly from: Day
  readonly to: Day
}

/** The objects of one host by day and place: which can matter, when they can change, and what is odd about them. */
export interface ObjectIndex {
  /** Take in what an object is from a place on; tells the days for which what was worked out is no longer so. */
  work(object: ObjectHistory, known: Known): readonly Stretch[]
  /** Lives that can matter on a day as known at a place, in any order. */
  livesAt(at: Day, known: Known): Life[]
  /** Days on which the structural part can change as known now; the same list until that changes. */
  presentEdges(known: Known): readonly Day[]
  edgesAt(known: Known): readonly Day[]
  endedAt(at: Day, known: Known): AgreementLife[]
  /** How many anomalies the lives have, as known at a place. */
  anomaliesAt(known: Known): number
}

interface Worked {
  readonly life: Life | null
  readonly edges: readonly Day[]
  readonly anomalies: number
}

const UNWORKED: Worked = { life: null, edges: [], anomalies: 0 }

export function createObjectIndex({ policy }: Folding): ObjectIndex {
  const worked = new Map<ObjectHistory, Worked>()
  const busy = new Map<ObjectHistory, number>()
  const byDay = createLifeIndex<ObjectHistory>()
  const edges = createEdgeIndex()
  const ended = createEndedIndex()
  const anomalies = createCounter()
  let busyEdges: { readonly known: Known; readonly days: readonly Day[] } | null = null

  function busyAt(known: Known): ObjectHistory[] {
    return [...busy].filter(([, since]) => since <= known).map(([object]) => object)
  }

  function replace(object: ObjectHistory, before: Worked, after: Worked, known: Known): void {
    byDay.set(object, after.life?.span ?? null, known)
    edges.remove(before.edges, known)
    edges.add(after.edges, known)
    anomalies.add(known, after.anomalies - before.anomalies)
    if (after.life?.kind === 'agreement') ended.note(object, after.life)
  }

  function withBusy(days: readonly Day[], known: Known): readonly Day[] {
    const more = busyAt(known).flatMap(object => {
      const life = object.lifeAt(known)
      return life === null ? [] : edgesOfLife(life, policy)
    })
    return more.length === 0 ? days : [...new Set([...days, ...more])].sort((a, b) => a - b)
  }

  return {
    work(object, known) {
      const before = worked.get(object) ?? UNWORKED
      if (busy.has(object)) return [ALWAYS]
      if (object.claims.length > BUSY_CLAIMS) {
        busy.set(object, known)
        replace(object, before, UNWORKED, known)
        worked.delete(object)
        return [before.life === null ? ALWAYS : { from: beginOf(before.life), to: ALWAYS.to }]
      }
      const life = object.lifeAt(known)
      const after =
        life === null ? UNWORKED : { life, edges: edgesOfLife(life, policy), anomalies: life.anomalies.length }
      replace(object, before, after, known)
      worked.set(object, after)
      return [before.life, life].flatMap(one => (one === null ? [] : { from: beginOf(one), to: reachOf(one) }))
    },
    livesAt(at, known) {
      const lives: Life[] = []
      const add = (object: ObjectHistory) => {
        const life = object.lifeAt(known)
        if (life !== null) lives.push(life)
      }
      for (const object of byDay.at(at, known)) add(object)
      for (const object of busyAt(known)) add(object)
      return lives
    },
    presentEdges(known) {
      const days = edges.present()
      if (busy.size === 0) return days
      if (busyEdges?.known !== known) busyEdges = { known, days: withBusy(days, known) }
      return busyEdges.days
    },
    edgesAt: known => withBusy(edges.daysAt(known), known),
    endedAt: (at, known) => ended.at(at, known, busyAt(known)),
    anomaliesAt(known) {
      let count = anomalies.at(known)
      for (const object of busyAt(known)) count += object.lifeAt(known)?.anomalies.length ?? 0
      return count
    },
  }
}

const ALWAYS: Stretch = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/** First day on which a life can matter: one of which no day is known still is there for what rests on it. */
function beginOf({ span }: Life): Day {
  return span.from === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : span.from
}

/** Last day on which a life can matter to an answer: others rest on agreements and take over from forces that are gone. */
function reachOf(life: Life): Day {
  return kindOf(life.object).outlasts ? Number.POSITIVE_INFINITY : life.span.to
}
