import type { DomainEvent } from '../../events/catalogue.js'
import type { Reliability } from '../../events/words.js'
import type { Known } from '../values/place.js'
import { type Claim, rangeOf, readDate, resolve } from './claim.js'

/** Regradings by source: claims of type SourceRegraded in log order. */
export type SourceGrades = ReadonlyMap<string, readonly Claim[]>

/**
 * The reliability of an event's source as known at `known`: the letter of the latest regrading that was valid when the
 * claim was published, whatever the order of arrival; else the letter that the claim came with.
 */
export function reliabilityOf(event: DomainEvent, grades: SourceGrades, known: Known): Reliability {
  const regradings = grades.get(event.claim.sourceId)
  if (regradings === undefined) return event.claim.reliability
  const published = event.claim.publishedOn ? readDate(event.claim.publishedOn).latest : rangeOf(event).latest
  let letter = event.claim.reliability
  let since = Number.NEGATIVE_INFINITY
  for (const regrading of regradings) {
    if (regrading.seq > known) break
    const { event: said, standing } = resolve(regrading, known)
    if (said.type !== 'SourceRegraded' || standing === 'retracted' || said.claim.modality !== 'asserted') continue
    const from = said.data.validFrom ? readDate(said.data.validFrom).earliest : Number.NEGATIVE_INFINITY
    if (from > published || from < since) continue
    letter = said.data.reliability
    since = from
  }
  return letter
}
