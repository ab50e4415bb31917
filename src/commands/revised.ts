import type { DomainEvent } from '../../events/catalogue.js'
import type { Fault } from '../../events/faults.js'
import { parseEvent } from '../../events/parse.js'
import { type Claim, isPointing, targetsOf } from '../../projections/resolve/recorded.js'
import { type ClaimReading, extended, read } from '../../projections/resolve/revisions.js'

/** Deepest chain of revisions: a correction of a correction is at the second level. */
export const MAX_LEVELS = 64
/** Most corrections, retractions and merges of one event, and of what was said of it. */
export const MAX_REVISIONS = 2000

export interface EventOnRecord {
  readonly id: string
  readonly event: DomainEvent
}

/** Why a revision cannot be taken: it is one too many, or what it leaves of the event is none. */
export type Refusal =
  | { readonly kind: 'too-many-levels' | 'too-many-revisions' }
  | { readonly kind: 'no-event'; readonly faults: readonly Fault[] }

/** One event with all that was said of it, as a posting would leave it: a copy, which nobody else sees. */
export interface Revised {
  readonly root: EventOnRecord
  has(id: string): boolean
  /** The event as it stands. */
  event(): DomainEvent
  /** Id of the first retraction that stands of the event itself, or of what was said of it; null where none does. */
  retractionOf(id: string): string | null
  /** Take in what is said of one of its events, unless that is refused. */
  add(said: EventOnRecord): Refusal | null
}

interface Node {
  readonly claim: Claim & { readonly effects: Claim[] }
  readonly level: number
}

/** Any day will do: what a claim says does not depend on the day on which it was recorded. */
const NEVER_ASKED = 0

/** `said`, in the order of the log, may hold what is said of other events: that is passed over. */
export function revisedOf(root: EventOnRecord, said: Iterable<EventOnRecord>): Revised {
  const top: Node = { claim: { seq: 0, ...root, recordedOn: NEVER_ASKED, effects: [] }, level: 0 }
  const nodes = new Map([[root.id, top]])
  let count = 0
  let known: ClaimReading | null = null

  function link({ id, event }: EventOnRecord): { readonly node: Node; readonly target: Node } | null {
    const target = targetsOf(event)
      .map(one => nodes.get(one))
      .find(one => one !== undefined)
    if (target === undefined || nodes.has(id)) return null
    count++
    const node = { claim: { seq: count, id, event, recordedOn: NEVER_ASKED, effects: [] }, level: target.level + 1 }
    nodes.set(id, node)
    target.claim.effects.push(node.claim)
    return { node, target }
  }

  function unlink(node: Node, target: Node): void {
    target.claim.effects.pop()
    nodes.delete(node.claim.id)
    count--
  }

  function present(): ClaimReading {
    known ??= read(top.claim, count)
    return known
  }

  for (const one of said) link(one)

  return {
    root,
    has: id => nodes.has(id),
    event: () => present().resolved.event,
    retractionOf(id) {
      const node = nodes.get(id)
      if (node === undefined) return null
      const { by } = node === top ? present() : read(node.claim, count)
      return by.retracted[0] ?? null
    },
    add(one) {
      const before = present()
      const linked = link(one)
      if (linked === null) return null
      const { node, target } = linked
      const refuse = (refusal: Refusal) => {
        unlink(node, target)
        return refusal
      }
      if (node.level > MAX_LEVELS) return refuse({ kind: 'too-many-levels' })
      if (count > MAX_REVISIONS) return refuse({ kind: 'too-many-revisions' })
      const after = target === top ? extended(before, node.claim) : read(top.claim, count)
      const changes = node.claim.event.type === 'ClaimCorrected' || target !== top
      if (changes && after.apart !== null) {
        const parsed = parseEvent(after.together)
        if (!parsed.ok) return refuse({ kind: 'no-event', faults: parsed.faults })
      }
      known = after
      return null
    },
  }
}

/** Everything that was said of an event, and of what was said of it, in the order of the log. */
export function saidOf(root: Claim): EventOnRecord[] {
  const all: Claim[] = []
  const seen = new Set<Claim>([root])
  const gather = (claim: Claim) => {
    for (const effect of claim.effects) {
      // A merge of revisions says nothing of them.
      if (seen.has(effect) || (claim !== root && effect.event.type === 'EventsMerged')) continue
      seen.add(effect)
      all.push(effect)
    }
  }
  gather(root)
  for (let i = 0; i < all.length; i++) gather(all[i]!)
  return all.filter(({ event }) => isPointing(event)).sort((a, b) => a.seq - b.seq)
}
