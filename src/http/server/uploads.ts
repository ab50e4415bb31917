import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { type Problem, problem, toProblem } from '../../errors.js'

/** Connections with an upload that may take longer than a request otherwise may. */
const uploading = new WeakSet<Socket>()

/** Let the body of a request take any time while it keeps moving: it is ended when nothing moves for `idleMs`. */
export function letUpload(request: IncomingMessage, idleMs: number): void {
  const { socket } = request
  uploading.add(socket)
  socket.setTimeout?.(idleMs)
  request.once('close', () => uploading.delete(socket))
}

/** Chunks of a source until it ends or the signal aborts; leaves the source open. */
export async function* untilAborted(source: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
  const chunks = source.iterator({ destroyOnReturn: false })
  let stop = () => {}
  let reading = false
  const onAbort = () => stop()
  signal.addEventListener('abort', onAbort)
  try {
    while (!signal.aborted) {
      reading = true
      const next = await new Promise<IteratorResult<Buffer> | null>((resolve, reject) => {
        stop = () => resolve(null)
        chunks.next().then(resolve, reject)
      })
      reading = next === null
      if (next === null || next.done) return
      yield next.value
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    // What is not read here can be read by others, but for a read that is still under way.
    if (!reading) await chunks.return?.()
  }
}

/** What the HTTP parser refuses is answered on the bare connection, then it is closed. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && uploading.has(socket)) return
  // Browsers keep spare connections: a refusal on one that never said anything would answer the next request. After a
  // long turn of the event loop its first request may be there and only not read yet.
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0) {
    setImmediate(() => {
      if (socket.bytesRead === 0) socket.destroy()
    })
    return
  }
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const refusal = refusalOf(error.code)
  const body = JSON.stringify(toProblem(refusal, 'none'))
  const head = `HTTP/1.1 ${refusal.status} ${refusal.status === 431 ? 'Request Header Fields Too Large' : 'Bad Request'}`
  const length = `content-length: ${Buffer.byteLength(body)}`
  socket.end(`${head}\r\ncontent-type: application/problem+json\r\n${length}\r\nconnection: close\r\n\r\n${body}`)
  // A client that goes on sending would otherwise hold the connection open.
  setTimeout(() => socket.destroy(), 1000).unref()
}

function refusalOf(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return problem('request-timeout')
  if (code === 'HPE_HEADER_OVERFLOW') return problem('headers-too-large')
  return problem('malformed-request')
}
