/** How the connection stands. `idle` and `live` differ from `silent` and `broken` by heartbeats: a quiet line is not a dead one. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'catching-up' }
  | { readonly state: 'live'; readonly lastHeard: number }
  | { readonly state: 'silent'; readonly lastHeard: number }
  | { readonly state: 'broken'; readonly retryAt: number; readonly resumesAfter: string | null }

export interface StreamMessage {
  readonly kind: string
  readonly id: string
  readonly data: Readonly<Record<string, unknown>>
}

interface Options {
  readonly onMessage: (message: StreamMessage) => void
  readonly onConnection: (connection: Connection) => void
  /** A message did not follow the one before it, or the service asked to begin anew: what is shown must be read again. */
  readonly onGap: (why: string) => void
}

const KINDS = ['event', 'state', 'status', 'enter', 'leave', 'caught-up', 'reset', 'ending', 'heartbeat']
const URL_BASE = '/v1/stream?kind=event,status'
/** Without a word for this long the line is called silent, and for twice as long it is given up. */
const SILENT_MS = 40_000
const FIRST_WAIT_MS = 500
const MOST_WAIT_MS = 10_000

/**
 * One stream that comes back by itself after the last id it saw. Each message names the one before it, so that a message
 * that went missing is noticed. Returns a function that ends it.
 */
export function followStream({ onMessage, onConnection, onGap }: Options): () => void {
  let source: EventSource | null = null
  let lastId: string | null = null
  let lastMessageId: string | null = null
  let lastHeard = 0
  let wait = FIRST_WAIT_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  function open(): void {
    clearTimeout(timer)
    onConnection({ state: 'connecting' })
    const resume = lastId === null ? '' : `&lastEventId=${encodeURIComponent(lastId)}`
    const opened = new EventSource(URL_BASE + resume)
    source = opened
    opened.addEventListener('open', () => {
      wait = FIRST_WAIT_MS
      lastHeard = Date.now()
      onConnection({ state: 'catching-up' })
    })
    opened.addEventListener('error', () => {
      if (source === opened) again()
    })
    for (const kind of KINDS) opened.addEventListener(kind, event => hear(kind, event))
  }

  function hear(kind: string, { data, lastEventId }: MessageEvent<string>): void {
    lastHeard = Date.now()
    let parsed: Record<string, unknown> = {}
    try {
      parsed = JSON.parse(data || '{}') as Record<string, unknown>
    } catch {
      onGap('a message could not be read')
    }
    if (kind === 'reset') {
      lastId = null
      lastMessageId = null
      onGap('the service began anew')
      if (lastEventId !== '') lastId = lastMessageId = lastEventId
      return
    }
    const previous = parsed.previous
    if (typeof previous === 'string' && lastId !== null && previous !== lastId && previous !== lastMessageId) {
      onGap('a message is missing')
    }
    if (lastEventId !== '') lastId = lastEventId
    if (kind !== 'heartbeat' && lastEventId !== '') lastMessageId = lastEventId
    onConnection({ state: 'live', lastHeard })
    if (kind === 'ending') again()
    else onMessage({ kind, id: lastEventId, data: parsed })
  }

  function again(): void {
    source?.close()
    source = null
    if (ended) return
    const retryAt = Date.now() + wait
    onConnection({ state: 'broken', retryAt, resumesAfter: lastId })
    clearTimeout(timer)
    timer = setTimeout(open, wait)
    wait = Math.min(MOST_WAIT_MS, wait * 2)
  }

  const watch = setInterval(() => {
    if (source === null || source.readyState !== EventSource.OPEN) return
    const quiet = Date.now() - lastHeard
    if (quiet > SILENT_MS * 2) again()
    else if (quiet > SILENT_MS) onConnection({ state: 'silent', lastHeard })
  }, 1000)
  const online = () => {
    if (source?.readyState === EventSource.OPEN) return
    source?.close()
    wait = FIRST_WAIT_MS
    open()
  }
  window.addEventListener('online', online)
  window.addEventListener('offline', again)
  open()
  return () => {
    ended = true
    source?.close()
    clearTimeout(timer)
    clearInterval(watch)
    window.removeEventListener('online', online)
    window.removeEventListener('offline', again)
  }
}
