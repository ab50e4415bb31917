import { z } from 'zod'
import type { Routes } from './server/context.js'
import { isReady, readinessOf } from './server/readiness.js'

const readiness = z.object({
  status: z.enum(['catching-up', 'ready', 'stopped', 'broken']),
  position: z.string().nullable(),
  head: z.string().nullable(),
  rate: z.number(),
  remainingSeconds: z.number().nullable().describe('while catching up: seconds left at the pace so far'),
  stale: z.boolean(),
  staleSince: z.string().nullable(),
  skipped: z.record(z.string(), z.number()),
  stoppedAt: z.object({ position: z.string(), reason: z.string(), since: z.string() }).nullable(),
  clock: z
    .object({ what: z.enum(['clock-ahead', 'record-ahead']), byMs: z.number(), newest: z.string().optional() })
    .nullable()
    .describe('set while the clock, or the newest event on record, is more than five minutes ahead of the time'),
  trouble: z
    .object({
      what: z.enum(['reading-stopped', 'store-broken', 'store-lost']),
      since: z.string(),
      reason: z.string(),
    })
    .nullable()
    .describe('what keeps the service from taking events or telling the latest, and since when'),
})

export const registerHealth: Routes = (app, { state, store, clock }) => {
  app.route({
    method: 'GET',
    url: '/health/live',
    config: { access: 'public' },
    schema: {
      summary: 'Whether the process answers',
      tags: ['operation'],
      response: { 200: z.object({ status: z.literal('alive') }) },
    },
    handler: async () => ({ status: 'alive' as const }),
  })
  app.route({
    method: 'GET',
    url: '/health/ready',
    config: { access: 'public' },
    schema: {
      summary:
        'Whether everything recorded has been read and more can be; 503 while catching up, stopped or without a store',
      tags: ['operation'],
      response: { 200: readiness, 503: readiness },
    },
    handler: async (_request, reply) => {
      const readiness = { ...readinessOf(state, store), clock: clock?.trouble(state.newestRecordedAt()) ?? null }
      const ready = isReady(readiness) && readiness.clock?.what !== 'clock-ahead'
      return reply.code(ready ? 200 : 503).send(readiness)
    },
  })
}
