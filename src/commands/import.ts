import { endOfDay } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { parseEdtf } from '../../events/edtf.js'
import type { Fault } from '../../events/faults.js'
import type { LiveState } from '../state/state.js'
import type { NewEvent, Position } from '../store/store.js'
import type { InputLine } from '../wire/lines.js'
import { storedBeside } from './clock.js'
import type { Outcome } from './outcome.js'
import { type Prepared, prepare } from './prepare.js'
import { clockAhead, outcomeOf, type RecordDeps } from './record.js'
import { pointedAt } from './targets.js'
import { createTurns } from './turn.js'

/** What became of a line. */
export type LineOutcome =
  | ({ readonly line: number } & Omit<Outcome, 'anomalies'>)
  | { readonly line: number; readonly outcome: 'refused'; readonly errors: readonly Fault[] }

export interface ImportDeps extends Omit<RecordDeps, 'state'> {
  /** Where no state runs, `recorded` and `reached` are absent, and what was said of an event is read from the store. */
  readonly state: Pick<LiveState, 'newestRecordedAt'> & Partial<Pick<LiveState, 'recorded' | 'regradings' | 'reached'>>
}

export interface ImportOptions {
  readonly backfill: boolean
  /** Lines without an id are new events each time; otherwise their id comes from what they say, or from the key. */
  readonly newIds: boolean
  readonly idempotencyKey?: string | undefined
  readonly recordedBy: string | null
}

/** Why an import ended before its last line. */
export interface Stop {
  readonly line: number
  readonly code:
    | 'backfill-behind'
    | 'invalid-event'
    | 'unknown-target'
    | 'store-unavailable'
    | 'outcome-unknown'
    | 'store-full'
    | 'id-reused'
    | 'shutting-down'
    | 'clock-ahead'
    | 'reading-stopped'
    | 'unauthenticated'
  readonly errors: readonly Fault[]
}

export interface Importer {
  /**
   * Store the lines that are good, in order; ends at the first failure of the store, a backfill at the first bad line.
   */
  take(lines: readonly InputLine[]): Promise<{ readonly outcomes: readonly LineOutcome[]; readonly stop: Stop | null }>
}

interface Checked {
  readonly line: number
  readonly event: Prepared
  readonly recordedAt: string
}

/**
 * Store lines in chunks as they come. A backfill takes `claim.publishedOn` as `recordedAt`, later than the newest of
 * the log: another line ends it, unless it is on record already. Lines of one backfill may share an instant, also when
 * it was cut short and is repeated: what the log ends with must then be a line of it.
 */
export function createImporter(deps: ImportDeps, options: ImportOptions): Importer {
  const { store } = deps
  const ids = {
    newId: options.newIds ? deps.newId : null,
    idempotencyKey: options.idempotencyKey,
    recordedBy: options.recordedBy,
  }
  let newest = options.backfill ? (deps.state.newestRecordedAt() ?? '') : ''
  let newestIsOurs = false
  /** The last line of this import in the log, stored by it or on record before. */
  let last: Position | null = null
  const reach = (position: Position) => {
    if (last === null || position > last) last = position
  }

  // Lines that are refused wait for no store: one measure for all groups lets others have their turn.
  const turn = createTurns()

  async function check(lines: readonly InputLine[]): Promise<{ good: Checked[]; bad: Map<number, readonly Fault[]> }> {
    const good: Checked[] = []
    const bad = new Map<number, readonly Fault[]>()
    // What this import itself has stored counts as well.
    if (last !== null && lines.some(isPointingLine)) await deps.state.reached?.(last, READ_BACK_MS)
    const pointed = pointedAt(store, deps.state)
    const now = new Date(deps.now()).toISOString()
    for (const entry of lines) {
      await turn()
      const made =
        'faults' in entry
          ? { ok: false as const, faults: entry.faults }
          : prepare(store, entry.value, entry.line, ids, pointed)
      const result = made instanceof Promise ? await made : made
      const dated = result.ok ? await dateOf(result.event, now) : result
      if (!dated.ok) {
        bad.set(entry.line, dated.faults)
        if (options.backfill) break
        continue
      }
      if (!result.ok) continue
      good.push({ line: entry.line, event: result.event, recordedAt: dated.recordedAt })
      pointed.note(result.event)
    }
    return { good, bad }
  }

  async function dateOf(
    event: Prepared,
    now: string,
  ): Promise<{ ok: true; recordedAt: string } | { ok: false; faults: Fault[] }> {
    if (!options.backfill) return { ok: true, recordedAt: now }
    const recordedAt = publicAt(event.event)
    const path = '/claim/publishedOn'
    if (recordedAt === null)
      return { ok: false, faults: [{ path, code: 'required', message: 'a backfill needs the date of publication' }] }
    if (recordedAt > now)
      return {
        ok: false,
        faults: [{ path, code: 'in-the-future', message: 'a backfill holds what is public already' }],
      }
    if (recordedAt > newest || (recordedAt === newest && newestIsOurs)) {
      newest = recordedAt
      newestIsOurs = true
      return { ok: true, recordedAt }
    }
    const holder = await store.find(event.id)
    if (holder) {
      reach(holder.position)
      return { ok: true, recordedAt }
    }
    if (recordedAt === newest && last !== null && last === (await store.head())) {
      newestIsOurs = true
      return { ok: true, recordedAt }
    }
    const message =
      recordedAt === newest
        ? `published by ${recordedAt}, of which others have told already: load all that was published by then at once`
        : `published by ${recordedAt}, behind ${newest}, the newest on record`
    return { ok: false, faults: [{ path, code: 'backfill-behind', message }] }
  }

  function newEvent({ event, recordedAt }: Checked): NewEvent {
    const recordedBy = options.recordedBy === null ? {} : { recordedBy: options.recordedBy }
    const now = deps.now()
    const backfilled = options.backfill
      ? { backfilled: true, storedAt: new Date(now).toISOString() }
      : storedBeside(now, deps.state.newestRecordedAt())
    return {
      id: event.id,
      type: event.event.type,
      body: event.body,
      meta: JSON.stringify({ ...recordedBy, ...backfilled }),
      recordedAt,
    }
  }

  return {
    async take(lines) {
      const ahead = deps.clock?.ahead() ?? 0
      if (ahead > 0) {
        const message = clockAhead(ahead).message
        return {
          outcomes: [],
          stop: {
            line: lines[0]?.line ?? 1,
            code: 'clock-ahead',
            errors: [{ path: '', code: 'clock-ahead', message }],
          },
        }
      }
      const { good, bad } = await check(lines)
      const items = good.map(one => ({ stream: one.event.stream, event: newEvent(one) }))
      const loading = options.backfill ? { after: last } : undefined
      const stored = items.length > 0 ? await store.record(items, loading) : []
      const byLine = new Map<number, LineOutcome>()
      let stop: Stop | null = null
      for (const [i, { line, event, recordedAt }] of good.entries()) {
        const { anomalies: _, ...outcome } = outcomeOf(event, stored[i]!, [])
        byLine.set(line, { line, ...outcome })
        if (outcome.position !== undefined) reach(outcome.position)
        stop ??= stopAfter(line, outcome, recordedAt, options.backfill)
      }
      for (const [line, errors] of bad) {
        byLine.set(line, { line, outcome: 'refused', errors })
        if (options.backfill) stop ??= { line, code: stopCode(errors), errors }
      }
      return { outcomes: lines.flatMap(({ line }) => byLine.get(line) ?? []), stop }
    },
  }
}

const READ_BACK_MS = 2000

function isPointingLine(line: InputLine): boolean {
  const type = 'value' in line ? (line.value as { type?: unknown } | null)?.type : undefined
  return typeof type === 'string' && /Claim(?:Corrected|Retracted)|EventsMerged|SourceRegraded/.test(type)
}

/** The moment by which a claim was public: the end of its latest possible day; null where none is stated. */
export function publicAt({ claim }: DomainEvent): string | null {
  const range = claim.publishedOn === undefined ? null : parseEdtf(claim.publishedOn)
  return range && Number.isFinite(range.latest) ? endOfDay(range.latest) : null
}

function stopAfter(line: number, outcome: Omit<Outcome, 'anomalies'>, wanted: string, backfill: boolean): Stop | null {
  switch (outcome.outcome) {
    case 'unavailable':
      return { line, code: 'store-unavailable', errors: [] }
    case 'unknown':
      return { line, code: 'outcome-unknown', errors: [] }
    case 'full':
      return { line, code: 'store-full', errors: [] }
    case 'id-reused':
      return backfill
        ? {
            line,
            code: 'id-reused',
            errors: [{ path: '/id', code: 'id-reused', message: 'the id holds another event' }],
          }
        : null
    case 'appended': {
      if (!backfill || outcome.recordedAt === wanted) return null
      const message = `another writer recorded meanwhile: this line is recorded at ${outcome.recordedAt}, not ${wanted}`
      return {
        line,
        code: 'backfill-behind',
        errors: [{ path: '/claim/publishedOn', code: 'backfill-behind', message }],
      }
    }
    default:
      return null
  }
}

function stopCode(errors: readonly Fault[]): Stop['code'] {
  const code = errors[0]?.code
  return code === 'backfill-behind' || code === 'unknown-target' ? code : 'invalid-event'
}
