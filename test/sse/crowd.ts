import { connect, type Socket } from 'node:net'

/*
 * Many subscribers in a process of their own. Told over IPC what to open: { url, count, stalled? } connects and answers
 * { open } once all have begun; { report: n } answers, once n messages of kind `event` reached every one of those that
 * read, { lags } in ms since `recordedAt` of each message, { at } the time of the last, and { ended } connections.
 */

interface Command {
  readonly url?: string
  readonly count?: number
  readonly stalled?: boolean
  readonly report?: number
  readonly withinMs?: number
}

const EVENT = Buffer.from('event: event\n')
const sockets: Socket[] = []
let lags: number[] = []
let readers = 0
let received = 0
let ended = 0
let last = 0
let onReceived: (() => void) | null = null

function open(url: URL, stalled: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname, () => {
      socket.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n\r\n`)
    })
    sockets.push(socket)
    socket.once('data', () => {
      if (stalled) socket.pause()
      resolve()
    })
    if (!stalled) socket.on('data', counter())
    socket.on('error', reject)
    socket.on('close', () => {
      ended += 1
    })
  })
}

/** Counts messages by their event line, which two pieces may share. */
function counter(): (piece: Buffer) => void {
  let rest = Buffer.alloc(0)
  return next => {
    const now = performance.timeOrigin + performance.now()
    const piece = rest.length > 0 ? Buffer.concat([rest, next]) : next
    let seen = 0
    for (let at = piece.indexOf(EVENT); at >= 0; at = piece.indexOf(EVENT, seen)) {
      seen = at + EVENT.length
      received += 1
      last = now
      const stamp = piece.indexOf('"recordedAt":"', at)
      if (stamp >= 0 && stamp + 38 <= piece.length) {
        lags.push(now - Date.parse(piece.toString('latin1', stamp + 14, stamp + 38)))
      }
    }
    rest = Buffer.from(piece.subarray(Math.max(seen, piece.length - EVENT.length + 1)))
    onReceived?.()
  }
}

process.on('message', async ({ url, count = 0, stalled = false, report, withinMs = 60_000 }: Command) => {
  if (url !== undefined) {
    for (let done = 0; done < count; done += 200) {
      await Promise.all(Array.from({ length: Math.min(200, count - done) }, () => open(new URL(url), stalled)))
    }
    if (!stalled) readers += count
    process.send!({ open: count })
  }
  if (report !== undefined) {
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, withinMs)
      onReceived = () => {
        if (received < report * readers) return
        clearTimeout(timer)
        resolve()
      }
      onReceived()
    })
    onReceived = null
    process.send!({ received, readers, lags, at: last, ended })
    lags = []
    received = 0
  }
})
process.on('disconnect', () => process.exit(0))
