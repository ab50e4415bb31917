import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Pieces } from '../../questions/pieces.js'
import { MEDIA_TYPES } from '../../wire/rows.js'
import { bestOf } from './accept.js'
import { JSON_TYPE } from './body.js'
import type { Context } from './context.js'
import { answerAs, inTurns } from './question.js'

export const CSV_TYPE = 'text/csv'

/** What a route that answers in a table too says of it. */
export const AS_TABLE = { [CSV_TYPE]: z.string().describe('the same as a table; columns: docs/codebook.md') }

export const tableFormat = z.enum(['json', 'csv']).optional().describe('comes before Accept')

/** Whether a client asks for the table, by `format` or by what it likes best. */
export function wantsTable({ query, headers }: FastifyRequest): boolean {
  const { format } = query as { readonly format?: 'json' | 'csv' }
  return format === undefined ? bestOf(headers.accept, [JSON_TYPE, CSV_TYPE]) === CSV_TYPE : format === 'csv'
}

/** Answer with a table that is made in turns while others get theirs. */
export async function answerTable(
  request: FastifyRequest,
  reply: FastifyReply,
  pieces: Pieces<string>,
  cost: number,
  { work }: Pick<Context, 'work'>,
): Promise<FastifyReply> {
  const { text, tag } = await inTurns(request, reply, cost, asked => work.make(pieces, asked))
  return answerAs(MEDIA_TYPES.csv, request, reply, text, tag)
}
