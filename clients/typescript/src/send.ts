import { problemOf } from './problem.js'

export interface Settings {
  /** Address of the service: `http://127.0.0.1:8080`. */
  readonly url: string
  /** An API key or a token, where the service asks for one. */
  readonly key?: string
  /** How often something is tried anew before it fails; default 8. */
  readonly retries?: number
  /** Milliseconds before the first retry; it doubles up to half a minute. Default 250. */
  readonly retryMs?: number
  readonly fetch?: typeof fetch
}

/** Sends one request until it is answered for good: what may be stored already is sent with what makes it the same again. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>

/** Busy, away, or not known whether it is stored. */
const PASSING = new Set([429, 502, 503, 504])
const MOST_MS = 30_000

export function sender({ url, key, retries = 8, retryMs = 250, fetch: ask = fetch }: Settings): Send {
  return async (path, init = {}) => {
    const headers = new Headers(init.headers)
    if (key !== undefined) headers.set('authorization', `Bearer ${key}`)
    for (let tried = 0; ; tried++) {
      const response = await ask(new URL(path, url), { ...init, headers }).catch((error: unknown) => {
        if (init.signal?.aborted || tried >= retries) throw error
        return null
      })
      if (response !== null && (response.ok || response.status === 304)) return response
      if (response !== null && (!PASSING.has(response.status) || tried >= retries)) throw await problemOf(response)
      const told = Number(response?.headers.get('retry-after') ?? 0) * 1000
      await response?.body?.cancel()
      await pause(Math.max(told, Math.min(MOST_MS, retryMs * 2 ** tried) * (0.5 + Math.random() / 2)), init.signal)
    }
  }
}

export function pause(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal!.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
