/** Milliseconds that a client waits before it comes back, as the first thing it is told; it also flushes the headers. */
export const RETRY = 'retry: 2000\n\n'

const LINE_END = /\r\n|\r|\n/

/**
 * One message of Server-Sent Events without its end: fields `id`, `event` and `data`, the last one open for more text.
 * Throws RangeError for a line break or NUL in the id or the event, which would be read as further fields.
 */
export function openMessage(id: string, event: string, data: string): string {
  if (/[\r\n\0]/.test(id) || /[\r\n\0]/.test(event)) throw new RangeError('a line break in an id or event')
  return `id: ${id}\nevent: ${event}\n${dataLines(data)}`
}

/** The data of a message: a field for each line, however the lines end. */
function dataLines(data: string): string {
  return data
    .split(LINE_END)
    .map(line => `data: ${line}`)
    .join('\n')
}

export const END = '\n\n'
