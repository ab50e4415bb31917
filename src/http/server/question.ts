import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Day, dayOf, dayOfInstant, endOfDay, FIRST_DAY, isoOf } from '../../../events/calendar.js'
import { instantOf } from '../../../events/instant.js'
import { countryOf } from '../../../events/registry/names/resolve.js'
import { stateOf } from '../../../events/registry/registry.js'
import { dimensions } from '../../../events/words.js'
import type { Known, Place } from '../../../projections/values/place.js'
import type { Steps } from '../../../projections/values/steps.js'
import { type Problem, problem } from '../../errors.js'
import { type Knowledge, knowledgeAt } from '../../questions/knowledge.js'
import { afterSteps, type Pieces } from '../../questions/pieces.js'
import type { HostHistory } from '../../state/host/host-history.js'
import type { Context } from './context.js'
import { type Dates, holdInBounds } from './date-bounds.js'
import { MOST_COST } from './limits.js'
import { numberParam, positionParam } from './query.js'
import type { Asked } from './work.js'

const dayParam = z.string().transform((text, context): Day => {
  const day = dayOf(text)
  if (day !== null) return day
  context.addIssue({ code: 'custom', message: 'a day: 2024-04-12' })
  return z.NEVER
})

/** Parameters that every question about the record takes. */
export const knowledgeParams = {
  asKnownAt: z
    .string()
    .max(64)
    .optional()
    .describe('what was known: an instant with zone, a date (its end in UTC) or a position; default: everything read'),
  policy: z.string().max(40).optional().describe('the policy that weighs, an id of /v1/policies; default: v1'),
  minPosition: positionParam.optional().describe('wait until this position is read'),
  timeoutMs: numberParam(0, 30_000).default(5000).describe('how long to wait for minPosition'),
}

export const atParam = dayParam
  .optional()
  .describe(`the day that is asked about, from ${isoOf(FIRST_DAY)} to fifty years ahead; default: today`)
export const rangeParams = {
  from: dayParam.optional().describe(`first day, from ${isoOf(FIRST_DAY)} on`),
  to: dayParam.optional().describe('last day, at most fifty years ahead'),
}
export const dimensionParam = z.enum(dimensions).default('security').describe('the dimension that is asked about')
/** The country in a path: a text that is no code is answered 404, with the code that was meant. */
export const countryPath = z.object({
  country: z.string().min(1).max(80).describe('an ISO 3166-1 alpha-3 code, historical ones included'),
})

interface KnowledgeQuery extends Dates {
  readonly policy?: string | undefined
  readonly minPosition?: string | undefined
  readonly timeoutMs: number
}

/** The same context with the answers under the policy that a question names. */
export function under<C extends Pick<Context, 'answers' | 'policies'>>(
  query: { policy?: string | undefined },
  context: C,
): C {
  const { policy } = query
  if (policy === undefined || policy === context.answers.policy.id) return context
  const answers = context.policies.of(policy)
  if (answers === null) throw unknownPolicy(policy, context)
  return { ...context, answers }
}

export function unknownPolicy(id: string, { policies }: Pick<Context, 'policies'>): Problem {
  const known = policies.all.map(policy => policy.id).join(', ')
  return problem('unknown-policy', { detail: `There is no policy ${id}, but ${known}` })
}

/** Whether a question names a state of knowledge. */
export function isPast({ asKnownAt }: Pick<Dates, 'asKnownAt'>): boolean {
  return asKnownAt !== undefined
}

/** The state of knowledge that a question asks for, once everything that it waits for is read. */
export async function knowledgeOf(query: KnowledgeQuery, context: Context, knownAt = 'asKnownAt'): Promise<Knowledge> {
  const { state, answers, store } = context
  holdInBounds(query, context, knownAt)
  if (query.policy !== undefined && query.policy !== answers.policy.id) {
    throw unknownPolicy(query.policy, context)
  }
  const { minPosition, asKnownAt, timeoutMs } = query
  const awaitPosition = async (position: string) => {
    if (await state.reached(position, timeoutMs)) return
    throw problem('position-not-reached', { detail: `Position ${position} was not read within ${timeoutMs} ms` })
  }
  if (minPosition !== undefined) {
    if (!store.isPosition(minPosition)) throw malformed('minPosition', 'a position as the service gave it')
    await awaitPosition(minPosition)
  }
  if (asKnownAt === undefined) {
    if (minPosition !== undefined) holdUnstopped(state.record.placeOf(minPosition), context)
    return answers.present()
  }
  if (store.isPosition(asKnownAt)) {
    await awaitPosition(asKnownAt)
    holdUnstopped(state.record.placeOf(asKnownAt), context)
    const knowledge = answers.asKnownAt(asKnownAt)
    if (knowledge !== null && answers.positionOf(knowledge) === asKnownAt) return knowledge
    throw problem('unknown-position', { detail: `${knownAt}: nothing was recorded at position ${asKnownAt}` })
  }
  if (answers.asKnownAt(asKnownAt) !== null) {
    await settle(asKnownAt, context, awaitPosition)
    holdUnstopped(knowledgeAt(state.record, asKnownAt)!.known, context)
    return answers.asKnownAt(asKnownAt)!
  }
  throw malformed(knownAt, 'an instant with zone (2024-04-13T00:00:00Z), a date (2024-04-13) or a position')
}

/** What is answered about a state of knowledge is answered so for ever: where a projection stopped before it, not yet. */
function holdUnstopped(known: Known, { answers, state }: Context): void {
  const { size } = answers.reading.log
  if (known < size || size === state.record.size) return
  const position = answers.reading.log.position((size - 1) as Place) ?? 'the first event'
  throw problem('projection-stopped', { detail: `Projection ${answers.policy.id} goes as far as ${position}` })
}

function malformed(name: string, message: string): Problem {
  const errors = [{ path: `/${name}`, code: 'invalid-format', message }]
  return problem('invalid-query', { detail: `${name}: ${message}`, errors })
}

/**
 * An answer about an instant never changes: writes that were given the instant are waited for, and no later one is
 * given it.
 */
async function settle(
  text: string,
  { state, store, now }: Context,
  awaitPosition: (position: string) => Promise<void>,
) {
  if (store.settle === undefined) return
  const day = dayOf(text)
  const instant = day === null ? instantOf(text)! : Date.parse(endOfDay(day))
  const newest = Date.parse(state.newestRecordedAt() ?? '')
  if (instant < newest) return
  const head = await store.settle(instant === newest ? instant : Math.min(instant, now()))
  if (head !== null) await awaitPosition(head)
}

export function todayOf({ today }: Context): Day {
  return dayOfInstant(today())
}

/** The history of the country in the path. */
export function historyOf(country: string, { answers }: Context): HostHistory {
  const history = answers.history(country)
  if (history === null) throw unknownCountry(country)
  return history
}

/** What is wrong with a code that stands for no state, and which code may have been meant. */
export function unknownCountry(text: string): Problem {
  const meaning = countryOf(text)
  const codes =
    meaning.kind === 'state' ? [meaning.code] : meaning.kind === 'ambiguous' ? meaning.codes : meaning.suggestions
  const meant =
    codes.length === 0 ? '' : `; did you mean ${codes.map(code => `${code} (${stateOf(code)!.name})`).join(' or ')}?`
  return problem('unknown-country', { detail: `${text} is not the code of a known state${meant}` })
}

/** Answer with a strong ETag over the bytes; 304 to whoever has them. */
export function answerJson(request: FastifyRequest, reply: FastifyReply, text: string | Buffer, etag = tagOf(text)) {
  return answerAs(JSON_UTF8, request, reply, text, etag)
}

/** The same in another type. */
export function answerAs(
  type: string,
  request: FastifyRequest,
  reply: FastifyReply,
  text: string | Buffer,
  etag: string,
) {
  reply.header('etag', etag).header('cache-control', 'no-cache').type(type)
  return isKnown(request, etag) ? reply.code(304).send() : reply.send(text)
}

/** Whether the client says that it has these bytes. */
export function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match']
  return known !== undefined && (known === '*' || known.split(',').some(tag => bare(tag) === etag))
}

/**
 * Answer with what is made in turns while others get theirs. `cost` is known before: about how many states it takes.
 */
export async function answerPieces(
  request: FastifyRequest,
  reply: FastifyReply,
  pieces: Pieces,
  cost: number,
  context: Pick<Context, 'work'>,
): Promise<FastifyReply> {
  const { text, tag } = await inTurns(request, reply, cost, asked => context.work.make(pieces, asked))
  return answerJson(request, reply, text, tag)
}

/** The same for an answer that is one object at the end. */
export function answerSteps(
  request: FastifyRequest,
  reply: FastifyReply,
  steps: Steps<unknown>,
  cost: number,
  context: Pick<Context, 'work'>,
): Promise<FastifyReply> {
  return answerPieces(request, reply, afterSteps(steps), cost, context)
}

/** What a question costs, on every answer to one. */
const COST = 'entente-cost'

/** Have something done in turns for a question; nothing is made any more for a client that left. */
export async function inTurns<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  cost: number,
  run: (asked: Asked) => Promise<T>,
): Promise<T> {
  const whole = Math.max(1, Math.ceil(cost))
  reply.header(COST, whole)
  if (whole > MOST_COST) throw tooCostly(whole)
  const gone = new AbortController()
  const left = () => gone.abort(problem('request-timeout', { detail: 'The client left' }))
  reply.raw.once('close', left)
  try {
    return await run({ who: whoOf(request), cost: whole, gone: gone.signal })
  } finally {
    reply.raw.off('close', left)
  }
}

function tooCostly(cost: number): Problem {
  const detail = `about ${cost} states of a country, at most ${MOST_COST}: ask for fewer countries, days or years at a time`
  return problem('too-costly', { detail })
}

/** Who asks, as limits see it: a key, or an address where none is asked for. */
export function whoOf({ principal, ip }: FastifyRequest): string {
  return principal === null ? `address ${ip}` : `key ${principal.id}`
}

/** With the charset that the framework adds to texts, so that texts and bytes go out alike. */
const JSON_UTF8 = 'application/json; charset=utf-8'

export function tagOf(text: string | Buffer): string {
  return `"${hash('sha1', text, 'base64url')}"`
}

function bare(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}
