import { type Day, dayFrom, isoOf } from '../../events/calendar.js'
import { numberOf } from '../../events/registry/names/numbers.js'
import { type Dimension, dimensions } from '../../events/words.js'
import { isListed, isShown, print, rolesOf, windowsOf } from '../../projections/answers/partner-state.js'
import { alliesOf } from '../../projections/evaluate/aligned.js'
import type { Run } from '../../projections/evaluate/runs.js'
import { type PartnerScores, scorePartners } from '../../projections/evaluate/score.js'
import type { Structure } from '../../projections/evaluate/structure.js'
import type { CoverageLife } from '../../projections/kinds/coverage.js'
import { rangeOf } from '../../projections/resolve/claim.js'
import { partnersOf } from '../../projections/resolve/routing.js'
import { byText } from '../../projections/values/order.js'
import type { Known } from '../../projections/values/place.js'
import { partitionPoint, upperBound } from '../../projections/values/search.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Answers } from './answers.js'
import { heldBy } from './held.js'
import type { Knowledge } from './knowledge.js'
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

/**
 * Rows of one host: a row for each step and each partner that is anything to it at any step. Who comes first is read from the
 * runs of the whole period, and what stands between two edges is looked at once for all days between them. Null stands for
 * work without a row, so that others may have their turn between two steps.
 */
export function* panelRows(
  answers: Answers,
  history: HostHistory,
  { days, partner, dimension }: PanelQuestion,
  knowledge: Knowledge,
): Generator<Row | null> {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return
  yield* silently(history.readying('verdicts', last, knowledge.known, first))
  const host = hostOf(answers, history, [first, last], knowledge)
  const steps: Step[] = []
  const partners = new Set<string>(partner === undefined ? [] : [partner])
  const dates = datesOf(days)
  for (const [i, day] of days.entries()) {
    const step = stepOn(history, day, dates[i]!, host)
    steps.push(step)
    for (const { partner: id, scores } of step.partners.values()) {
      if (partner === undefined && (dimension === undefined || isShown(scores[dimension]))) partners.add(id)
    }
    yield null
  }
  if (partners.size === 0) return
  const told = yield* silently(claimDays(history, partners, knowledge.known))
  const ordered = [...partners].sort(byText).map(id => ({ id, told: told.get(id)! }))
  for (const step of steps) {
    for (const one of ordered) yield rowOf(host, step, one)
    yield null
  }
}

/** What is the same in all rows of a host. */
interface Host {
  readonly code: string
  readonly known: Known
  readonly knownDay: Day
  /** Of security, coverage taken into account. */
  readonly runs: readonly Run[]
  readonly windows: Readonly<Record<Dimension, CoverageLife['windows']>>
  readonly basis: readonly [policy: string, position: string | null]
}

/** What is the same in all rows of a host and a step. */
interface Step {
  readonly day: Day
  readonly date: string
  readonly run: Run
  /** What covers the day, in each dimension. */
  readonly window: Readonly<Record<Dimension, CoverageLife['windows'][number] | null>>
  /** Those that an answer names. */
  readonly partners: ReadonlyMap<string, PartnerScores>
  readonly allies: ReadonlySet<PartnerScores>
  readonly standing: Standing
}

type Standing = ReturnType<Structure['standing']>

function hostOf(answers: Answers, history: HostHistory, period: readonly [Day, Day], knowledge: Knowledge): Host {
  const { known } = knowledge
  const view = answers.viewOf(history, period[1], knowledge)
  const windows = {} as Record<Dimension, CoverageLife['windows']>
  for (const dimension of dimensions) windows[dimension] = windowsOf(view, dimension)
  const { policy, position } = answers.hostBasis(history, knowledge)
  const { security: runs } = answers.runsOver(history, period, knowledge)
  return { code: history.host, known, knownDay: view.knownDay, runs, windows, basis: [policy, position] }
}

const written = new WeakMap<readonly Day[], readonly string[]>()

/** The days as they are written, once for all hosts. */
function datesOf(days: readonly Day[]): readonly string[] {
  let known = written.get(days)
  if (known === undefined) {
    known = days.map(day => isoOf(day))
    written.set(days, known)
  }
  return known
}

function stepOn(history: HostHistory, day: Day, date: string, { known, knownDay, runs, windows }: Host): Step {
  const view = history.viewAt(day, known, knownDay)
  const scored = scorePartners(view.structure.partners, view)
  const window = {} as Record<Dimension, Step['window'][Dimension]>
  for (const dimension of dimensions) {
    window[dimension] = windows[dimension].find(({ from, to }) => from <= day && day <= Math.min(to, knownDay)) ?? null
  }
  return {
    day,
    date,
    run: runs[partitionPoint(runs, ({ from }) => (from ?? Number.NEGATIVE_INFINITY) <= day) - 1]!,
    window,
    partners: new Map(scored.filter(isListed).map(entry => [entry.partner, entry])),
    allies: new Set(alliesOf(scored, view.policy)),
    standing: view.structure.standing(),
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

/** The cells in the order of `COLUMNS`. */
function rowOf(host: Host, step: Step, { id, told }: { readonly id: string; readonly told: readonly Day[] }): Row {
  const { day, date, run, window } = step
  const entry = step.partners.get(id)
  const roles = entry === undefined ? [] : rolesOf(entry, step.allies)
  const cells: Cell[] = [
    host.code,
    id,
    stateNumber(host.code, day),
    stateNumber(id, day),
    date,
    Number(date.slice(0, 4)),
  ]
  for (const dimension of dimensions) {
    const score = entry?.scores[dimension]
    if (isShown(score)) {
      const { point, low, high } = score.units
      cells.push(print(point), print(low), print(high))
    } else {
      // Silence means nothing inside coverage, and unknown outside.
      const silent = window[dimension] === null ? null : 0
      cells.push(silent, silent, silent)
    }
  }
  cells.push(
    roles.length === 0 ? null : roles.join(';'),
    run.status,
    run.primary,
    ...heldCells(step.standing, id),
    window.security?.grain ?? null,
    upperBound(told, day),
    ...host.basis,
  )
  return cells
}

function stateNumber(code: string, day: Day): number | null {
  const text = numberOf('cow', code, day)
  return text === null ? null : Number(text)
}

const NOTHING_HELD: readonly Cell[] = [0, null, 0, null, null, null, null]

/** The same between two edges. */
const remembered = new WeakMap<Standing, Map<string, readonly Cell[]>>()

/** What a partner has in the host: agreements, their kinds, forces, their numbers and what these rest on, their footing. */
function heldCells(standing: Standing, partner: string): readonly Cell[] {
  let known = remembered.get(standing)
  if (known === undefined) {
    known = new Map()
    for (const one of standing.agreements) if (one.partner !== null) known.set(one.partner, NOTHING_HELD)
    for (const one of standing.forces) known.set(one.sponsor, NOTHING_HELD)
    for (const one of known.keys()) known.set(one, heldBetween(standing, one))
    remembered.set(standing, known)
  }
  return known.get(partner) ?? NOTHING_HELD
}

function heldBetween(standing: Standing, partner: string): readonly Cell[] {
  const { forces, strengths, strength, inForce } = heldBy(partner, standing)
  return [
    inForce.length,
    listed(inForce.map(({ kind }) => kind)),
    forces.length,
    strength?.low ?? null,
    strength?.high ?? null,
    listed(strengths.map(({ basis }) => basis)),
    listed(forces.map(({ consent }) => consent)),
  ]
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
