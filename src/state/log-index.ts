import { dayOfInstant } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import { canonicalBody, readEvent } from '../../events/parse.js'
import { type Claim, isPointing, resolve, targetsOf } from '../../projections/resolve/claim.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import type { SourceGrades } from '../../projections/resolve/sources.js'
import type { Known, Place } from '../../projections/values/place.js'
import { justBefore, upTo } from '../../projections/values/place.js'
import { firstWithout } from '../../projections/values/search.js'
import type { LocalLog, Position, StoredEvent } from '../store/store.js'
import type { HostLog } from './host/host-log.js'
import type { RoutingFields } from './log/body-walk.js'
import { createClaimSet, type ReadClaim } from './log/claim-set.js'
import { createHeldLog } from './log/held-log.js'
import { createLoadedHosts } from './log/loaded-hosts.js'
import type { RecordedClaim } from './log/recorded-claim.js'
import { createRoutes, type RoutedTouch, type Routes } from './log/routes.js'
import { fieldsOf, namesIn, plainFieldsOf } from './log/routing-fields.js'
import { createStandingRoutes, topsOf } from './log/standing-routes.js'
import type { Recorded } from './state.js'

/**
 * The log as far as it is read: every event with its place, and what of it concerns each host. Places are ordinals from
 * 0.
 */
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
  /** Hosts of which a source ever told. */
  hostsOfSource(source: string): readonly string[]
  claim(id: string): Claim | null
  /** Hosts that the event at a place concerned when it was recorded, ordered by code. */
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
  /** How often a source was graded anew, with what was said of that. */
  regradingsOf(sourceId: string): number
  /** Whether some event names this id as partner, party, sponsor, organisation or the like. */
  names(id: string): boolean
  /**
   * An event as the store holds it, in the current version of its type; null where this version cannot read it, and for
   * the second of two with one id.
   */
  asStored(place: Place): StoredEvent | null
  /**
   * Events that were passed over, by reason. Ids are unique in some stores only: where an id came twice the first place
   * wins.
   */
  readonly skipped: Readonly<Record<string, number>>
}

export interface LogIndexOptions {
  /** The log, where it can be read by place; else what is added is held in memory. */
  readonly local?: LocalLog | undefined
  /** What was known of the log before. */
  readonly routes?: Routes
  /** Bounds what is kept of the hosts that were asked about. */
  readonly mostBytes?: number
}

/** The event that is being added, so that routing it need not read it again. */
interface Coming {
  readonly place: number
  readonly targets: readonly number[]
  readonly event: () => DomainEvent
}

/** Claims that events lately spoke of are kept for the next that do, up to this many. */
const MOST_RECENT = 50_000

export function createLogIndex({
  local,
  routes = createRoutes(),
  mostBytes = Number.POSITIVE_INFINITY,
}: LogIndexOptions = {}): LogIndex {
  const held = local === undefined ? createHeldLog() : null
  const log = local ?? held!
  let coming: Coming | null = null

  const edges: Pick<Routes, 'effectsOf' | 'targetsOf'> = {
    effectsOf(place) {
      const known = routes.effectsOf(place)
      return coming?.place === routes.size && coming.targets.includes(place) ? [...known, coming.place] : known
    },
    targetsOf: place => (place === coming?.place ? coming.targets : routes.targetsOf(place)),
  }
  const readClaim: ReadClaim = place => {
    const { id, body } = log.at(place)
    const event = place === coming?.place ? coming.event() : eventIn(body)
    return typeof event === 'string' ? null : { id, event, recordedOn: dayOfInstant(log.recordedAt(place)) }
  }
  const loaded = createLoadedHosts(routes, edges, readClaim, mostBytes)
  const grading = createClaimSet(edges, readClaim)
  const regradings = new Map<string, RecordedClaim[]>()
  const standingRoutes = createStandingRoutes(routes)
  let recent = createClaimSet(edges, readClaim)
  for (const place of routes.regradings) noteRegrading(place)

  function noteRegrading(place: number): void {
    const claim = grading.get(place)
    if (claim?.event.type !== 'SourceRegraded') return
    const { sourceId } = claim.event.data
    const list = regradings.get(sourceId)
    if (list) list.push(claim)
    else regradings.set(sourceId, [claim])
  }

  function placeOfId(id: string): number | null {
    const place = log.placeOfId(id)
    return place !== null && place < routes.size ? place : null
  }

  function claimAt(place: number) {
    if (recent.size > MOST_RECENT) recent = createClaimSet(edges, readClaim)
    return recent.get(place)
  }

  /** Places of the events that an event points at, as far as they came before it and can be read. */
  function targetPlaces(event: DomainEvent): readonly number[] {
    const places = new Set<number>()
    for (const id of targetsOf(event)) {
      const place = placeOfId(id)
      if (place !== null && !routes.isSkipped(place)) places.add(place)
    }
    return [...places]
  }

  /**
   * Read what an event says something of, before it is said. What it in the end speaks of is read by itself: where a merge
   * is among its targets, that one may be here for the sake of one of the claims that it merges, and the others not.
   */
  function readTargets(targets: readonly number[]): void {
    if (recent.size > MOST_RECENT) recent = createClaimSet(edges, readClaim)
    for (const target of targets) recent.get(target)
    for (const top of topsOf(targets, routes)) recent.get(top)
  }

  /** What an event that points at others concerns: the hosts of what it points at, before and after. */
  function touchesOfPointing(place: Place): readonly RoutedTouch[] {
    return recent.rootsOf(place).flatMap(root => changed(root, place))
  }

  function touchesOf(fields: RoutingFields, place: Place): readonly RoutedTouch[] {
    return hostsOf(fields).map(host => ({ host, root: place, source: fields.sourceId }))
  }

  function changed(root: Claim, place: Place): readonly RoutedTouch[] {
    if (root.event.type === 'SourceRegraded') return regraded(root.event.data.sourceId)
    const { event } = resolve(root, upTo(place))
    const here = new Set([
      ...hostsOf(root.event),
      ...hostsOf(resolve(root, justBefore(place)).event),
      ...hostsOf(event),
    ])
    return [...here].map(host => ({ host, root: root.seq, source: event.claim.sourceId }))
  }

  function regraded(source: string): readonly RoutedTouch[] {
    return [...routes.ofSource(source)].flatMap(([host, roots]) => roots.map(root => ({ host, root, source })))
  }

  function take(event: DomainEvent): void {
    const place = routes.size
    const points = isPointing(event)
    const targets = points ? targetPlaces(event) : []
    const standing = points ? standingRoutes.touchesOf(event, targets) : null
    if (standing === null) readTargets(targets)
    const regrades = event.type === 'SourceRegraded'
    coming = { place, targets, event: () => event }
    try {
      if (points) recent.come(place)
      const fields = fieldsOf(event)
      const touches = regrades
        ? regraded(event.data.sourceId)
        : points
          ? (standing ?? touchesOfPointing(place))
          : touchesOf(fields, place)
      routes.add({ touches, targets, names: namesIn(fields), regrades, skipped: null })
      if (points) grading.come(place)
      if (regrades) noteRegrading(place)
      loaded.come(place, points)
    } finally {
      coming = null
    }
  }

  /** Take in an event about the world, of which no more need be read unless its host is loaded. */
  function takePlain(fields: RoutingFields, body: string): void {
    const place = routes.size
    const touches = touchesOf(fields, place)
    routes.add({ touches, targets: [], names: namesIn(fields), regrades: false, skipped: null })
    let event: DomainEvent | null = null
    coming = {
      place,
      targets: [],
      event() {
        event ??= readEvent(body)
        return event
      },
    }
    try {
      loaded.come(place, false)
    } finally {
      coming = null
    }
  }

  function passOver(reason: string): void {
    routes.add({ touches: [], targets: [], names: [], regrades: false, skipped: reason })
  }

  return {
    get size() {
      return routes.size
    },
    add(stored) {
      const plain = plainFieldsOf(stored.body)
      const event = plain === null ? eventIn(stored.body) : null
      held?.push(stored)
      if (typeof event === 'string') passOver(event)
      else if (held?.placeOfId(stored.id) != null || local?.isDouble?.(routes.size)) passOver('doubled-id')
      else {
        held?.name(routes.size)
        if (plain === null) take(event!)
        else takePlain(plain, stored.body)
      }
    },
    host: loaded.log,
    regradings,
    regradingsOf: sourceId =>
      (regradings.get(sourceId) ?? []).reduce((count, { revisions }) => count + 1 + (revisions?.count ?? 0), 0),
    suppositions: '',
    stored(place, event) {
      const { id, stream, revision, meta, position } = log.at(place)
      const recordedAt = new Date(log.recordedAt(place)).toISOString()
      return { id, ...event, position, stream, revision, recordedAt, ...JSON.parse(meta) }
    },
    isPosition: text => routes.size > 0 && formOf(text) === formOf(log.position(0)),
    hosts: routes.hosts,
    hostsOfSource: source => [...routes.ofSource(source).keys()].sort(),
    claim(id) {
      const place = placeOfId(id)
      return place === null ? null : claimAt(place)
    },
    recorded(id) {
      const place = placeOfId(id)
      const claim = place === null ? null : claimAt(place)
      return claim === null ? null : { claim, root: claim.anchor ?? claim, stream: log.at(claim.seq).stream }
    },
    names: routes.names,
    asStored(place) {
      const stored = log.at(place)
      const event = placeOfId(stored.id) === place ? eventIn(stored.body) : null
      return event === null || typeof event === 'string' ? null : { ...stored, body: canonicalBody(event) }
    },
    concernedBy: routes.concernedBy,
    get skipped() {
      return routes.skipped
    },
    position: place => (place >= 0 && place < routes.size ? log.position(place) : null),
    placeOf: position => Math.min(log.placeOf(position), routes.size - 1),
    placeAt(instant) {
      return firstWithout(0, routes.size, place => log.recordedAt(place) <= instant) - 1
    },
    recordedAt: place => (place >= 0 && place < routes.size ? log.recordedAt(place) : null),
  }
}

/** The event in a stored body, or why this version cannot read it. */
function eventIn(body: string): DomainEvent | 'not-json' | 'unknown-type-or-version' {
  try {
    return readEvent(body)
  } catch (error) {
    return error instanceof SyntaxError ? 'not-json' : 'unknown-type-or-version'
  }
}

/** A position with every digit alike: positions of one store differ in their digits alone. */
function formOf(position: Position): string {
  return position.replace(/[0-9]/g, '0')
}
