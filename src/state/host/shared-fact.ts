import type { Claim } from '../../../projections/resolve/claim.js'
import type { Fact } from '../../../projections/resolve/fact.js'
import type { Known } from '../../../projections/values/place.js'
import { upperBound } from '../../../projections/values/search.js'
import { createFewVersions } from './few-versions.js'
import { factAt, groupOf } from './flow-history.js'
import type { Folding } from './folding.js'
import type { SharedFact } from './object-history.js'

export function createSharedFact(key: string, folding: Folding): SharedFact {
  const claims: Claim[] = []
  const changes: Known[] = []
  const facts = createFewVersions<Fact | null>()
  return {
    key,
    claims,
    changes,
    objects: [],
    at(known) {
      const version = upperBound(changes, known)
      if (version === 0) return factAt(groupOf(key, claims), known, folding)
      return facts.of(version, () => factAt(groupOf(key, claims), changes[version - 1]!, folding))
    },
  }
}
