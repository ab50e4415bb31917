import type { StoredEvent } from '../store/store.js'

/**
 * JSON text of an event on record, as clients see it: what was posted, then what the server set. Made by joining texts,
 * not by parsing: `body` and `meta` are JSON objects.
 */
export function storedEventText({ id, body, meta, position, stream, revision, recordedAt }: StoredEvent): string {
  const server = `"position":"${position}","stream":"${stream}","revision":${revision},"recordedAt":"${recordedAt}"`
  const known = meta === '{}' ? '' : `,${meta.slice(1, -1)}`
  return `{"id":"${id}",${body.slice(1, -1)},${server}${known}}`
}
