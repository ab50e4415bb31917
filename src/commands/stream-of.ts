import type { DomainEvent } from '../../events/catalogue.js'

/** The stream of an event, or null where its target decides. */
export function streamOf(event: DomainEvent): string | null {
  switch (event.type) {
    case 'ClaimCorrected':
    case 'ClaimRetracted':
    case 'EventsMerged':
    case 'Redacted':
      return null
    case 'SourceRegraded':
      return `source-${event.data.sourceId}`
    default:
      return `country-${event.country}`
  }
}
