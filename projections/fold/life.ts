import type { Day } from '../../events/calendar.js'
import type { AgreementKind, Consent, Role } from '../../events/words.js'
import type { AgreementStatus, Breach, MeasureWeight, MembershipStatus, Policy, TieWeight } from '../policy/policy.js'
import type { Fact } from '../resolve/fact.js'
import { keyOf, type ObjectKind, type ObjectRef, type TieAspect } from '../resolve/object-ref.js'
import type { Estimate } from '../values/estimate.js'
import { EVEN_CHANCE, type Track } from './track.js'

/** Something odd in the life of an object: accepted, stored and listed, since sources are incomplete. */
export interface LifeAnomaly {
  /** Stable, kebab-case. */
  readonly code: string
  readonly detail: string
  /** The events that raised it, the deciding one last. */
  readonly eventIds: readonly string[]
}

/** Common to the lives of all objects of one host. */
interface LifeOf<K extends string, S> {
  readonly kind: K
  readonly object: ObjectRef
  /** The same as text: `agreement:usa-ner-sofa-2012`. */
  readonly key: string
  readonly track: Track<S>
  /** Days of which the first and last can matter for an answer; the last is infinite while it goes on. */
  readonly span: { readonly from: Day; readonly to: Day }
  readonly anomalies: readonly LifeAnomaly[]
}

export interface AgreementState {
  readonly status: AgreementStatus
  /** First day of the host's own denunciation, while it stands. */
  readonly denouncedSince: Day | null
  readonly contested: boolean
  /** The end in prospect, as it was scheduled or notified by then; null when open. */
  readonly endsOn: string | null
  /** Signed so long ago without coming into force that it is not waited for any more. */
  readonly lapsed?: boolean
  /** The other parties then; absent: all that the life names. */
  readonly partners?: readonly string[]
  /** The state or organisation with which it ended, where it did not end by itself. */
  readonly endedWith?: string
}

export interface AgreementLife extends LifeOf<'agreement', AgreementState> {
  readonly agreementId: string
  /** Everybody who ever was the other side. */
  readonly partners: readonly string[]
  /** The host is who guarantees or sends: it is given nothing. */
  readonly gives: boolean
  readonly agreementKind: AgreementKind | null
  /** Between equals: counts for the ally role alone. */
  readonly mutual: boolean
  /** Signed by parties without a partner. */
  readonly amongParties: boolean
  readonly authority: string | undefined
  /** Probability that there is such an agreement. */
  readonly q: Estimate
  readonly replacedBy: string | null
  /** The agreement that it is to take the place of. */
  readonly replaces: string | null
  readonly signedOn: string | null
  readonly inForceFrom: string | null
  readonly endedOn: string | null
  readonly eventIds: readonly string[]
}

export interface Strength extends Estimate {
  readonly basis: string | null
  readonly asOf: string
}

export interface ForceState {
  readonly present: boolean
  readonly sponsor: string | null
  readonly role: Role | null
  readonly consent: Consent | null
  /** First day of a contested consent, while it stands. */
  readonly contestedSince: Day | null
  /** Day of the last word on consent, to be compared with a denunciation. */
  readonly consentSince: Day
  readonly strength: Strength | null
  readonly legalBasis: readonly string[]
  /** Day from which the mandate is over, where it is. */
  readonly mandateOver: boolean
  /** What it is to do, in the words of who sent it. */
  readonly mandate: string | null
  readonly suspended: boolean
  readonly sites: readonly string[]
  /** First day of this presence, as it was written; null where it is not known. */
  readonly since: string | null
  /** The force from which whatever is not said here is taken over. */
  readonly inherits: string | null
  /** The force that took its place, where it is gone for that. */
  readonly successor: string | null
}

export interface ForceLife extends LifeOf<'force', ForceState> {
  readonly forceId: string
  /** The force that it is a part of. */
  readonly partOf: string | null
  readonly q: Estimate
  readonly authority: string | undefined
  readonly eventIds: readonly string[]
}

export interface SiteState {
  readonly granted: boolean
  /** Whose access it is: a base may pass from one power to another. */
  readonly partners: readonly string[]
  readonly forceId: string | null
  /** First day of this access, as it was written; null where it is not known. */
  readonly since: string | null
}

export interface SiteLife extends LifeOf<'site', SiteState> {
  readonly siteId: string
  readonly name: string | null
  readonly q: Estimate
  readonly authority: string | undefined
  readonly eventIds: readonly string[]
}

export interface MembershipState {
  readonly status: MembershipStatus
  /** Whether it is under the common command, where that was said. */
  readonly command: boolean | null
  readonly endsOn: string | null
}

export interface MembershipLife extends LifeOf<'membership', MembershipState> {
  readonly organisation: string
  readonly q: Estimate
}

export interface SanctionsState {
  readonly measures: readonly string[]
  readonly eased: boolean
  readonly since: string
}

export interface SanctionsLife extends LifeOf<'sanctions', SanctionsState> {
  /** The other side, whoever of the two imposed them. */
  readonly by: string
  /** Imposed by the host. */
  readonly own: boolean
  readonly q: Estimate
}

/** A standing between the host and one partner: aid runs, an embassy is closed, relations are severed. */
export interface TieState {
  readonly measure: MeasureWeight | null
  readonly tie: TieWeight | null
  /** Share of the weight, by how much it is. */
  readonly share: number
  readonly since: string
  readonly by: readonly string[]
}

export interface TieLife extends LifeOf<'tie', TieState> {
  readonly aspect: TieAspect
  readonly partner: string
  readonly authority: string | undefined
  readonly q: Estimate
}

export interface AirDefenceLife extends LifeOf<'air-defence', { readonly crewed: boolean }> {
  readonly partner: string
  readonly authority: string | undefined
  readonly q: Estimate
  readonly eventIds: readonly string[]
}

/** A demand that all forces of a partner leave. */
export interface DemandLife extends LifeOf<'demand', { readonly since: Day }> {
  readonly partner: string
}

/** A day on which a relationship broke; of the end of an agreement only once that has ended. */
export interface Break {
  readonly day: Day
  readonly breach: Breach
  /** The partner came uninvited. */
  readonly invaded: boolean
  readonly agreementId: string | null
  readonly text: string
  readonly eventIds: readonly string[]
}

/** How a host and a partner get on, but for what they do together. */
export interface BondState {
  readonly severed: boolean
  /** Last day on which the two severed relations or the partner came with force, whatever was mended since. */
  readonly estrangedSince: Day | null
  /** The authority of the host that the partner does not recognise, and since when. */
  readonly unrecognised: { readonly authority: string; readonly since: Day } | null
}

export interface BondLife extends LifeOf<'bond', BondState> {
  readonly partner: string
  /** By day; each holds until something new begins between the two. */
  readonly breaks: readonly Break[]
}

/** What a host and a partner did together within one calendar year. */
export interface UseLife extends LifeOf<'use', null> {
  readonly partner: string
  readonly year: number
  readonly firstUse: Day | null
  readonly lastUse: Day | null
  readonly lastQuarrel: Day | null
  /** Days on which something new began, ascending. */
  readonly begins: readonly Day[]
}

export interface Authority {
  readonly authority: string
  readonly rivalOf: string | null
  readonly since: string
}

export interface AuthorityLife extends LifeOf<'authority', { readonly authorities: readonly Authority[] }> {}

export interface CoverageLife extends LifeOf<'coverage', null> {
  readonly dimension: string
  readonly windows: readonly {
    readonly from: Day
    readonly to: Day
    readonly fromText: string
    readonly toText: string | null
    readonly grain: string
  }[]
}

/** The life of each kind of object. */
export interface LifeByKind extends Readonly<Record<TieAspect, TieLife>> {
  readonly agreement: AgreementLife
  readonly force: ForceLife
  readonly site: SiteLife
  readonly membership: MembershipLife
  readonly sanctions: SanctionsLife
  readonly 'own-sanctions': SanctionsLife
  readonly authority: AuthorityLife
  readonly coverage: CoverageLife
  readonly 'air-defence': AirDefenceLife
  readonly demand: DemandLife
  readonly bond: BondLife
  readonly use: UseLife
}

export type Life = LifeByKind[keyof LifeByKind]

/** The life of any object of a host; null where nothing is known of it. */
export type LifeOfObject = <K extends ObjectKind>(kind: K, id: string, year?: number) => LifeByKind[K] | null

/** Lives as they are found by key: what is folded as one kind is of that kind. */
export function livesByKey(find: (key: string) => Life | null): LifeOfObject {
  return (kind, id, year) => find(keyOf(year === undefined ? { kind, id } : { kind, id, year })) as never
}

/** Folds the facts of one object, in order of date, into its life. */
export type Fold<L extends Life, K extends ObjectKind = ObjectKind> = (
  object: ObjectRef<K>,
  host: string,
  facts: readonly Fact[],
  policy: Policy,
) => L

/** From an even chance on a change is taken to have happened; one that is less likely only moves the weight. */
export function isLikely(q: Estimate): boolean {
  return q.point >= EVEN_CHANCE
}

/** How far an end is to be believed: from an even chance on it is taken as the end. */
export function decisive({ q, credit }: Pick<Fact, 'q' | 'credit'>): Estimate {
  if (!isLikely(q)) return { ...credit, high: Math.min(1, 2 * credit.high) }
  return { low: Math.min(1, 2 * q.low), point: 1, high: 1 }
}
