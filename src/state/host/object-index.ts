import type { Day } from '../../../events/calendar.js'
import type { AgreementLife } from '../../../projections/kinds/agreement/life.js'
import { kindOf, type Life } from '../../../projections/kinds/index.js'
import { edgesOfLife } from '../../../projections/kinds/lives.js'
import { objectsOf } from '../../../projections/kinds/objects-of.js'
import { factKeyOf } from '../../../projections/resolve/fact.js'
import { keyOf } from '../../../projections/resolve/object-ref.js'
import type { Known } from '../../../projections/values/place.js'
import { createEdgeIndex } from '../index/edge-index.js'
import { createLifeIndex } from '../index/life-index.js'
import { createCounter } from '../index/versions.js'
import { createEndedIndex } from './ended-index.js'
import type { Folding } from './folding.js'
import type { ObjectHistory, SharedFact } from './object-history.js'
import type { Stretch } from './valid-timeline.js'

/** Objects with more claims than this are busy: folded when asked about, not at every event. */
export const BUSY_CLAIMS = 64

/** The objects of one host by day and place: which can matter, when they can change, and what is odd about them. */
export interface ObjectIndex {
  /** Take in what an object is from a place on; tells the days for which what was worked out is no longer so. */
  work(object: ObjectHistory, known: Known): readonly Stretch[]
  /**
   * The objects of a fact that are to be looked at when something of it changes: all, or those that came where they are
   * many.
   */
  objectsToWork(fact: SharedFact): readonly ObjectHistory[]
  /** Lives that can matter on a day as known at a place, in any order. */
  livesAt(at: Day, known: Known): Life[]
  /** Lives that can matter for who comes first on any day of `[from, to]` as known at a place, in any order. */
  livesThatCount(from: Day, to: Day, known: Known): Life[]
  /** Days on which the structural part can change as known now; the same list until that changes. */
  presentEdges(known: Known): readonly Day[]
  edgesAt(known: Known): readonly Day[]
  endedAt(at: Day, known: Known): AgreementLife[]
  /** How many lives it holds. */
  readonly size: number
  /** How many anomalies the lives have, as known at a place. */
  anomaliesAt(known: Known): number
}

interface Worked {
  readonly life: Life | null
  readonly edges: readonly Day[]
  readonly anomalies: number
}

const UNWORKED: Worked = { life: null, edges: [], anomalies: 0 }

export function createObjectIndex({ host, policy }: Folding): ObjectIndex {
  const worked = new Map<ObjectHistory, Worked>()
  const busy = new Map<ObjectHistory, number>()
  /**
   * Facts of so many claims that those who share them are folded when asked about, and of them only whose the fact is.
   */
  const crowded = new Map<SharedFact, { noted: number }>()
  /** Those who share them, by the place from which on they are found by their facts alone. */
  const folded = new Map<ObjectHistory, Known>()
  const byDay = createLifeIndex<ObjectHistory>()
  const counting = createLifeIndex<ObjectHistory>()
  const edges = createEdgeIndex()
  const ended = createEndedIndex()
  const anomalies = createCounter()
  let busyEdges: { readonly known: Known; readonly days: readonly Day[] } | null = null

  function busyAt(known: Known): ObjectHistory[] {
    const found = new Set([...busy].filter(([, since]) => since <= known).map(([object]) => object))
    for (const fact of crowded.keys()) {
      const now = fact.at(known)
      if (now === null) continue
      const keys = new Set(objectsOf(now.event, host, now.id).map(keyOf))
      for (const object of fact.objects) {
        if (keys.has(object.key) && (folded.get(object) ?? Number.POSITIVE_INFINITY) <= known) found.add(object)
      }
    }
    return [...found]
  }

  function replace(object: ObjectHistory, before: Worked, after: Worked, known: Known): void {
    byDay.set(object, after.life?.span ?? null, known)
    counting.set(object, after.life?.counts ?? null, known)
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

  /** The lives of some objects, and of all that are folded when asked about. */
  function livesOf(objects: readonly ObjectHistory[], known: Known): Life[] {
    return [...objects, ...busyAt(known)].flatMap(object => object.lifeAt(known) ?? [])
  }

  return {
    work(object, known) {
      const before = worked.get(object) ?? UNWORKED
      if (busy.has(object)) return [ALWAYS]
      if (object.size > BUSY_CLAIMS && object.claims.length <= BUSY_CLAIMS && isNothingElse(object)) {
        for (const fact of object.shared) if (!crowded.has(fact)) crowded.set(fact, { noted: 0 })
        if (!folded.has(object)) folded.set(object, known)
        replace(object, before, UNWORKED, known)
        worked.delete(object)
        return [ALWAYS]
      }
      // Folded once it is as any other: only what is told of often between questions waits until it is asked about.
      if (object.size > BUSY_CLAIMS && worked.has(object)) {
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
    objectsToWork(fact) {
      const one = crowded.get(fact)
      if (one === undefined || fact.claims.length <= BUSY_CLAIMS) return fact.objects
      // The first stands for all that were noted: a change of the fact may concern any day.
      const come = one.noted === 0 ? [...fact.objects] : [fact.objects[0]!, ...fact.objects.slice(one.noted)]
      one.noted = fact.objects.length
      return come
    },
    livesAt: (at, known) => livesOf(byDay.at(at, known), known),
    livesThatCount: (from, to, known) => livesOf(counting.between(from, to, known), known),
    presentEdges(known) {
      const days = edges.present()
      if (busy.size + crowded.size === 0) return days
      if (busyEdges?.known !== known) busyEdges = { known, days: withBusy(days, known) }
      return busyEdges.days
    },
    edgesAt: known => withBusy(edges.daysAt(known), known),
    endedAt: (at, known) => ended.at(at, known, busyAt(known)),
    get size() {
      return worked.size
    },
    anomaliesAt(known) {
      let count = anomalies.at(known)
      for (const object of busyAt(known)) count += object.lifeAt(known)?.anomalies.length ?? 0
      return count
    },
  }
}

/** Whether all that is said of an object is told of facts that it shares, and stands as it was posted. */
function isNothingElse({ claims, shared }: ObjectHistory): boolean {
  const keys = new Set(shared.map(fact => fact.key))
  return claims.every(({ id, event, effects }) => effects.length === 0 && keys.has(factKeyOf(id, event)))
}

const ALWAYS: Stretch = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/** First day on which a life can matter: one of which no day is known still is there for what rests on it. */
function beginOf({ span }: Life): Day {
  return span.from === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : span.from
}

/**
 * Last day on which a life can matter to an answer: others rest on agreements and take over from forces that are gone.
 */
function reachOf(life: Life): Day {
  return kindOf(life.object).outlasts ? Number.POSITIVE_INFINITY : life.span.to
}
