import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'

/** One message as it came over the wire. */
export interface Message {
  readonly id: string
  readonly event: string
  /** The data lines joined, and as JSON. */
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs by event and is checked where it matters
  readonly data: any
}

export interface Subscriber {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly messages: Message[]
  /** Everything that came, as text. */
  readonly raw: () => string
  /** The first message from `from` on that fits, waiting for it. Rejects after `withinMs` or when the stream ends. */
  find(fits: (message: Message) => boolean, from?: number, withinMs?: number): Promise<Message>
  /** Resolves when the connection is gone. */
  readonly ended: Promise<void>
  close(): void
}

/** The text of a stream taken apart into messages; call with each piece. */
export function messageParser(onMessage: (message: Message) => void, onRetry: (ms: number) => void = () => {}) {
  let rest = ''
  let id = ''
  let event = ''
  let lines: string[] = []
  return (piece: string): void => {
    rest += piece
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end)
      rest = rest.slice(end + 1)
      if (line === '') {
        const text = lines.join('\n')
        if (lines.length > 0) onMessage({ id, event, text, data: JSON.parse(text) })
        event = ''
        lines = []
      } else if (line.startsWith('id: ')) id = line.slice(4)
      else if (line.startsWith('event: ')) event = line.slice(7)
      else if (line.startsWith('data: ')) lines.push(line.slice(6))
      else if (line.startsWith('retry: ')) onRetry(Number(line.slice(7)))
      else if (!line.startsWith(':')) throw new Error(`not a line of a stream: ${line}`)
    }
  }
}

/** Subscribe to a stream over a connection of its own; resolves once the answer has begun. */
export function subscribe(url: string, headers: Record<string, string> = {}): Promise<Subscriber> {
  return new Promise((resolve, reject) => {
    const messages: Message[] = []
    const looks = new Set<() => void>()
    let raw = ''
    let over = false
    const look = () => {
      for (const one of [...looks]) one()
    }
    const parse = messageParser(message => messages.push(message))
    const call = request(url, { agent: false, headers: { accept: 'text/event-stream', ...headers } })
    call.on('error', reject)
    call.on('response', (answer: IncomingMessage) => {
      answer.setEncoding('utf8')
      answer.on('error', () => {})
      answer.on('data', (piece: string) => {
        raw += piece
        if (answer.statusCode === 200) parse(piece)
        look()
      })
      const ended = new Promise<void>(done => {
        answer.on('close', () => {
          over = true
          look()
          done()
        })
      })
      resolve({
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        messages,
        raw: () => raw,
        ended,
        close: () => call.destroy(),
        find(fits, from = 0, withinMs = 10_000) {
          return new Promise((found, missing) => {
            let seen = from
            const settle = () => {
              clearTimeout(timer)
              looks.delete(check)
            }
            const last = () => messages.slice(-4).map(({ id, event }) => `${event} ${id}`)
            const timer = setTimeout(() => {
              settle()
              missing(new Error(`no such message within ${withinMs} ms; the last were ${last()}`))
            }, withinMs)
            const check = () => {
              for (; seen < messages.length; seen++) {
                const message = messages[seen]!
                if (!fits(message)) continue
                settle()
                found(message)
                return
              }
              if (!over) return
              settle()
              missing(new Error(`the stream ended; the last were ${last()}`))
            }
            looks.add(check)
            check()
          })
        },
      })
    })
    call.end()
  })
}

/** Messages that say something; the others only carry ids. */
export function news(messages: readonly Message[]): Message[] {
  return messages.filter(({ event }) => ['event', 'state', 'status', 'enter', 'leave'].includes(event))
}

/** Where the chain of a subscription breaks: messages whose `previous` is not the id before them. */
export function breaks(messages: readonly Message[], asked: string | null): string[] {
  let before = asked
  return messages.flatMap(({ id, event, data }) => {
    const broken = data.previous !== before ? [`${event} ${id}: previous ${data.previous}, after ${before}`] : []
    before = id
    return broken
  })
}
