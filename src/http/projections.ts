import { z } from 'zod'
import { problem } from '../errors.js'
import type { Switching } from '../questions/projections.js'
import * as value from '../wire/schemas/values.js'
import type { App, Context, Routes } from './server/context.js'

const verdict = z.object({
  status: z.string().describe('single, contested, none, unknown or split'),
  primary: z.string().nullable().describe('who comes first'),
})

const position = value.position.nullable()

const projectionSchema = z
  .object({
    projection: z
      .string()
      .describe('name and version, as basis.projection has it; a policy other than v1 after a colon'),
    policy: z.string().describe('id of the policy that it is folded under'),
    policyHash: z.string().describe('SHA-256 of the policy, hexadecimal'),
    status: z
      .enum(['live', 'building', 'ready', 'stopped', 'retired'])
      .describe('live: it answers where no policy is named; ready: it may; retired: it did before'),
    answers: z.boolean().describe('whether it is the one that answers where none is named, stopped or not'),
    position: position.describe('up to where its answers reach; null: nothing was read, or it is being built'),
    head: position.describe('last position of the log; null: it is empty, or not known'),
    rate: z.number().describe('while building: claims folded a second; while the log is first read: events'),
    remainingSeconds: z.number().nullable().describe('seconds left at the pace so far; null: none, or not known yet'),
    folded: z
      .object({ claims: z.int().describe('folded so far'), of: z.int().describe('to be folded') })
      .nullable()
      .describe('how far building is; null where nothing is built'),
    sample: z
      .object({
        position: position.describe('the last position that was known when they were asked'),
        asked: z.int().describe('questions put to both'),
        differing: z.int().describe('questions of which the verdicts differ'),
        differences: z
          .array(
            z.object({
              country: value.country,
              at: value.day,
              position: position.describe('as known at'),
              dimension: value.dimension,
              live: verdict.describe('what the live one said'),
              built: verdict.describe('what this one says'),
            }),
          )
          .describe('the first of them, at most 20'),
      })
      .nullable()
      .describe('what it answers compared with the one that was live when it was built'),
    stoppedAt: z
      .object({
        position: z.string().describe('the event that it stopped at'),
        code: z
          .enum(['reading-stopped', 'event-not-folded'])
          .describe('reading-stopped: nothing reads on; event-not-folded: this one alone does not'),
        reason: z.string().describe('why'),
        since: z.string().describe('since when: an instant in UTC'),
      })
      .nullable()
      .describe('set where it stopped'),
  })
  .meta({ id: 'Projection', description: 'A version of what is worked out of the record' })

const list = z.array(projectionSchema).describe('the one that answers first')
const nameParam = z.object({
  projection: z
    .string()
    .min(1)
    .max(64)
    .describe('as listed: partner-state@2:mine; partner-state alone where it leaves one'),
})

/** The versions of what is worked out of the record: how far they are, and which one answers. */
export const registerProjections: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/projections',
    config: { access: 'read' },
    schema: {
      operationId: 'listProjections',
      summary: 'Versions of what is worked out of the record: which answers, which are built beside it, which stopped',
      tags: ['operation'],
      response: { 200: list },
    },
    handler: async () => [...context.projections.reports()],
  })
  registerChange(app, context, 'build', 'Build a version beside the live one, from nothing')
  registerChange(app, context, 'switch', 'Let a version that is ready answer, at once and whole')
  registerChange(app, context, 'rollback', 'Let the version answer that did before the live one')
}

const OPERATIONS = { build: 'buildProjection', switch: 'switchProjection', rollback: 'rollBackProjection' } as const

function registerChange(app: App, { projections }: Context, change: keyof typeof OPERATIONS, summary: string): void {
  const changes: Record<typeof change, (name: string) => Switching> = {
    build: projections.build,
    switch: projections.switchTo,
    rollback: projections.rollBack,
  }
  app.route({
    method: 'POST',
    url: `/v1/projections/:projection/${change}`,
    config: { access: 'admin' },
    schema: {
      operationId: OPERATIONS[change],
      summary,
      tags: ['operation'],
      params: nameParam,
      response: { 200: list },
    },
    handler: async request => {
      const result = changes[change](request.params.projection)
      if (!result.ok) throw problem(result.code, { detail: result.detail })
      return [...result.reports]
    },
  })
}
