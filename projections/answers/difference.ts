import { type Dimension, dimensions } from '../../events/words.js'
import { byText } from '../values/order.js'
import type { PartnerState } from './partner-state.js'

/** One thing as two answers have it; null: not there. */
export interface Pair<T> {
  readonly before: T | null
  readonly after: T | null
}

type Summary = PartnerState['dimensions'][Dimension]
type Scores = PartnerState['partners'][number]['scores']

/** A dimension in which two answers differ, with the scores that are not the same. */
export interface DimensionDifference {
  readonly dimension: Dimension
  readonly before: Summary
  readonly after: Summary
  readonly scores: readonly (Pair<NonNullable<Scores[Dimension]>> & { readonly partner: string })[]
}

/** The part of an answer that is about dimensions. */
export type Dimensions = Pick<PartnerState, 'dimensions' | 'partners'>

/** What differs between two answers about one host. The difference question and the stream both use this comparison. */
export function differenceOfStates(before: PartnerState, after: PartnerState) {
  return { dimensions: dimensionsThatDiffer(before, after), ...listsThatDiffer(before, after) }
}

/** What stands otherwise in two answers about one host. */
export function listsThatDiffer(before: PartnerState, after: PartnerState) {
  return {
    agreements: pairsOf(before.agreements, after.agreements, ({ agreementId }) => agreementId),
    forces: pairsOf(before.forces, after.forces, ({ forceId }) => forceId),
    memberships: pairsOf(before.memberships, after.memberships, ({ organisation }) => organisation),
    measures: pairsOf(before.measures, after.measures, ({ type, partner }) => `${type}|${partner}`),
    authorities: pairsOf(before.authorities, after.authorities, ({ authority }) => authority),
  }
}

/** The dimensions in which anything differs: who comes first, since when, who is an ally, a score. */
export function dimensionsThatDiffer(before: Dimensions, after: Dimensions): DimensionDifference[] {
  return dimensions.flatMap(dimension => {
    const [was, is] = [before.dimensions[dimension], after.dimensions[dimension]]
    const scores = scoresThatDiffer(before.partners, after.partners, dimension)
    return scores.length === 0 && same(was, is) ? [] : [{ dimension, before: was, after: is, scores }]
  })
}

function scoresThatDiffer(
  before: PartnerState['partners'],
  after: PartnerState['partners'],
  dimension: Dimension,
): DimensionDifference['scores'] {
  const scoresOf = (partners: PartnerState['partners']) =>
    partners.flatMap(({ partner, scores }) => (scores[dimension] ? [{ partner, score: scores[dimension] }] : []))
  return pairsOf(scoresOf(before), scoresOf(after), ({ partner }) => partner).map(pair => ({
    partner: (pair.after ?? pair.before)!.partner,
    before: pair.before?.score ?? null,
    after: pair.after?.score ?? null,
  }))
}

/** Entries that are not the same on both sides, in order of what names them. */
function pairsOf<T>(before: readonly T[], after: readonly T[], nameOf: (entry: T) => string): Pair<T>[] {
  const was = new Map(before.map(entry => [nameOf(entry), entry]))
  const is = new Map(after.map(entry => [nameOf(entry), entry]))
  return [...new Set([...was.keys(), ...is.keys()])].sort(byText).flatMap(name => {
    const pair = { before: was.get(name) ?? null, after: is.get(name) ?? null }
    return same(pair.before, pair.after) ? [] : [pair]
  })
}

/** The entries that differ in what `form` shows of them; those that look the same in it are left out. */
export function shownAs<T, V>(
  pairs: readonly Pair<T>[],
  form: (entry: T) => V,
): (Pair<V> & { readonly entries: Pair<T> })[] {
  const shown = (entry: T | null) => (entry === null ? null : form(entry))
  return pairs.flatMap(entries => {
    const [before, after] = [shown(entries.before), shown(entries.after)]
    return same(before, after) ? [] : [{ before, after, entries }]
  })
}

type Verdict = Pick<Summary, 'status' | 'primary' | 'contenders'>

/** What differs between two verdicts: who comes first, who contends; null where nothing does. */
export function verdictChange(before: Verdict, after: Verdict) {
  const first = before.status !== after.status || before.primary !== after.primary
  const contenders = !same(before.contenders, after.contenders)
  return first || contenders ? { first, contenders } : null
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
