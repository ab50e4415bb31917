import type { DomainEvent } from '../../events/catalogue.js'
import type { StoredEvent } from '../store/store.js'
import type { TableColumn, TableRow } from './rows.js'

/** A column of a table of events, with what it says. */
export interface EventColumn extends TableColumn {
  readonly meaning: string
}

const text = (name: string, meaning: string): EventColumn => ({ name, type: 'text', meaning })
const whole = (name: string, meaning: string): EventColumn => ({ name, type: 'whole', meaning })

/** The columns of events on record, in their order; what an event does not say is absent. */
export const EVENT_COLUMNS: readonly EventColumn[] = [
  text('position', 'place in the log'),
  text('recorded_at', 'when it was recorded'),
  text('id', 'id of the event'),
  text('type', 'type in the catalogue'),
  text('country', 'the host, ISO 3166-1 alpha-3'),
  text('partner', 'the other side'),
  text('parties', 'states that did it together, separated by ;'),
  text('occurred_on', 'when it happened (EDTF)'),
  text('announced_on', 'when it was announced (EDTF)'),
  text('effective_on', 'when it took effect (EDTF)'),
  text('fact_id', 'claims with the same id tell one fact'),
  text('authority', 'the authority of the host that it is about'),
  text('source_id', 'slug of the source'),
  text('family', 'family of sources that speaks with one voice'),
  text('reliability', 'letter of the source, A to F'),
  whole('credibility', 'digit of what it says, 1 to 6'),
  text('modality', 'asserted, planned, denied'),
  text('published_on', 'when the source published it (EDTF)'),
  text('title', 'title of the page'),
  text('url', 'address of the page'),
  text('data', 'what the type asks for, as JSON'),
  text('event', 'all of it as it was posted, as JSON'),
]

/** An event in these columns. `body` is its JSON text as it was posted. */
export function eventRow(
  event: DomainEvent,
  body: string,
  { id, position, recordedAt }: Pick<StoredEvent, 'id' | 'position' | 'recordedAt'>,
): TableRow {
  const { claim } = event
  return [
    position,
    recordedAt,
    id,
    event.type,
    event.country ?? null,
    event.partner ?? null,
    event.parties?.join(';') ?? null,
    event.occurredOn,
    event.announcedOn ?? null,
    event.effectiveOn ?? null,
    event.factId ?? null,
    event.authority ?? null,
    claim.sourceId,
    claim.family ?? null,
    claim.reliability,
    claim.credibility,
    claim.modality,
    claim.publishedOn ?? null,
    claim.title ?? null,
    claim.url ?? null,
    JSON.stringify(event.data),
    body,
  ]
}
