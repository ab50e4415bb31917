import { isoOf } from '../../events/calendar.js'
import { kindOfPartner } from '../../events/registry/registry.js'
import { dimensions as allDimensions, type Dimension } from '../../events/words.js'
import { alliesOf } from '../evaluate/aligned.js'
import type { Judged } from '../evaluate/decide.js'
import { judge } from '../evaluate/decide.js'
import { isDoubtful } from '../evaluate/doubt.js'
import { type Run, runAt } from '../evaluate/runs.js'
import { isSeen, type PartnerScores, type Score, toUnits, UNITS } from '../evaluate/score.js'
import type { Status } from '../evaluate/verdict.js'
import type { View } from '../evaluate/view.js'
import type { CoverageLife } from '../kinds/coverage.js'
import type { Policy } from '../policy/policy.js'
import { rangeOf } from '../resolve/claim.js'
import { byText } from '../values/order.js'

/** Version of everything that turns a log into a partner state; a change of any byte of an answer is a new version. */
export const PARTNER_STATE_VERSION = 2

export type RunsByDimension = Readonly<Record<Dimension, readonly Run[]>>

/**
 * The partner state of one host on one day, without its basis: the `/v1/countries/{iso3}` answer of the contract.
 * `runs` are those of each dimension, covered, over all days up to the day asked.
 */
export function partnerState(view: View, runs: RunsByDimension, judged = judge(view)) {
  const { head, standing, tail } = partnerStateParts(view, runs, judged)
  return { ...head, ...standing, ...tail }
}

/**
 * The same in three parts. The entries of `standing` are shared between days, so that each needs to be serialised only
 * once.
 */
export function partnerStateParts(view: View, runs: RunsByDimension, judged = judge(view)) {
  return {
    head: {
      country: view.host,
      at: isoOf(view.at),
      dimensions: dimensionsOf(view, judged, runs),
      partners: partnersOf(judged, view.policy),
    },
    standing: view.structure.standing(),
    tail: {
      authorities: judged.authorities.map(({ authority, own }) => ({
        ...authority,
        primary: { security: own?.primary ?? null },
        ...(own === null ? {} : { status: { security: own.status }, contenders: { security: own.contenders } }),
      })),
      upcoming: upcomingOf(view),
      anomalies: view.anomalies,
    },
  }
}

export type PartnerState = ReturnType<typeof partnerState>

function dimensionsOf(view: View, judged: Judged, runs: RunsByDimension) {
  const dimensions = {} as Record<Dimension, ReturnType<typeof dimensionOf>>
  for (const dimension of allDimensions) dimensions[dimension] = dimensionOf(view, judged, dimension, runs[dimension])
  return dimensions
}

function dimensionOf(view: View, judged: Judged, dimension: Dimension, runs: readonly Run[]) {
  const coverage = windowAt(windowsOf(view, dimension), view)
  const verdict = covered(judged.verdicts[dimension], coverage !== null)
  const { since, previous } = runAt(runs, view.at)
  const { settledAfterDays } = view.policy.decision
  const summary = {
    status: verdict.status,
    primary: verdict.primary,
    contenders: verdict.contenders,
    disputed: verdict.disputed,
    alignedWith: verdict.alignedWith,
    since: since === null ? null : isoOf(since),
    provisional:
      (since !== null && view.at - since < settledAfterDays) || isDoubtful(verdict, judged.partners, dimension, view),
    previous: previous === null ? null : { status: previous.status, primary: previous.primary },
  }
  if (dimension !== 'security') return { ...summary, coverage }
  const allies = alliesOf(judged.partners, view.policy).map(({ partner }) => partner)
  return { ...summary, allies, coverage }
}

/** What is declared to be covered in a dimension. */
export function windowsOf(view: Pick<View, 'life'>, dimension: Dimension): CoverageLife['windows'] {
  return view.life('coverage', dimension)?.windows ?? []
}

function windowAt(windows: CoverageLife['windows'], { at, knownDay }: View) {
  const window = windows.find(({ from, to }) => from <= at && at <= Math.min(to, knownDay))
  return window ? { from: window.fromText, to: window.toText, grain: window.grain } : null
}

/** Nobody comes first: none where silence means none, unknown elsewhere. */
export function covered<V extends { readonly status: Status }>(verdict: V, isCovered: boolean): V {
  return verdict.status === 'none' && !isCovered ? { ...verdict, status: 'unknown' } : verdict
}

function partnersOf(judged: Judged, policy: Policy) {
  const totals = {} as Record<Dimension, number>
  for (const dimension of allDimensions) {
    totals[dimension] = judged.partners.reduce(
      (sum, { scores }) => sum + Math.max(0, scores[dimension]?.units.point ?? 0),
      0,
    )
  }
  const security = (entry: PartnerScores) => entry.scores.security?.units.point ?? Number.NEGATIVE_INFINITY
  const allies = new Set(alliesOf(judged.partners, policy))
  return judged.partners
    .filter(isListed)
    .sort((a, b) => security(b) - security(a) || byText(a.partner, b.partner))
    .map(entry => {
      const scores: { [D in Dimension]?: ReturnType<typeof scoreEntry> } = {}
      for (const dimension of allDimensions) {
        const score = entry.scores[dimension]
        if (isShown(score)) scores[dimension] = scoreEntry(score, totals[dimension])
      }
      const roles = rolesOf(entry, allies)
      const { low, point, high } = entry.alliance
      const alliance = high > 0 ? { score: print(point), low: print(low), high: print(high) } : null
      return { partner: entry.partner, kind: kindOfPartner(entry.partner), roles, scores, alliance }
    })
}

/** Whether an answer names a partner: it is bound by an alliance, or has a score that is not nothing. */
export function isListed({ alliance, scores }: PartnerScores): boolean {
  return alliance.high > 0 || allDimensions.some(dimension => isShown(scores[dimension]))
}

export function rolesOf(entry: PartnerScores, allies: ReadonlySet<PartnerScores>): ('provider' | 'ally')[] {
  return [...(entry.provider ? (['provider'] as const) : []), ...(allies.has(entry) ? (['ally'] as const) : [])]
}

/** Whether an answer tells a score: it is not nothing. */
export function isShown(score: Score | undefined): score is Score {
  return score !== undefined && isSeen(score.units)
}

function scoreEntry({ units, structural, flow }: Score, total: number) {
  return {
    score: print(units.point),
    low: print(units.low),
    high: print(units.high),
    structural: print(toUnits(structural.point)),
    flow: print(toUnits(flow.point)),
    share: units.point > 0 ? print(Math.round((units.point / total) * UNITS)) : 0,
  }
}

/** Whole units as the number that is printed. */
export function print(units: number): number {
  return units === 0 ? 0 : units / UNITS
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
