import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { reaches } from '../access/principal.js'
import { createImporter, type Importer, type LineOutcome, type Stop } from '../commands/import.js'
import { problem } from '../errors.js'
import type { LiveState } from '../state/state.js'
import type { EventStore, Position } from '../store/store.js'
import { jsonLine } from '../wire/json-line.js'
import { type InputLine, linesOf } from '../wire/lines.js'
import { encodingRefusal } from './server/body.js'
import type { Context, Routes } from './server/context.js'
import { component } from './server/openapi.js'
import { flagParam } from './server/query.js'
import { recordOptionsOf } from './server/record-request.js'
import { answerAsSent, type Told } from './server/told.js'
import { letUpload, untilAborted } from './server/uploads.js'

const LINES_AT_ONCE = 400
const NDJSON = 'application/x-ndjson'
/** An upload that neither sends nor takes anything for so long is ended. */
export const IDLE_MS = 60_000
const READ_BACK_MS = 2000

const importQuery = z.strictObject({
  backfill: flagParam.optional().describe('take claim.publishedOn as recordedAt; needs an admin key'),
  newIds: flagParam
    .optional()
    .describe('lines without an id are new events each time; otherwise their id comes from what they say'),
  report: z
    .enum(['all', 'refused'])
    .default('refused')
    .describe('which lines to answer: only those not stored, or all, for clients that read while they send'),
})

const lineOutcome = z
  .object({
    line: z.int().describe('number of the line, from 1'),
    outcome: z
      .enum(['appended', 'duplicate', 'refused', 'id-reused', 'unavailable', 'unknown', 'full'])
      .describe('what became of it'),
  })
  .loose()
  .meta({ id: 'LineOutcome', description: 'What became of a line; a refused one has its errors' })
const importSummary = z
  .object({
    summary: z
      .object({
        lines: z.int().describe('lines that were read'),
        appended: z.int().describe('lines that were stored'),
        duplicate: z.int().describe('lines that were on record'),
        refused: z.int().describe('lines that were refused'),
        position: z.string().nullable().describe('last position; null where nothing is stored'),
        stop: z
          .object({
            line: z.int().describe('the line that ended it'),
            code: z.string().describe('why'),
          })
          .loose()
          .nullable()
          .describe('null where all lines were read'),
        untold: z.int().optional().describe('outcomes that were counted but not answered: the client did not read'),
      })
      .describe('the whole import'),
  })
  .meta({ id: 'ImportSummary', description: 'The last line of the answer' })
const answerLine = z.union([lineOutcome, importSummary])

/**
 * `POST /v1/imports`: NDJSON in, NDJSON out. Everything that is sent is read, whether or not the client reads
 * meanwhile: answer lines wait in a bounded buffer, and what does not fit is counted in the summary.
 */
export const registerImports: Routes = (app, context) => {
  const closing = new AbortController()
  app.addHook('preClose', done => {
    closing.abort()
    done()
  })
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser([NDJSON, 'application/ndjson'], (request, payload, done) => {
      done(encodingRefusal(request), payload)
    })
    ;(scope as typeof app).route({
      method: 'POST',
      url: '/v1/imports',
      config: { access: 'write', exchange: 'import', body: { [NDJSON]: { schema: component('Event') } } },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      schema: {
        operationId: 'importEvents',
        summary: 'Record any number of events, one JSON object a line; answers one line each and a closing summary',
        tags: ['events'],
        querystring: importQuery,
        produces: [NDJSON],
        response: { 200: answerLine },
      },
      handler: async (request, reply) => {
        const backfill = request.query.backfill ?? false
        if (backfill && request.principal && !reaches(request.principal.scope, 'admin')) {
          throw problem('forbidden', { detail: 'A backfill needs a key of scope admin' })
        }
        if (!(request.body instanceof Readable)) throw problem('unsupported-media-type', { detail: `Send ${NDJSON}` })
        const { idempotencyKey, recordedBy } = recordOptionsOf(request, false, false)
        if (backfill) await waitForHead(context)
        letUpload(request.raw, IDLE_MS)
        const importer = createImporter(context, {
          backfill,
          newIds: request.query.newIds ?? false,
          idempotencyKey,
          recordedBy,
        })
        const upload = untilAborted(request.body, closing.signal)
        const groups = linesOf(upload, LINES_AT_ONCE)
        const answers = answersOf(groups, importer, context, request, closing.signal)
        const told = await answerAsSent(request.body, answers, request.query.report, closing.signal)
        // A client that is told to stop may not have sent everything, so the connection cannot be reused.
        reply.header('connection', 'close')
        return reply.type(NDJSON).send(told)
      },
    })
  })
}

/** What is to be told, a group at a time. Throws a problem only before the first answer. */
async function* answersOf(
  groups: AsyncIterable<readonly InputLine[]>,
  importer: Importer,
  { state, metrics, callers }: Context,
  request: FastifyRequest,
  closing: AbortSignal,
): AsyncGenerator<Told> {
  const count = { lines: 0, appended: 0, duplicate: 0, refused: 0 }
  const { report } = request.query as z.output<typeof importQuery>
  let position: Position | null = null
  let stop: Stop | null = null
  let line = 0
  for await (const lines of groups) {
    const begun = count.lines > 0
    const taken = await importer.take(lines)
    for (const outcome of taken.outcomes) {
      count.lines++
      if (outcome.outcome === 'appended' || outcome.outcome === 'duplicate') count[outcome.outcome]++
      else count.refused++
      if ('position' in outcome && outcome.position !== undefined && (position === null || outcome.position > position))
        position = outcome.position
    }
    for (const [outcome, number] of tally(taken.outcomes)) metrics.events.inc({ outcome }, number)
    stop = taken.stop
    if (stop && !begun) throw stopProblem(stop, count)
    const told = taken.outcomes
      .filter(outcome => report === 'all' || !isStored(outcome))
      .map(outcome => `${jsonLine(JSON.stringify(outcome))}\n`)
    if (told.length > 0) yield { lines: told, summary: null }
    line = lines.at(-1)!.line
    if (request.principal !== null && callers?.holds(request.principal) === false) {
      stop ??= { line, code: 'unauthenticated', errors: [] }
    }
    if (state.status().status === 'stopped') stop ??= { line, code: 'reading-stopped', errors: [] }
    if (stop) break
  }
  if (closing.aborted) stop ??= { line: line + 1, code: 'shutting-down', errors: [] }
  if (position !== null) await state.reached(position, READ_BACK_MS)
  yield { lines: [], summary: { ...count, position, stop } }
}

function tally(outcomes: readonly LineOutcome[]): Map<string, number> {
  const numbers = new Map<string, number>()
  for (const { outcome } of outcomes) numbers.set(outcome, (numbers.get(outcome) ?? 0) + 1)
  return numbers
}

function isStored({ outcome }: LineOutcome): boolean {
  return outcome === 'appended' || outcome === 'duplicate'
}

function stopProblem({ line, code, errors }: Stop, { appended, duplicate }: { appended: number; duplicate: number }) {
  const why = errors[0] === undefined ? '' : `: ${errors[0].message}`
  const detail = `Line ${line}${why}; of the lines before it ${appended} were stored and ${duplicate} were on record`
  return problem(code, { detail, errors: errors.map(fault => ({ ...fault, path: `/${line}${fault.path}` })) })
}

/** A backfill is measured against the newest event, so everything on record must have been read. */
async function waitForHead({ store, state }: { store: EventStore; state: LiveState }): Promise<void> {
  const head = await store.head()
  if (head !== null && !(await state.reached(head, READ_BACK_MS))) throw problem('catching-up')
}
