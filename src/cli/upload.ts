import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { LineOutcome } from '../commands/import.js'
import { keyHeaders, problemIn, refusalOf, unreachable } from './asking.js'
import { EXIT, Failure } from './failure.js'
import type { Summary } from './load.js'

export interface UploadOptions {
  readonly backfill: boolean
  readonly newIds: boolean
  readonly report: 'all' | 'refused'
  readonly line: (outcome: LineOutcome) => void
}

/**
 * Send lines to `POST /v1/imports` of a service while reading its answers: it answers only as fast as its answers are
 * read. (`fetch` reads nothing before all is sent, and a long import would stall.)
 */
export async function upload(
  service: URL,
  source: AsyncIterable<Buffer>,
  { backfill, newIds, report, line }: UploadOptions,
): Promise<Summary> {
  const url = new URL(
    `/v1/imports?report=${report}${backfill ? '&backfill=true' : ''}${newIds ? '&newIds=true' : ''}`,
    service,
  )
  const headers = { 'content-type': 'application/x-ndjson', ...keyHeaders() }
  const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, { method: 'POST', headers })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve)
    request.on('error', reject)
  })
  // A service that ends an import early stops reading: what it answered says why.
  const sent = pipeline(Readable.from(source), request).catch(() => {})
  try {
    const reply = await answered
    if (reply.statusCode !== 200) throw await refusal(reply)
    return await summaryOf(reply, line)
  } catch (error) {
    throw error instanceof Failure ? error : unreachable(service, error)
  } finally {
    request.destroy()
    await sent
  }
}

async function summaryOf(reply: IncomingMessage, tell: (outcome: LineOutcome) => void): Promise<Summary> {
  let summary: Summary | null = null
  let rest = ''
  for await (const text of reply.setEncoding('utf8')) {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      const answer = JSON.parse(line) as LineOutcome | { readonly summary: Summary }
      if ('summary' in answer) summary = answer.summary
      else tell(answer)
    }
  }
  if (summary !== null) return summary
  throw new Failure(
    EXIT.unavailable,
    'the service ended the import without a summary: import again, nothing is stored twice',
  )
}

/** An import that ends in its first lines is answered with a problem. */
async function refusal(reply: IncomingMessage): Promise<Failure> {
  const chunks: Buffer[] = []
  for await (const chunk of reply) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const status = reply.statusCode!
  if (problemIn(text) !== null && (status === 409 || status === 422)) {
    return new Failure(EXIT.refused, problemIn(text)!.detail)
  }
  return refusalOf(status, text)
}
