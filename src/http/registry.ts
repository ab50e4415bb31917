import { z } from 'zod'
import { readEvent } from '../../events/parse.js'
import { registry } from '../../events/registry/registry.js'
import { sourceSeeds } from '../../events/sources.js'
import type { EventStore } from '../store/store.js'
import type { Routes } from './server/context.js'

const bound = z.string().optional().describe('a day or a year (EDTF); absent: no bound, or not known')
const state = z
  .object({
    code: z.string().describe('ISO 3166-1 alpha-3, or the code that it had'),
    name: z.string().describe('its name in English'),
    alpha2: z.string().optional().describe('ISO 3166-1 alpha-2'),
    since: bound,
    until: bound,
    earlier: z
      .array(z.object({ since: bound, until: bound }))
      .optional()
      .describe('times before, under the same code'),
    independentSince: bound,
    small: z.boolean().optional().describe('it has fewer than a million inhabitants'),
    modest: z.boolean().optional().describe('it has between one and three million inhabitants'),
    predecessors: z.array(z.string()).optional().describe('codes of the states that it followed'),
    successors: z.array(z.string()).optional().describe('codes of the states that followed it'),
  })
  .meta({ id: 'RegisteredState', description: 'A state, current or historical' })
const organisation = z
  .object({
    id: z.string().describe('its id as a partner'),
    name: z.string().describe('its name in English'),
    since: bound,
    until: bound,
  })
  .meta({ id: 'RegisteredOrganisation', description: 'An organisation that can be a partner' })
const force = z
  .object({
    id: z.string().describe('its id as a partner'),
    name: z.string().describe('its name in English'),
    sponsors: z
      .array(z.object({ sponsor: z.string().describe('id of a state'), from: bound, to: bound }))
      .describe('for whom it counts, and when'),
  })
  .meta({ id: 'RegisteredForce', description: 'An armed force, not of a state by name, that can be a partner' })
const letter = z.string().describe('reliability, A (completely reliable) to F (cannot be judged)')
const source = z
  .object({
    sourceId: z.string().describe('slug of the source'),
    family: z.string().describe('slug of the family that speaks with one voice'),
    reliability: letter,
    why: z.string().describe('why it is graded so'),
    regradings: z
      .array(
        z.object({
          eventId: z.string().describe('id of the event that says so'),
          reliability: letter,
          validFrom: z.string().nullable().describe('since when it holds (EDTF); null: always'),
          recordedAt: z.string().describe('when it was recorded'),
        }),
      )
      .describe('what events say of it'),
  })
  .meta({ id: 'Source', description: 'A source, its grade, and what became of it' })

/** Who is known by which id, and how sources are graded until events say otherwise. */
export const registerRegistry: Routes = (app, { store }) => {
  app.route({
    method: 'GET',
    url: '/v1/registry',
    config: { access: 'read' },
    schema: {
      operationId: 'getRegistry',
      summary: 'States (current and historical), organisations and forces with their ids',
      tags: ['reference'],
      response: {
        200: z.object({
          states: z.array(state).describe('states, current and historical'),
          organisations: z.array(organisation).describe('organisations'),
          forces: z.array(force).describe('forces that are no state'),
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
      operationId: 'listSources',
      summary: 'Proposed grades of sources and the regradings on record',
      tags: ['reference'],
      response: { 200: z.object({ sources: z.array(source).describe('those that come with the program') }) },
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
