/**
 * The questions of the analyst's desk, answered naively: from the state of every day that they are about, one by one, each
 * folded from the whole log. Nothing here knows how the desk finds its answers.
 */
import { type Day, dayFrom, isoOf } from '../../events/calendar.js'
import { definitionOf } from '../../events/catalogue.js'
import { numberOf } from '../../events/registry/names/numbers.js'
import { type Dimension, dimensions } from '../../events/words.js'
import { type PartnerState, partnerState } from '../../projections/answers/partner-state.js'
import type { Policy } from '../../projections/policy/policy.js'
import { isPointing, type Resolved, rangeOf, resolve } from '../../projections/resolve/claim.js'
import { hostsOf, partnersOf } from '../../projections/resolve/routing.js'
import type { Known } from '../../projections/values/place.js'
import { claimsOf, type Logged, referenceAnswer, referenceView } from './reference.js'

/** What is asked: one host of a log, as known at a place and under a policy. */
export interface NaiveHost {
  readonly log: readonly Logged[]
  readonly host: string
  readonly known: Known
  readonly knownDay: Day
  readonly policy: Policy
}

export function naiveState({ log, host, known, knownDay, policy }: NaiveHost, at: Day): PartnerState {
  return referenceAnswer(log, host, at, known, knownDay, policy).state
}

/** The states of several days in order; each day is judged by itself. */
export function naiveStates({ log, host, known, knownDay, policy }: NaiveHost, days: readonly Day[]): PartnerState[] {
  const { viewOn, runs } = referenceView(log, host, days.at(-1)!, known, knownDay, policy)
  const everyDay = runs(days.at(-1)!)
  return days.map(day => partnerState(viewOn(day), everyDay))
}

export type NaiveRole = 'primary' | 'contender' | 'provider' | 'ally' | 'disputed' | null

/** The most that a power is in a host; who is there against its will is that before it contends. */
export function naiveRole(state: PartnerState, partner: string, dimension: Dimension): NaiveRole {
  const { primary, contenders, disputed } = state.dimensions[dimension]
  const roles = state.partners.find(one => one.partner === partner)?.roles ?? []
  if (primary === partner) return 'primary'
  if (disputed.includes(partner)) return 'disputed'
  if (contenders.includes(partner)) return 'contender'
  if (dimension !== 'security') return null
  return roles.includes('provider') ? 'provider' : roles.includes('ally') ? 'ally' : null
}

const ORDER: readonly NaiveRole[] = [null, 'disputed', 'ally', 'provider', 'contender', 'primary']

/** What a power is in a host on the last of some days, and what became of it since the first. */
export function naiveFootprint(states: readonly PartnerState[], partner: string, dimension: Dimension) {
  const roles = states.map(state => naiveRole(state, partner, dimension))
  const [was, is] = [roles[0]!, roles.at(-1)!]
  const last = states.at(-1)!
  const scores = last.partners.flatMap(one => one.scores[dimension]?.score ?? [])
  const own = last.partners.find(one => one.partner === partner)?.scores[dimension]
  const forces = last.forces.filter(({ sponsor }) => sponsor === partner)
  const strengths = forces.flatMap(({ strength }) => strength ?? [])
  const entry =
    is === null
      ? null
      : {
          country: last.country,
          role: is,
          score: own?.score ?? 0,
          low: own?.low ?? 0,
          high: own?.high ?? 0,
          rank: 1 + (own === undefined ? scores.length : scores.filter(score => score > own.score).length),
          forces: forces.length,
          strength:
            strengths.length === 0
              ? null
              : {
                  low: strengths.reduce((sum, { low }) => sum + low, 0),
                  high: strengths.reduce((sum, { high }) => sum + high, 0),
                },
          agreements: last.agreements.filter(
            ({ partner: with_, status }) =>
              with_ === partner && ['in-force', 'terminating', 'suspended'].includes(status),
          ).length,
        }
  const turn = roles.findLastIndex((role, i) => i > 0 && role !== roles[i - 1])
  const change =
    was === is
      ? null
      : {
          country: last.country,
          on: states[turn]!.at,
          from: was,
          to: is,
          gained: ORDER.indexOf(is) > ORDER.indexOf(was),
        }
  return { entry, change }
}

/** Since when a power comes first or contends without a break, looking back from the last of all days from the first on. */
export function naiveSince(states: readonly PartnerState[], partner: string, dimension: Dimension): string | null {
  const leads = ({ dimensions: { [dimension]: verdict } }: PartnerState) => verdict.contenders.includes(partner)
  const broken = states.findLastIndex(state => !leads(state))
  return states[broken + 1]?.at ?? null
}

/** The changes between each day and the next where somebody comes first or contends on one of them. */
export function naiveRealignments(states: readonly PartnerState[], dimension: Dimension) {
  return states.flatMap((state, i) => {
    const eve = states[i - 1]
    if (eve === undefined) return []
    const [before, after] = [footing(eve, dimension), footing(state, dimension)]
    const named = before.contenders.length + after.contenders.length
    if (named === 0 || sameFooting(before, after)) return []
    return [{ id: `${state.country}-${dimension}-${state.at}`, country: state.country, on: state.at, before, after }]
  })
}

type Footing = Pick<PartnerState['dimensions'][Dimension], 'status' | 'primary' | 'contenders'>

export function footing(state: PartnerState, dimension: Dimension): Footing {
  const { status, primary, contenders } = state.dimensions[dimension]
  return { status, primary, contenders }
}

/** Where one comes first, who else is over the threshold does not contend. */
function sameFooting(a: Footing, b: Footing): boolean {
  if (a.status !== b.status || a.primary !== b.primary) return false
  return a.primary !== null || [...a.contenders].sort().join() === [...b.contenders].sort().join()
}

/** Claims about a host that stand, as known. */
function claimsAbout({ log, host, known }: NaiveHost): Resolved[] {
  return claimsOf(log)
    .filter(({ seq, event }) => seq <= known && !isPointing(event) && event.type !== 'SourceRegraded')
    .map(claim => resolve(claim, known))
    .filter(({ event }) => hostsOf(event).includes(host))
}

const COUNTS = new Set(['counts', 'corrected', 'merged'])

/** The panel of one host by the names of its columns: every partner of any of the days, on each of them. */
export function naivePanel(of: NaiveHost, states: readonly PartnerState[], basis: { policy: string }) {
  const claims = claimsAbout(of).filter(({ standing }) => COUNTS.has(standing))
  const partners = [...new Set(states.flatMap(state => state.partners.map(({ partner }) => partner)))].sort()
  return states.flatMap(state =>
    partners.map(partner => {
      const entry = state.partners.find(one => one.partner === partner)
      const forces = state.forces.filter(({ sponsor }) => sponsor === partner)
      const numbers = forces.flatMap(({ strength }) => strength ?? [])
      const held = state.agreements.filter(
        one => one.partner === partner && /^(in-force|terminating)$/.test(one.status),
      )
      const day = dayFrom(...(state.at.split('-').map(Number) as [number, number, number]))
      const cow = (code: string) => {
        const number = numberOf('cow', code, day)
        return number === null ? null : Number(number)
      }
      const row: Record<string, unknown> = {
        iso3_host: of.host,
        iso3_partner: partner,
        ccode1: cow(of.host),
        ccode2: cow(partner),
        date: state.at,
        year: Number(state.at.slice(0, 4)),
        role: entry?.roles.join(';') || null,
        status: state.dimensions.security.status,
        primary_security: state.dimensions.security.primary,
        n_agreements_inforce: held.length,
        agreement_kinds: words(held.map(({ kind }) => kind)),
        n_forces: forces.length,
        troops_low: numbers.length === 0 ? null : numbers.reduce((sum, { low }) => sum + low, 0),
        troops_high: numbers.length === 0 ? null : numbers.reduce((sum, { high }) => sum + high, 0),
        troops_basis: words(numbers.map(({ basis: of }) => of)),
        consent: words(forces.map(({ consent }) => consent)),
        coverage: state.dimensions.security.coverage?.grain ?? null,
        n_claims: claims.filter(
          ({ event }) => partnersOf(event, of.host).includes(partner) && rangeOf(event).closedFrom <= day,
        ).length,
        policy_id: basis.policy,
      }
      for (const dimension of dimensions) {
        const score = entry?.scores[dimension]
        const silent = state.dimensions[dimension].coverage === null ? null : 0
        row[dimension] = score ? score.score : silent
        row[`${dimension}_low`] = score ? score.low : silent
        row[`${dimension}_high`] = score ? score.high : silent
      }
      return row
    }),
  )
}

function words(list: readonly (string | null | undefined)[]): string | null {
  return [...new Set(list.filter(word => word !== null && word !== undefined))].sort().join(';') || null
}

/** The last day on which anything was told of each dimension. */
export function naiveSilence(of: NaiveHost, at: Day, days: number) {
  const told = claimsAbout(of).filter(({ standing }) => standing !== 'retracted')
  return dimensions.flatMap(dimension => {
    const on = told
      .filter(({ event }) => spokenOf(event.type).includes(dimension))
      .map(({ event }) => rangeOf(event).closedFrom)
      .filter(day => day <= at)
    const last = on.length === 0 ? null : Math.max(...on)
    if (last !== null && at - last <= days) return []
    return [
      {
        country: of.host,
        dimension,
        lastClaim: last === null ? null : isoOf(last),
        days: last === null ? null : at - last,
      },
    ]
  })
}

function spokenOf(type: string): readonly Dimension[] {
  switch (definitionOf(type)?.family) {
    case 'agreements':
    case 'membership':
    case 'presence':
      return ['security']
    case 'arms':
      return ['arms']
    case 'diplomacy':
    case 'statements':
      return ['diplomatic']
    case 'economy':
      return ['economic']
    case 'pressure':
      return ['security', 'diplomatic', 'economic']
    default:
      return []
  }
}
