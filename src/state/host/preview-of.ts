import type { Day } from '../../../events/calendar.js'
import { anomaliesOfClaim } from '../../../projections/anomalies/claim-anomalies.js'
import { plain } from '../../../projections/anomalies/mismatch.js'
import type { LifeAnomaly } from '../../../projections/fold/life.js'
import { objectsOf } from '../../../projections/kinds/objects-of.js'
import type { Claim } from '../../../projections/resolve/claim.js'
import { keyOf, type ObjectRef } from '../../../projections/resolve/object-ref.js'
import { EVERYTHING, upTo } from '../../../projections/values/place.js'
import type { Steps } from '../../../projections/values/steps.js'
import type { Folding } from './folding.js'
import { type MismatchHistory, standingOn } from './mismatch-history.js'
import { allClaimsOf, createObjectHistory, insertClaim, type ObjectHistory } from './object-history.js'
import { BUSY_CLAIMS } from './object-index.js'

/** What claims that are not stored are held against: all that is told of the host, and what does not fit in it. */
export interface PreviewOf {
  readonly folding: Folding
  readonly objects: ReadonlyMap<string, ObjectHistory>
  readonly mismatches: MismatchHistory
}

/** What each of some claims would raise; see `HostHistory.preview`. Nothing that it is held against is changed. */
export function* previewOf(
  { folding, objects, mismatches }: PreviewOf,
  next: readonly Claim[],
  today: Day,
  thorough: boolean,
): Steps<LifeAnomaly[][]> {
  const { host } = folding
  const drafts = new Map<string, ObjectHistory>()
  const busy = new Map<string, ObjectHistory>()
  const found: LifeAnomaly[][] = []
  for (const claim of next) {
    const odd = anomaliesOfClaim(claim, upTo(claim.seq), host)
    const own: ObjectRef[] = []
    for (const object of objectsOf(claim.event, host, claim.id)) {
      yield
      const key = keyOf(object)
      const size = drafts.get(key)?.claims.length ?? objects.get(key)?.size ?? 0
      if (!thorough && size > BUSY_CLAIMS) continue
      let draft = drafts.get(key)
      if (draft === undefined) {
        draft = createObjectHistory(object, folding)
        for (const one of allClaimsOf(objects.get(key))) insertClaim(draft.claims, one)
        drafts.set(key, draft)
      }
      draft.claims.push(claim)
      draft.changes.push(upTo(claim.seq))
      own.push(object)
      if (size > BUSY_CLAIMS) busy.set(key, draft)
      else odd.push(...(draft.lifeAt(upTo(claim.seq))?.anomalies ?? []).filter(isAbout(claim)))
    }
    if (!thorough) {
      const around = yield* mismatches.afterOne(claim, own, drafts)
      odd.push(...standingOn(around, today).map(plain).filter(isAbout(claim)))
    }
    found.push(odd)
  }
  if (!thorough) return found
  const placeOf = new Map(next.map(({ id }, i) => [id, i]))
  const late = (anomalies: readonly LifeAnomaly[]) => {
    for (const anomaly of anomalies) {
      const last = anomaly.eventIds.reduce((most, id) => Math.max(most, placeOf.get(id) ?? -1), -1)
      found[last]?.push(anomaly)
    }
  }
  for (const draft of busy.values()) {
    late(draft.lifeAt(EVERYTHING)?.anomalies ?? [])
    yield
  }
  late(standingOn(yield* mismatches.after(next, drafts), today).map(plain))
  return found
}

function isAbout({ id }: Claim) {
  return ({ eventIds }: LifeAnomaly) => eventIds.includes(id)
}
