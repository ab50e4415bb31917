import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { keyHeaders, problemIn, refusalOf, unreachable } from './asking.js'
import { EXIT, Failure } from './failure.js'

export interface Upload<Outcome> {
  /** With its query. */
  readonly path: string
  readonly contentType: string
  readonly source: AsyncIterable<Buffer>
  readonly tell: (outcome: Outcome) => void
  /** Statuses beside 200 that say what is wrong with what was sent, and not with the service. */
  readonly refusals: readonly number[]
  /** What to do where the answer is cut short. */
  readonly again: string
}

/**
 * Send a long body to a service while reading its answers, lines of outcomes and a closing summary: it answers only as
 * fast as its answers are read. (`fetch` reads nothing before all is sent, and a long import would stall.)
 */
export async function upload<Outcome extends object, Summary>(
  service: URL,
  { path, contentType, source, tell, refusals, again }: Upload<Outcome>,
): Promise<Summary> {
  const url = new URL(path, service)
  const headers = { 'content-type': contentType, ...keyHeaders() }
  const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, { method: 'POST', headers })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve)
    request.on('error', reject)
  })
  // A service that ends an import early stops reading: what it answered says why.
  const sent = pipeline(Readable.from(source), request).catch(() => {})
  try {
    const reply = await answered
    if (reply.statusCode !== 200) throw await refusal(reply, refusals)
    return await summaryOf(reply, tell, again)
  } catch (error) {
    throw error instanceof Failure ? error : unreachable(service, error)
  } finally {
    request.destroy()
    await sent
  }
}

async function summaryOf<Outcome extends object, Summary>(
  reply: IncomingMessage,
  tell: (outcome: Outcome) => void,
  again: string,
): Promise<Summary> {
  let summary: Summary | null = null
  let rest = ''
  for await (const text of reply.setEncoding('utf8')) {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      const answer = JSON.parse(line) as Outcome | { readonly summary: Summary }
      if ('summary' in answer) summary = answer.summary
      else tell(answer)
    }
  }
  if (summary !== null) return summary
  throw new Failure(EXIT.unavailable, `the service ended the import without a summary: import again, ${again}`)
}

/** An import that ends in its first lines is answered with a problem. */
async function refusal(reply: IncomingMessage, refusals: readonly number[]): Promise<Failure> {
  const chunks: Buffer[] = []
  for await (const chunk of reply) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const status = reply.statusCode!
  const problem = problemIn(text)
  return problem !== null && refusals.includes(status)
    ? new Failure(EXIT.refused, problem.detail)
    : refusalOf(status, text)
}
