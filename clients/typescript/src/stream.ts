import type { Send } from './send.js'
import { pause } from './send.js'
import type { Message, Query } from './types.js'

export interface Watching extends Omit<Query<'openStream'>, 'from' | 'lastEventId'> {
  /** Go on after this id: that of the last message that was dealt with. */
  readonly after?: string
  /** Tell everything from the first event on. */
  readonly from?: 'start'
  readonly signal?: AbortSignal
}

/** Something was missed and asking again did not bring it: the chain of ids is broken. */
export class StreamGap extends Error {
  readonly after: string | null
  constructor(after: string | null, message: Message) {
    super(`the message before ${message.id} is ${message.data.previous}, not ${after}`)
    this.name = 'StreamGap'
    this.after = after
  }
}

const SILENT_MS = 45_000
const AGAIN_MS = 500

/**
 * Every message from now on, or after an id, for as long as it is read: a stream that ends or falls silent is gone on with
 * after the last message. Each message names the one before it; one that does not follow is asked for again, and a
 * StreamGap is thrown where that does not help. After a `reset` what is shown has to be read again.
 */
export async function* watch(send: Send, { after, signal, ...asked }: Watching = {}): AsyncGenerator<Message> {
  let last = after ?? null
  let proven = after !== undefined
  let broken = false
  while (!signal?.aborted) {
    const silence = new AbortController()
    const stop = signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal])
    try {
      for await (const message of connection(send, asked, last, silence, stop)) {
        const { previous } = message.data
        if (proven && previous !== last && message.event !== 'reset') {
          if (broken) throw new StreamGap(last, message)
          broken = true
          break
        }
        broken = false
        proven = true
        last = message.id
        yield message
        if (message.event === 'ending') break
      }
    } catch (error) {
      if (signal?.aborted) return
      if (error instanceof StreamGap || !isPassing(error)) throw error
    } finally {
      silence.abort()
    }
    await pause(AGAIN_MS, signal).catch(() => {})
  }
}

/** A connection that broke is no refusal: those have a status. */
function isPassing(error: unknown): boolean {
  return !(typeof error === 'object' && error !== null && 'status' in error)
}

async function* connection(
  send: Send,
  asked: Omit<Watching, 'after' | 'signal'>,
  last: string | null,
  silence: AbortController,
  signal: AbortSignal,
): AsyncGenerator<Message> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value))
  if (last !== null) query.delete('from')
  const headers: Record<string, string> = { accept: 'text/event-stream' }
  if (last !== null) headers['last-event-id'] = last
  const response = await send(`/v1/stream?${query}`, { headers, signal })
  if (response.body === null) return
  let timer = setTimeout(() => silence.abort(), SILENT_MS)
  const parser = messages()
  // Not every browser iterates over a body.
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), SILENT_MS)
      yield* parser(decoder.decode(value, { stream: true }))
    }
  } finally {
    clearTimeout(timer)
    await reader.cancel().catch(() => {})
  }
}

/** Takes pieces of a text as they come and gives the messages that are whole. */
function messages(): (piece: string) => Message[] {
  let rest = ''
  let fields: Record<string, string> = {}
  return piece => {
    const found: Message[] = []
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      if (line === '') {
        const { id, event, data } = fields
        // The service writes JSON that fits the name, in one line.
        if (data !== undefined) found.push({ id, event, data: JSON.parse(data) } as unknown as Message)
        fields = {}
        continue
      }
      const colon = line.indexOf(': ')
      if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2)
    }
    return found
  }
}
