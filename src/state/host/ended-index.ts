import type { Day } from '../../../events/calendar.js'
import { ENDED_SHOWN } from '../../../projections/evaluate/objects-view.js'
import { currentIndex } from '../../../projections/fold/track.js'
import type { AgreementLife } from '../../../projections/kinds/agreement/life.js'
import { byText } from '../../../projections/values/order.js'
import type { Known } from '../../../projections/values/place.js'
import { partitionPoint } from '../../../projections/values/search.js'
import type { ObjectHistory } from './object-history.js'

/** Agreements of one host by the days on which they are or once were said to have ended. */
export interface EndedIndex {
  note(object: ObjectHistory, life: AgreementLife): void
  /** The agreements that are over on a day as known at a place, the latest end first; `others` are looked at besides those noted. */
  at(at: Day, known: Known, others: readonly ObjectHistory[]): AgreementLife[]
}

export function createEndedIndex(): EndedIndex {
  const ends: { readonly on: Day; readonly object: ObjectHistory }[] = []
  let sorted = true

  return {
    note(object, life) {
      for (const { state, when } of life.track.steps) {
        if (state.status !== 'ended') continue
        ends.push({ on: when.from, object })
        sorted = false
      }
    },
    at(at, known, others) {
      if (!sorted) {
        ends.sort((a, b) => a.on - b.on || byText(a.object.key, b.object.key))
        sorted = true
      }
      const ended = new Map<ObjectHistory, { readonly life: AgreementLife; readonly on: Day }>()
      const take = (object: ObjectHistory, on: Day | null) => {
        if (ended.has(object)) return
        const life = object.lifeAt(known)
        if (life?.kind !== 'agreement') return
        const step = life.track.steps[currentIndex(life.track, at)]
        if (step?.state.status !== 'ended' || (on !== null && step.when.from !== on)) return
        ended.set(object, { life, on: step.when.from })
      }
      for (const object of others) take(object, null)
      const first = ended.size
      let last: Day | null = null
      for (let i = partitionPoint(ends, end => end.on <= at) - 1; i >= 0; i--) {
        const { on, object } = ends[i]!
        // Ends of one day are all looked at: among them the order is that of the keys.
        if (ended.size - first >= ENDED_SHOWN && on !== last) break
        last = on
        take(object, on)
      }
      return [...ended.values()]
        .sort((a, b) => b.on - a.on || byText(a.life.key, b.life.key))
        .slice(0, ENDED_SHOWN)
        .map(({ life }) => life)
    },
  }
}
