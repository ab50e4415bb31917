import type { DomainEvent } from '../../../events/catalogue.js'
import { hasFlows } from '../../../projections/fold/flows.js'
import { objectsOf } from '../../../projections/kinds/objects-of.js'
import { type Claim, resolve } from '../../../projections/resolve/claim.js'
import { aloneKeyOf, factKeyOf, isAlone, joinPlans, type Plan } from '../../../projections/resolve/fact.js'
import { keyOf, type ObjectRef } from '../../../projections/resolve/object-ref.js'
import { broughtIntoForce, hostsOf, replacementOf } from '../../../projections/resolve/routing.js'
import type { Known } from '../../../projections/values/place.js'
import { lastOf, upTo } from '../../../projections/values/place.js'
import { type FactGroup, groupOf, groupOfOne } from './flow-history.js'
import type { Folding } from './folding.js'
import type { SharedFact } from './object-history.js'
import { createObjectHistory, insertClaim, noteChange, type ObjectHistory } from './object-history.js'
import { createSharedFact } from './shared-fact.js'

/**
 * What has to be looked at again from a place on: an object, a fact that several share, one that fades, or a claim by
 * itself.
 */
export type Work =
  | { readonly kind: 'object'; readonly object: ObjectHistory; readonly known: Known }
  | { readonly kind: 'fact'; readonly fact: SharedFact; readonly known: Known }
  | { readonly kind: 'group'; readonly group: FactGroup; readonly known: Known }
  | { readonly kind: 'claim'; readonly claim: Claim; readonly known: Known }

/** Where the claims of one host belong: the objects and the facts that each speaks of, as it stood at each place. */
export interface Placement {
  readonly objects: ReadonlyMap<string, ObjectHistory>
  readonly groups: ReadonlyMap<string, FactGroup>
  /** Put a claim where it belongs as it stands at a place. */
  place(claim: Claim, known: Known): void
  /** Look again at where a claim belonged before what was said of it at a place. */
  displace(claim: Claim, known: Known): void
  /** The next of the work that has come up, in the order of the log; null when all of it was taken. */
  takeWork(): Work | null
  /** Everything as it stood at a place, each object, fact and claim once. */
  standingAt(known: Known): Iterator<Work>
  /** The same of all that was placed, which takes the place of the work that has come up. */
  standingNow(known: Known): Iterator<Work>
  /** What is announced and not yet asserted, as known at a place. */
  plansAt(known: Known): Plan[]
}

interface Placed {
  readonly objects: readonly ObjectHistory[]
  readonly groups: readonly FactGroup[]
  readonly claims: readonly Claim[]
}

/** `claims`: those of the host, in log order. `onObject` and `onClaim` are told of each new object, and of each claim as it stands. */
export function createPlacement(
  folding: Folding,
  claims: readonly Claim[],
  onObject: (object: ObjectHistory) => void,
  onClaim: (claim: Claim, event: DomainEvent) => void,
): Placement {
  const { host } = folding
  const objects = new Map<string, ObjectHistory>()
  const groups = new Map<string, FactGroup>()
  /** Of a named fact the object that its claims speak of, or the fact itself where they speak of several. */
  const objectsOfFact = new Map<string, ObjectHistory | SharedFact>()
  /** By the id of an agreement, those that it is said to replace. */
  const followers = new Map<string, Set<ObjectHistory>>()
  const planned: Claim[] = []
  /** Claims that came as facts by themselves, of what fades. */
  const alone: Claim[] = []
  let work: Work[] = []
  let workTaken = 0

  function objectFor(ref: ObjectRef): ObjectHistory {
    const key = keyOf(ref)
    let object = objects.get(key)
    if (object === undefined) {
      object = createObjectHistory(ref, folding)
      objects.set(key, object)
      onObject(object)
    }
    return object
  }

  /** Objects that a claim speaks of, and those that end by what it says. */
  function objectsOfClaim(claim: Claim, event: DomainEvent): ObjectHistory[] {
    const entered = broughtIntoForce(event)
    const replaced = entered === null ? undefined : followers.get(entered)
    return [...objectsOf(event, host, claim.id).map(objectFor), ...(replaced ?? [])]
  }

  /** An agreement that is replaced looks at the entries into force of the one that replaces it. */
  function follow(agreementId: string, replaced: ObjectHistory, known: Known): void {
    const following = followers.get(agreementId)
    if (following?.has(replaced)) return
    if (following) following.add(replaced)
    else followers.set(agreementId, new Set([replaced]))
    for (const claim of objects.get(keyOf({ kind: 'agreement', id: agreementId }))?.claims ?? []) {
      const { event } = resolve(claim, known)
      if (broughtIntoForce(event) === null) continue
      insertClaim(replaced.claims, claim)
      if (event.factId !== undefined) linkFact(factKeyOf(claim.id, event), replaced, known)
    }
  }

  /** Claims of one named fact may speak of several objects: from the second on they share it. */
  function linkFact(factKey: string, object: ObjectHistory, known: Known): void {
    const linked = objectsOfFact.get(factKey)
    if (linked === undefined) objectsOfFact.set(factKey, object)
    else if ('objects' in linked) share(linked, object, known)
    else if (linked !== object) {
      const fact = createSharedFact(factKey, folding)
      objectsOfFact.set(factKey, fact)
      for (const one of [linked, object]) share(fact, one, known)
    }
  }

  function share(fact: SharedFact, object: ObjectHistory, known: Known): void {
    if (!object.share(fact)) return
    fact.objects.push(object)
    for (const claim of object.claims) {
      // A correction may have made the claim one of the fact for a time.
      if (claim.effects.length > 0 || isTold(claim, fact.key)) insertClaim(fact.claims, claim)
    }
    lookAtFact(fact, known)
  }

  /**
   * A claim of a named fact is one of it whatever it speaks of; without one, it is that what there is of the fact is
   * another.
   */
  function lookAtNamed(factKey: string, claim: Claim | null, known: Known): void {
    const linked = objectsOfFact.get(factKey)
    if (linked === undefined) return
    if (claim !== null) insertClaim(linked.claims, claim)
    if ('objects' in linked) lookAtFact(linked, known)
    else lookAtObject(linked, known)
  }

  function lookAtFact(fact: SharedFact, known: Known): void {
    if (noteChange(fact.changes, known)) work.push({ kind: 'fact', fact, known })
  }

  function lookAtObject(object: ObjectHistory, known: Known): void {
    if (noteChange(object.changes, known)) work.push({ kind: 'object', object, known })
  }

  function lookAtGroup(group: FactGroup, known: Known): void {
    if (noteChange(group.changes, known)) work.push({ kind: 'group', group, known })
  }

  function placeInGroup(claim: Claim, factKey: string, known: Known): void {
    const group = groups.get(factKey)
    if (group !== undefined) {
      insertClaim(group.claims, claim)
      lookAtGroup(group, known)
    } else if (lastOf(known) === claim.seq && isAlone(factKey)) {
      alone.push(claim)
      work.push({ kind: 'group', group: groupOfOne(factKey, claim), known })
    } else {
      const made = groupOf(factKey, [claim])
      groups.set(factKey, made)
      lookAtGroup(made, known)
    }
  }

  function* standing(known: Known, some: Placed): Generator<Work> {
    for (const object of some.objects) yield { kind: 'object', object, known }
    for (const group of some.groups) yield { kind: 'group', group, known }
    for (const claim of some.claims) if (claim.seq <= known) yield { kind: 'claim', claim, known }
  }

  /** What there is of it by now: what comes later is told of later places. */
  function placedSoFar(groupAs: (group: FactGroup) => FactGroup): Placed {
    const single = alone.flatMap(claim => {
      const key = aloneKeyOf(claim.id)
      return groups.has(key) ? [] : groupOfOne(key, claim)
    })
    return {
      objects: [...objects.values()],
      groups: [...[...groups.values()].map(groupAs), ...single],
      claims: [...claims],
    }
  }

  return {
    objects,
    groups,
    place(claim, known) {
      const { event } = resolve(claim, known)
      const factKey = factKeyOf(claim.id, event)
      const named = event.factId !== undefined
      for (const object of objectsOfClaim(claim, event)) {
        insertClaim(object.claims, claim)
        lookAtObject(object, known)
        if (named) linkFact(factKey, object, known)
      }
      const replacement = replacementOf(event)
      if (replacement !== null)
        follow(replacement.by, objectFor({ kind: 'agreement', id: replacement.replaced }), known)
      if (named) lookAtNamed(factKey, claim, known)
      onClaim(claim, event)
      if (hasFlows(event.type)) placeInGroup(claim, factKey, known)
      if (event.claim.modality === 'planned') insertClaim(planned, claim)
      work.push({ kind: 'claim', claim, known })
    },
    displace(claim, known) {
      const { event } = resolve(claim, known - 1)
      const factKey = factKeyOf(claim.id, event)
      for (const object of objectsOfClaim(claim, event)) lookAtObject(object, known)
      lookAtNamed(factKey, null, known)
      const group = groups.get(factKey)
      if (group !== undefined) lookAtGroup(group, known)
      else if (hasFlows(event.type) && isAlone(factKey)) {
        const alone = { ...groupOfOne(factKey, claim), worked: upTo(claim.seq) }
        groups.set(factKey, alone)
        lookAtGroup(alone, known)
      }
    },
    takeWork() {
      if (workTaken < work.length) return work[workTaken++]!
      if (workTaken > 0) work = []
      workTaken = 0
      return null
    },
    standingAt: known =>
      standing(
        known,
        placedSoFar(({ key, claims }) => groupOf(key, claims)),
      ),
    standingNow(known) {
      work = []
      workTaken = 0
      return standing(
        known,
        placedSoFar(group => {
          group.worked = -1
          group.held = null
          return group
        }),
      )
    },
    plansAt(known) {
      if (planned.length === 0) return []
      const near = new Set<Claim>()
      const lists = new Set<readonly Claim[]>()
      for (const claim of planned) {
        if (claim.seq > known) break
        near.add(claim)
        const { event } = resolve(claim, known)
        for (const ref of objectsOf(event, host, claim.id)) {
          const object = objects.get(keyOf(ref))
          if (object === undefined) continue
          lists.add(object.claims)
          for (const fact of object.shared) lists.add(fact.claims)
        }
        const group = groups.get(factKeyOf(claim.id, event))
        if (group !== undefined) lists.add(group.claims)
      }
      for (const list of lists) for (const one of list) near.add(one)
      const here = [...near].filter(claim => hostsOf(resolve(claim, known).event).includes(host))
      return joinPlans(
        here.sort((a, b) => a.seq - b.seq),
        known,
      )
    },
  }
}

/** Whether a claim of which nothing is said is told of a named fact. */
function isTold({ id, event }: Claim, factKey: string): boolean {
  return event.factId !== undefined && factKeyOf(id, event) === factKey
}
