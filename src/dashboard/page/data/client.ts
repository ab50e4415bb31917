import { type Params, type Prefetched, pathOf } from './prefetch.js'

/** A request that the service refused, or that never reached it (status 0). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterMs: number | null,
    /** What is wrong where, of a body that was refused. */
    readonly faults: readonly Fault[] = [],
  ) {
    super(message)
    this.name = 'Refused'
  }
}

export interface Fault {
  readonly path: string
  readonly code: string
  readonly message: string
}

export interface Client {
  /** Ask; throws Refused, or the signal's reason when the question was given up. */
  readonly get: <T>(path: string, params?: Params, signal?: AbortSignal) => Promise<T>
  readonly post: <T>(path: string, body: unknown, signal?: AbortSignal) => Promise<T>
}

const TIMEOUT_MS = 20_000
const UNREACHABLE = 'The service cannot be reached.'

/**
 * Asks this origin, unless the answer was prefetched; `onHeard` is told after each request whether the service
 * answered.
 */
export function createClient(onHeard: (reached: boolean) => void, prefetched: Prefetched): Client {
  async function ask<T>(url: string, init: RequestInit, signal?: AbortSignal): Promise<T> {
    const asked = prefetched.get(url)
    prefetched.delete(url)
    const timeout = AbortSignal.timeout(TIMEOUT_MS)
    let reply: Response
    try {
      reply = await (asked ?? fetch(url, { ...init, signal: signal ? AbortSignal.any([signal, timeout]) : timeout }))
      if (signal?.aborted) throw signal.reason
    } catch (error) {
      if (signal?.aborted) throw error
      onHeard(false)
      const detail = timeout.aborted ? `No answer within ${TIMEOUT_MS / 1000} seconds.` : UNREACHABLE
      throw new Refused(0, timeout.aborted ? 'no-answer' : 'unreachable', detail, null)
    }
    onHeard(true)
    if (reply.ok) return (await reply.json()) as T
    throw await refusalOf(reply)
  }

  return {
    get: (path, params = {}, signal) => ask(pathOf(path, params), { headers: { accept: 'application/json' } }, signal),
    post: (path, body, signal) =>
      ask(
        path,
        {
          method: 'POST',
          headers: { accept: 'application/json', 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
        signal,
      ),
  }
}

async function refusalOf(reply: Response): Promise<Refused> {
  const after = Number(reply.headers.get('retry-after'))
  const body = (await reply.json().catch(() => ({}))) as {
    code?: string
    title?: string
    detail?: string
    errors?: readonly Fault[]
  }
  const message = body.detail ?? body.title ?? `The service answered ${reply.status}.`
  return new Refused(
    reply.status,
    body.code ?? `http-${reply.status}`,
    message,
    after > 0 ? after * 1000 : null,
    body.errors ?? [],
  )
}

/** Whether an error only says that the question was given up for a newer one. */
export function isGivenUp(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
