import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { dayOfInstant, isoOf } from '../../events/calendar.js'
import { definitionOf } from '../../events/catalogue.js'
import { parseEdtf } from '../../events/edtf.js'
import { UUID } from '../../events/formats.js'
import { jsonSchemaOf } from '../../events/json-schema.js'
import { readEvent } from '../../events/parse.js'
import { idOfKey } from '../commands/ids.js'
import { type RecordOptions, timePosting } from '../commands/record.js'
import { problem } from '../errors.js'
import type { EventStore, StoredEvent } from '../store/store.js'
import { outcomeSchema } from '../wire/schemas/lists.js'
import { cloudEventSchema, recordedEventSchema } from '../wire/schemas/recorded-event.js'
import { storedEventText } from '../wire/stored-event.js'
import { cloudEventOf } from './event-log.js'
import { bestOf } from './server/accept.js'
import { askLog } from './server/as-read.js'
import { CLOUD_EVENT_TYPE, JSON_TYPE } from './server/body.js'
import type { App, Context, Routes } from './server/context.js'
import { uuidParam } from './server/query.js'
import { isKnown } from './server/question.js'
import { answerRecord, recordOptionsOf, recordQuery } from './server/record-request.js'

const eventParams = z.object({ id: uuidParam.describe('id of the event, a UUID') })

/** One event on record, its corrections and its retraction. */
export const registerEvent: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/events/:id',
    config: { access: 'read', exchange: 'ask', alsoProduces: { [CLOUD_EVENT_TYPE]: cloudEventSchema } },
    schema: {
      operationId: 'getEvent',
      summary: 'One event on record, as it was posted',
      tags: ['events'],
      params: eventParams,
      produces: [JSON_TYPE],
      response: { 200: recordedEventSchema },
    },
    handler: async (request, reply) => {
      const found = await askLog(context, reply, log => foundOr404(log, request.params.id))
      const type = bestOf(request.headers.accept, [JSON_TYPE, CLOUD_EVENT_TYPE])
      // An event never changes, but it is served in two forms.
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
    operationId: 'correctEvent',
    summary: 'Correct an event: a merge patch of its fields, recorded as ClaimCorrected',
    data: ['reason', 'changes'],
  })
  registerRevision(app, context, {
    url: '/v1/events/:id/retraction',
    type: 'ClaimRetracted',
    operationId: 'retractEvent',
    summary: 'Retract an event, recorded as ClaimRetracted',
    data: ['reason'],
  })
}

interface RevisionRoute {
  readonly url: string
  readonly type: 'ClaimCorrected' | 'ClaimRetracted'
  readonly operationId: string
  readonly summary: string
  /** Fields of the body that belong into the data of the event; all others are fields of the event itself. */
  readonly data: readonly string[]
}

function registerRevision(app: App, context: Context, { url, type, operationId, summary, data }: RevisionRoute): void {
  const { store, record, now } = context
  app.route({
    method: 'POST',
    url,
    config: { access: 'write', exchange: 'post', body: { [JSON_TYPE]: bodyOf(type, data) } },
    schema: {
      operationId,
      summary,
      description: 'Without `occurredOn` the event takes the date of `claim.publishedOn`, else today.',
      tags: ['events'],
      params: eventParams,
      querystring: recordQuery,
      response: { 200: outcomeSchema, 201: outcomeSchema },
    },
    handler: async (request, reply) => {
      const reads = timePosting(store, now)
      const target = await foundOr404(reads.store, (request.params as { id: string }).id)
      const { body } = request
      if (typeof body !== 'object' || body === null || Array.isArray(body)) {
        throw problem('invalid-event', { detail: 'The body must be an object' })
      }
      const given = Object.entries(body)
      const options = recordOptionsOf(request, (request.query as { dryRun?: boolean }).dryRun, false)
      const occurredOn =
        occurredOnOf(body) ?? (await recordedDateOf(reads.store, request, options)) ?? dayOfPosting(context)
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
      const result = await record([event], { ...options, reads })
      if (!result.ok && result.problem.errors.length > 0) {
        const errors = result.problem.errors.map(fault => ({ ...fault, path: fault.path.replace(/^\/data(?=\/)/, '') }))
        const { code, message } = result.problem
        throw problem(code, { detail: message.replace(/^\/data(?=\/)/, ''), errors })
      }
      return answerRecord(reply, result, options, context)
    },
  })
}

/** The body that a revision is posted with: the fields of an event of its type, those of `data` beside them. */
function bodyOf(type: 'ClaimCorrected' | 'ClaimRetracted', data: readonly string[]) {
  const { properties } = jsonSchemaOf(type) as { properties: Record<string, { properties?: Record<string, object> }> }
  const { type: _type, schemaVersion: _version, data: inner, ...common } = properties
  const own = data.map(name => [name, inner!.properties![name]])
  const schema = {
    type: 'object',
    required: [...data, 'claim'],
    properties: { ...Object.fromEntries(own), ...common },
    additionalProperties: false,
  }
  const { example } = definitionOf(type)!
  const fields = example.data as Record<string, unknown>
  const value = { ...Object.fromEntries(data.map(name => [name, fields[name]])), claim: example.claim }
  return { schema, examples: { one: { summary: definitionOf(type)!.meaning, value } } }
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
  store: Pick<EventStore, 'find'>,
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
