import { type Day, yearOf } from '../../events/calendar.js'
import type { AgreementKind } from '../../events/words.js'
import { disuseSteps, unusedFor } from '../fold/disuse.js'
import { isLikely, type LifeOf } from '../fold/life.js'
import { trackOf } from '../fold/track.js'
import type { Policy } from '../policy/policy.js'
import type { Fact } from '../resolve/fact.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { type UseEvent, useRoutes } from './bond-events.js'
import type { Kind } from './kind.js'
import { dayOfUse, usedSince } from './use-days.js'

/** Done together; something new between the two; seen there, with no word on how they get on; a quarrel; none of these. */
type Meaning = 'use' | 'begin' | 'seen' | 'quarrel' | null

/** What a host and a partner did together within one calendar year. */
export interface UseLife extends LifeOf<'use', null> {
  readonly partner: string
  readonly year: number
  readonly firstUse: Day | null
  /** The first of those by which both went on: to be seen there, or leaving, is none. */
  readonly firstDone: Day | null
  readonly lastUse: Day | null
  readonly lastQuarrel: Day | null
  /** Days on which something new began, ascending. */
  readonly begins: readonly Day[]
}

/** What a host and a partner do together, year by year, since there is much of it. */
export const use = {
  name: 'use',
  routes: useRoutes,
  year: event => yearOf(dayOfUse(event)),
  order: null,
  fold,
  lapse: life => life,
  edges: ({ firstUse, firstDone, lastQuarrel, begins, year }, policy) => [
    ...begins,
    ...(firstDone === null ? [] : [firstDone]),
    ...(firstUse === null ? [] : [firstUse, ...disuseSteps(year, policy)]),
    // A quarrel is told of from the year after on, however long ago the two last did something together.
    ...(lastQuarrel === null ? [] : [unusedFor(0, year)]),
  ],
  outlasts: true,
  partners: () => [],
  weights: () => [],
  weigh: () => [],
  fadesByBreach: false,
  users: () => [],
  entry: () => null,
} satisfies Kind<'use', UseLife>

/** Of one year: enough to tell when it was last, and whether something began. */
function fold(object: ObjectRef, _host: string, facts: readonly Fact[], policy: Policy): UseLife {
  const uses: Day[] = []
  const done: Day[] = []
  const begins: Day[] = []
  let lastQuarrel: Day | null = null
  for (const fact of facts) {
    if (!isLikely(fact.q)) continue
    const meaning = meaningOf(fact, policy)
    if (meaning === null) continue
    const day = dayOfUse(fact.event)
    if (meaning === 'quarrel') lastQuarrel = Math.max(lastQuarrel ?? day, day)
    else uses.push(usedSince(fact.event))
    if (meaning === 'begin') begins.push(day)
    if (meaning === 'begin' || meaning === 'use') done.push(usedSince(fact.event))
  }
  uses.sort((a, b) => a - b)
  const first = facts.reduce((least, fact) => Math.min(least, usedSince(fact.event)), Number.POSITIVE_INFINITY)
  return {
    kind: 'use',
    object,
    key: keyOf(object),
    track: trackOf([]),
    span: { from: first, to: first },
    counts: { from: first, to: first },
    anomalies: [],
    partner: object.id,
    year: object.year!,
    firstUse: uses[0] ?? null,
    firstDone: done.length === 0 ? null : done.reduce((one, other) => (one < other ? one : other)),
    lastUse: uses.at(-1) ?? null,
    lastQuarrel,
    begins: [...new Set(begins)].sort((a, b) => a - b),
  }
}

function meaningOf(fact: Fact, policy: Policy): Meaning {
  const meaning = meanings[fact.event.type as UseEvent] as Meaning | ((fact: Fact, policy: Policy) => Meaning)
  return typeof meaning === 'function' ? meaning(fact, policy) : meaning
}

const meanings: { readonly [T in UseEvent]: Meaning | ((fact: Fact<T>, policy: Policy) => Meaning) } = {
  AgreementSigned: ({ event }, policy) => ofKind(event.data.kind, policy),
  AgreementEnteredIntoForce: ({ event }, policy) => ofKind(event.data.kind, policy),
  AgreementProlonged: 'begin',
  AgreementResumed: 'begin',
  AgreementTerminationSuspended: 'begin',
  AgreementTerminationRetracted: 'begin',
  ForcesDeployed: deployed,
  TrainersDeployed: deployed,
  ForceSucceeded: 'use',
  StateSucceeded: 'use',
  ForceStrengthReported: 'seen',
  ForcesRelocated: 'seen',
  LegalBasisChanged: 'use',
  ConsentChanged({ event }) {
    return event.data.consent === 'none' || event.data.consent === 'contested' ? 'seen' : 'begin'
  },
  ForcesWithdrawn: 'seen',
  BaseAccessGranted: 'begin',
  BaseAccessChanged: 'use',
  BaseHandedOver: 'seen',
  MissionMandateChanged: 'seen',
  MissionMandateEnded: 'seen',
  JointActivityHeld: 'use',
  JointOperationsSuspended: 'quarrel',
  JointOperationsResumed: 'begin',
  ArmsDelivered: 'use',
  AirDefenseDelivered: ({ event }) => (event.data.stage === 'promised' ? null : 'seen'),
  AidStarted: 'use',
  AidResumed: 'use',
  AidEnded: 'seen',
  VisitHeld: ({ event }) => (event.data.level === 'official' ? null : 'use'),
  StatementIssued({ event }) {
    return event.data.stance === 'support' || event.data.stance === 'accept' ? 'use' : null
  },
  RelationsEstablished: 'begin',
  RelationsRestored: 'begin',
  ObligationNotHonoured: 'quarrel',
  UltimatumIssued: 'quarrel',
  HostileActReported: 'quarrel',
}

function deployed({ event }: Fact<'ForcesDeployed'> | Fact<'TrainersDeployed'>): Meaning {
  const { consent } = event.data
  return consent === 'none' ? null : consent === 'contested' ? 'seen' : 'begin'
}

/** An instrument of security begins something; one of peace, disengagement, trade or arms does not. */
function ofKind(kind: AgreementKind | undefined, policy: Policy): Meaning {
  return kind === undefined || policy.agreements.kinds[kind].security !== undefined ? 'begin' : null
}
