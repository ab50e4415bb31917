import { setTimeout as pause } from 'node:timers/promises'
import { nameOf } from '../../../events/registry/registry.js'
import type { Status } from '../../../projections/evaluate/verdict.js'
import { footingWords } from '../../questions/footing.js'
import { keyHeaders, refusalOf, serviceUrl, unreachable } from '../asking.js'
import { countryNamed, partnerNamed } from '../country.js'
import { fitted } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { wordsOf } from './timeline.js'

export interface WatchOptions {
  readonly url?: string | undefined
  readonly country?: readonly string[] | undefined
  readonly partner?: readonly string[] | undefined
  readonly kind?: readonly string[] | undefined
  readonly at?: string | undefined
  readonly after?: string | undefined
  readonly untilCaughtUp?: boolean | undefined
  readonly json?: boolean | undefined
}

interface Message {
  readonly id: string
  readonly event: string
  readonly data: string
}

const LOCAL = 'http://127.0.0.1:8080'
const AGAIN_MS = 2_000

/** `entente watch`: the stream of a service in words; after a broken connection it resumes behind the last message. */
export async function watchCommand(options: WatchOptions, output: Output): Promise<void> {
  const service = serviceUrl(options.url ?? LOCAL)
  const { at, untilCaughtUp = false, json = false } = options
  const query = new URLSearchParams()
  const list = (name: string, values: readonly string[] | undefined) => {
    if (values !== undefined) query.set(name, values.join(','))
  }
  list(
    'country',
    options.country?.map(named => countryNamed(named, at)),
  )
  list(
    'partner',
    options.partner?.map(named => partnerNamed(named, at)),
  )
  list('kind', options.kind ?? (json ? undefined : ['event', 'status']))
  if (at !== undefined) query.set('at', at)
  let last = options.after
  for (let begun = false; ; begun = true) {
    for await (const { id, event, data } of messagesOf(service, query, last, begun)) {
      last = id
      if (json) output.raw(`${data}\n`)
      else output.lines(wordsFor(event, data, output).map(line => fitted(line)))
      if (untilCaughtUp && event === 'caught-up') return
    }
    await pause(AGAIN_MS)
  }
}

/** Messages of one connection. A service that was reached once is waited for when it is away. */
async function* messagesOf(
  service: URL,
  query: URLSearchParams,
  last: string | undefined,
  begun: boolean,
): AsyncGenerator<Message> {
  const headers = {
    ...keyHeaders(),
    accept: 'text/event-stream',
    ...(last === undefined ? {} : { 'last-event-id': last }),
  }
  const reply = await fetch(new URL(`/v1/stream?${query}`, service), { headers }).catch(error => {
    if (begun) return null
    throw unreachable(service, error)
  })
  if (reply === null || (begun && reply.status >= 500)) return
  if (reply.status !== 200 || reply.body === null) throw refusalOf(reply.status, await reply.text())
  let rest = ''
  let fields: Record<string, string> = {}
  const decoder = new TextDecoder()
  try {
    for await (const piece of reply.body) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
      rest = lines.pop()!
      for (const line of lines) {
        const colon = line.indexOf(': ')
        if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2)
        if (line !== '') continue
        const { id, event, data } = fields
        fields = {}
        if (id !== undefined && event !== undefined && data !== undefined) yield { id, event, data }
      }
    }
  } catch (error) {
    // After a broken connection it resumes; anything else that is wrong ends it.
    if (!(error instanceof TypeError)) throw error
  }
}

interface Footing {
  readonly status: Status
  readonly primary: string | null
  readonly contenders?: readonly string[]
}

interface Data {
  readonly type: string
  readonly country?: string
  readonly partner?: string
  readonly occurredOn: string
  readonly at: string
  readonly claim: { readonly sourceId: string }
  readonly changed: readonly { readonly dimension: string; readonly before: Footing; readonly after: Footing }[]
  readonly partners: readonly string[]
  readonly detail: string
  readonly reason: string
}

function wordsFor(event: string, text: string, { paint }: Output): string[] {
  const data = JSON.parse(text) as Data
  const where = data.country === undefined ? '' : nameOf(data.country)
  const change = ({ dimension, before, after }: Data['changed'][number]) =>
    `${dimension} ${footingOf(before)} → ${footingOf(after)}`
  switch (event) {
    case 'event': {
      const others = data.partner === undefined ? '' : `, ${nameOf(data.partner)}`
      return [`${data.occurredOn}  ${where}${others}: ${wordsOf(data.type)} (${data.claim.sourceId})`]
    }
    case 'status':
      return data.changed.map(one => paint.bold(`${data.at}  ${where}: ${change(one)}`))
    case 'state':
      return [`${data.at}  ${where}: ${data.changed.map(change).join('; ') || 'scores or what stands are other ones'}`]
    case 'enter':
    case 'leave':
      return [
        `${data.at}  ${where}: ${data.partners.map(nameOf).join(', ')} ${event === 'enter' ? 'enters' : 'leaves'}`,
      ]
    case 'caught-up':
      return [paint.dim('from here on it is live')]
    case 'reset':
      return [paint.notice(`what was missed cannot be told: ${data.detail}`)]
    default:
      return []
  }
}

function footingOf({ status, primary, contenders = [] }: Footing): string {
  return footingWords({ status, primary, contenders })
}
