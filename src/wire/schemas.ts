import { z } from 'zod'

/** Answers that more than one channel gives: routes, the stream, the documents about both. */

export const basisSchema = z
  .object({
    position: z.string().nullable(),
    asKnownAt: z.string().nullable(),
    policy: z.string(),
    policyHash: z.string(),
    projection: z.string(),
  })
  .describe('What the answer rests on: the same basis gives the same bytes')

const list = z.array(z.object({}).loose())

export const alignedWith = z
  .array(z.string())
  .describe('the providers that count, else in security the allies, an alliance before states')

export const partnerStateSchema = z
  .object({
    country: z.string(),
    at: z.string(),
    basis: basisSchema,
    dimensions: z.record(
      z.string(),
      z.object({ status: z.string(), primary: z.string().nullable(), alignedWith }).loose(),
    ),
    partners: list,
    agreements: list,
    forces: list,
    bases: list,
    measures: list,
    memberships: list,
    authorities: list,
    upcoming: list,
    anomalies: z.int(),
  })
  .describe('Partner state of one country on one day, as known at some place of the log')

export const storedEventSchema = z
  .object({
    id: z.string(),
    type: z.string(),
    schemaVersion: z.int(),
    country: z.string().optional(),
    partner: z.string().optional(),
    occurredOn: z.string(),
    data: z.record(z.string(), z.unknown()),
    claim: z.record(z.string(), z.unknown()),
    position: z.string(),
    stream: z.string(),
    revision: z.int(),
    recordedAt: z.string(),
    recordedBy: z.string().optional(),
    backfilled: z.boolean().optional(),
    storedAt: z.string().optional().describe('when a backfilled event was truly stored'),
  })
  .loose()
  .describe('An event on record: what was posted, and what the server set')
