import type { DomainEvent } from '../../events/catalogue.js'
import { parseEvent, readEvent } from '../../events/parse.js'
import type { Fault } from '../errors.js'
import type { EventStore } from '../store/store.js'
import { corrected, type Revision } from './corrected.js'

/** An event that others may point at: on record, or earlier in the same posting. */
export interface Target {
  readonly id: string
  readonly stream: string
  /** Null while it is not stored. */
  readonly revision: number | null
  readonly event: DomainEvent
}

export type Placing = { readonly ok: true; readonly stream: string } | { readonly ok: false; readonly faults: Fault[] }

const PAGE = 1000

/**
 * The stream of an event that points at others, and whether it may: every target must be on record before it (so that
 * no cycle can arise), and what a correction or retraction leaves of the event at the root must still parse.
 * Corrections and retractions go to the stream of their target, whatever country they name, so that all revisions of
 * an event are in one stream and in order.
 */
export async function placeByTarget(
  store: EventStore,
  id: string,
  event: DomainEvent,
  earlier: ReadonlyMap<string, Target>,
): Promise<Placing> {
  const lookUp = async (target: string) => earlier.get(target) ?? (await stored(store, target))
  if (event.type === 'EventsMerged') {
    const targets = await Promise.all(event.data.targetEventIds.map(lookUp))
    const missing = targets.flatMap((target, i) => (target ? [] : [unknownTarget(`/data/targetEventIds/${i}`)]))
    return missing.length > 0 ? { ok: false, faults: missing } : { ok: true, stream: targets[0]!.stream }
  }
  if (event.type !== 'ClaimCorrected' && event.type !== 'ClaimRetracted')
    throw new TypeError(`${event.type} has no target`)
  const target = await lookUp(event.data.targetEventId)
  if (!target) return { ok: false, faults: [unknownTarget('/data/targetEventId')] }
  const faults = await faultsOfRevision(store, { id, event }, target, earlier, lookUp)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, stream: target.stream }
}

async function faultsOfRevision(
  store: EventStore,
  revision: Revision,
  target: Target,
  earlier: ReadonlyMap<string, Target>,
  lookUp: (id: string) => Promise<Target | null>,
): Promise<Fault[]> {
  let root = target
  while (isRevision(root.event)) {
    if (revision.event.type === 'ClaimCorrected' && movesTarget(revision.event.data.changes)) {
      return [
        { path: '/data/changes/data/targetEventId', code: 'fixed-field', message: 'a correction keeps the target' },
      ]
    }
    const above = await lookUp(root.event.data.targetEventId)
    if (!above) break
    root = above
  }
  if (revision.event.type === 'ClaimRetracted' && root === target) return []
  const revisions = [...(await revisionsAfter(store, root)), ...revisionsOf(earlier.values()), revision]
  const result = corrected(root.id, root.event, revisions)
  const parsed = parseEvent(result)
  if (parsed.ok) return []
  const base = revision.event.type === 'ClaimCorrected' ? '/data/changes' : '/data/targetEventId'
  return parsed.problems.map(({ path, code, message }) => ({
    path: revision.event.type === 'ClaimCorrected' ? base + path : base,
    code,
    message: `after it the event at the root would be wrong at ${path}: ${message}`,
  }))
}

function movesTarget(changes: unknown): boolean {
  const data = (changes as { data?: unknown } | undefined)?.data
  return typeof data === 'object' && data !== null && 'targetEventId' in data
}

function isRevision(event: DomainEvent): event is Revision['event'] {
  return event.type === 'ClaimCorrected' || event.type === 'ClaimRetracted'
}

function revisionsOf(targets: Iterable<Target>): Revision[] {
  const revisions: Revision[] = []
  for (const { id, event, revision } of targets)
    if (revision === null && isRevision(event)) revisions.push({ id, event })
  return revisions
}

/** Corrections and retractions in the stream after an event; none for one that is not stored. */
async function revisionsAfter(store: EventStore, root: Target): Promise<Revision[]> {
  const revisions: Revision[] = []
  if (root.revision === null) return revisions
  for (let from = root.revision + 1; ; from += PAGE) {
    const page = await store.readStream(root.stream, from, PAGE)
    for (const { id, type, body } of page) {
      if (type === 'ClaimCorrected' || type === 'ClaimRetracted')
        revisions.push({ id, event: readEvent(body) as Revision['event'] })
    }
    if (page.length < PAGE) return revisions
  }
}

async function stored(store: EventStore, id: string): Promise<Target | null> {
  const found = await store.find(id)
  return found && { id, stream: found.stream, revision: found.revision, event: readEvent(found.body) }
}

function unknownTarget(path: string): Fault {
  return { path, code: 'unknown-target', message: 'no event of that id is recorded, nor earlier in the same posting' }
}
