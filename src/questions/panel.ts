import { type Day, dayFrom, isoOf } from '../../events/calendar.js'
import { numberOf } from '../../events/registry/names/numbers.js'
import { type Dimension, dimensions } from '../../events/words.js'
import { rangeOf } from '../../projections/resolve/claim.js'
import { partnersOf } from '../../projections/resolve/routing.js'
import { byText } from '../../projections/values/order.js'
import type { Known } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Answers } from './answers.js'
import { heldBy } from './held.js'
import type { Knowledge } from './knowledge.js'
import { COLUMNS } from './panel-columns.js'
import { silently } from './pieces.js'
import { toldOf } from './told-of.js'

export type Cell = string | number | null

/** The cells of one row, in the order of `COLUMNS`. */
export type Row = readonly Cell[]

export interface PanelQuestion {
  /** The last day of each step, in order. */
  readonly days: readonly Day[]
  readonly partner?: string | undefined
  /** Only partners that have a score in it. */
  readonly dimension?: Dimension | undefined
}

type State = ReturnType<Answers['state']>

/**
 * Rows of one host: a row for each step and each partner that is anything to it at any step. Null stands for work without a
 * row, so that others may have their turn between two steps.
 */
export function* panelRows(
  answers: Answers,
  history: HostHistory,
  { days, partner, dimension }: PanelQuestion,
  knowledge: Knowledge,
): Generator<Row | null> {
  const states: State[] = []
  const partners = new Set<string>(partner === undefined ? [] : [partner])
  for (const day of days) {
    yield* silently(history.readying('state', day, knowledge.known))
    const state = answers.state(history, day, knowledge)
    states.push(state)
    for (const one of state.partners) {
      if (partner === undefined && (dimension === undefined || one.scores[dimension] !== undefined)) {
        partners.add(one.partner)
      }
    }
    yield null
  }
  if (partners.size === 0) return
  const ordered = [...partners].sort(byText)
  const told = yield* silently(claimDays(history, partners, knowledge.known))
  for (const [i, state] of states.entries()) {
    for (const id of ordered) yield rowOf(state, days[i]!, id, told.get(id)!)
    yield null
  }
}

/** First days of the claims that count about each partner, in order. */
function* claimDays(history: HostHistory, partners: ReadonlySet<string>, known: Known): Steps<Map<string, Day[]>> {
  const days = new Map([...partners].map(id => [id, [] as Day[]]))
  yield* toldOf(history, known, ({ event, standing }) => {
    if (standing === 'retracted' || standing === 'denied' || standing === 'planned') return
    for (const id of partnersOf(event, history.host)) days.get(id)?.push(rangeOf(event).closedFrom)
  })
  for (const list of days.values()) list.sort((a, b) => a - b)
  return days
}

function rowOf(state: State, day: Day, partner: string, told: readonly Day[]): Row {
  const entry = state.partners.find(one => one.partner === partner)
  const { forces, strengths, strength, inForce } = heldBy(partner, state)
  const { security } = state.dimensions
  const number = (code: string) => {
    const text = numberOf('cow', code, day)
    return text === null ? null : Number(text)
  }
  const cells: Readonly<Record<string, Cell>> = {
    iso3_host: state.country,
    iso3_partner: partner,
    ccode1: number(state.country),
    ccode2: number(partner),
    date: state.at,
    year: Number(state.at.slice(0, 4)),
    ...scoreCells(state, entry),
    role: entry === undefined || entry.roles.length === 0 ? null : entry.roles.join(';'),
    status: security.status,
    primary_security: security.primary,
    n_agreements_inforce: inForce.length,
    agreement_kinds: listed(inForce.map(({ kind }) => kind)),
    n_forces: forces.length,
    troops_low: strength?.low ?? null,
    troops_high: strength?.high ?? null,
    troops_basis: listed(strengths.map(({ basis }) => basis)),
    consent: listed(forces.map(({ consent }) => consent)),
    coverage: security.coverage?.grain ?? null,
    n_claims: told.findLastIndex(one => one <= day) + 1,
    policy_id: state.basis.policy,
    log_position: state.basis.position,
  }
  return COLUMNS.map(({ name }) => cells[name] ?? null)
}

/** Scores of every dimension: where there is none, 0 inside coverage and nothing outside. */
function scoreCells(state: State, entry: State['partners'][number] | undefined): Record<string, Cell> {
  const cells: Record<string, Cell> = {}
  for (const dimension of dimensions) {
    const score = entry?.scores[dimension]
    const silent = state.dimensions[dimension].coverage === null ? null : 0
    cells[dimension] = score?.score ?? silent
    cells[`${dimension}_low`] = score?.low ?? silent
    cells[`${dimension}_high`] = score?.high ?? silent
  }
  return cells
}

function listed(words: readonly (string | null | undefined)[]): string | null {
  const known = [...new Set(words.filter((word): word is string => typeof word === 'string'))].sort(byText)
  return known.length === 0 ? null : known.join(';')
}

/** Last days of the steps that begin within `[from, to]`; the last one is cut at `to`. */
export function stepEnds(from: Day, to: Day, step: 'day' | 'month' | 'year'): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; ) {
    const end = step === 'day' ? day : endOf(day, step)
    days.push(Math.min(end, to))
    day = end + 1
  }
  return days
}

function endOf(day: Day, step: 'month' | 'year'): Day {
  const date = isoOf(day)
  const year = Number(date.slice(0, 4))
  const month = step === 'year' ? 12 : Number(date.slice(5, 7))
  return dayFrom(year, month + 1, 0)
}
