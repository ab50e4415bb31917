import type { AgreementKind, Consent, Dimension, Modality, Reliability, Role } from '../../events/words.js'
import type { Estimate } from '../values/estimate.js'

export type Weights = { readonly [D in Dimension]?: number }
/** `supply`: what a partner has delivered and goes on delivering; it counts within security, beside presence and paper. */
export type FlowDimension = Dimension | 'supply'
export type FlowWeights = { readonly [D in FlowDimension]?: number }
export type AgreementStatus = 'signed' | 'in-force' | 'suspended' | 'terminating' | 'ended' | 'unknown'
export type MembershipStatus = 'member' | 'suspended' | 'frozen' | 'withdrawing' | 'ended'
/** How a relationship was broken: by the partner's own departure, or against it. */
export type Breach = 'withdrawn' | 'ruptured'
/** Credibility of what a claim says, 1 the best. */
export type Credibility = 1 | 2 | 3 | 4 | 5 | 6
export type Purpose = 'defence' | 'economic' | 'political' | 'judicial'

export type MeasureWeight =
  | 'operations-suspended'
  | 'determination'
  | 'aid-suspended'
  | 'sanctions'
  | 'arms-embargo'
  | 'relations-severed'
  | 'embassy-closed'
  | 'embassy-downgraded'
  | 'ambassador-absent'

export type TieWeight =
  | 'aid-running'
  | 'military-aid-running'
  | 'embassy-open'
  | 'ambassador-present'
  | 'relations-established'
  | 'regime-recognised'
  | 'recognition-withheld'

/** What happens and fades: each name is one way in which an event can count. */
export type FlowWeight =
  | 'statement-for'
  | 'statement-against'
  | 'statement-threat'
  | 'protest'
  | 'call'
  | 'visit-head'
  | 'visit-minister'
  | 'visit-official'
  | 'visit-failed'
  | 'envoy-appointed'
  | 'envoy-recalled'
  | 'envoy-expelled'
  | 'ambassador-appointed'
  | 'ambassador-recalled'
  | 'ambassador-expelled'
  | 'exercise'
  | 'operation'
  | 'withdrawal-demanded'
  | 'withdrawal-announced'
  | 'withdrawn-on-demand'
  | 'notice-by-host'
  | 'notice-by-partner'
  | 'ended-by-host'
  | 'obligation-not-honoured'
  | 'ultimatum'
  | 'hostile-act'
  | 'arms-major'
  | 'arms-minor'
  | 'arms-agreed'
  | 'arms-suspended'
  | 'arms-cancelled'
  | 'supply-major'
  | 'supply-minor'
  | 'supply-of-value'
  | 'supply-broken'
  | 'supply-held-back'
  | 'air-defence'
  | 'air-defence-promised'
  | 'asset-taken'
  | 'organisation-left'
  | 'membership-frozen'
  | 'aid-cut'

/** Every number of the model. One document, served whole and named in every answer by id and hash. */
export interface Policy {
  readonly id: string
  readonly title: string
  /** `score = share * structural + (1 - share) * tanh(flow)` */
  readonly structuralShare: Readonly<Record<Dimension, number>>
  readonly decision: {
    /** A score from here on makes a contender. */
    readonly threshold: number
    /** What the first must lead the second by to be the single primary. */
    readonly lead: number
    /** A run of one status shorter than this is provisional. */
    readonly settledAfterDays: number
    /** How long a presence without the host's consent is disputed. */
    readonly disputeDays: number
    readonly allyThreshold: number
    /** Something provided that weighs less than this makes nobody a provider. */
    readonly leastProvision: number
  }
  readonly grading: {
    readonly prior: number
    readonly cap: number
    readonly neverCorroborate: readonly string[]
    /** From this probability on a fact counts whole; even odds count half, and as far below them nothing is left. */
    readonly certainFrom: number
    readonly reliability: Readonly<Record<Reliability, Estimate>>
    readonly credibility: Readonly<Record<Credibility, Estimate>>
  }
  readonly agreements: {
    readonly kinds: Readonly<Record<AgreementKind, Weights & { readonly basis: number }>>
    readonly unknownKind: Weights & { readonly basis: number }
    readonly status: Readonly<Record<AgreementStatus, number>>
  }
  /** What instruments weigh together, alone, unused, and after the relationship broke. */
  readonly paper: {
    /** Share of the next heaviest instrument of a relationship that is added; of the one after, its square. */
    readonly minor: number
    /** More than this no number of instruments weighs alone that hold no duty to help. */
    readonly alone: number
    /** Kinds that hold a duty to help. */
    readonly duty: readonly AgreementKind[]
    /** Kinds that by themselves are no provision. */
    readonly noProvision: readonly AgreementKind[]
    /** What a breach leaves of what stood before it, where nothing rests on it. */
    readonly leftOver: Readonly<Record<Breach, number>>
    /** What a breach weighs against the partner in security while it holds. */
    readonly breach: Readonly<Record<Breach, number>>
    /** It takes no more than this share of what there still is of the partner. */
    readonly breachMost: number
    /** A breach leaves this standing unremarked for so many days. */
    readonly leftStandingDays: number
    /** An instrument without a partner that more states than these signed ties no pair of them. */
    readonly manyParties: number
    /** Signed and not in force after these years counts for nothing. */
    readonly lapsedAfterYears: number
    readonly disuse: {
      /** Without any use an instrument is halved in so many years, year by year. */
      readonly halfLifeYears: number
      /** It does not fall below this share: as provision, between equals, and between equals who quarrelled since. */
      readonly floor: number
      readonly allyFloor: number
      /** Shown as dormant from so many years without use on. */
      readonly dormantAfterYears: number
    }
  }
  readonly presence: {
    readonly role: Readonly<Record<Role, number>>
    /** Role weight of peacekeepers by whose they are: a state or an alliance, another organisation, the world's. */
    readonly peacekeepingBy: { readonly alliance: number; readonly organisation: number; readonly world: number }
    /** `halfStrength` of peacekeepers of the world's organisations. */
    readonly worldHalfStrength: number
    /** Organisations that keep the peace for everybody. */
    readonly worldOrganisations: readonly string[]
    readonly consent: Readonly<Record<Consent, number>>
    /** Size weighs `r / (1 + r)` with `r = (n / halfStrength) ^ sizeExponent`. */
    readonly halfStrength: number
    readonly sizeExponent: number
    /** Factor on `halfStrength` in a host of fewer than a million inhabitants. */
    readonly smallHost: number
    /** The same in one of up to three million. */
    readonly modestHost: number
    /** Factor on `halfStrength` of a guard around a ruler. */
    readonly guard: number
    /** The most that all forces of one partner together can weigh. */
    readonly mostPresence: number
    /** A presence weighs by `(n / the largest of another partner's) ^ relativeSize` less than that. */
    readonly relativeSize: number
    /** Who has so many times the troops of another is not contested by it. */
    readonly outnumbered: number
    readonly unknownStrength: { readonly large: Estimate; readonly small: Estimate }
    readonly smallRoles: readonly Role[]
    /** Factor on a mission whose mandate says that its work is suspended. */
    readonly suspendedMission: number
    /** Share of the weaker of presence and paper that counts beside the stronger. */
    readonly clusterMinor: number
    /** Added for each site in use, up to `clusterSites` of them. */
    readonly clusterSite: number
    readonly clusterSites: number
    /** A base that no known force uses. */
    readonly loneBase: number
    readonly partnerCrewedAirDefence: number
  }
  /** Standing measures against the tie; they count negatively. */
  readonly measures: Readonly<Record<MeasureWeight, Weights>>
  readonly sanctionsEased: number
  /** Standing signs of a tie; they count as signed. */
  readonly ties: Readonly<Record<TieWeight, Weights>>
  readonly membership: {
    readonly purpose: Readonly<Record<Purpose, Weights>>
    /** What an organisation is for; one that is not listed is political. */
    readonly purposeOf: Readonly<Record<string, Purpose>>
    readonly alliance: { readonly [P in Purpose]?: number }
    readonly status: Readonly<Record<MembershipStatus, number>>
  }
  /** What lately happened: weight on the day, halved every `halfLife` days. */
  readonly flows: Readonly<Record<FlowWeight, FlowWeights & { readonly halfLife: number }>>
  readonly supply: {
    /** The most that deliveries alone can weigh in the structural part of security: `most * tanh(sum)`. */
    readonly most: number
    /** A delivery of `n` pieces counts `n ^ quantityExponent` of one. */
    readonly quantityExponent: number
    /** One whose quantity nobody says counts as so many pieces. */
    readonly unknownQuantity: number
    /** A delivery or a year's aid worth `v` million counts at least `v ^ valueExponent` of one that is worth a million. */
    readonly valueExponent: number
    /** Share that a delivery weighs of which it is said that it was sold. */
    readonly sale: number
    /** What of the weight of running military aid is there without an amount, and at most. */
    readonly aidShare: {
      readonly unstated: number
      readonly least: number
      readonly most: number
      readonly fullMillions: number
      readonly exponent: number
    }
  }
}

export type { Modality }
