import { dayOfInstant } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { canonicalBody, readEvent } from '../../events/parse.js'
import { type Claim, isPointing, resolve, targetsOf } from '../../projections/resolve/claim.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import type { SourceGrades } from '../../projections/resolve/sources.js'
import type { Known, Place } from '../../projections/values/place.js'
import { justBefore, upTo } from '../../projections/values/place.js'
import { partitionPoint, upperBound } from '../../projections/values/search.js'
import type { Position, StoredEvent } from '../store/store.js'
import { createHostLog, type GrowingHostLog, type HostLog } from './host/host-log.js'
import { point, type RecordedClaim, recordedClaim, revise } from './recorded-claim.js'
import type { Recorded } from './state.js'

/** The log as far as it is read: every event with its place, and what of it concerns each host. Places are ordinals from 0. */
export interface Log {
  readonly size: number
  /** What is supposed against what was recorded, as text; empty for the log itself. */
  readonly suppositions: string
  /** What concerns a host; null where nothing does. */
  host(host: string): HostLog | null
  /** Regradings by source, as a reading needs them. */
  readonly regradings: SourceGrades
  /** An event as clients see it: what was posted, then what the server set. */
  stored(place: Place, event: DomainEvent): Record<string, unknown>
  /** Whether a text has the form of this store's positions. */
  isPosition(text: string): boolean
  hosts(): readonly string[]
  claim(id: string): Claim | null
  /** Hosts that the event at a place concerned when it came, ordered by code. */
  concernedBy(place: Place): readonly string[]
  position(place: Place): Position | null
  /** Last place at or before a position; -1 before all. */
  placeOf(position: Position): Known
  /** Last place recorded at or before an instant (milliseconds); -1 before all. Recording times never decrease. */
  placeAt(instant: number): Known
  /** Recording time of a place as milliseconds, the running maximum. */
  recordedAt(place: Place): number | null
}

/** The index of a log that grows. It knows no policy: what the events mean is for whoever reads them. */
export interface LogIndex extends Log {
  add(stored: StoredEvent): void
  /** An event as the write path needs it; null for an id that is not on record. */
  recorded(id: string): Recorded | null
  /** Whether some event names this id as partner, party, sponsor, organisation or the like. */
  names(id: string): boolean
  /** An event as the store holds it, in the current version of its type; null where this version cannot read it, and for the second of two with one id. */
  asStored(place: number): StoredEvent | null
  /** Ids are unique in some stores only; where an id came twice the first place wins. */
  readonly doubled: number
  readonly skipped: Readonly<Record<string, number>>
}

export function createLogIndex(): LogIndex {
  const positions: Position[] = []
  const times: number[] = []
  const places: { readonly id: string; readonly stream: string; readonly revision: number; readonly meta: string }[] =
    []
  const streams = new Map<string, string>()
  const claims = new Map<string, RecordedClaim>()
  const hosts = new Map<string, GrowingHostLog>()
  const regradings = new Map<string, Claim[]>()
  /** Recording times by place as they are stored, where one before it is later. */
  const earlier = new Map<number, string>()
  const skipped: Record<string, number> = {}
  const named = new Set<string>()
  /** By place; one host is kept as such, which is nearly always. */
  const concerned: (string | readonly string[])[] = []
  let doubled = 0

  function logOf(host: string): GrowingHostLog {
    let log = hosts.get(host)
    if (log === undefined) {
      log = createHostLog(host)
      hosts.set(host, log)
    }
    return log
  }

  /** Note an event with every host that it concerns; tells which. */
  function route(claim: RecordedClaim): readonly string[] {
    const { event } = claim
    if (isPointing(event)) return revised(claim)
    if (event.type === 'SourceRegraded') {
      const { sourceId } = event.data
      const list = regradings.get(sourceId)
      if (list) list.push(claim)
      else regradings.set(sourceId, [claim])
      return regraded(sourceId, claim.seq)
    }
    const here = hostsOf(event)
    for (const host of here) logOf(host).note(claim, claim.seq)
    return here
  }

  /** Note what a correction, retraction or merge changes; tells every host that it concerns. */
  function revised(claim: RecordedClaim): readonly string[] {
    const { seq: place } = claim
    for (const target of knownTargets(claim)) point(target, claim)
    const roots = rootsOf(claim)
    // All of them first: what is resolved at this place must not miss one.
    for (const root of roots) revise(root, place)
    return roots.flatMap(root => changed(root, place))
  }

  function knownTargets({ seq, event }: Claim): RecordedClaim[] {
    const known = new Set(targetsOf(event).map(id => claims.get(id)))
    return [...known].filter((target): target is RecordedClaim => target !== undefined && target.seq < seq)
  }

  function targetOf(event: DomainEvent): RecordedClaim | null {
    return event.type === 'EventsMerged' || !isPointing(event) ? null : (claims.get(targetsOf(event)[0]!) ?? null)
  }

  /**
   * What is said in the end of which claims about the world, regradings among them: by a merge of those that it names, by
   * a correction or retraction of the one at the end of its chain, or of those that the merge there names.
   */
  function rootsOf(claim: RecordedClaim): readonly RecordedClaim[] {
    const end = claim.anchor ?? claim
    if (end.event.type !== 'EventsMerged') return isPointing(end.event) ? [] : [end]
    if (end !== claim) revise(end, claim.seq)
    return knownTargets(end).filter(({ event }) => !isPointing(event))
  }

  function changed(root: Claim, place: Place): readonly string[] {
    if (root.event.type === 'SourceRegraded') return regraded(root.event.data.sourceId, place)
    const here = new Set([
      ...hostsOf(root.event),
      ...hostsOf(resolve(root, justBefore(place)).event),
      ...hostsOf(resolve(root, upTo(place)).event),
    ])
    for (const host of here) logOf(host).note(root, place)
    return [...here]
  }

  function regraded(sourceId: string, place: Place): readonly string[] {
    const here: string[] = []
    for (const log of hosts.values()) {
      const claimed = [...log.ofSource(sourceId)]
      for (const claim of claimed) log.note(claim, place)
      if (claimed.length > 0) here.push(log.host)
    }
    return here
  }

  return {
    get size() {
      return positions.length
    },
    add(stored) {
      const event = read(stored)
      const place = positions.length
      positions.push(stored.position)
      const time = Date.parse(stored.recordedAt)
      times.push(Math.max(times.at(-1) ?? Number.NEGATIVE_INFINITY, time))
      if (times[place] !== time) earlier.set(place, stored.recordedAt)
      const { id, meta, revision } = stored
      places.push({ id, stream: shared(stored.stream), revision, meta })
      concerned.push([])
      if (event === null) return
      if (claims.has(stored.id)) {
        doubled += 1
        return
      }
      const recordedOn = dayOfInstant(times[place]!)
      const claim = recordedClaim({ seq: place, id: stored.id, event, recordedOn }, targetOf(event))
      claims.set(stored.id, claim)
      for (const id of namedIn(event)) named.add(id)
      const here = route(claim)
      concerned[place] = here.length === 1 ? here[0]! : [...new Set(here)].sort()
    },
    host: host => hosts.get(host) ?? null,
    regradings,
    suppositions: '',
    stored(place, event) {
      const { id, stream, revision, meta } = places[place]!
      const recordedAt = new Date(times[place]!).toISOString()
      return { id, ...event, position: positions[place], stream, revision, recordedAt, ...JSON.parse(meta) }
    },
    isPosition(text) {
      const one = positions[0]
      return one !== undefined && formOf(text) === formOf(one)
    },
    hosts: () => [...hosts.keys()].sort(),
    claim: id => claims.get(id) ?? null,
    names: id => named.has(id),
    recorded(id) {
      const claim = claims.get(id)
      return claim === undefined ? null : { claim, root: claim.anchor ?? claim, stream: places[claim.seq]!.stream }
    },
    asStored(place) {
      const { id, stream, revision, meta } = places[place]!
      const claim = claims.get(id)
      if (claim?.seq !== place) return null
      const { event } = claim
      const recordedAt = earlier.get(place) ?? new Date(times[place]!).toISOString()
      const body = canonicalBody(event)
      return { id, type: event.type, body, meta, stream, revision, recordedAt, position: positions[place]! }
    },
    concernedBy(place) {
      const here = concerned[place] ?? []
      return typeof here === 'string' ? [here] : here
    },
    get doubled() {
      return doubled
    },
    skipped,
    position: place => positions[place] ?? null,
    placeOf: position => partitionPoint(positions, one => one <= position) - 1,
    placeAt: instant => upperBound(times, instant) - 1,
    recordedAt: place => times[place] ?? null,
  }

  /** One text for each stream, however many events it has. */
  function shared(stream: string): string {
    const known = streams.get(stream)
    if (known !== undefined) return known
    streams.set(stream, stream)
    return stream
  }

  /** The event in a stored body, or null and counted where there is none that this version can read. */
  function read(stored: StoredEvent): DomainEvent | null {
    try {
      return readEvent(stored.body)
    } catch (error) {
      const reason = error instanceof SyntaxError ? 'not-json' : 'unknown-type-or-version'
      skipped[reason] = (skipped[reason] ?? 0) + 1
      return null
    }
  }
}

/** What is said to be a partner, or stands in a field of its own and may be one: capitals and digits. */
function* namedIn({ partner, parties, data }: DomainEvent): Generator<string> {
  if (partner !== undefined) yield partner
  if (parties !== undefined) yield* parties
  for (const value of Object.values(data as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'string' && one.length <= 40 && CAPITALS.test(one)) yield one
    }
  }
}

const CAPITALS = /^[A-Z0-9]{2}[A-Z0-9-]*$/

/** A position with every digit alike: positions of one store differ in their digits alone. */
function formOf(position: Position): string {
  return position.replace(/[0-9]/g, '0')
}
