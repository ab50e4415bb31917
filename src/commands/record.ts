import type { Fault } from '../../events/faults.js'
import { canonicalBody, readEvent } from '../../events/parse.js'
import { type Problem, problem } from '../errors.js'
import type { Anomaly, LiveState } from '../state/state.js'
import type {
  EventStore,
  ExpectedRevision,
  Failure,
  NewEvent,
  Position,
  RecordOutcome,
  StoredEvent,
} from '../store/store.js'
import { type Clock, storedBeside } from './clock.js'
import type { Outcome } from './outcome.js'
import { type Prepared, prepare } from './prepare.js'
import { orAfter, type TimedReads, timingReads } from './store-wait.js'
import { pointedAt } from './targets.js'
import { createTurns, inTurns } from './turn.js'

export interface RecordDeps {
  readonly store: EventStore
  readonly state: LiveState
  /** Milliseconds since 1970, of the real clock. */
  readonly now: () => number
  readonly newId: () => string
  /** Whether that clock can be believed; absent where nothing vouches for it. */
  readonly clock?: Pick<Clock, 'ahead'> | undefined
  /**
   * Milliseconds that the process was held at a time, lately: a request may have waited as long before anybody looked at
   * it, and its answer may wait as long again.
   */
  readonly heldFor?: () => number
}

export interface RecordOptions {
  /** Makes the ids of events that have none, together with `recordedBy`, so that a retry is the same posting. */
  readonly idempotencyKey?: string | undefined
  /** Revision that the stream must have; 'exists' for any but none. All events must go to one stream. */
  readonly ifMatch?: ExpectedRevision | 'exists' | undefined
  /** Refuse what would raise an anomaly. */
  readonly strict: boolean
  /** Check and answer, store nothing. */
  readonly dryRun: boolean
  /** Id of the key that posts; null where none is asked for. */
  readonly recordedBy: string | null
  /** Whether paths of faults begin with the index of the event. */
  readonly indexed: boolean
  /** The reads that came before, where there were any (`timePosting`): the answer has one allowance of time. */
  readonly reads?: TimedReads
}

export type RecordResult =
  | { readonly ok: true; readonly outcomes: readonly Outcome[]; readonly position: Position | null }
  | { readonly ok: false; readonly problem: Problem }

export type RecordCommand = (inputs: readonly unknown[], options: RecordOptions) => Promise<RecordResult>

/** Longest wait for the running state to read what was stored, so that a read after a write sees it. */
const READ_BACK_MS = 2000
/** A posting is answered within six seconds; the time that the store took is no longer left for reading back. */
const ANSWER_MS = 5500
/** With less time than this left nothing is stored. */
const LEAST_MS = 1000
/** As long as a store takes by itself for an outcome, at most, and half a second more. */
const STORE_MS = 5000
/** Most that is kept back for a process that is held: beyond that, nothing that it does can be in time. */
const MOST_HELD_MS = 2500
const NO_ANOMALIES: readonly Anomaly[] = []

/** The write path: check all events of a posting, store them or none, answer what became of each. */
export function createRecord(deps: RecordDeps): RecordCommand {
  const { store, state } = deps

  async function record(inputs: readonly unknown[], options: RecordOptions): Promise<RecordResult> {
    const began = deps.now()
    const reads = options.reads ?? timePosting(store, deps.now)
    const before = reads.waited()
    const checked = await check(inputs, options, reads.store)
    if (!checked.ok) return checked
    const { events } = checked
    const known = await knownBefore(events, options, reads.store)
    const reused = events.flatMap((event, i) => (isReused(event, known.get(event.id)) ? [reusedFault(i, options)] : []))
    if (reused.length > 0) return refuse(problem('id-reused', { errors: reused }))
    const anomalies = await previewOf(events, known, options.strict || options.dryRun)
    if (options.strict && anomalies.some(list => list.length > 0)) {
      return refuse(
        problem('anomalies', {
          errors: anomalies.flatMap((list, i) => list.map(one => anomalyFault(one, i, options))),
        }),
      )
    }
    if (options.dryRun)
      return { ok: true, outcomes: events.map((event, i) => foreseen(event, known, anomalies[i]!)), position: null }
    const ahead = deps.clock?.ahead() ?? 0
    if (ahead > 0) return refuse(clockAhead(ahead))
    const left = ANSWER_MS - reads.waited() - keptBack()
    if (left < LEAST_MS) return refuse(problem('store-unavailable', { cause: 'reading before storing took too long' }))
    const storing =
      options.ifMatch === undefined
        ? store.record(events.map(addressed(options)))
        : appendAt(events, options, options.ifMatch)
    // A store bounds the time of its own calls; it does not know of the reads before them.
    const isBounded = options.ifMatch === undefined && left >= STORE_MS
    const stored = isBounded
      ? await storing
      : await orAfter(left, storing, () => problem('outcome-unknown', { cause: 'no time was left for the answer' }))
    return Array.isArray(stored) ? finish(events, stored, anomalies, options, began - before) : refuse(stored)
  }

  async function check(
    inputs: readonly unknown[],
    options: RecordOptions,
    store: EventStore,
  ): Promise<{ ok: true; events: Prepared[] } | { ok: false; problem: Problem }> {
    const ids = { newId: deps.newId, idempotencyKey: options.idempotencyKey, recordedBy: options.recordedBy }
    const events: Prepared[] = []
    const faults: Fault[] = []
    let more = 0
    const turn = createTurns()
    const pointed = pointedAt(store, state)
    for (const [i, input] of inputs.entries()) {
      const made = prepare(store, input, i, ids, pointed)
      const result = made instanceof Promise ? await made : made
      for (const fault of result.ok ? [] : result.faults) {
        if (faults.length === MAX_FAULTS) more++
        else faults.push(options.indexed ? { ...fault, path: `/${i}${fault.path}` } : fault)
      }
      if (result.ok) {
        events.push(result.event)
        if (inputs.length > 1) pointed.note(result.event)
      }
      await turn()
    }
    return faults.length === 0 ? { ok: true, events } : refuse(problemOf(faults, more))
  }

  /**
   * What is on record under the ids of a posting, where that must be known before storing; also the first of equal ids
   * in it.
   */
  async function knownBefore(
    events: readonly Prepared[],
    options: RecordOptions,
    store: EventStore,
  ): Promise<Map<string, StoredEvent | Prepared>> {
    const known = new Map<string, StoredEvent | Prepared>()
    if (events.length === 1 && !options.strict && !options.dryRun) return known
    for (const event of events) if (!event.minted && !known.has(event.id)) known.set(event.id, event)
    const turn = createTurns()
    const holders: Promise<StoredEvent | null>[] = []
    for (const id of [...known.keys()]) {
      const holder = store.find(id)
      // It is waited for with the others.
      holder.catch(() => {})
      holders.push(holder)
      await turn()
    }
    for (const holder of await Promise.all(holders)) if (holder) known.set(holder.id, holder)
    return known
  }

  async function previewOf(
    events: readonly Prepared[],
    known: ReadonlyMap<string, StoredEvent | Prepared>,
    thorough: boolean,
  ): Promise<(readonly Anomaly[])[]> {
    const fresh = events.filter(event => isFirst(event, known)).map(({ event }) => event)
    const found = await inTurns(state.preview(fresh, thorough))
    let next = 0
    return events.map(event => (isFirst(event, known) ? (found[next++] ?? NO_ANOMALIES) : NO_ANOMALIES))
  }

  function addressed(options: RecordOptions): (event: Prepared) => { stream: string; event: NewEvent } {
    const now = deps.now()
    const recordedAt = new Date(now).toISOString()
    const recordedBy = options.recordedBy === null ? {} : { recordedBy: options.recordedBy }
    const meta = JSON.stringify({ ...recordedBy, ...storedBeside(now, state.newestRecordedAt()) })
    return ({ id, event, body, stream }) => ({ stream, event: { id, type: event.type, body, meta, recordedAt } })
  }

  /** Store after a revision; a problem when the stream has another one. */
  async function appendAt(
    events: readonly Prepared[],
    options: RecordOptions,
    ifMatch: ExpectedRevision | 'exists',
  ): Promise<RecordOutcome[] | Problem> {
    const stream = events[0]!.stream
    if (events.some(event => event.stream !== stream)) {
      return problem('invalid-header', {
        detail: 'If-Match needs events of one stream',
        errors: [headerFault('if-match')],
      })
    }
    const items = events.map(addressed(options))
    if (ifMatch === 'exists') {
      const some = await store.readStream(stream, 0, 1)
      return some.length > 0 ? store.record(items) : mismatch(stream, 'none')
    }
    const result = await store.append(
      stream,
      ifMatch,
      items.map(({ event }) => event),
    )
    if (result.kind === 'appended') return result.events.map(placed => ({ kind: 'appended', ...placed }))
    if (result.kind === 'duplicate') return result.events.map(event => ({ kind: 'duplicate', event }))
    if (result.kind !== 'conflict') return problemOfFailure(result)
    const holders = await Promise.all(events.map(({ id }) => store.find(id)))
    if (holders.every(holder => holder !== null)) return holders.map(event => ({ kind: 'duplicate', event }))
    return mismatch(stream, result.actual)
  }

  async function finish(
    events: readonly Prepared[],
    stored: readonly RecordOutcome[],
    anomalies: readonly (readonly Anomaly[])[],
    options: RecordOptions,
    began: number,
  ): Promise<RecordResult> {
    const outcomes = stored.map((outcome, i) => outcomeOf(events[i]!, outcome, anomalies[i]!))
    const settled = outcomes.filter(({ outcome }) => outcome === 'appended' || outcome === 'duplicate')
    if (settled.length === 0) {
      const failure = stored.find(({ kind }) => kind !== 'appended' && kind !== 'duplicate') as Failure | undefined
      if (failure) return refuse(problemOfFailure(failure))
      return refuse(problem('id-reused', { errors: events.map((_, i) => reusedFault(i, options)) }))
    }
    const position = settled.reduce<Position>((last, { position }) => (position! > last ? position! : last), '')
    await state.reached(position, Math.max(0, Math.min(READ_BACK_MS, began + ANSWER_MS - keptBack() - deps.now())))
    return { ok: true, outcomes, position }
  }

  /** Of an answer's time, what it may spend waiting for this process, before and after. */
  function keptBack(): number {
    return Math.min(MOST_HELD_MS, 2 * (deps.heldFor?.() ?? 0))
  }

  return record
}

/** The store as a posting reads it before anything is stored: for so long that there is time left to store. */
export function timePosting(store: EventStore, now: () => number): TimedReads {
  return timingReads(store, now, ANSWER_MS - LEAST_MS)
}

/** What became of an event, from what the store says; an id that holds other content is `id-reused`. */
export function outcomeOf(event: Prepared, stored: RecordOutcome, anomalies: readonly Anomaly[]): Outcome {
  const { id, stream } = event
  if (stored.kind === 'appended') {
    const { position, revision, recordedAt } = stored
    return { id, outcome: 'appended', position, stream, revision, recordedAt, anomalies }
  }
  if (stored.kind === 'duplicate') {
    const { position, revision, recordedAt, stream: holder } = stored.event
    const outcome = isReused(event, stored.event) ? 'id-reused' : 'duplicate'
    return { id, outcome, position, stream: holder, revision, recordedAt, anomalies: NO_ANOMALIES }
  }
  return { id, outcome: stored.kind, stream, anomalies: NO_ANOMALIES }
}

/** The answer when the store could store nothing of a posting; the store's own words go to the log with `cause`. */
export function problemOfFailure({ kind, reason }: Failure): Problem {
  if (kind === 'full') return problem('store-full', { cause: reason })
  if (kind === 'unknown') return problem('outcome-unknown', { cause: reason })
  return problem('store-unavailable', { cause: reason })
}

export function clockAhead(ms: number): Problem {
  return problem('clock-ahead', {
    detail: `The clock of the service is ${Math.round(ms / 1000)} s ahead of the time that has passed since it began`,
  })
}

/** One problem for the faults of a posting, and for so many more that are not told. */
export function problemOf(faults: readonly Fault[], untold = 0): Problem {
  const code = faults.every(fault => fault.code === 'unknown-target') ? 'unknown-target' : 'invalid-event'
  const [first] = faults
  const others = faults.length - 1 + untold
  const rest = others > 0 ? ` (and ${others} more)` : ''
  return problem(code, { detail: `${first!.path || 'The event'}: ${first!.message}${rest}`, errors: faults })
}

const MAX_FAULTS = 100

function isReused(event: Prepared, holder: StoredEvent | Prepared | undefined): boolean {
  if (holder === undefined || holder === event || holder.body === event.body) return false
  const other = 'event' in holder ? holder.event : readEvent(holder.body)
  return canonicalBody(other) !== canonicalBody(event.event)
}

function isFirst(event: Prepared, known: ReadonlyMap<string, StoredEvent | Prepared>): boolean {
  const holder = known.get(event.id)
  return holder === undefined || holder === event
}

function foreseen(
  event: Prepared,
  known: ReadonlyMap<string, StoredEvent | Prepared>,
  anomalies: readonly Anomaly[],
): Outcome {
  const holder = known.get(event.id)
  if (holder === undefined || holder === event)
    return { id: event.id, outcome: 'would-append', stream: event.stream, anomalies }
  if ('event' in holder) return { id: event.id, outcome: 'duplicate', stream: holder.stream, anomalies }
  return outcomeOf(event, { kind: 'duplicate', event: holder }, anomalies)
}

function mismatch(stream: string, actual: ExpectedRevision): Problem {
  const detail = actual === 'none' ? `${stream} does not exist` : `${stream} is at revision ${actual}`
  return problem('revision-mismatch', {
    detail,
    errors: [headerFault('if-match')],
    headers: actual === 'none' ? {} : { etag: `"${actual}"` },
  })
}

function headerFault(name: string): Fault {
  return { path: `/${name}`, code: 'header', message: `see the ${name} header` }
}

function reusedFault(index: number, { indexed }: RecordOptions): Fault {
  return { path: indexed ? `/${index}/id` : '/id', code: 'id-reused', message: 'the id holds another event' }
}

function anomalyFault({ code, detail }: Anomaly, index: number, { indexed }: RecordOptions): Fault {
  return { path: indexed ? `/${index}` : '', code, message: detail }
}

function refuse(cause: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: cause }
}
