import { Readable } from 'node:stream'
import { z } from 'zod'
import { type Day, isoOf } from '../../events/calendar.js'
import { parseEdtf } from '../../events/edtf.js'
import { dimensions } from '../../events/words.js'
import type { Steps } from '../../projections/values/steps.js'
import { problem } from '../errors.js'
import { type PanelQuestion, panelRows, stepEnds } from '../questions/panel.js'
import { COLUMNS } from '../questions/panel-columns.js'
import type { HostHistory } from '../state/host/host-history.js'
import { MEDIA_TYPES, type RowWriter, rowWriter, type TableFormat, type TableRow } from '../wire/rows.js'
import { basisSchema, day } from '../wire/schemas/values.js'
import { bestOf } from './server/accept.js'
import type { App, Context, Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { countryParam, holdPartner, partnerFilter } from './server/filters.js'
import { MOST_STEPS } from './server/limits.js'
import { dateParam } from './server/query.js'
import {
  answerJson,
  historyOf,
  inTurns,
  isPast,
  knowledgeOf,
  knowledgeParams,
  todayOf,
  under,
} from './server/question.js'

/** The dyadic panel: a row for each host, partner and step, streamed; and its code book. */
export const registerPanel: Routes = (app, context) => {
  registerRows(app, context)
  registerCodebook(app)
}

/** The same rows in other forms. */
const OTHER_TYPES = Object.fromEntries(
  Object.entries(MEDIA_TYPES)
    .filter(([format]) => format !== 'json')
    .map(([format, type]) => [type.split(';')[0]!, z.string().describe(`the rows as ${format}`)]),
)

const CELLS = { text: z.string(), whole: z.int(), number: z.number() }

const panelTable = z
  .object({
    basis: basisSchema,
    from: day.describe('first day of the period'),
    to: day.describe('last day of the period'),
    step: z.enum(['day', 'month', 'year']).describe('what a row stands for'),
    rows: z
      .array(
        z
          .object(
            Object.fromEntries(
              COLUMNS.map(({ name, type, meaning, values }) => [
                name,
                CELLS[type].nullable().describe(`${meaning}: ${values}`),
              ]),
            ),
          )
          .meta({ id: 'PanelRow', description: 'A host and a partner at the end of a step' }),
      )
      .describe('by host, partner and date'),
  })
  .meta({ id: 'Panel', description: 'The dyadic panel' })

/** Rows of one part, which is written in one go: a row group of Parquet, a piece of text otherwise. */
export const PART = { json: 500, csv: 500, ndjson: 500, parquet: 2_000 } as const

function registerRows(app: App, context: Context): void {
  app.route({
    method: 'GET',
    url: '/v1/panel',
    config: { access: 'read', alsoProduces: OTHER_TYPES },
    schema: {
      operationId: 'getPanel',
      summary: 'A row for each host, partner and day, month or year: the state at the end of the step',
      description: 'Columns: /v1/panel/codebook. Streamed; the format by `format` or `Accept`.',
      tags: ['panel'],
      querystring: z.strictObject({
        from: dateParam.optional().describe('a year, month or day; default: ten years before `to`'),
        to: dateParam.optional().describe('a year, month or day; default: today'),
        step: z.enum(['day', 'month', 'year']).default('year').describe('what a row stands for'),
        country: countryParam.optional(),
        partner: partnerFilter.optional(),
        dimension: z.enum(dimensions).optional().describe('only partners that have a score in it'),
        format: z.enum(['json', 'csv', 'ndjson', 'parquet']).optional().describe('comes before Accept'),
        ...knowledgeParams,
      }),
      response: { 200: panelTable },
    },
    handler: async (request, reply) => {
      const { query } = request
      const dates = { from: parsed(query.from)?.earliest, to: parsed(query.to)?.latest }
      const asked = under(query, context)
      const knowledge = await knowledgeOf({ ...query, ...dates }, asked)
      holdPartner(query.partner, asked)
      const { answers } = asked
      const [from, to] = periodOf(query, todayOf(context))
      const days = stepEnds(from, to, query.step)
      if (days.length > MOST_STEPS) throw tooLong()
      const histories =
        query.country === undefined ? answers.concerned(knowledge.known) : [historyOf(query.country, asked)]
      const format = query.format ?? formatOf(request.headers.accept)
      const basis = answers.basisOf(knowledge)
      const head = { basis, from: isoOf(from), to: isoOf(to), step: query.step }
      const question = { days, partner: query.partner, dimension: query.dimension }
      const rows = (history: HostHistory) => panelRows(answers, history, question satisfies PanelQuestion, knowledge)
      const parts = partsOf(rowsOf(histories, rows), rowWriter(format, COLUMNS, head), PART[format])
      const cost = costOf({ histories, days: days.length, passes: 1, past: isPast(query) })
      const make = (begun: boolean) =>
        inTurns(request, reply, cost, turn => context.work.run(nextOf(parts), { ...turn, begun }))
      // The first part may be refused; once it is sent the others are made as they are taken.
      const first = await make(false)
      reply
        .type(MEDIA_TYPES[format])
        .header('vary', 'accept')
        .header('cache-control', 'no-cache')
        .header('entente-policy-hash', basis.policyHash)
        .header('content-disposition', `inline; filename="panel.${format}"`)
      return reply.send(
        Readable.from(
          allOf(first, () => make(true)),
          { objectMode: false, highWaterMark: 2 ** 16 },
        ),
      )
    },
  })
}

function* rowsOf(histories: readonly HostHistory[], rows: (history: HostHistory) => Generator<TableRow | null>) {
  for (const history of histories) yield* rows(history)
}

/** The file in parts; null stands for work without one, so that others may have their turn. */
function* partsOf(rows: Iterable<TableRow | null>, writer: RowWriter, size: number) {
  yield writer.head()
  let part: TableRow[] = []
  for (const row of rows) {
    yield null
    if (row !== null) part.push(row)
    if (part.length < size) continue
    yield writer.rows(part)
    part = []
  }
  yield writer.rows(part)
  yield writer.tail()
}

type Part = ReturnType<RowWriter['rows']>

/** The next part that is not empty; null at the end. */
function* nextOf(parts: Generator<Part | null>): Steps<Part | null> {
  for (;;) {
    const { done, value } = parts.next()
    if (done) return null
    if (value !== null && value.length > 0) return value
    yield
  }
}

async function* allOf(first: Part | null, next: () => Promise<Part | null>) {
  for (let part = first; part !== null; part = await next()) yield part
}

function parsed(date: string | undefined) {
  return date === undefined ? undefined : parseEdtf(date)!
}

const TEN_YEARS = 3653

/** The first and the last day of the period; days to come are no part of it. */
function periodOf(query: { from?: string | undefined; to?: string | undefined }, today: Day): [from: Day, to: Day] {
  const to = Math.min(query.to === undefined ? today : parseEdtf(query.to)!.latest, today)
  const from = query.from === undefined ? to - TEN_YEARS : parseEdtf(query.from)!.earliest
  if (!Number.isFinite(from) || !Number.isFinite(to) || from > to) {
    const message = 'from: a date with a beginning, not after to and not after today'
    throw problem('invalid-query', { detail: message, errors: [{ path: '/from', code: 'order', message }] })
  }
  if (to - from > 400 * 366) throw tooLong()
  return [from, to]
}

function tooLong() {
  const message = `at most ${MOST_STEPS} steps: ask for fewer years, or by month or year`
  return problem('invalid-query', { detail: message, errors: [{ path: '/from', code: 'too-long', message }] })
}

/** The format that a client likes best; JSON where it does not say. */
function formatOf(accept: string | undefined): TableFormat {
  const types = new Map(FORMATS.map(format => [MEDIA_TYPES[format].split(';')[0]!, format]))
  return types.get(bestOf(accept, [...types.keys()]) ?? '') ?? 'json'
}

const FORMATS = Object.keys(MEDIA_TYPES) as TableFormat[]

function registerCodebook(app: App): void {
  app.route({
    method: 'GET',
    url: '/v1/panel/codebook',
    config: { access: 'read', exchange: 'ask' },
    schema: {
      operationId: 'getPanelCodebook',
      summary: 'Every column of the panel: its meaning, its values, its source',
      tags: ['panel'],
      response: {
        200: z.object({
          columns: z
            .array(
              z
                .object({
                  name: z.string().describe('name of the column'),
                  type: z.string().describe('text, whole or number'),
                  meaning: z.string().describe('what it says'),
                  values: z.string().describe('unit and range, and what an absent value means'),
                  source: z.string().describe('where it comes from'),
                })
                .meta({ id: 'PanelColumn', description: 'A column of the panel' }),
            )
            .describe('in their order'),
        }),
      },
    },
    handler: (request, reply) => answerJson(request, reply, JSON.stringify({ columns: COLUMNS })),
  })
}
