import { z } from 'zod'
import type { Routes } from './server/context.js'
import { isReady, readinessOf } from './server/readiness.js'

const readiness = z
  .object({
    status: z
      .enum(['catching-up', 'ready', 'stopped', 'broken'])
      .describe('whether it answers with all that is recorded'),
    position: z.string().nullable().describe('last position that was read; null: none'),
    head: z.string().nullable().describe('last position of the log; null: it is empty, or not known'),
    rate: z.number().describe('events read a second while catching up'),
    remainingSeconds: z.number().nullable().describe('while catching up: seconds left at the pace so far'),
    stale: z.boolean().describe('the store cannot be reached: answers go on from what was read'),
    staleSince: z.string().nullable().describe('since when: an instant in UTC'),
    skipped: z.record(z.string(), z.number()).describe('events of the log that are not read, by reason'),
    stoppedAt: z
      .object({
        position: z.string().describe('the event that cannot be read'),
        reason: z.string().describe('why'),
        since: z.string().describe('since when: an instant in UTC'),
      })
      .nullable()
      .describe('set where reading stopped'),
    projectionStoppedAt: z
      .object({
        position: z.string().describe('the event that cannot be folded'),
        reason: z.string().describe('why'),
        since: z.string().describe('since when: an instant in UTC'),
      })
      .nullable()
      .describe('set where the projection that answers stopped, while reading goes on'),
    stopped: z
      .array(
        z.object({
          projection: z.string().describe('name and version, as /v1/projections has them'),
          position: z.string().describe('the event that it stopped at'),
          code: z.string().describe('why, as /v1/projections has it'),
        }),
      )
      .describe('every projection that stopped; one that does not answer keeps nothing from being ready'),
    clock: z
      .object({
        what: z.enum(['clock-ahead', 'record-ahead']).describe('what is ahead of the time'),
        byMs: z.number().describe('by how many milliseconds'),
        newest: z.string().optional().describe('when the newest event on record says that it was recorded'),
      })
      .nullable()
      .describe('set while the clock, or the newest event on record, is more than five minutes ahead of the time'),
    trouble: z
      .object({
        what: z.enum(['reading-stopped', 'projection-stopped', 'store-broken', 'store-lost']).describe('what it is'),
        since: z.string().describe('since when: an instant in UTC'),
        reason: z.string().describe('why'),
      })
      .nullable()
      .describe('what keeps the service from taking events or telling the latest, and since when'),
  })
  .meta({ id: 'Readiness', description: 'Whether everything recorded has been read and more can be' })

export const registerHealth: Routes = (app, { state, store, clock, projections }) => {
  app.route({
    method: 'GET',
    url: '/health/live',
    config: { access: 'public' },
    schema: {
      operationId: 'getLiveness',
      summary: 'Whether the process answers',
      tags: ['operation'],
      response: { 200: z.object({ status: z.literal('alive').describe('the process answers') }) },
    },
    handler: async () => ({ status: 'alive' as const }),
  })
  app.route({
    method: 'GET',
    url: '/health/ready',
    config: { access: 'public' },
    schema: {
      operationId: 'getReadiness',
      summary:
        'Whether everything recorded has been read and more can be; 503 while catching up, stopped or without a store',
      tags: ['operation'],
      response: { 200: readiness, 503: readiness },
    },
    handler: async (_request, reply) => {
      const stopped = projections.reports().flatMap(({ projection, stoppedAt }) => {
        return stoppedAt === null ? [] : [{ projection, position: stoppedAt.position, code: stoppedAt.code }]
      })
      const clockTrouble = clock?.trouble(state.newestRecordedAt()) ?? null
      const readiness = { ...readinessOf(state, store), stopped, clock: clockTrouble }
      const ready = isReady(readiness) && readiness.clock?.what !== 'clock-ahead'
      return reply.code(ready ? 200 : 503).send(readiness)
    },
  })
}
