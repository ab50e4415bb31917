import { z } from 'zod'
import { agreementKinds, consents, dimensions, reliabilities, roles } from '../../events/words.js'
import type {
  AgreementStatus,
  FlowWeight,
  MeasureWeight,
  MembershipStatus,
  Policy,
  Purpose,
  TieWeight,
} from './policy.js'
import { policyV1 } from './v1.js'

/** The names that a group of weights has; v1 has every one of them. */
function namesOf<K extends string>(group: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(group) as K[]
}

/** A share or a weight for a tie. */
const share = z.number().min(0).max(1)
/** A weight for a tie or, below nothing, against it. */
const weight = z.number().min(-1).max(1)
const days = z.int().min(0).max(36_500)
const years = z.number().positive().max(100)
const positive = z.number().positive()
const partnerId = z.string().min(1).max(80)
const estimate = (bound: z.ZodNumber) =>
  z
    .strictObject({ low: bound, point: bound, high: bound })
    .refine(({ low, point, high }) => low <= point && point <= high, 'low <= point <= high')

/** Every name of a list, no other, each with a value of the same form. */
function each<K extends string, V extends z.ZodType>(names: readonly K[], value: V) {
  return z.strictObject(Object.fromEntries(names.map(name => [name, value])) as Record<K, V>)
}

const weights = z.strictObject({
  security: weight.exactOptional(),
  arms: weight.exactOptional(),
  diplomatic: weight.exactOptional(),
  economic: weight.exactOptional(),
})
const kind = weights.extend({ basis: share })

/**
 * A policy as a document. What is wrong is told with its path; `hash`, which the service adds to what it shows, is let
 * go.
 */
export const policySchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'an id of small letters, digits and hyphens, at most 40'),
    title: z.string().min(1).max(200),
    structuralShare: each(dimensions, share),
    decision: z.strictObject({
      threshold: z.number().positive().max(1),
      lead: share,
      settledAfterDays: days,
      disputeDays: days,
      allyThreshold: z.number().positive().max(1),
      leastProvision: share,
    }),
    grading: z.strictObject({
      prior: z.number().positive().lt(1),
      cap: z.number().min(0.5).lt(1),
      neverCorroborate: z.array(z.string()),
      certainFrom: z.number().gt(0.5).max(1),
      reliability: each(reliabilities, estimate(share)),
      credibility: each(['1', '2', '3', '4', '5', '6'], estimate(share)),
    }),
    agreements: z.strictObject({
      kinds: each(agreementKinds, kind),
      unknownKind: kind,
      status: each<AgreementStatus, typeof share>(namesOf(policyV1.agreements.status), share),
    }),
    paper: z.strictObject({
      minor: share,
      alone: share,
      duty: z.array(z.enum(agreementKinds)),
      noProvision: z.array(z.enum(agreementKinds)),
      leftOver: each(['withdrawn', 'ruptured'], share),
      breach: each(['withdrawn', 'ruptured'], share),
      breachMost: share,
      leftStandingDays: days,
      manyParties: z.int().positive(),
      lapsedAfterYears: years,
      disuse: z.strictObject({ halfLifeYears: years, floor: share, allyFloor: share, dormantAfterYears: years }),
    }),
    presence: z.strictObject({
      role: each(roles, share),
      peacekeepingBy: each(['alliance', 'organisation', 'world'], share),
      worldOrganisations: z.array(partnerId),
      consent: each(consents, share),
      halfStrength: positive,
      sizeExponent: positive,
      worldHalfStrength: positive,
      smallHost: positive.max(1),
      // A document from before these were told apart weighs them as all others.
      modestHost: positive.max(1).default(1),
      guard: positive.max(1).default(1),
      mostPresence: positive.max(1),
      relativeSize: z.number().min(0),
      outnumbered: z.number().min(1),
      unknownStrength: each(['large', 'small'], estimate(positive)),
      smallRoles: z.array(z.enum(roles)),
      suspendedMission: share,
      clusterMinor: share,
      clusterSite: share,
      clusterSites: z.int().min(0),
      loneBase: share,
      partnerCrewedAirDefence: share,
    }),
    measures: each<MeasureWeight, typeof weights>(namesOf(policyV1.measures), weights),
    sanctionsEased: share,
    ties: each<TieWeight, typeof weights>(namesOf(policyV1.ties), weights),
    membership: z.strictObject({
      purpose: each<Purpose, typeof weights>(namesOf(policyV1.membership.purpose), weights),
      purposeOf: z.record(partnerId, z.enum(namesOf(policyV1.membership.purpose))),
      alliance: z.partialRecord(z.enum(namesOf(policyV1.membership.purpose)), share),
      status: each<MembershipStatus, typeof share>(namesOf(policyV1.membership.status), share),
    }),
    flows: each(
      namesOf<FlowWeight>(policyV1.flows),
      weights.extend({ supply: weight.exactOptional(), halfLife: z.int().positive().max(36_500) }),
    ),
    supply: z.strictObject({
      most: share,
      quantityExponent: share,
      unknownQuantity: positive,
      valueExponent: share,
      // A document from before this was told apart: sold and given weigh alike.
      sale: share.default(1),
      aidShare: z.strictObject({
        unstated: share,
        least: share,
        most: share,
        fullMillions: positive,
        exponent: share,
      }),
    }),
    hash: z.string().optional(),
  })
  // Does not compile while `Policy` has a field that this schema lacks.
  .transform(({ hash: _shown, ...policy }): Policy => policy)
