import { randomBytes } from 'node:crypto'
import { text as textOf } from 'node:stream/consumers'
import type { Policy } from '../../projections/policy/policy.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { buildApp } from '../app.js'
import { createIds } from '../commands/ids.js'
import type { Config } from '../config.js'
import type { ProblemBody } from '../errors.js'
import type { LeadStore } from '../leads/store.js'
import { readPolicies } from '../policy-files.js'
import { followLog, type Live } from '../state/live.js'
import { openStore } from '../store/open.js'
import type { EventStore } from '../store/store.js'
import { EXIT, Failure } from './failure.js'
import { progressOf } from './print/progress.js'
import { readingConfig } from './reading.js'

export type Query = Readonly<Record<string, string | number | undefined>>

/** Somebody who answers the questions of the HTTP API: a running service, or this process over a store. */
export interface Asking {
  /** The text that the API answers with. Throws Failure where it refuses. */
  ask(path: string, query?: Query): Promise<string>
  /** The same for a question that is sent as a JSON body. */
  post(path: string, body: object): Promise<string>
  /** The same in parts, as they come: for answers that are files. */
  stream(path: string, query?: Query): Promise<AsyncIterable<Uint8Array>>
  close(): Promise<void>
}

/** Somebody who says whatever the HTTP API says, refusals too. */
export interface Sending {
  send(path: string, headers: Record<string, string>, body: Buffer): Promise<{ status: number; text: string }>
  get(path: string): Promise<{ status: number; text: string }>
}

export interface AskOptions {
  readonly url?: string | undefined
  readonly store?: string | undefined
  readonly now?: string | undefined
}

/** A service where `--url` names one, else the store, opened for reading beside whoever writes to it. */
export async function openAsking({ url, store, now }: AskOptions): Promise<Asking> {
  if (url !== undefined) {
    if (store !== undefined || now !== undefined) {
      throw new Failure(EXIT.usage, '--url asks a running service: leave --store and --now out')
    }
    return askService(serviceUrl(url))
  }
  const config = readingConfig({ store, now })
  const policies = readPolicies(config.policies)
  const opened = await openForReading(config)
  const live = await readWhole(opened)
  const asking = await askLive(opened, live, config, policies)
  return {
    ...asking,
    async close() {
      await asking.close()
      await live.stop()
      await opened.close()
    },
  }
}

/** The store of the settings, for reading. `memory:` is refused: it ended with the process that filled it. */
export function openForReading(config: Config): Promise<EventStore> {
  if (config.store === 'memory:') {
    throw new Failure(
      EXIT.usage,
      'memory: holds nothing yet: name a store with --store, or a running service with --url',
    )
  }
  return openStore(config.store, { readonly: true })
}

/** Follow a store, once everything that it holds was read. */
export async function readWhole(store: EventStore): Promise<Live> {
  const live = followLog({ store, policy: policyV1, now: Date.now })
  const head = await store.head()
  if (head === null) return live
  const progress = progressOf('reading the log', 'events')
  const tick = setInterval(() => progress.at(live.record.size), 250)
  const reached = await live.reached(head, 2 ** 31 - 1)
  clearInterval(tick)
  progress.end()
  if (reached) return live
  const { stoppedAt } = live.status()
  throw new Failure(EXIT.unavailable, `reading stopped at position ${stoppedAt?.position}: ${stoppedAt?.reason}`)
}

/** The routes of the service over a state of this process, without listening: the same bytes by the same code. */
export async function askLive(
  store: EventStore,
  state: Live,
  config: Config,
  policies: readonly Policy[] = readPolicies(config.policies),
  leads: LeadStore | null = null,
): Promise<Asking & Sending> {
  const now = Date.now
  const newId = createIds({ now, random: randomBytes })
  const app = await buildApp({ store, state, config, policies, leads, keys: null, now, newId })
  return {
    async ask(path, query) {
      const reply = await app.inject({ url: path + searchOf(query), headers: { host: 'localhost' } })
      return accepted(reply.statusCode, reply.payload)
    },
    async post(path, body) {
      const reply = await app.inject({ method: 'POST', url: path, payload: body, headers: { host: 'localhost' } })
      return accepted(reply.statusCode, reply.payload)
    },
    async stream(path, query) {
      const headers = { host: 'localhost' }
      const reply = await app.inject({ url: path + searchOf(query), headers, payloadAsStream: true })
      if (reply.statusCode !== 200) throw refusalOf(reply.statusCode, await textOf(reply.stream()))
      return reply.stream()
    },
    async send(path, headers, body) {
      const reply = await app.inject({
        method: 'POST',
        url: path,
        payload: body,
        headers: { host: 'localhost', ...headers },
      })
      return { status: reply.statusCode, text: reply.payload }
    },
    async get(path) {
      const reply = await app.inject({ url: path, headers: { host: 'localhost' } })
      return { status: reply.statusCode, text: reply.payload }
    },
    close: () => app.close(),
  }
}

/** The key for services, from ENTENTE_KEY, as headers. */
export function keyHeaders(): Record<string, string> {
  const key = process.env.ENTENTE_KEY
  return key ? { authorization: `Bearer ${key}` } : {}
}

export function serviceUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new Failure(EXIT.usage, `--url: not the address of a service, such as http://127.0.0.1:8080: ${text}`)
}

export function unreachable(url: URL, cause: unknown): Failure {
  const { code, message } = ((cause as { cause?: unknown }).cause ?? cause) as NodeJS.ErrnoException
  return new Failure(EXIT.unavailable, `${url.origin} does not answer (${code ?? message}): is the service running?`, {
    cause,
  })
}

function askService(url: URL): Asking {
  async function get(path: string, query?: Query): Promise<Response> {
    try {
      return await fetch(new URL(path + searchOf(query), url), { headers: keyHeaders() })
    } catch (error) {
      throw unreachable(url, error)
    }
  }

  return {
    async ask(path, query) {
      const reply = await get(path, query)
      return accepted(reply.status, await reply.text())
    },
    async post(path, body) {
      const headers = { ...keyHeaders(), 'content-type': 'application/json' }
      const reply = await fetch(new URL(path, url), { method: 'POST', headers, body: JSON.stringify(body) }).catch(
        error => {
          throw unreachable(url, error)
        },
      )
      return accepted(reply.status, await reply.text())
    },
    async stream(path, query) {
      const reply = await get(path, query)
      if (reply.status !== 200 || reply.body === null) throw refusalOf(reply.status, await reply.text())
      return reply.body
    },
    async close() {},
  }
}

function accepted(status: number, text: string): string {
  if (status === 200) return text
  throw refusalOf(status, text)
}

/** The failure that a refusal of the API comes down to. */
export function refusalOf(status: number, text: string): Failure {
  const problem = problemIn(text)
  const told = problem === null ? `the service answered ${status}` : problem.detail
  if (status === 401 || status === 403) {
    return new Failure(EXIT.usage, `${told}: put a key of the scope that is needed into ENTENTE_KEY`)
  }
  return new Failure(status >= 500 || status === 429 ? EXIT.unavailable : EXIT.usage, told)
}

export function problemIn(text: string): ProblemBody | null {
  try {
    const body = JSON.parse(text) as Partial<ProblemBody>
    return typeof body.code === 'string' && typeof body.detail === 'string' ? (body as ProblemBody) : null
  } catch {
    return null // not ours: the answer of a proxy in between
  }
}

function searchOf(query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return given.length === 0 ? '' : `?${new URLSearchParams(Object.fromEntries(given))}`
}
