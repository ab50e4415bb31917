import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { RecordOptions, RecordResult } from '../../commands/record.js'
import { problem } from '../../errors.js'
import type { ExpectedRevision } from '../../store/store.js'
import type { Context } from './context.js'
import { flagParam } from './query.js'

export const recordQuery = z.strictObject({ dryRun: flagParam.optional().describe('check and answer, store nothing') })

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/

/** What the headers and query of a posting ask for. Throws the problem of a header that cannot be understood. */
export function recordOptionsOf(request: FastifyRequest, dryRun: boolean | undefined, indexed: boolean): RecordOptions {
  const key = request.headers['idempotency-key']
  if (key !== undefined && (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key))) {
    throw invalidHeader('Idempotency-Key', '1 to 200 visible ASCII characters')
  }
  return {
    idempotencyKey: key,
    ifMatch: preconditionOf(request),
    strict: prefersStrict(request.headers.prefer),
    dryRun: dryRun ?? false,
    recordedBy: request.principal?.id ?? null,
    indexed,
  }
}

/** Answer a posting: one outcome, or all of an array; 201 when something was stored. */
export function answerRecord(
  reply: FastifyReply,
  result: RecordResult,
  { indexed, strict }: RecordOptions,
  { metrics, state }: Context,
): FastifyReply {
  if (!result.ok) throw result.problem
  const { stoppedAt } = state.status()
  if (stoppedAt !== null && result.position !== null) {
    const detail = `Reading stopped at ${stoppedAt.since}; what was posted is stored up to position ${result.position} and not shown`
    throw problem('reading-stopped', { detail })
  }
  if (strict) reply.header('preference-applied', 'handling=strict')
  let appended = 0
  for (const { outcome } of result.outcomes) {
    if (outcome === 'appended') appended++
    else metrics.events.inc({ outcome })
  }
  if (appended > 0) metrics.events.inc({ outcome: 'appended' }, appended)
  reply.code(appended > 0 ? 201 : 200).header('content-type', 'application/json')
  if (indexed) return reply.send(JSON.stringify({ events: result.outcomes, position: result.position }))
  const outcome = result.outcomes[0]!
  if (outcome.revision !== undefined) reply.header('etag', `"${outcome.revision}"`)
  if (appended > 0) reply.header('location', `/v1/events/${outcome.id}`)
  return reply.send(JSON.stringify(outcome))
}

function preconditionOf({ headers }: FastifyRequest): ExpectedRevision | 'exists' | undefined {
  const match = headers['if-match']
  const none = headers['if-none-match']
  if (match !== undefined && none !== undefined) throw invalidHeader('If-Match', 'not together with If-None-Match')
  if (none !== undefined) {
    if (none !== '*') throw invalidHeader('If-None-Match', '* for a stream that must not exist yet')
    return 'none'
  }
  if (match === undefined) return undefined
  if (match === '*') return 'exists'
  const revision = /^"(\d{1,15})"$/.exec(match)?.[1]
  if (revision === undefined) throw invalidHeader('If-Match', 'a stream revision in quotes, such as "41", or *')
  return Number(revision)
}

function prefersStrict(header: string | string[] | undefined): boolean {
  return [header].flat().some(value => value?.split(',').some(part => /^\s*handling\s*=\s*"?strict"?\s*$/i.test(part)))
}

function invalidHeader(name: string, expected: string): Error {
  const path = `/${name.toLowerCase()}`
  return problem('invalid-header', {
    detail: `${name}: ${expected}`,
    errors: [{ path, code: 'header', message: expected }],
  })
}
