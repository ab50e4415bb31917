import type { DomainEvent } from '../../events/catalogue.js'
import { patchBetween } from '../../events/merge-patch.js'
import { canonicalBody, parseEvent } from '../../events/parse.js'
import { idOfName } from '../commands/ids.js'

/** What a later release says otherwise than an earlier one. */
export interface ReleaseDifference {
  /** New rows as they are, corrections of those that changed, retractions of those that are gone. */
  readonly events: readonly DomainEvent[]
  readonly added: number
  readonly corrected: number
  readonly retracted: number
  readonly unchanged: number
}

/**
 * The events that lead from one release to the next, published `on` a day, with the `claim` of the release. Being told by
 * another release is no change of what a claim says. Throws TypeError where no event can say it.
 */
export function releaseDifference(
  before: readonly DomainEvent[],
  after: readonly DomainEvent[],
  { claim, on }: { readonly claim: Readonly<Record<string, unknown>>; readonly on: string },
): ReleaseDifference {
  const earlier = new Map(before.map(event => [event.id!, event]))
  const events: DomainEvent[] = []
  const count = { added: 0, corrected: 0, retracted: 0, unchanged: 0 }
  for (const event of after) {
    const old = earlier.get(event.id!)
    earlier.delete(event.id!)
    const changes = old === undefined ? {} : (patchBetween(contentOf(old), contentOf(event)) as object)
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
