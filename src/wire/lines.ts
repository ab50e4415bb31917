import type { Fault } from '../../events/faults.js'
import { MAX_EVENT_BYTES } from './limits.js'
import { parseStrict } from './strict-json.js'

/** One line of NDJSON, read but not checked: its value, or the faults that reading it found. */
export type InputLine =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly faults: readonly Fault[] }

const NEWLINE = 0x0a

/**
 * Lines of NDJSON in groups of at most `size`, read no faster than they are taken. A line that is not strict JSON or
 * longer than one event may be carries its fault; nothing of it is kept in memory. Blank lines count and are left out,
 * and so is a byte order mark at the beginning.
 */
export async function* linesOf(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<readonly InputLine[]> {
  let group: InputLine[] = []
  let number = 0
  let rest: Buffer[] = []
  let restBytes = 0
  const add = (bytes: Buffer) => {
    number++
    const line = lineOf(number === 1 ? withoutMark(bytes) : bytes, number)
    if (line) group.push(line)
  }
  for await (const chunk of source) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE, start); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const tail = chunk.subarray(start, end)
      add(rest.length === 0 ? tail : Buffer.concat([...rest, tail]))
      rest = []
      restBytes = 0
      start = end + 1
      if (group.length < size) continue
      yield group
      group = []
    }
    restBytes += chunk.length - start
    // Once a line is too long only its beginning is kept, which is enough to refuse it.
    if (start < chunk.length && restBytes <= MAX_EVENT_BYTES + chunk.length) rest.push(chunk.subarray(start))
    // Handed on now: the client may be waiting for the answer before it sends more.
    if (group.length > 0) {
      yield group
      group = []
    }
  }
  if (rest.length > 0) add(Buffer.concat(rest))
  if (group.length > 0) yield group
}

function lineOf(bytes: Buffer, line: number): InputLine | null {
  if (bytes.length > MAX_EVENT_BYTES) {
    return {
      line,
      faults: [{ path: '', code: 'body-too-large', message: `more than ${MAX_EVENT_BYTES} bytes in one line` }],
    }
  }
  if (isBlank(bytes)) return null
  const parsed = parseStrict(bytes)
  if (parsed.ok) return { line, value: parsed.value }
  const { errors, code, message } = parsed.problem
  return { line, faults: errors.length > 0 ? errors : [{ path: '', code, message }] }
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every(byte => byte === 0x20 || byte === 0x0d || byte === 0x09)
}
