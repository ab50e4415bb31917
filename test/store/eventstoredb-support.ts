import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  type EventStoreDbOptions,
  type EventStoreDbStore,
  openEventStoreDb,
} from '../../src/store/eventstoredb/store.js'
import type { Timing } from '../../src/store/eventstoredb/timing.js'
import type { NewEvent, Notification, StoredEvent } from '../../src/store/store.js'
import { type FakeServer, startFakeEventStoreDb } from '../fake-eventstoredb/index.js'

/** Short enough for a fast tier, long enough for a busy machine. */
export const QUICK: Partial<Timing> = {
  callMs: 400,
  answerMs: 1_500,
  readBackMs: 250,
  retryMs: 20,
  pollMs: 100,
  pollAloneMs: 50,
  reconnectMs: 200,
  watchdogMs: 400,
  closeMs: 2_000,
}

interface Test {
  teardown(fn: () => unknown): void
}

/** A fake server and a store on it, both gone when the test ends. */
export async function given(
  test: Test,
  options: EventStoreDbOptions = {},
): Promise<{ server: FakeServer; store: EventStoreDbStore; another: () => Promise<EventStoreDbStore> }> {
  const server = await startFakeEventStoreDb()
  const opened: EventStoreDbStore[] = []
  const another = async () => {
    const store = await openEventStoreDb(server.connectionString, {
      ...options,
      timers: { ...QUICK, ...options.timers },
    })
    opened.push(store)
    return store
  }
  test.teardown(async () => {
    server.heal()
    server.thaw()
    await Promise.all(opened.map(store => store.close()))
    await server.stop()
  })
  return { server, store: await another(), another }
}

export const to = (stream: string, ...events: NewEvent[]) => events.map(event => ({ stream, event }))

/** What another application, or a fault, leaves in the same database. */
export function foreign(
  stream: string,
  { type = 'OrderPlaced', data = '{"a":1}', metadata = '', contentType = 'application/json' } = {},
) {
  const event = {
    id: crypto.randomUUID(),
    type,
    contentType,
    data: Buffer.from(data),
    metadata: Buffer.from(metadata),
  }
  return [stream, event] as const
}

export function writeForeign(server: FakeServer, ...args: Parameters<typeof foreign>): void {
  const [stream, event] = foreign(...args)
  server.log.write(stream, 'any', [event])
}

/** One of our events as another replica would have written it, to be put into the log of the fake server. */
export function ours({ id, type, body, recordedAt }: NewEvent) {
  const metadata = JSON.stringify({ entente: 1, recordedAt, write: 'other-0', meta: {} })
  return { id, type, contentType: 'application/json', data: Buffer.from(body), metadata: Buffer.from(metadata) }
}

/** Follows a store in the background, keeping all that it says. */
export function watch(store: EventStoreDbStore, after: string | null = null) {
  const abort = new AbortController()
  const notifications: Notification[] = []
  const done = (async () => {
    for await (const notification of store.subscribe(after, abort.signal)) notifications.push(notification)
  })()
  const seen = (): StoredEvent[] => notifications.flatMap(n => (n.kind === 'events' ? n.events : []))
  return {
    notifications,
    seen,
    kinds: () => notifications.map(n => n.kind),
    async stop() {
      abort.abort()
      await done
    },
  }
}

/** Waits until it holds, at most so long; true if it came to hold. */
export async function until(holds: () => boolean, ms = 5_000): Promise<boolean> {
  for (const by = performance.now() + ms; performance.now() < by; await delay(5)) if (holds()) return true
  return holds()
}

export interface ChildResult {
  /** Exit code, or the signal that ended it. */
  readonly exit: number | string | null
  readonly said: unknown[]
  readonly stderr: string
  /** From its last word to its end, milliseconds. */
  readonly lingeredMs: number
}

/** Runs a case of `eventstoredb-child` in a process of its own; `onGo` is called when it says that it is ready. */
export async function runChild(name: string, urls: readonly string[], onGo = () => {}): Promise<ChildResult> {
  const compiled = import.meta.url.endsWith('.js')
  const file = new URL(compiled ? './eventstoredb-child.js' : './eventstoredb-child.ts', import.meta.url)
  const execArgv = compiled ? [] : ['--import', 'tsx']
  const child = spawn(process.execPath, [...execArgv, fileURLToPath(file), name, ...urls], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '' },
  })
  let out = ''
  let stderr = ''
  let lastWord = performance.now()
  child.stdout?.on('data', chunk => {
    out += chunk
    lastWord = performance.now()
    if (String(chunk).includes('"go"')) onGo()
  })
  child.stderr?.on('data', chunk => {
    stderr += chunk
  })
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 25_000)
  const exit = await new Promise<number | string | null>(resolve =>
    child.on('close', (code, signal) => resolve(code ?? signal)),
  )
  clearTimeout(tooLong)
  const said = out
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as unknown)
  return { exit, said, stderr, lingeredMs: performance.now() - lastWord }
}
