import { z } from 'zod'
import { isProblemCode, problem, problems } from '../errors.js'
import type { Routes } from './server/context.js'

const kind = z
  .object({
    code: z.string().describe('the code, which never changes'),
    status: z.int().describe('status of the answer: 400 to 599'),
    title: z.string().describe('what it means'),
    cure: z.string().describe('what to do about it'),
  })
  .meta({ id: 'ProblemKind', description: 'A code of a refusal' })

/** What each code of a refusal means and what cures it. */
export const registerProblems: Routes = app => {
  const all = Object.entries(problems).map(([code, { status, title, cure }]) => ({ code, status, title, cure }))
  app.route({
    method: 'GET',
    url: '/problems',
    config: { access: 'public' },
    schema: {
      operationId: 'listProblems',
      summary: 'Every code of a refusal',
      tags: ['reference'],
      response: { 200: z.object({ problems: z.array(kind).describe('all of them') }) },
    },
    handler: async () => ({ problems: all }),
  })
  app.route({
    method: 'GET',
    url: '/problems/:code',
    config: { access: 'public' },
    schema: {
      operationId: 'getProblem',
      summary: 'What a code means and what cures it',
      tags: ['reference'],
      params: z.object({ code: z.string().describe('the code of a refusal') }),
      response: { 200: kind },
    },
    handler: async (request, reply) => {
      const { code } = request.params
      if (!isProblemCode(code)) throw problem('not-found', { detail: `There is no problem of that code` })
      const { status, title, cure } = problems[code]
      const plain = /\btext\/(plain|html)\b/.test(request.headers.accept ?? '')
      return plain
        ? reply.type('text/plain').send(`${status} ${code}\n${title}.\n${cure}\n`)
        : { code, status, title, cure }
    },
  })
}
