import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { problem } from '../errors.js'
import { SESSION_COOKIE } from './server/access.js'
import type { Routes } from './server/context.js'

const HOURS = 12
/** Browsers keep cookies of 4096 bytes with their name and attributes. */
const LONGEST_COOKIE = 3900
const TOO_LONG = `Authorization: a token of more than ${LONGEST_COOKIE} characters fits into no cookie`

const session = z
  .object({
    key: z.string().nullable().describe('id of the key; null where none is asked for'),
    scope: z.string().describe('what it may do: read, write or admin'),
  })
  .meta({ id: 'Session', description: 'Whose session it is' })

/**
 * A browser's EventSource cannot send an Authorization header: it trades its key for a cookie that only this origin
 * sends and that no script can read, for as long as a token lasts at most. Nothing is kept here, so the cookie is good on every replica.
 */
export const registerSession: Routes = (app, { callers, now }) => {
  app.route({
    method: 'POST',
    url: '/v1/session',
    config: { access: 'read' },
    schema: {
      operationId: 'openSession',
      summary: 'Keep the key of this request in a cookie, for pages',
      tags: ['access'],
      response: { 200: session },
    },
    handler: async (request, reply) => {
      if (callers === null) return { key: null, scope: 'admin' }
      const key = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
      if (key === undefined || request.principal === null) throw problem('unauthenticated')
      if (key.length > LONGEST_COOKIE) throw problem('invalid-header', { detail: TOO_LONG })
      const left = Math.floor(((request.principal.token?.until ?? Number.POSITIVE_INFINITY) - now()) / 1000)
      reply.setCookie(SESSION_COOKIE, key, { ...cookie(request), maxAge: Math.min(HOURS * 3600, left) })
      return { key: request.principal.id, scope: request.principal.scope }
    },
  })
  app.route({
    method: 'DELETE',
    url: '/v1/session',
    config: { access: 'public' },
    schema: {
      operationId: 'closeSession',
      summary: 'Forget the cookie',
      tags: ['access'],
      response: { 204: z.null() },
    },
    handler: async (request, reply) =>
      reply
        .code(204)
        .setCookie(SESSION_COOKIE, '', { ...cookie(request), maxAge: 0 })
        .send(),
  })
}

function cookie({ protocol }: FastifyRequest): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' }
}
