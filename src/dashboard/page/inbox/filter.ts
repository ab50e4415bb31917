/** What the inbox shows. */
export interface Filter {
  readonly status: 'open' | 'promoted' | 'dismissed'
  readonly host: string | null
  readonly with: string | null
  readonly sources: number
}

/** The filter of an address; what is not said is open leads of everybody. */
export function filterOf(text: string | null): Filter {
  const parts = new Map((text ?? '').split(',').map(part => part.split(':') as [string, string]))
  const status = parts.get('status')
  return {
    status: status === 'promoted' || status === 'dismissed' ? status : 'open',
    host: parts.get('host') ?? null,
    with: parts.get('with') ?? null,
    sources: Number(parts.get('sources') ?? 0) || 0,
  }
}

/** The same for an address; null for what is shown when nothing is said. */
export function filterText({ status, host, with: partner, sources }: Filter): string | null {
  const parts = [
    status === 'open' ? '' : `status:${status}`,
    host === null ? '' : `host:${host}`,
    partner === null ? '' : `with:${partner}`,
    sources === 0 ? '' : `sources:${sources}`,
  ].filter(part => part !== '')
  return parts.length === 0 ? null : parts.join(',')
}
