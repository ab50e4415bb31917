import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { dayOfInstant, isoOf } from '../../events/calendar.js'
import { parseEdtf } from '../../events/edtf.js'
import { UUID } from '../../events/formats.js'
import { readEvent } from '../../events/parse.js'
import { idOfKey } from '../commands/ids.js'
import type { RecordOptions } from '../commands/record.js'
import { problem } from '../errors.js'
import type { EventStore, StoredEvent } from '../store/store.js'
import { storedEventSchema } from '../wire/schemas.js'
import { storedEventText } from '../wire/stored-event.js'
import { cloudEventOf } from './event-log.js'
import { bestOf } from './server/accept.js'
import { askLog } from './server/as-read.js'
import { CLOUD_EVENT_TYPE, JSON_TYPE } from './server/body.js'
import type { App, Context, Routes } from './server/context.js'
import { uuidParam } from './server/query.js'
import { isKnown } from './server/question.js'
import { answerRecord, outcomeSchema, recordOptionsOf, recordQuery } from './server/record-request.js'

const eventParams = z.object({ id: uuidParam })

/** One event on record, its corrections and its retraction. */
export const registerEvent: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/events/:id',
    config: { access: 'read' },
    schema: {
      summary: 'One event on record, as it was posted',
      tags: ['events'],
      params: eventParams,
      produces: [JSON_TYPE, CLOUD_EVENT_TYPE],
      response: { 200: storedEventSchema },
    },
    handler: async (request, reply) => {
      const found = await askLog(context, reply, log => foundOr404(log, request.params.id))
      const type = bestOf(request.headers.accept, [JSON_TYPE, CLOUD_EVENT_TYPE])
      // An event never changes, but is told in two forms.
      const etag = `"${found.position}${type === CLOUD_EVENT_TYPE ? '-cloud' : ''}"`
      reply.header('etag', etag).header('cache-control', 'no-cache')
      if (isKnown(request, etag)) return reply.code(304 as 200).send()
      if (type === CLOUD_EVENT_TYPE) return reply.type(type).send(JSON.stringify(cloudEventOf(found)))
      return reply.type(JSON_TYPE).send(storedEventText(found))
    },
  })
  registerRevision(app, context, {
    url: '/v1/events/:id/corrections',
    type: 'ClaimCorrected',
    summary: 'Correct an event: a merge patch of its fields, recorded as ClaimCorrected',
    data: ['reason', 'changes'],
  })
  registerRevision(app, context, {
    url: '/v1/events/:id/retraction',
    type: 'ClaimRetracted',
    summary: 'Retract an event, recorded as ClaimRetracted',
    data: ['reason'],
  })
}

interface RevisionRoute {
  readonly url: string
  readonly type: 'ClaimCorrected' | 'ClaimRetracted'
  readonly summary: string
  /** Fields of the body that belong into the data of the event; all others are fields of the event itself. */
  readonly data: readonly string[]
}

function registerRevision(app: App, context: Context, { url, type, summary, data }: RevisionRoute): void {
  const { store, record } = context
  app.route({
    method: 'POST',
    url,
    config: { access: 'write', body: bodySchema(data) },
    schema: {
      summary,
      description: 'Without `occurredOn` the event takes the date of `claim.publishedOn`, else today.',
      tags: ['events'],
      params: eventParams,
      querystring: recordQuery,
      response: { 200: outcomeSchema, 201: outcomeSchema },
    },
    handler: async (request, reply) => {
      const target = await foundOr404(store, (request.params as { id: string }).id)
      const { body } = request
      if (typeof body !== 'object' || body === null || Array.isArray(body)) {
        throw problem('invalid-event', { detail: 'The body must be an object' })
      }
      const given = Object.entries(body)
      const options = recordOptionsOf(request, (request.query as { dryRun?: boolean }).dryRun, false)
      const occurredOn =
        occurredOnOf(body) ?? (await recordedDateOf(context, request, options)) ?? dayOfPosting(context)
      const event = {
        occurredOn,
        ...Object.fromEntries(given.filter(([name]) => !data.includes(name) && name !== 'type' && name !== 'data')),
        type,
        data: { targetEventId: target.id, ...Object.fromEntries(given.filter(([name]) => data.includes(name))) },
      }
      const alien = given.find(([name]) => name === 'type' || name === 'data')
      if (alien) {
        const errors = [{ path: `/${alien[0]}`, code: 'unknown-field', message: 'set by the route' }]
        throw problem('invalid-event', { detail: `/${alien[0]}: set by the route`, errors })
      }
      const result = await record([event], options)
      if (!result.ok && result.problem.errors.length > 0) {
        const errors = result.problem.errors.map(fault => ({ ...fault, path: fault.path.replace(/^\/data(?=\/)/, '') }))
        const { code, message } = result.problem
        throw problem(code, { detail: message.replace(/^\/data(?=\/)/, ''), errors })
      }
      return answerRecord(reply, result, options, context)
    },
  })
}

function bodySchema(data: readonly string[]): Record<string, unknown> {
  const changes = { type: 'object', description: 'a merge patch (RFC 7396) of the event: null takes a field away' }
  const properties = {
    reason: { enum: ['forged', 'error', 'duplicate', 'superseded'] },
    claim: { type: 'object', description: 'as in every event' },
    occurredOn: { type: 'string' },
    note: { type: 'string' },
    id: { type: 'string', format: 'uuid' },
    ...(data.includes('changes') ? { changes } : {}),
  }
  return { type: 'object', required: ['reason', 'claim'], properties }
}

async function foundOr404(log: Pick<EventStore, 'find'>, id: string): Promise<StoredEvent> {
  const found = await log.find(id)
  if (!found) throw problem('event-not-found', { detail: `No event ${id} is on record` })
  return found
}

/** The date of a revision that states none but says when its claim was published. */
function occurredOnOf(body: object): string | null {
  const { claim } = body as { claim?: { publishedOn?: unknown } | null }
  const published = claim?.publishedOn
  return typeof published === 'string' && parseEdtf(published) !== null ? published : null
}

/** The date that a first posting of the same request was given: a retry on another day is then still the same event. */
async function recordedDateOf(
  { store }: Context,
  { body }: FastifyRequest,
  options: RecordOptions,
): Promise<string | null> {
  const { id } = body as { id?: unknown }
  const key = options.idempotencyKey
  const known =
    typeof id === 'string' ? id.toLowerCase() : key === undefined ? null : idOfKey(options.recordedBy, key, 0)
  const found = known !== null && UUID.test(known) ? await store.find(known) : null
  return found && readEvent(found.body).occurredOn
}

/** By the real clock, whatever day the questions are asked on. */
function dayOfPosting({ now }: Context): string {
  return isoOf(dayOfInstant(now()))
}
