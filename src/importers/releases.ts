import type { DomainEvent } from '../../events/catalogue.js'
import { canonicalBody, parseEvent } from '../../events/parse.js'
import { idOfName } from '../commands/ids.js'

/** What a later release says otherwise than an earlier one. */
export interface Difference {
  /** New rows as they are, corrections of those that changed, retractions of those that are gone. */
  readonly events: readonly DomainEvent[]
  readonly added: number
  readonly corrected: number
  readonly retracted: number
  readonly unchanged: number
}

/**
 * From the events of one release to those of the next, published `on` a day, with the `claim` of the
 * release. That a claim is now made by another
 * release is no change of what it says. Throws TypeError where no event can say it.
 */
export function differenceOf(
  before: readonly DomainEvent[],
  after: readonly DomainEvent[],
  { claim, on }: { readonly claim: Readonly<Record<string, unknown>>; readonly on: string },
): Difference {
  const earlier = new Map(before.map(event => [event.id!, event]))
  const events: DomainEvent[] = []
  const count = { added: 0, corrected: 0, retracted: 0, unchanged: 0 }
  for (const event of after) {
    const old = earlier.get(event.id!)
    earlier.delete(event.id!)
    const changes = old === undefined ? {} : (patchOf(contentOf(old), contentOf(event)) as object)
    if (old === undefined) {
      count.added++
      events.push(event)
    } else if (Object.keys(changes).length === 0) count.unchanged++
    else {
      count.corrected++
      const name = `${event.id}\ncorrected\n${canonicalBody(event)}`
      events.push(
        revision('ClaimCorrected', name, { targetEventId: event.id, reason: 'superseded', changes }, event.claim),
      )
    }
  }
  for (const id of earlier.keys()) {
    count.retracted++
    events.push(
      revision('ClaimRetracted', `${id}\nretracted\n${on}`, { targetEventId: id, reason: 'superseded' }, claim),
    )
  }
  return { events, ...count }

  function revision(type: string, name: string, data: object, who: object): DomainEvent {
    const parsed = parseEvent({ id: idOfName(name), type, occurredOn: on, data, claim: who })
    if (!parsed.ok) throw new TypeError(`no ${type} can say it: ${parsed.faults[0]!.path} ${parsed.faults[0]!.message}`)
    return parsed.event
  }
}

/** What an event says, without which release says it. */
function contentOf({ id: _, type: _type, schemaVersion: _version, claim, ...content }: DomainEvent) {
  const { title: _title, publishedOn: _publishedOn, publishedOnBasis: _basis, ...graded } = claim
  return { ...content, claim: graded }
}

/** The merge patch (RFC 7396) that makes one object of another; lists are replaced whole. */
function patchOf(from: unknown, to: unknown): unknown {
  if (!isObject(from) || !isObject(to)) return to
  const patch: Record<string, unknown> = {}
  for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (JSON.stringify(from[name]) === JSON.stringify(to[name])) continue
    if (to[name] === undefined) patch[name] = null
    else {
      const inner = patchOf(from[name], to[name])
      if (!isObject(inner) || !isObject(from[name]) || Object.keys(inner).length > 0) patch[name] = inner
    }
  }
  return patch
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
