import type { Day } from '../../../events/calendar.js'
import type { DomainEvent } from '../../../events/catalogue.js'
import type { Mismatch } from '../../../projections/anomalies/mismatch.js'
import { mismatchSteps } from '../../../projections/anomalies/mismatches.js'
import { ARMS, canForbid, canMismatch, watchKeysOf } from '../../../projections/anomalies/watch-keys.js'
import type { Life } from '../../../projections/kinds/index.js'
import { livesByKey } from '../../../projections/kinds/lives.js'
import { type Claim, resolve } from '../../../projections/resolve/claim.js'
import { byDate, type Fact, factKeyOf, isAlone } from '../../../projections/resolve/fact.js'
import { keyOf, type ObjectRef } from '../../../projections/resolve/object-ref.js'
import { byText } from '../../../projections/values/order.js'
import type { Known } from '../../../projections/values/place.js'
import { upTo } from '../../../projections/values/place.js'
import { upperBound } from '../../../projections/values/search.js'
import type { Steps } from '../../../projections/values/steps.js'
import { type FactGroup, factAt, groupOfOne } from './flow-history.js'
import type { Folding } from './folding.js'
import { insertClaim, type ObjectHistory } from './object-history.js'

type Objects = ReadonlyMap<string, ObjectHistory>

/** What does not fit between the objects of one host, worked out when asked for. */
export interface MismatchHistory {
  noteObject(object: ObjectHistory): void
  /** Note a claim, as it is said from some place on, if something could have forbidden it. */
  noteClaim(claim: Claim, event: DomainEvent): void
  /** All mismatches as known at a place, those of later days of knowledge among them. */
  at(known: Known): Steps<Mismatch[]>
  /** The same once some claims are stored, of which `drafts` are the objects. */
  after(said: readonly Claim[], drafts: Objects): Steps<Mismatch[]>
  /** Of those only what concerns a claim's own objects, or what could have forbidden it. */
  afterOne(claim: Claim, own: readonly ObjectRef[], drafts: Objects): Steps<Mismatch[]>
}

export function createMismatchHistory(
  folding: Folding,
  objects: Objects,
  groups: ReadonlyMap<string, FactGroup>,
): MismatchHistory {
  const { host, policy } = folding
  const mismatching: ObjectRef[] = []
  const forbiddingArms: ObjectRef[] = []
  let inOrder = true
  const watched = new Map<string, Claim[]>()
  const alone = new WeakMap<Claim, Fact | null>()

  /** The fact of a claim that nothing joins or changes. A regraded source does not matter here. */
  function factOfOne(factKey: string, claim: Claim): Fact | null {
    let fact = alone.get(claim)
    if (fact === undefined) {
      fact = factAt(groupOfOne(factKey, claim), upTo(claim.seq), folding)
      alone.set(claim, fact)
    }
    return fact
  }

  const ofGroup = new WeakMap<FactGroup, { readonly version: number; readonly fact: Fact | null }>()

  /** The fact of a group as known at a place; the last one that was asked for is kept. */
  function factOfGroup(group: FactGroup, known: Known): Fact | null {
    const version = upperBound(group.changes, known)
    let one = ofGroup.get(group)
    if (one?.version !== version) {
      one = { version, fact: factAt(group, known, folding) }
      ofGroup.set(group, one)
    }
    return one.fact
  }

  /**
   * Facts among claims, with all that was said of them: what can be watched has flows, so that joined claims have a
   * group.
   */
  function* factsOf(claims: readonly Claim[], key: string, known: Known, drafts: readonly Claim[]): Steps<Fact[]> {
    const facts = new Map<string, Fact>()
    const draftsOf = grouped(drafts, draft => [factKeyOf(draft.id, draft.event)])
    const joined = (factKey: string, claim: Claim) => {
      const told = groups.get(factKey)
      const group = told ?? groupOfOne(factKey, claim)
      const more = (draftsOf.get(factKey) ?? []).filter(draft => told !== undefined || draft !== claim)
      if (more.length === 0) return factOfGroup(group, known)
      return factAt({ ...group, claims: [...group.claims, ...more] }, known, folding)
    }
    for (const claim of claims) {
      if (claim.seq > known) break
      yield
      const factKey = factKeyOf(claim.id, resolve(claim, known).event)
      if (facts.has(factKey)) continue
      const fact = isAlone(factKey) && claim.effects.length === 0 ? factOfOne(factKey, claim) : joined(factKey, claim)
      if (fact !== null && watchKeysOf(fact.event, host).includes(key)) facts.set(factKey, fact)
    }
    return [...facts.values()].sort(byDate)
  }

  function* among(
    some: Iterable<ObjectRef>,
    known: Known,
    drafts: Objects,
    facts: ReadonlyMap<string, Fact[]>,
  ): Steps<Mismatch[]> {
    const find = (key: string) => (drafts.get(key) ?? objects.get(key))?.lifeAt(known) ?? null
    const lives: Life[] = []
    for (const key of [...new Set([...some].map(keyOf))].sort(byText)) {
      const one = find(key)
      if (one !== null) lives.push(one)
      yield
    }
    return yield* mismatchSteps({ host, lives, life: livesByKey(find), facts: key => facts.get(key) ?? [], policy })
  }

  function* at(known: Known): Steps<Mismatch[]> {
    if (!inOrder) mismatching.sort((a, b) => byText(keyOf(a), keyOf(b)))
    inOrder = true
    const find = (key: string) => objects.get(key)?.lifeAt(known) ?? null
    const lives: Life[] = []
    for (const object of [...mismatching]) {
      const one = find(keyOf(object))
      if (one !== null) lives.push(one)
      yield
    }
    const lists = new Map<string, Fact[]>()
    for (const key of watched.keys()) lists.set(key, yield* factsOf(watched.get(key)!, key, known, []))
    return yield* mismatchSteps({ host, lives, life: livesByKey(find), facts: key => lists.get(key) ?? [], policy })
  }

  /** What can mismatch among objects of a posting. */
  const draftedOf = (drafts: Objects) => [...drafts.values()].map(({ object }) => object).filter(canMismatch)

  return {
    noteObject({ object }) {
      if (!canMismatch(object)) return
      mismatching.push(object)
      if (canForbid(object, ARMS)) forbiddingArms.push(object)
      inOrder = false
    },
    noteClaim(claim, event) {
      for (const key of watchKeysOf(event, host)) {
        const list = watched.get(key)
        if (list) insertClaim(list, claim)
        else watched.set(key, [claim])
      }
    },
    at,
    *after(said, drafts) {
      const known = upTo(said.at(-1)!.seq)
      const saidOf = grouped(said, claim => watchKeysOf(claim.event, host))
      const facts = new Map<string, Fact[]>()
      for (const key of new Set([...watched.keys(), ...saidOf.keys()])) {
        const more = saidOf.get(key) ?? []
        facts.set(key, yield* factsOf([...(watched.get(key) ?? []), ...more], key, known, more))
      }
      return yield* among([...mismatching, ...draftedOf(drafts)], known, drafts, facts)
    },
    *afterOne(claim, own, drafts) {
      const known = upTo(claim.seq)
      const some = own.filter(canMismatch)
      const facts = new Map<string, Fact[]>()
      for (const key of watchKeysOf(claim.event, host)) {
        facts.set(key, yield* factsOf([claim], key, known, [claim]))
        if (key === ARMS) some.push(...forbiddingArms, ...draftedOf(drafts).filter(one => canForbid(one, ARMS)))
        else some.push(...[drafts.get(key) ?? objects.get(key)].flatMap(one => (one === undefined ? [] : one.object)))
      }
      return yield* among(some, known, drafts, facts)
    },
  }
}

function grouped(claims: readonly Claim[], keysOf: (claim: Claim) => readonly string[]): Map<string, Claim[]> {
  const groups = new Map<string, Claim[]>()
  for (const claim of claims) {
    for (const key of keysOf(claim)) {
      const group = groups.get(key)
      if (group) group.push(claim)
      else groups.set(key, [claim])
    }
  }
  return groups
}

/** What is a mismatch already on a day of knowledge. */
export function standingOn(mismatches: readonly Mismatch[], day: Day): Mismatch[] {
  return mismatches.filter(({ since }) => since <= day)
}
