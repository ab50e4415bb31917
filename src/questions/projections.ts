import { setTimeout as pause } from 'node:timers/promises'
import type { Day } from '../../events/calendar.js'
import type { Policy } from '../../projections/policy/policy.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { partnerState, projectionId } from '../../projections/registry.js'
import { EVERYTHING, type Place } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import { type FollowedReading, followReading } from '../state/followed-reading.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Live } from '../state/live.js'
import type { StoreLog } from '../store/store.js'
import { type Answers, createAnswers } from './answers.js'
import { type Building, comparing, folding, progressOf, type Sample } from './building.js'
import { createPoliciesAnswers, type PoliciesAnswers } from './policies.js'

export type ProjectionStatus = 'live' | 'building' | 'ready' | 'stopped' | 'retired'

/** A version of a projection: what the events mean under one policy, folded as the registry says. */
export interface ProjectionReport {
  readonly projection: string
  readonly policy: string
  readonly policyHash: string
  readonly status: ProjectionStatus
  /** Whether it answers where none is named; one that stopped may be the one. */
  readonly answers: boolean
  readonly position: string | null
  readonly head: string | null
  /** Claims folded, or while the log is read for the first time events read, a second. */
  readonly rate: number
  readonly remainingSeconds: number | null
  readonly folded: { readonly claims: number; readonly of: number } | null
  readonly sample: Sample | null
  readonly stoppedAt: {
    readonly position: string
    readonly code: 'reading-stopped' | 'event-not-folded'
    readonly reason: string
    readonly since: string
  } | null
}

export type Switching =
  | { readonly ok: true; readonly reports: readonly ProjectionReport[] }
  | { readonly ok: false; readonly code: 'unknown-projection' | 'projection-not-ready'; readonly detail: string }

/** Where steps of the stream are told by another version than before. */
export interface StepMark {
  readonly place: Place
  readonly date: Day | null
}

/**
 * The versions that can answer where none is named. One is live; others are built beside it from nothing, compared with it,
 * and take its place at once and whole. What was told before a switch stays as it was told.
 */
export interface Projections extends PoliciesAnswers {
  reports(): readonly ProjectionReport[]
  /** The answers of the version that is live. */
  live(): Answers
  /** The answers that a step of the stream is told by: those of the version that was live when it came. */
  answersAt(step: StepMark): Answers
  /** The place at which the live version stopped: nothing from there on is told before another one takes over. */
  stoppedAt(): Place | null
  /** Build a version beside the live one, or build and compare it once more. */
  build(name: string): Switching
  switchTo(name: string): Switching
  rollBack(name: string): Switching
  /** Called after each switch; returns how to end that. */
  onSwitch(listener: () => void): () => void
  /** Look at what failed or came until closed, and, after what is waited for, build what is to be built. */
  start(after?: Promise<unknown>): void
  /** Resolves once nothing is to be done. */
  settled(): Promise<void>
  close(): void
}

/** What is kept of a switch beyond the process: ids of policies. */
export interface Choice {
  readonly live: string
  readonly before: string | null
}

export interface ProjectionsOptions {
  readonly state: Live
  /** Policies of the program beside the live one, and further ones, which are built once the service is ready. */
  readonly rivals: readonly Policy[]
  readonly further: readonly Policy[]
  readonly now: () => number
  readonly today: () => Day
  /** The policy that was live before the one that is, where a switch was kept. */
  readonly before?: string | null
  readonly keep?: ((choice: Choice) => void) | undefined
  readonly log?: StoreLog | undefined
}

interface Version {
  readonly id: string
  readonly policy: Policy
  readonly followed: FollowedReading
  answers: Answers
  building: Building | null
  sample: Sample | null
}

/** Between two steps others have their turn, for as long as a step takes at the least. */
const PAUSE_MS = 5
const SLICE_MS = 5
/** A build that fails although every event can be folded is begun again so often. */
const MOST_FAILURES = 3
/** A host with more claims than this is not folded for what came: an event of it that cannot be is found when it is asked about. */
const MOST_CLAIMS = 5_000
/** What came is looked at once nothing came for so long. */
const REST_MS = 200

export function createProjections(options: ProjectionsOptions): Projections {
  const { state, rivals, further, now, today, keep, log } = options
  const { record } = state
  const policies = createPoliciesAnswers(state.reading, [...rivals, ...further], now)
  const versions = new Map<string, Version>()
  const first = hold(state.leading)
  let live = first
  let before: string | null = options.before === undefined || options.before === null ? null : idOf(options.before)
  /** Who told the stream up to where; the live one tells what comes after the last. */
  const told: { readonly answers: () => Answers; readonly upTo: StepMark }[] = []
  const listeners = new Set<() => void>()
  const closing = new AbortController()
  const toBuild: Version[] = []
  /** Hosts to be looked at, by version. */
  const suspects = new Map<Version, Set<string>>()
  let touched = new Set<string>()
  let lastNews = 0
  let working: Promise<void> | null = null
  let started = false
  /** Asked for while it was at work. */
  let wanted = false

  function hold(followed: FollowedReading): Version {
    const { policy } = followed.reading
    const answers = createAnswers(followed.reading, now)
    const version: Version = { id: idOf(policy.id), policy, followed, answers, building: null, sample: null }
    versions.set(version.id, version)
    followed.onFailure = (host, error) => {
      log?.warn({ projection: version.id, host, err: error }, 'a history failed: it is folded anew to find out at what')
      suspect(version, host)
    }
    for (const host of followed.failed) suspect(version, host)
    return version
  }

  function suspect(version: Version, host: string): void {
    const hosts = suspects.get(version) ?? new Set()
    suspects.set(version, hosts.add(host))
    work()
  }

  /** A version by its whole id, or by the id of the projection alone where that leaves one. */
  function named(name: string, fits: (version: Version) => boolean = () => true): Version | null {
    const whole = versions.get(name)
    if (whole !== undefined) return whole
    if (name !== partnerState.name) return null
    const found = [...versions.values()].filter(fits)
    return found.length === 1 ? found[0]! : null
  }

  function statusOf(version: Version): ProjectionStatus {
    if (version.followed.stop !== null || state.status().stoppedAt !== null) return 'stopped'
    if (version === live) return 'live'
    if (version.building !== null) return 'building'
    return version.id === before || version === first ? 'retired' : 'ready'
  }

  function reportOf(version: Version): ProjectionReport {
    const { position, head, rate, remainingSeconds, stoppedAt } = state.status()
    const { stop } = version.followed
    const progress = version.building === null ? null : progressOf(version.building, now)
    const at = stop ?? stoppedAt
    return {
      projection: version.id,
      policy: version.policy.id,
      policyHash: version.answers.policyHash,
      status: statusOf(version),
      answers: version === live,
      position: stop !== null ? record.position((stop.place - 1) as Place) : progress !== null ? null : position,
      head,
      rate: progress?.rate ?? rate,
      remainingSeconds: progress === null ? remainingSeconds : progress.remainingSeconds,
      folded: progress === null ? null : { claims: progress.claims, of: progress.of },
      sample: version.sample,
      stoppedAt:
        at === null
          ? null
          : {
              position: at.position,
              code: stop === null ? 'reading-stopped' : 'event-not-folded',
              reason: at.reason,
              since: at.since,
            },
    }
  }

  function reports(): ProjectionReport[] {
    return [live, ...[...versions.values()].filter(version => version !== live)].map(reportOf)
  }

  function fold(history: HostHistory): Steps {
    return history.readying('state', today(), EVERYTHING)
  }

  /** Look at what failed: a version that cannot fold an event stops there, and nothing else does. */
  function* looking(version: Version, host: string): Steps {
    const found = yield* version.followed.lookAt(host, fold)
    if (found === null) return
    stopAt(version, found.place, found.reason)
  }

  function stopAt(version: Version, place: Place, reason: string): void {
    const position = record.position(place)!
    version.followed.stopAt({ place, position, reason, since: new Date(now()).toISOString() })
    version.answers = createAnswers(version.followed.reading, now)
    version.building = null
    log?.warn({ projection: version.id, position, reason }, 'a projection stopped at an event that it cannot fold')
  }

  /** What came for hosts that are folded is worked in, so that an event that cannot be is found before it is asked about. */
  function* lookingAtNews(version: Version, hosts: ReadonlySet<string>): Steps {
    for (const host of hosts) {
      if (version.followed.stop !== null || version.followed.failed.has(host)) continue
      const history = version.followed.reading.host(host)
      if (!history.isFolded && history.touches > MOST_CLAIMS) continue
      try {
        yield* fold(history)
      } catch {
        // The history told of it.
      }
    }
  }

  function* buildingOf(version: Version): Steps {
    const { building } = version
    if (building === null) return
    try {
      yield* folding(building, version.followed.reading, record, fold)
      version.sample = yield* comparing(live.answers, version.answers, today())
    } catch (error) {
      if (version.followed.stop !== null) return
      // What failed, in it or in the live one, is looked at first.
      if (building.failures++ < MOST_FAILURES) toBuild.push(version)
      else stopAt(version, (record.size - 1) as Place, String(error))
      return
    }
    version.building = null
    const { asked, differing } = version.sample
    log?.info({ projection: version.id, asked, differing }, 'a projection is ready to take over')
  }

  function* next(): Steps<boolean> {
    const [suspected] = suspects
    if (suspected !== undefined) {
      const [version, hosts] = suspected
      const [host] = hosts
      hosts.delete(host!)
      if (hosts.size === 0) suspects.delete(version)
      yield* looking(version, host!)
      return true
    }
    if (touched.size > 0) {
      const hosts = touched
      touched = new Set()
      for (const version of versions.values()) if (version.building === null) yield* lookingAtNews(version, hosts)
      return true
    }
    const version = toBuild.shift()
    if (version === undefined) return false
    yield* buildingOf(version)
    return true
  }

  function work(): void {
    if (!started || closing.signal.aborted) return
    wanted = true
    working ??= inTurns()
      .catch(error => log?.warn({ err: error }, 'projections are not looked at until more comes'))
      .then(() => {
        working = null
        if (wanted) work()
      })
  }

  async function inTurns(): Promise<void> {
    wanted = false
    for (let more = true; more && !closing.signal.aborted; ) {
      while (suspects.size === 0 && performance.now() - lastNews < REST_MS && touched.size > 0) await rest(REST_MS / 4)
      const steps = next()
      for (;;) {
        const until = performance.now() + SLICE_MS
        let step = steps.next()
        while (step.done !== true && performance.now() < until) step = steps.next()
        if (step.done === true) {
          more = step.value
          break
        }
        await rest(PAUSE_MS)
        if (closing.signal.aborted) return
      }
    }
  }

  async function rest(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: closing.signal, ref: false }).catch(() => {})
  }

  function refusal(code: 'unknown-projection' | 'projection-not-ready', detail: string): Switching {
    return { ok: false, code, detail }
  }

  function unknown(name: string): Switching {
    return refusal('unknown-projection', `There is no projection ${name}, but ${[...versions.keys()].join(', ')}`)
  }

  function takeOver(version: Version): Switching {
    const stop = live.followed.stop?.place ?? null
    const last = (record.size - 1) as Place
    const upTo: StepMark =
      stop === null ? { place: last, date: today() } : { place: (stop - 1) as Place, date: today() }
    const leaving = live
    told.push({ answers: () => leaving.answers, upTo })
    before = live.id
    live = version
    state.lead(version.followed)
    keep?.({ live: version.policy.id, before: leaving.policy.id })
    log?.info({ projection: version.id, before, position: record.position(last) }, 'another projection answers')
    for (const listener of listeners) listener()
    return { ok: true, reports: reports() }
  }

  function begin(policy: Policy): Version {
    const version = hold(followReading(record, policy))
    state.follow(version.followed)
    return anew(version)
  }

  function anew(version: Version): Version {
    version.building = { since: now(), claims: 0, of: 0, failures: 0, folded: new Map() }
    return version
  }

  const unlisten = state.onRead((events, firstPlace) => {
    if (state.status().status === 'catching-up') return
    for (let place = firstPlace as number; place < firstPlace + events.length; place++) {
      for (const host of record.concernedBy(place as Place)) touched.add(host)
    }
    lastNews = performance.now()
    work()
  })

  return {
    get all() {
      return [live.policy, ...policies.all.filter(policy => policy !== live.policy)]
    },
    of: id => versions.get(idOf(id))?.answers ?? policies.of(id),
    reports,
    live: () => live.answers,
    answersAt({ place, date }) {
      const span = told.find(
        ({ upTo }) => place < upTo.place || (place === upTo.place && (date ?? -Infinity) <= upTo.date!),
      )
      return span === undefined ? live.answers : span.answers()
    },
    stoppedAt: () => live.followed.stop?.place ?? null,
    build(name) {
      const policy = policies.all.find(({ id }) => idOf(id) === name)
      if (policy === undefined) return unknown(name)
      const there = versions.get(name)
      if (there === undefined) toBuild.push(begin(policy))
      else if (there !== live && there.building === null && there.followed.stop === null) toBuild.push(anew(there))
      started = true
      work()
      return { ok: true, reports: reports() }
    },
    switchTo(name) {
      const version = named(name, one => one !== live && statusOf(one) === 'ready')
      if (version === null) return unknown(name)
      if (version === live) return { ok: true, reports: reports() }
      const status = statusOf(version)
      if (status !== 'ready' && status !== 'retired') {
        return refusal('projection-not-ready', `${version.id} is ${status}: /v1/projections says how far it is`)
      }
      return takeOver(version)
    },
    rollBack(name) {
      const version = named(name, one => one === live)
      if (version === null) return unknown(name)
      if (version !== live) return refusal('projection-not-ready', `${version.id} does not answer: ${live.id} does`)
      const earlier = before === null ? undefined : versions.get(before)
      if (earlier === undefined) return refusal('projection-not-ready', `no projection answered before ${live.id}`)
      if (earlier.followed.stop !== null) {
        return refusal('projection-not-ready', `${earlier.id}, which answered before, stopped`)
      }
      return takeOver(earlier)
    },
    onSwitch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start(after = Promise.resolve()) {
      if (started) return
      started = true
      const earlier = policies.all.find(({ id }) => idOf(id) === before)
      if (earlier !== undefined && !versions.has(idOf(earlier.id))) begin(earlier).building = null
      const built = further.filter(({ id }) => !versions.has(idOf(id))).map(begin)
      work()
      void after.then(() => {
        toBuild.push(...built)
        work()
      })
    },
    async settled() {
      while (working !== null) await working
    },
    close() {
      closing.abort()
      unlisten()
    },
  }
}

/** The policy of the contract needs no name; a version under another one is named after it. */
function idOf(policy: string): string {
  const id = projectionId(partnerState)
  return policy === policyV1.id ? id : `${id}:${policy}`
}
