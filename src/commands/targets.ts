import type { DomainEvent } from '../../events/catalogue.js'
import { definitionOf } from '../../events/catalogue.js'
import type { Fault } from '../../events/faults.js'
import { readEvent } from '../../events/parse.js'
import { isPointing } from '../../projections/resolve/claim.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import type { Recorded } from '../state/state.js'
import type { EventStore } from '../store/store.js'
import { unmarked } from './redaction.js'
import {
  type EventOnRecord,
  MAX_LEVELS,
  MAX_REVISIONS,
  type Refusal,
  type Revised,
  revisedOf,
  saidOf,
} from './revised.js'

/** An event that others may point at: on record, or earlier in the same posting. */
export interface Target {
  readonly id: string
  readonly stream: string
  /** Null while it is not stored. */
  readonly revision: number | null
  readonly event: DomainEvent
}

export type Placing = { readonly ok: true; readonly stream: string } | { readonly ok: false; readonly faults: Fault[] }

/** What the events of one posting point at, with what the posting itself says of it so far. */
export interface Pointed {
  /** Note an event of the posting: later ones may point at it. */
  note(target: Target): void
  /** An event of the posting. */
  posted(id: string): Target | null
  /**
   * The stream of an event that points at others, and whether it may: every target must be on record before it (so that
   * no cycle can arise), not too much may have been said of it, and what is left of the event at the root must be one.
   * Corrections and retractions go to the stream of their target, whatever country they name, so that all revisions of
   * an event are in one stream and in order.
   */
  place(id: string, event: DomainEvent): Promise<Placing>
  /** Count an event that grades a source anew; a fault where that was done too often. */
  regrade(id: string, sourceId: string): Fault | null
  /** Id of a retraction that stands of an event; null where none does. */
  retractionOf(id: string): Promise<string | null>
}

const PAGE = 1000
/** The stream of what was redacted. */
export const REDACTIONS = 'redactions'

/** Most gradings of one source after the first, with what was said of them: each changes all that the source told. */
export const MAX_REGRADINGS = 32

/** What a running state knows of the log. */
interface Known {
  /** Asked first; what it has not read yet is looked for in the store. */
  readonly recorded?: (id: string) => Recorded | null
  readonly regradings?: (sourceId: string) => number
}

export function pointedAt(store: EventStore, { recorded = () => null, regradings = () => 0 }: Known = {}): Pointed {
  const posted = new Map<string, Target>()
  const revised = new Map<string, Revised>()
  /** Of the sources that this posting grades anew, how often that was done by then. */
  const regraded = new Map<string, number>()

  function regrade(id: string, sourceId: string, path: string): Fault | null {
    if (recorded(id) !== null) return null
    const count = (regraded.get(sourceId) ?? regradings(sourceId)) + 1
    const message = `at most ${MAX_REGRADINGS} events grade one source anew, or say something of that`
    if (count > MAX_REGRADINGS) return fault(path, 'too-many-regradings', message)
    regraded.set(sourceId, count)
    return null
  }

  async function targetOf(id: string): Promise<Target | null> {
    const earlier = posted.get(id)
    if (earlier !== undefined) return earlier
    const known = recorded(id)
    if (known !== null) return { id, stream: known.stream, revision: 0, event: known.claim.event }
    const found = await store.find(id)
    return found && { id, stream: found.stream, revision: found.revision, event: readEvent(found.body) }
  }

  /** What was said of the event at the end of a target's chain; a fault where the chain is too long to be followed. */
  async function revisedBehind(target: Target): Promise<Revised | Refusal> {
    const known = recorded(target.id)
    const root = known === null ? await rootBehind(target) : { id: known.root.id, event: known.root.event }
    if ('kind' in root) return root
    const copy = revised.get(root.id) ?? revisedOf(root, await saidBefore(root.id, target.stream))
    revised.set(root.id, copy)
    return copy
  }

  async function rootBehind(target: Target): Promise<EventOnRecord | Refusal> {
    let end = target
    for (let level = 0; isRevision(end.event); level++) {
      if (level > MAX_LEVELS) return { kind: 'too-many-levels' }
      const above = await targetOf(end.event.data.targetEventId)
      if (above === null) break
      end = above
    }
    return end
  }

  async function saidBefore(rootId: string, stream: string): Promise<Iterable<EventOnRecord>> {
    const known = recorded(rootId)
    if (known !== null) return saidOf(known.claim)
    if (posted.has(rootId)) return []
    const found = await store.find(rootId)
    return found === null ? [] : revisionsAfter(store, stream, found.revision)
  }

  async function placeRevision(id: string, event: DomainEvent<'ClaimCorrected'> | DomainEvent<'ClaimRetracted'>) {
    const target = await targetOf(event.data.targetEventId)
    if (target === null) return refused([unknownTarget('/data/targetEventId')])
    if (event.type === 'ClaimCorrected' && isPointing(target.event) && movesTarget(event.data.changes)) {
      return refused([fault('/data/changes/data/targetEventId', 'fixed-field', 'a correction keeps the target')])
    }
    const behind = await revisedBehind(target)
    const root = 'kind' in behind ? null : behind.root.event
    const tooMany = root?.type === 'SourceRegraded' ? regrade(id, root.data.sourceId, '/data/targetEventId') : null
    if (tooMany !== null) return refused([tooMany])
    const refusal = 'kind' in behind ? behind : behind.add({ id, event })
    if (refusal === null) return { ok: true as const, stream: target.stream }
    return refused(faultsOf(refusal, '/data/targetEventId', event.type === 'ClaimCorrected' ? '/data/changes' : null))
  }

  async function placeMerge(id: string, event: DomainEvent<'EventsMerged'>): Promise<Placing> {
    const ids = event.data.targetEventIds
    const pathOf = (one: string) => `/data/targetEventIds/${ids.indexOf(one)}`
    const distinct = [...new Set(ids)]
    const targets = await Promise.all(distinct.map(targetOf))
    const missing = ids.flatMap((one, i) =>
      targets[distinct.indexOf(one)] === null ? [unknownTarget(`/data/targetEventIds/${i}`)] : [],
    )
    if (missing.length > 0) return refused(missing)
    if (distinct.length < 2) {
      return refused([fault('/data/targetEventIds', 'too-few', 'a merge joins at least two different events')])
    }
    const faults: Fault[] = []
    const copies: Revised[] = []
    let first: DomainEvent | null = null
    for (const target of targets as Target[]) {
      const path = pathOf(target.id)
      if (definitionOf(target.event.type)?.family === 'record') {
        faults.push(fault(path, 'not-mergeable', `${target.event.type} tells nothing about the world`))
        continue
      }
      const behind = await revisedBehind(target)
      if ('kind' in behind) continue
      const stands = behind.event()
      first ??= stands
      if (stands.type !== first.type) {
        faults.push(fault(path, 'other-type', `a ${stands.type} and a ${first.type} do not tell one fact`))
      } else if (hostsText(stands) !== hostsText(first)) {
        faults.push(fault(path, 'other-country', `${hostsText(stands)} and ${hostsText(first)} do not share a fact`))
      }
      copies.push(behind)
    }
    if (faults.length > 0) return refused(faults)
    const full = copies.flatMap(copy => {
      const refusal = copy.add({ id, event })
      return refusal === null ? [] : faultsOf(refusal, pathOf(copy.root.id), null)
    })
    return full.length > 0 ? refused(full) : { ok: true, stream: targets[0]!.stream }
  }

  /** It tells what the store did: an event whose texts still stand was not redacted. */
  async function placeRedacted({ data }: DomainEvent<'Redacted'>): Promise<Placing> {
    const target = await targetOf(data.targetEventId)
    if (target === null) return refused([unknownTarget('/data/targetEventId')])
    const standing = unmarked(target.event, data.fields)
    if (standing.length === 0) return { ok: true, stream: REDACTIONS }
    return refused(
      standing.map(path =>
        fault(
          `/data/fields/${data.fields.indexOf(path)}`,
          'not-redacted',
          `${path} of the event is not overwritten: entente redact does it, and records this itself`,
        ),
      ),
    )
  }

  return {
    regrade: (id, sourceId) => regrade(id, sourceId, '/data/sourceId'),
    note(target) {
      if (!posted.has(target.id)) posted.set(target.id, target)
    },
    posted: id => posted.get(id) ?? null,
    async place(id, event) {
      if (event.type === 'EventsMerged') return placeMerge(id, event)
      if (isRevision(event)) return placeRevision(id, event)
      if (event.type === 'Redacted') return placeRedacted(event)
      throw new TypeError(`${event.type} has no target`)
    },
    async retractionOf(id) {
      const target = await targetOf(id)
      const behind = target === null ? null : await revisedBehind(target)
      return behind === null || 'kind' in behind ? null : behind.retractionOf(id)
    },
  }
}

function refused(faults: Fault[]): { readonly ok: false; readonly faults: Fault[] } {
  return { ok: false, faults }
}

function fault(path: string, code: string, message: string): Fault {
  return { path, code, message }
}

function faultsOf(refusal: Refusal, target: string, changes: string | null): Fault[] {
  switch (refusal.kind) {
    case 'too-many-levels':
      return [
        fault(target, refusal.kind, `at most ${MAX_LEVELS} events lie between an event and what it comes down to`),
      ]
    case 'too-many-revisions':
      return [fault(target, refusal.kind, `at most ${MAX_REVISIONS} events say something of one`)]
    case 'no-event':
      return refusal.faults.map(({ path, code, message }) => ({
        path: changes === null ? target : changes + path,
        code,
        message: `after it the event at the root would be wrong at ${path}: ${message}`,
      }))
  }
}

function hostsText(event: DomainEvent): string {
  return [...hostsOf(event)].sort().join(', ')
}

function movesTarget(changes: unknown): boolean {
  const data = (changes as { data?: unknown } | undefined)?.data
  return typeof data === 'object' && data !== null && ('targetEventId' in data || 'targetEventIds' in data)
}

function isRevision(event: DomainEvent): event is DomainEvent<'ClaimCorrected'> | DomainEvent<'ClaimRetracted'> {
  return event.type === 'ClaimCorrected' || event.type === 'ClaimRetracted'
}

/** Corrections and retractions in a stream after a revision. */
async function revisionsAfter(store: EventStore, stream: string, revision: number): Promise<EventOnRecord[]> {
  const said: EventOnRecord[] = []
  for (let from = revision + 1; ; from += PAGE) {
    const page = await store.readStream(stream, from, PAGE)
    for (const { id, type, body } of page) {
      if (type === 'ClaimCorrected' || type === 'ClaimRetracted') said.push({ id, event: readEvent(body) })
    }
    if (page.length < PAGE) return said
  }
}

function unknownTarget(path: string): Fault {
  return fault(path, 'unknown-target', 'no event of that id is recorded, nor earlier in the same posting')
}
