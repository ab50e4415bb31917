import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { problem } from '../errors.js'
import { type Mapping, mappingOf as mappingIn } from '../importers/mapping.js'
import { type IntakeOptions, intake } from '../leads/intake.js'
import { leadFormatNames } from '../leads/lead.js'
import { type LeadStore, LeadStoreError } from '../leads/store.js'
import { TableError } from '../leads/table-rows.js'
import { createTally } from '../leads/tally.js'
import { leadLineSchema } from '../wire/schemas/leads.js'
import { parseStrict } from '../wire/strict-json.js'
import { IDLE_MS } from './imports.js'
import { leadsOf } from './leads.js'
import { encodingRefusal } from './server/body.js'
import type { Context, Routes } from './server/context.js'
import { flagParam } from './server/query.js'
import { answerAsSent, type Told } from './server/told.js'
import { letUpload, untilAborted } from './server/uploads.js'

const NDJSON = 'application/x-ndjson'
const TABLES = ['text/csv', 'text/tab-separated-values', 'text/plain', 'application/octet-stream']

const query = z.strictObject({
  format: z.enum(leadFormatNames).optional().describe('what the table is; default: by its columns or their number'),
  map: z
    .string()
    .max(12_000)
    .optional()
    .describe('what the columns mean, for csv: a mapping as JSON (docs/map.schema.json)'),
  oldDates: flagParam.optional().describe('keep rows that are dated more than 60 days before their article'),
  report: z
    .enum(['all', 'refused'])
    .default('refused')
    .describe(
      'which rows to answer: only those that cannot be read, or all; why others were left out is in the summary',
    ),
})

/** `POST /v1/leads`: a table in, NDJSON out. Everything that is sent is read, whether or not the client reads meanwhile. */
export const registerLeadImports: Routes = (app, context) => {
  const closing = new AbortController()
  app.addHook('preClose', done => {
    closing.abort()
    done()
  })
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(TABLES, (request, payload, done) => {
      done(encodingRefusal(request), payload)
    })
    ;(scope as typeof app).route({
      method: 'POST',
      url: '/v1/leads',
      config: {
        access: 'write',
        body: Object.fromEntries(TABLES.map(type => [type, { schema: z.string() }])),
      },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      schema: {
        operationId: 'importLeads',
        summary: 'Take in a table of machine-coded or listed events as leads; safe to repeat',
        description:
          'Rows become leads, never events: they are kept apart from the log until somebody promotes them. A row is known by the id of its source, and one that its source has changed is revised.',
        tags: ['leads'],
        querystring: query,
        produces: [NDJSON],
        response: { 200: leadLineSchema },
      },
      handler: async (request, reply) => {
        const leads = leadsOf(context)
        const { format = null, map, oldDates = false, report } = request.query
        if (!(request.body instanceof Readable)) {
          throw problem('unsupported-media-type', { detail: `Send ${TABLES.join(' or ')}` })
        }
        const mapping = mappingOf(map, format)
        letUpload(request.raw, IDLE_MS)
        const upload = untilAborted(request.body, closing.signal)
        const answers = answersOf(upload, { format, mapping, oldDates }, leads, report, () =>
          endOf(request, context, closing.signal),
        )
        const told = await answerAsSent(request.body, answers, report, closing.signal)
        // A client that is told to stop may not have sent everything, so the connection cannot be reused.
        reply.header('connection', 'close')
        return reply.type(NDJSON).send(told)
      },
    })
  })
}

function mappingOf(text: string | undefined, format: string | null): Mapping | null {
  if (format === 'csv' && text === undefined) throw mapProblem('csv needs a mapping')
  if (text === undefined) return null
  if (format !== null && format !== 'csv') throw mapProblem(`${format} is read without a mapping`)
  const read = parseStrict(Buffer.from(text))
  if (!read.ok) throw mapProblem(read.problem.message)
  const parsed = mappingIn(read.value)
  if (parsed.ok) return parsed.mapping
  throw mapProblem(parsed.faults.join('; '))
}

function mapProblem(message: string) {
  return problem('invalid-query', {
    detail: `map: ${message}`,
    errors: [{ path: '/map', code: 'custom', message }],
  })
}

/** Why a table is read no further. */
interface Ending {
  readonly code: 'shutting-down' | 'unauthenticated'
  readonly detail: string
}

function endOf({ principal }: FastifyRequest, { callers }: Context, closing: AbortSignal): Ending | null {
  if (closing.aborted) return { code: 'shutting-down', detail: 'the service is stopping' }
  if (principal === null || callers?.holds(principal) !== false) return null
  return { code: 'unauthenticated', detail: 'the key was taken away' }
}

/** What is to be told, a group at a time. Throws a problem only before the first answer. */
async function* answersOf(
  upload: AsyncIterable<Uint8Array>,
  options: IntakeOptions,
  leads: LeadStore,
  report: 'all' | 'refused',
  ended: () => Ending | null,
): AsyncGenerator<Told> {
  const tally = createTally()
  let begun = false
  let line = 0
  try {
    for await (const outcomes of intake(upload, options, leads)) {
      begun = true
      tally.add(outcomes)
      line = outcomes.at(-1)?.line ?? line
      const told = outcomes.filter(({ outcome }) => report === 'all' || outcome === 'refused')
      if (ended()?.code === 'unauthenticated') break
      if (told.length > 0) yield { lines: told.map(outcome => `${JSON.stringify(outcome)}\n`), summary: null }
    }
    const end = ended()
    yield { lines: [], summary: tally.summary(end === null ? null : { line: line + 1, ...end }) }
  } catch (error) {
    if (error instanceof LeadStoreError && begun) {
      const code = error.code === 'full' ? 'store-full' : 'store-unavailable'
      yield { lines: [], summary: tally.summary({ line: line + 1, code, detail: 'import the table again' }) }
      return
    }
    if (!(error instanceof TableError)) throw error
    const errors = [{ path: `/${error.line}`, code: 'invalid-table', message: error.message }]
    if (!begun) throw problem('invalid-table', { detail: `Line ${error.line}: ${error.message}`, errors })
    yield { lines: [], summary: tally.summary({ line: error.line, code: 'invalid-table', detail: error.message }) }
  }
}
