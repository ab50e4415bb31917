import type { DomainEvent, EventType } from '../../../events/catalogue.js'
import type { Fact } from '../../resolve/fact.js'
import type { ObjectRef } from '../../resolve/object-ref.js'
import { broughtIntoForce, replacementOf } from '../../resolve/routing.js'
import type { When } from '../../values/when.js'

/** How far an object has come: nothing of it yet, agreed, begun. What is neither a beginning nor an end finds it begun. */
type Stage = 0 | 1 | 2

const begins: { readonly [T in EventType]?: Stage } = {
  AgreementSigned: 1,
  EconomicAgreementSigned: 1,
  AgreementEnteredIntoForce: 2,
  MembershipJoined: 2,
  ForcesDeployed: 2,
  TrainersDeployed: 2,
  ForceSucceeded: 2,
  BaseAccessGranted: 2,
  SanctionsImposed: 2,
  AidStarted: 2,
  JointOperationsSuspended: 2,
  LegalDeterminationMade: 2,
  RivalAuthorityEstablished: 2,
}

const ends: ReadonlySet<EventType> = new Set([
  'AgreementTerminated',
  'MembershipEnded',
  'ForcesWithdrawn',
  'BaseHandedOver',
  'SanctionsLifted',
  'AidEnded',
  'JointOperationsResumed',
  'RivalAuthorityEnded',
])

/**
 * Facts in the order of their dates, but a beginning before what presupposes it wherever their dates allow that: of a year
 * and a day of that year, or of the same year twice, the end is the later one. Exact days stay as they are.
 */
export function inOrderOfLife<F extends Fact>(
  object: ObjectRef,
  facts: readonly F[],
  whenOf: (fact: F) => When,
): readonly F[] {
  if (facts.length < 2 || !facts.some(fact => isCoarse(whenOf(fact)))) return facts
  const left = [...facts]
  const order: F[] = []
  const reached = new Map<string, Stage>()
  while (left.length > 0) {
    const subject = subjectOf(left[0]!, object)
    const at = subject === null ? 0 : presupposed(left, object, subject, reached.get(subject) ?? 0, whenOf)
    const [fact] = left.splice(at, 1)
    order.push(fact!)
    if (subject === null) continue
    const stage = beginningOf(fact!.event, object)
    if (stage !== null) reached.set(subject, stage)
    else if (isEnd(fact!.event, object)) reached.set(subject, 0)
  }
  return order
}

/** Index of the first beginning that what comes next presupposes and that may have been before it; 0 where there is none. */
function presupposed<F extends Fact>(
  facts: readonly F[],
  object: ObjectRef,
  subject: string,
  reached: Stage,
  whenOf: (fact: F) => When,
): number {
  const next = facts[0]!
  const own = beginningOf(next.event, object) ?? 3
  if (reached + 1 >= own) return 0
  const when = whenOf(next)
  let best = 0
  let bestStage = own
  for (let i = 1; i < facts.length; i++) {
    const stage = beginningOf(facts[i]!.event, object)
    if (stage === null || stage <= reached || stage >= bestStage || subjectOf(facts[i]!, object) !== subject) continue
    const other = whenOf(facts[i]!)
    if (other.from > when.to || !(isCoarse(other) || isCoarse(when))) continue
    best = i
    bestStage = stage
  }
  return best
}

function isCoarse({ from, to }: When): boolean {
  return from < to
}

/** What a fact of a life tells of; null where it is no part of it. Rivals share one life. */
function subjectOf({ event }: Fact, { kind, id }: ObjectRef): string | null {
  if (kind === 'authority') {
    return event.type.startsWith('RivalAuthority') ? (event.data as { authority: string }).authority : null
  }
  // A relationship is of many objects, which begin and end in it as they like.
  if (kind === 'bond' || kind === 'use') return null
  const entered = broughtIntoForce(event)
  return entered === null || entered === id ? '' : null
}

function beginningOf(event: DomainEvent, { kind, id }: ObjectRef): Stage | null {
  const replacement = replacementOf(event)
  if (kind === 'agreement' && replacement?.replaced === id) return null
  if (event.type === 'ForceSucceeded' && event.data.newForceId !== id) return null
  return begins[event.type] ?? null
}

function isEnd(event: DomainEvent, { id }: ObjectRef): boolean {
  if (event.type === 'ForcesWithdrawn') return event.data.extent === 'complete' && event.data.contingent === undefined
  if (event.type === 'ForceSucceeded') return event.data.oldForceId === id
  return ends.has(event.type)
}
