import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { readConfig } from '../../config.js'
import { openStore } from '../../store/open.js'
import { parseStrict } from '../../wire/strict-json.js'
import { askLive, keyHeaders, problemIn, readWhole, refusalOf, serviceUrl, unreachable } from '../asking.js'
import { EXIT, type ExitCode, Failure } from '../failure.js'
import type { Output } from '../print/output.js'

export interface PostOptions {
  readonly url?: string | undefined
  readonly store?: string | undefined
  readonly dryRun?: boolean | undefined
  readonly strict?: boolean | undefined
  readonly json?: boolean | undefined
}

interface Outcome {
  readonly id: string
  readonly outcome: string
  readonly position?: string
  readonly anomalies: readonly { readonly code: string; readonly detail: string }[]
}

/** `entente post`: one event or an array into a service or, as its one writer, into a store. */
export async function postCommand(file: string, options: PostOptions, output: Output): Promise<ExitCode> {
  const { url, store, dryRun = false, strict = false, json = false } = options
  if (url !== undefined && store !== undefined) throw new Failure(EXIT.usage, 'give --url or --store, not both')
  const body = await bodyOf(file)
  const path = `/v1/events${dryRun ? '?dryRun=true' : ''}`
  const headers = { 'content-type': 'application/json', ...(strict ? { prefer: 'handling=strict' } : {}) }
  const { status, text } =
    url === undefined
      ? await intoStore(store, path, headers, body)
      : await toService(serviceUrl(url), path, headers, body)
  if (status !== 200 && status !== 201) throw refused(status, text)
  if (json) output.raw(text)
  else output.lines(outcomesOf(text).flatMap(outcome => told(outcome)))
  return EXIT.done
}

/** The bytes of the file, once it is sure that they are one JSON text. */
async function bodyOf(file: string): Promise<Buffer> {
  const name = file === '-' ? 'standard input' : file
  let bytes: Buffer
  try {
    bytes = file === '-' ? await buffer(process.stdin) : readFileSync(file)
  } catch (cause) {
    throw new Failure(EXIT.usage, `${name} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause })
  }
  const parsed = parseStrict(bytes)
  if (parsed.ok) return bytes
  throw new Failure(EXIT.refused, `${name}: ${parsed.problem.message} (many lines of events go by entente import)`)
}

async function toService(service: URL, path: string, headers: Record<string, string>, body: Buffer) {
  const reply = await fetch(new URL(path, service), {
    method: 'POST',
    headers: { ...headers, ...keyHeaders() },
    body: new Uint8Array(body),
  }).catch(error => {
    throw unreachable(service, error)
  })
  return { status: reply.status, text: await reply.text() }
}

async function intoStore(named: string | undefined, path: string, headers: Record<string, string>, body: Buffer) {
  const config = readConfig(named === undefined ? {} : { store: named })
  const store = await openStore(config.store)
  try {
    const live = await readWhole(store)
    const asking = await askLive(store, live, config)
    const answer = await asking.send(path, headers, body)
    await asking.close()
    await live.stop()
    return answer
  } finally {
    await store.close()
  }
}

function refused(status: number, text: string): Failure {
  const problem = problemIn(text)
  const input = status === 400 || status === 409 || status === 413 || status === 415 || status === 422
  if (problem === null || !input) return refusalOf(status, text)
  const faults = problem.errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  return new Failure(EXIT.refused, faults.length === 0 ? problem.detail : faults.join('; '))
}

function outcomesOf(text: string): readonly Outcome[] {
  const answer = JSON.parse(text) as Outcome | { readonly events: readonly Outcome[] }
  return 'events' in answer ? answer.events : [answer]
}

const WORDS: Readonly<Record<string, string>> = {
  appended: 'recorded',
  duplicate: 'on record already',
  'would-append': 'would be recorded',
}

function told({ id, outcome, position, anomalies }: Outcome): string[] {
  const place = position === undefined ? '' : ` at position ${position}`
  return [
    `${WORDS[outcome] ?? outcome}${place}: ${id}`,
    ...anomalies.map(({ code, detail }) => `  noted: ${detail} (${code})`),
  ]
}
