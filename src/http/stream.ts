import { z } from 'zod'
import { dayOfInstant } from '../../events/calendar.js'
import { dimensions } from '../../events/words.js'
import { problem } from '../errors.js'
import { asyncApi } from '../sse/asyncapi.js'
import { STREAM_HEADERS } from '../sse/client.js'
import { parseId } from '../sse/cursor.js'
import { KINDS } from '../sse/frame.js'
import { type Begin, createHub, type Hub } from '../sse/hub.js'
import { questionOf } from '../sse/question.js'
import { messageSchemas, subscriptionsSchema } from '../sse/schemas.js'
import { HUB_SETTINGS, type HubSettings } from '../sse/settings.js'
import type { Context, Routes } from './server/context.js'
import { holdInBounds } from './server/date-bounds.js'
import { countryParam, partnerFilter } from './server/filters.js'
import { countStream } from './server/metrics.js'
import { atParam, unknownCountry, whoOf } from './server/question.js'

const idParam = z.string().max(120)

export const streamQuery = z.strictObject({
  country: listOf(countryParam).describe('countries by code, separated by commas; default: all'),
  partner: listOf(partnerFilter).describe(
    'partners by id, separated by commas: what names them or where they come first or contend',
  ),
  dimension: listOf(z.enum(dimensions)).describe('dimensions, separated by commas; events are not filtered by it'),
  kind: listOf(z.enum(KINDS)).describe('event, state, status, separated by commas; default: all'),
  at: atParam.describe('the day that states are about; default: today, which moves at midnight UTC'),
  lastEventId: idParam
    .optional()
    .describe('go on after this id, as the header Last-Event-ID does, which wins; 0: from the first event'),
  from: z.literal('start').optional().describe('tell everything from the first event on'),
})

/** A list in one parameter, separated by commas, or in several. */
function listOf<T extends z.ZodType<string, string>>(item: T) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform(given => [given].flat().flatMap(text => text.split(',')))
    .pipe(z.array(item).min(1).max(300))
    .optional()
}

/** `GET /v1/stream` and who listens to it; settings and a prefix of the paths for those who need others. */
export function streamRoutes(settings: Partial<HubSettings> = {}, prefix = ''): Routes {
  return (app, context) => {
    const { store, state, projections, now, config, callers } = context
    const hub = createHub({
      live: state,
      answersAt: projections.answersAt,
      stoppedAt: projections.stoppedAt,
      onSwitch: projections.onSwitch,
      store,
      settings: { ...HUB_SETTINGS, rotateMs: config.streamSeconds * 1000, ...settings },
      now,
      steady: () => performance.now(),
      onError: error => app.log.error({ err: error }, 'stream'),
    })
    app.addHook('preClose', done => {
      hub.close()
      done()
    })
    app.route({
      method: 'GET',
      url: `${prefix}/v1/stream`,
      exposeHeadRoute: false,
      config: { access: 'read', exchange: 'stream' },
      schema: {
        operationId: 'openStream',
        summary: 'What happens, as Server-Sent Events',
        description: 'Ids, messages, filters and how to resume: docs/stream.md and /asyncapi.json.',
        tags: ['stream'],
        querystring: streamQuery,
        produces: ['text/event-stream'],
        response: { 200: z.union(Object.values(messageSchemas)).describe('data of each message; `event` says which') },
      },
      handler: (request, reply) => {
        const { country, partner, dimension, kind, at, lastEventId, from } = request.query
        for (const code of country ?? []) {
          if (context.answers.history(code) === null) throw unknownCountry(code)
        }
        holdInBounds({ at }, context)
        const question = questionOf({
          at: at ?? (config.now === null ? null : dayOfInstant(config.now)),
          ...(country && { countries: country }),
          ...(partner && { partners: partner }),
          ...(dimension && { dimensions: dimension }),
          ...(kind && { kinds: kind }),
        })
        const begin = beginOf(request.headers['last-event-id'], lastEventId, from)
        const who = whoOf(request)
        if (callers !== null) refuseTooMany(hub, who, config)
        const { principal } = request
        const mayStay = () => callers === null || principal === null || callers.holds(principal)
        reply.hijack()
        hub.open({ response: reply.raw, headers: reply.getHeaders(), question, begin, who, mayStay })
      },
    })
    app.route({
      method: 'HEAD',
      url: `${prefix}/v1/stream`,
      config: { access: 'read' },
      schema: { hide: true, querystring: streamQuery, produces: ['text/event-stream'] },
      handler: async (_request, reply) => reply.headers(STREAM_HEADERS).send(),
    })
    app.route({
      method: 'GET',
      url: `${prefix}/v1/subscriptions`,
      config: { access: 'admin' },
      schema: {
        operationId: 'listSubscriptions',
        summary: 'Who listens to the stream, with what filter and how far behind',
        tags: ['operation'],
        response: { 200: subscriptionsSchema },
      },
      handler: async () => hub.subscriptions(),
    })
    if (prefix !== '') return
    countStream(context.metrics, hub.totals)
    const document = asyncApi(z.toJSONSchema(streamQuery, { io: 'input', unrepresentable: 'any' }))
    app.route({
      method: 'GET',
      url: '/asyncapi.json',
      config: { access: 'public' },
      schema: {
        operationId: 'getAsyncApi',
        summary: 'The stream as an AsyncAPI 3 document',
        tags: ['reference'],
        response: { 200: z.record(z.string(), z.unknown()) },
      },
      handler: async () => document,
    })
  }
}

/** The stream as it is served. */
export const registerStream: Routes = (app, context) => streamRoutes()(app, context)

function refuseTooMany(hub: Hub, who: string, { streams, streamsEach }: Context['config']): void {
  const { total, own } = hub.count(who)
  const full = streams > 0 && total >= streams
  if (!full && (streamsEach === 0 || own < streamsEach)) return
  const detail = full ? `${total} streams are open here` : `${own} streams are open for this ${who.split(' ')[0]}`
  throw problem('rate-limited', { detail, headers: { 'retry-after': '5' } })
}

/** A header wins, since a browser that comes back sends it beside the query it began with. */
function beginOf(
  header: string | string[] | undefined,
  parameter: string | undefined,
  from: 'start' | undefined,
): Begin {
  const named = [header].flat()[0]
  const text = named === undefined || named === '' ? parameter : named
  if (text === undefined || text === '') return { kind: from === 'start' ? 'start' : 'now' }
  const id = parseId(text)
  if (id !== null) return { kind: 'after', text, id }
  const path = text === named ? '/last-event-id' : '/lastEventId'
  const message = 'an id of this stream: POSITION, POSITION.n or POSITION@DATE.n'
  const errors = [{ path, code: 'invalid-format', message }]
  throw problem(text === named ? 'invalid-header' : 'invalid-query', { detail: `${path.slice(1)}: ${message}`, errors })
}
