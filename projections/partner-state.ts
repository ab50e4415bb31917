import { type Day, isoOf } from '../events/calendar.js'
import { kindOfPartner } from '../events/registry/registry.js'
import type { Dimension } from '../events/words.js'
import { rangeOf } from './claim.js'
import type { Judged, Status } from './decide.js'
import { judge } from './decide.js'
import type { AgreementLife, CoverageLife } from './life.js'
import type { Presence } from './presence.js'
import { type Run, runAt } from './runs.js'
import { DIMENSIONS, type PartnerScores, type Score, UNITS } from './score.js'
import { stepAt } from './track.js'
import { byText, type View } from './view.js'
import { eventIdsUpTo } from './weigh.js'

/** Version of everything that turns a log into an answer; a change of any byte of an answer is a new version. */
export const PROJECTION = 'partner-state@1'

export type RunsByDimension = Readonly<Record<Dimension, readonly Run[]>>

/**
 * The partner state of one host on one day, without its basis: the `/v1/countries/{iso3}` answer of the contract.
 * `runs` are those of each dimension, covered, over all change days up to the day asked.
 */
export function partnerState(view: View, runs: RunsByDimension, judged = judge(view)) {
  return {
    country: view.host,
    at: isoOf(view.at),
    dimensions: dimensionsOf(view, judged, runs),
    partners: partnersOf(judged),
    agreements: agreementsOf(view),
    forces: judged.weighing.presences
      .filter(({ life }) => stepAt(life.track, view.at)?.state.present)
      .map(forceOf)
      .sort((a, b) => byText(a.forceId, b.forceId)),
    bases: basesOf(view),
    measures: measuresOf(view),
    memberships: membershipsOf(view),
    authorities: judged.authorities.map(({ authority, primary }) => ({ ...authority, primary: { security: primary } })),
    upcoming: upcomingOf(view),
    anomalies: view.anomalies,
  }
}

export type PartnerState = ReturnType<typeof partnerState>

function dimensionsOf(view: View, judged: Judged, runs: RunsByDimension) {
  const dimensions = {} as Record<Dimension, ReturnType<typeof dimensionOf>>
  for (const dimension of DIMENSIONS) dimensions[dimension] = dimensionOf(view, judged, dimension, runs[dimension])
  return dimensions
}

function dimensionOf(view: View, judged: Judged, dimension: Dimension, runs: readonly Run[]) {
  const coverage = windowAt(windowsOf(view, dimension), view)
  const verdict = covered(judged.verdicts[dimension], coverage !== null)
  const { since, previous } = runAt(runs, view.at, verdict)
  const { settledAfterDays, allyThreshold } = view.policy.decision
  const summary = {
    status: verdict.status,
    primary: verdict.primary,
    contenders: verdict.contenders,
    disputed: verdict.disputed,
    since: since === null ? null : isoOf(since),
    provisional: since !== null && view.at - since < settledAfterDays,
    previous: previous === null ? null : { status: previous.status, primary: previous.primary },
  }
  if (dimension !== 'security') return { ...summary, coverage }
  const allies = judged.partners
    .filter(({ alliance }) => alliance.point >= allyThreshold * UNITS)
    .map(({ partner }) => partner)
  return { ...summary, allies, coverage }
}

/** What is declared to be covered in a dimension. */
export function windowsOf(view: Pick<View, 'life'>, dimension: Dimension): CoverageLife['windows'] {
  const life = view.life(`coverage:${dimension}`)
  return life?.kind === 'coverage' ? life.windows : []
}

function windowAt(windows: CoverageLife['windows'], { at, knownDay }: View) {
  const window = windows.find(({ from, to }) => from <= at && at <= Math.min(to, knownDay))
  return window ? { from: window.fromText, to: window.toText, grain: window.grain } : null
}

/** Nobody comes first: none where silence means none, unknown elsewhere. */
export function covered<V extends { readonly status: Status }>(verdict: V, isCovered: boolean): V {
  return verdict.status === 'none' && !isCovered ? { ...verdict, status: 'unknown' } : verdict
}

function partnersOf(judged: Judged) {
  const totals = {} as Record<Dimension, number>
  for (const dimension of DIMENSIONS) {
    totals[dimension] = judged.partners.reduce(
      (sum, { scores }) => sum + Math.max(0, scores[dimension]?.units.point ?? 0),
      0,
    )
  }
  const security = (entry: PartnerScores) => entry.scores.security?.units.point ?? Number.NEGATIVE_INFINITY
  return judged.partners
    .filter(entry => entry.alliance.high > 0 || DIMENSIONS.some(dimension => isSeen(entry.scores[dimension])))
    .sort((a, b) => security(b) - security(a) || byText(a.partner, b.partner))
    .map(entry => {
      const scores: { [D in Dimension]?: ReturnType<typeof scoreEntry> } = {}
      for (const dimension of DIMENSIONS) {
        const score = entry.scores[dimension]
        if (isSeen(score)) scores[dimension] = scoreEntry(score!, totals[dimension])
      }
      const roles = [...(entry.provider ? ['provider'] : []), ...(entry.alliance.point > 0 ? ['ally'] : [])]
      const { low, point, high } = entry.alliance
      const alliance = high > 0 ? { score: print(point), low: print(low), high: print(high) } : null
      return { partner: entry.partner, kind: kindOfPartner(entry.partner), roles, scores, alliance }
    })
}

function isSeen(score: Score | undefined): boolean {
  return score !== undefined && (score.units.point !== 0 || score.units.low !== 0 || score.units.high !== 0)
}

function scoreEntry({ units, structural, flow }: Score, total: number) {
  return {
    score: print(units.point),
    low: print(units.low),
    high: print(units.high),
    structural: print(Math.round(structural * UNITS)),
    flow: print(Math.round(flow.point * UNITS)),
    share: units.point > 0 ? print(Math.round((units.point / total) * UNITS)) : 0,
  }
}

/** Whole units as the number that is printed. */
export function print(units: number): number {
  return units === 0 ? 0 : units / UNITS
}

function agreementsOf(view: View) {
  const standing: AgreementLife[] = []
  for (const life of view.lives) {
    if (life.kind !== 'agreement') continue
    const status = stepAt(life.track, view.at)?.state.status
    if (status !== undefined && status !== 'ended') standing.push(life)
  }
  return [...standing, ...view.ended].map(life => agreementEntry(life, view.at)).sort(byAgreementId)
}

function agreementEntry(life: AgreementLife, at: Day) {
  const step = stepAt(life.track, at)!
  const { status, contested } = step.state
  const partner = life.partners.length === 1 ? life.partners[0]! : null
  return {
    agreementId: life.agreementId,
    partner,
    partners: life.partners,
    kind: life.agreementKind,
    mutual: life.mutual,
    status,
    signedOn: life.signedOn,
    inForceFrom: life.inForceFrom,
    endsOn: status === 'ended' ? null : life.endsOn,
    endedOn: status === 'ended' ? step.when.text : null,
    contested,
    denouncedByHost: step.state.denouncedSince !== null,
    confidence: round2(life.q.point),
    eventIds: life.eventIds,
  }
}

function byAgreementId(a: { readonly agreementId: string }, b: { readonly agreementId: string }): number {
  return byText(a.agreementId, b.agreementId)
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}

function forceOf(presence: Presence) {
  const { life, strength } = presence
  return {
    forceId: life.forceId,
    sponsor: presence.sponsor,
    role: presence.role,
    consent: presence.consent,
    strength: strength === null ? null : { low: strength.low, high: strength.high, basis: strength.basis },
    strengthAsOf: strength?.asOf ?? null,
    since: presence.since,
    legalBasis: presence.bases.map(({ agreementId }) => agreementId),
    withoutLegalBasis: presence.withoutLegalBasis,
    disputed: presence.disputed,
    sites: [...presence.sites, ...presence.siteLives.map(({ siteId }) => siteId)].filter(isFirst),
    confidence: round2(life.q.point),
    eventIds: life.eventIds,
  }
}

function isFirst<T>(item: T, index: number, list: readonly T[]): boolean {
  return list.indexOf(item) === index
}

function basesOf(view: View) {
  return view.lives.flatMap(life => {
    if (life.kind !== 'site') return []
    const state = stepAt(life.track, view.at)?.state
    if (!state?.granted) return []
    const { siteId, name, partners, since, eventIds } = life
    return [{ siteId, name, partners, forceId: state.forceId, since, eventIds }]
  })
}

interface MeasureEntry {
  readonly type: string
  readonly partner: string
  readonly by: readonly string[]
  readonly measures?: readonly string[]
  readonly eased?: boolean
  readonly since: string
  readonly eventIds: readonly string[]
}

/** Measures that the contract names; an embassy that is only downgraded shows in the scores. */
function measuresOf(view: View): MeasureEntry[] {
  return view.lives.flatMap((life): MeasureEntry[] => {
    if (life.kind === 'sanctions') {
      const step = stepAt(life.track, view.at)
      if (step === null || step.state.measures.length === 0) return []
      const { measures, since, eased } = step.state
      const eventIds = eventIdsUpTo(life.track.steps, step)
      return [{ type: 'sanctions', partner: life.by, by: [life.by], measures, eased, since, eventIds }]
    }
    if (life.kind !== 'tie') return []
    const step = stepAt(life.track, view.at)
    if (step === null || step.state.measure === null || step.state.measure === 'embassy-downgraded') return []
    const { measure, since, by } = step.state
    const eventIds = eventIdsUpTo(life.track.steps, step)
    return [{ type: measure, partner: life.partner, by: by.length > 0 ? by : [life.partner], since, eventIds }]
  })
}

function membershipsOf(view: View) {
  return view.lives.flatMap(life => {
    if (life.kind !== 'membership') return []
    const step = stepAt(life.track, view.at)
    if (step === null) return []
    const { status, endsOn } = step.state
    const eventIds = eventIdsUpTo(life.track.steps, step)
    return [{ organisation: life.organisation, status, since: step.when.text, endsOn, eventIds }]
  })
}

function upcomingOf(view: View) {
  return view.plans
    .filter(({ event }) => rangeOf(event).latest >= view.at)
    .map(({ event, eventIds }) => ({
      type: event.type,
      partner: event.partner ?? null,
      on: event.occurredOn,
      eventIds,
    }))
}
