import { z } from 'zod'
import { readEvent } from '../../events/parse.js'
import { registry } from '../../events/registry/registry.js'
import { sourceSeeds } from '../../events/sources.js'
import type { EventStore } from '../store/store.js'
import type { Routes } from './server/context.js'

const listed = z.object({ id: z.string(), name: z.string() }).loose()
const source = z.object({
  sourceId: z.string(),
  family: z.string(),
  reliability: z.string(),
  why: z.string(),
  regradings: z.array(
    z.object({
      eventId: z.string(),
      reliability: z.string(),
      validFrom: z.string().nullable(),
      recordedAt: z.string(),
    }),
  ),
})

/** Who is known by which id, and how sources are graded until events say otherwise. */
export const registerRegistry: Routes = (app, { store }) => {
  app.route({
    method: 'GET',
    url: '/v1/registry',
    config: { access: 'read' },
    schema: {
      summary: 'States (current and historical), organisations and forces with their ids',
      tags: ['reference'],
      response: {
        200: z.object({
          states: z.array(z.object({ code: z.string(), name: z.string() }).loose()),
          organisations: z.array(listed),
          forces: z.array(listed),
        }),
      },
    },
    handler: async () => registry,
  })
  app.route({
    method: 'GET',
    url: '/v1/sources',
    config: { access: 'read' },
    schema: {
      summary: 'Proposed grades of sources and the regradings on record',
      tags: ['reference'],
      response: { 200: z.object({ sources: z.array(source) }) },
    },
    handler: async () => ({
      sources: await Promise.all(
        sourceSeeds.map(async seed => ({ ...seed, regradings: await regradingsOf(store, seed.sourceId) })),
      ),
    }),
  })
}

async function regradingsOf(store: EventStore, sourceId: string) {
  const stored = await store.readStream(`source-${sourceId}`, 0, 1000)
  return stored.flatMap(({ id, body, recordedAt }) => {
    const event = readEvent(body)
    if (event.type !== 'SourceRegraded') return []
    return [{ eventId: id, reliability: event.data.reliability, validFrom: event.data.validFrom ?? null, recordedAt }]
  })
}
