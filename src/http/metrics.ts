import { z } from 'zod'
import type { Routes } from './server/context.js'

/** What is counted, as Prometheus reads it. */
export const registerMetrics: Routes = (app, { metrics }) => {
  app.route({
    method: 'GET',
    url: '/metrics',
    config: { access: 'read' },
    schema: {
      operationId: 'getMetrics',
      summary: 'Counters for Prometheus',
      tags: ['operation'],
      response: { 200: z.string() },
      produces: ['text/plain'],
    },
    handler: async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  })
}
