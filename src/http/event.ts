import { z } from 'zod'
import { problem } from '../errors.js'
import type { Routes } from './context.js'
import { uuidParam } from './query.js'
import { storedEventText } from './stored-event.js'

export const registerEvent: Routes = (app, { store }) => {
  app.route({
    method: 'GET',
    url: '/v1/events/:id',
    config: { access: 'read' },
    schema: { summary: 'One event on record', tags: ['events'], params: z.object({ id: uuidParam }) },
    handler: async (request, reply) => {
      const found = await store.find(request.params.id)
      if (!found) throw problem('event-not-found', { detail: `No event ${request.params.id} is on record` })
      return reply
        .header('content-type', 'application/json')
        .header('etag', `"${found.position}"`)
        .send(storedEventText(found))
    },
  })
}
