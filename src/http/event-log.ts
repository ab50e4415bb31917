import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { toCloudEvent } from '../../events/cloud-events.js'
import { type DateRange, parseEdtf } from '../../events/edtf.js'
import { readEvent } from '../../events/parse.js'
import type { Steps } from '../../projections/values/steps.js'
import { problem } from '../errors.js'
import type { AskedLog } from '../state/log-as-read.js'
import type { Position, StoredEvent } from '../store/store.js'
import { EVENT_COLUMNS, eventRow } from '../wire/event-rows.js'
import { jsonLine } from '../wire/json-line.js'
import { MEDIA_TYPES, rowWriter } from '../wire/rows.js'
import { logPageSchema } from '../wire/schemas/lists.js'
import { cloudEventSchema } from '../wire/schemas/recorded-event.js'
import { storedEventText } from '../wire/stored-event.js'
import { bestOf } from './server/accept.js'
import { askLog } from './server/as-read.js'
import { CLOUD_BATCH_TYPE, JSON_TYPE } from './server/body.js'
import type { Routes } from './server/context.js'
import { costOfLooking } from './server/cost.js'
import { countryFilter, holdPartner, partnerFilter, typeFilter } from './server/filters.js'
import { dateParam, numberParam, positionParam } from './server/query.js'
import { inTurns } from './server/question.js'
import { CSV_TYPE } from './server/table.js'

const NDJSON_TYPE = 'application/x-ndjson'

/** Most events that one request looks at: a page that filters may hold few events, or none, and still have a `next`. */
export const SCAN_LIMIT = 20_000
/** A page with so many characters ends, however many events were asked for. */
export const PAGE_CHARACTERS = 4 * 1024 * 1024
/** Events that are read at a time. */
const READ_AT_ONCE = 250

const logQuery = z.strictObject({
  after: positionParam.optional().describe('position after which the page begins'),
  limit: numberParam(1, 5000).default(100).describe('most events of the page: 1 to 5000'),
  country: countryFilter.optional().describe('events that move this country'),
  partner: partnerFilter.optional(),
  type: typeFilter.optional(),
  from: dateParam.optional().describe('events that may have occurred on this day or later'),
  to: dateParam.optional().describe('events that may have occurred on this day or earlier'),
})
type LogQuery = z.output<typeof logQuery>

/** `GET /v1/events`: the log, a page at a time. */
export const registerEventLog: Routes = (app, context) => {
  const { store } = context
  app.route({
    method: 'GET',
    url: '/v1/events',
    config: {
      access: 'read',
      alsoProduces: {
        [CLOUD_BATCH_TYPE]: z.array(cloudEventSchema),
        [CSV_TYPE]: z.string().describe('the page as a table; columns: docs/codebook.md'),
        [NDJSON_TYPE]: z.string().describe('the page, an event a line'),
      },
    },
    schema: {
      operationId: 'listEvents',
      summary: 'The log in order of position',
      description:
        'A page that filters, or whose events are long, may be short and still have a `next`: only the end of the log has none. ' +
        'While the store does not answer, pages are given of what was read; Entente-Stale-Since says since when. ' +
        'In other forms than JSON the next page is in `Link`.',
      tags: ['events'],
      querystring: logQuery,
      produces: [JSON_TYPE],
      response: { 200: logPageSchema },
    },
    handler: async (request, reply) => {
      const { after } = request.query
      if (after !== undefined && !store.isPosition(after)) {
        const message = 'a position as the service gave it'
        const errors = [{ path: '/after', code: 'invalid-format', message }]
        throw problem('invalid-query', { detail: `after: ${message}`, errors })
      }
      holdPartner(request.query.partner, context)
      const type = bestOf(request.headers.accept, FORM_TYPES) ?? JSON_TYPE
      const form = FORMS[type] ?? IN_JSON
      const page = await inTurns(request, reply, costOfPage(request.query), asked => {
        let begun = false
        const run: Run = steps => {
          const done = context.work.run(steps, { ...asked, begun })
          begun = true
          return done
        }
        return askLog(context, reply, log => pageOf(log, request.query, form, run))
      })
      if (type !== JSON_TYPE) {
        if (page.next !== null) reply.header('link', `<${nextUrl(request, page.next)}>; rel="next"`)
        return reply.type(form.type).send(`${form.head}${page.events}${form.tail}`)
      }
      return reply
        .type(JSON_TYPE)
        .send(`{"events":[${page.events}],"next":${textOf(page.next)},"head":${textOf(page.head)}}`)
    },
  })
}

export function cloudEventOf(stored: StoredEvent) {
  return toCloudEvent(readEvent(stored.body, stored.id), '/v1/events', stored)
}

/** How a page of events is written. */
interface Form {
  readonly type: string
  readonly head: string
  readonly event: (stored: StoredEvent) => string
  readonly between: string
  readonly tail: string
}

const IN_JSON: Form = { type: JSON_TYPE, head: '', event: storedEventText, between: ',', tail: '' }
const table = rowWriter('csv', EVENT_COLUMNS, {})
const row = (stored: StoredEvent) => eventRow(readEvent(stored.body, stored.id), stored.body, stored)

/** What a page can be had as besides, by the type that is asked for. */
const FORMS: Readonly<Record<string, Form>> = {
  [CLOUD_BATCH_TYPE]: {
    type: CLOUD_BATCH_TYPE,
    head: '[',
    event: stored => JSON.stringify(cloudEventOf(stored)),
    between: ',',
    tail: ']',
  },
  [CSV_TYPE]: {
    type: MEDIA_TYPES.csv,
    head: String(table.head()),
    event: stored => String(table.rows([row(stored)])),
    between: '',
    tail: '',
  },
  [NDJSON_TYPE]: {
    type: MEDIA_TYPES.ndjson,
    head: '',
    event: stored => `${jsonLine(storedEventText(stored))}\n`,
    between: '',
    tail: '',
  },
}
const FORM_TYPES = [JSON_TYPE, ...Object.keys(FORMS)]

/** Has something done in turns. */
type Run = <T>(steps: Steps<T>) => Promise<T>

interface Page {
  /** Texts of the events, one after the other. */
  readonly events: string
  readonly next: Position | null
  readonly head: Position | null
}

/** As far as it is known before: a page that filters may look at many events to find few. */
function costOfPage(query: LogQuery): number {
  return costOfLooking(filterOf(query) === null ? query.limit : SCAN_LIMIT)
}

async function pageOf(log: AskedLog, query: LogQuery, { event: textOfEvent, between }: Form, run: Run): Promise<Page> {
  const { limit } = query
  const head = await log.head()
  const wanted = filterOf(query)
  const texts: string[] = []
  let characters = 0
  let scanned = 0
  let last: Position | null = query.after ?? null
  function* look(found: readonly StoredEvent[]): Steps {
    for (const event of found) {
      yield
      scanned++
      last = event.position
      if (wanted !== null && !wanted(event)) continue
      const text = textOfEvent(event)
      texts.push(text)
      characters += text.length
      if (isFull()) return
    }
  }
  const isFull = () => texts.length >= limit || characters >= PAGE_CHARACTERS
  while (!isFull() && scanned < SCAN_LIMIT && head !== null && (last === null || last < head)) {
    const found = await log.readAll(last, wanted === null ? Math.min(READ_AT_ONCE, limit - texts.length) : READ_AT_ONCE)
    if (found.length === 0) break
    await run(look(found))
  }
  return { events: texts.join(between), next: head !== null && last !== null && last < head ? last : null, head }
}

/** Whether an event passes the filters of a query; null when there is none. */
function filterOf({ country, partner, type, from, to }: LogQuery): ((event: StoredEvent) => boolean) | null {
  if (country === undefined && partner === undefined && type === undefined && from === undefined && to === undefined)
    return null
  const since = from === undefined ? null : (parseEdtf(from) as DateRange).earliest
  const until = to === undefined ? null : (parseEdtf(to) as DateRange).latest
  const stream = `country-${country}`
  return stored => {
    if (type !== undefined && stored.type !== type) return false
    // A search in the text comes first: it rules out most events without parsing them.
    if (country !== undefined && stored.stream !== stream && !stored.body.includes(`"${country}"`)) return false
    if (partner !== undefined && !stored.body.includes(`"${partner}"`)) return false
    const event = readEvent(stored.body)
    if (
      country !== undefined &&
      !(event.country === country || stored.stream === stream || event.parties?.includes(country))
    )
      return false
    if (partner !== undefined && !(event.partner === partner || event.parties?.includes(partner))) return false
    if (since === null && until === null) return true
    const range = parseEdtf(event.occurredOn)
    return range !== null && (since === null || range.latest >= since) && (until === null || range.earliest <= until)
  }
}

function nextUrl(request: FastifyRequest, next: Position): string {
  const query = new URLSearchParams(request.url.split('?')[1] ?? '')
  query.set('after', next)
  return `/v1/events?${query}`
}

function textOf(position: Position | null): string {
  return position === null ? 'null' : JSON.stringify(position)
}
