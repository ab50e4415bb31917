import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'

/** Bytes of answer lines that wait for a client that does not read yet. */
export const MOST_WAITING = 4 * 1024 * 1024
/** How long a client that asked for all lines may take nothing before the rest is only counted. */
const UNREAD_MS = 10_000
/** How long what follows a line that ended an upload is read and thrown away, so that its client comes to read the answer. */
const DRAIN_MS = 60_000

/** Answer lines of a group of what was sent, or the closing summary. */
export interface Told {
  readonly lines: readonly string[]
  readonly summary: object | null
}

/**
 * The answer to what is still being sent, a line an outcome, once the first of it did not fail; what it failed with is
 * thrown. Afterwards the rest of the body is read, so that its client comes to read the answer.
 */
export async function answerAsSent(
  body: Readable,
  answers: AsyncGenerator<Told>,
  report: 'all' | 'refused',
  closing: AbortSignal,
): Promise<PassThrough> {
  const first = await answers.next().catch(error => {
    void drained(body)
    throw error
  })
  const told = new PassThrough({ highWaterMark: MOST_WAITING })
  tell(told, joined(first, answers), report)
    .then(() => (closing.aborted ? undefined : drained(body)))
    .then(
      () => told.end(),
      error => told.destroy(error),
    )
  return told
}

/** Write what is to be told where there is room for it; the summary, which comes last, always. */
async function tell(told: PassThrough, pieces: AsyncIterable<Told>, report: 'all' | 'refused'): Promise<void> {
  let untold = 0
  let patient = report === 'all'
  for await (const { lines, summary } of pieces) {
    if (told.destroyed) throw new Error('the client left')
    if (summary !== null) {
      told.write(`${JSON.stringify({ summary: untold === 0 ? summary : { ...summary, untold } })}\n`)
      continue
    }
    if (lines.length === 0) continue
    if (told.writableNeedDrain && patient) patient = await hasRoom(told)
    if (told.writableNeedDrain) untold += lines.length
    else told.write(lines.join(''))
  }
}

/** Whether a client has taken something of what waits before it is too late. */
async function hasRoom(told: PassThrough): Promise<boolean> {
  try {
    await once(told, 'drain', { signal: AbortSignal.timeout(UNREAD_MS) })
    return true
  } catch (error) {
    if ((error as Error).name === 'AbortError') return false
    throw error
  }
}

/** Read and throw away what still comes, for a while. */
async function drained(body: Readable): Promise<void> {
  if (body.readableEnded || body.destroyed) return
  body.resume()
  await once(body, 'end', { signal: AbortSignal.timeout(DRAIN_MS) }).catch(() => {})
}

/** What was told first, taken already to see whether it fails, and the rest. */
async function* joined(first: IteratorResult<Told>, rest: AsyncIterable<Told>): AsyncGenerator<Told> {
  if (first.done) return
  yield first.value
  yield* rest
}
