import { z } from 'zod'
import { consents, dimensions, roles, strengthBases } from '../../../events/words.js'
import type { Status } from '../../../projections/evaluate/verdict.js'

/** What answers are made of, each with its unit and range. */

/** Every word of a union: it does not compile while one is left out. */
export function everyOf<T extends string>(words: Readonly<Record<T, true>>) {
  return z.enum(Object.keys(words) as [T, ...T[]])
}

export const country = z.string().describe('a state: ISO 3166-1 alpha-3, historical codes included')
export const partner = z.string().describe('id of a state, organisation or force')
export const day = z.string().describe('a day in UTC: 2024-04-12')
export const edtf = z.string().describe('a date as it was told (EDTF level 0 or 1): 2024-04-10, 2024-04, 2024, 2023/..')
export const instant = z.string().describe('an instant in UTC with milliseconds: 2024-04-12T09:00:00.123Z')
export const position = z.string().describe('place in the log: opaque; text comparison orders positions of one store')
export const eventId = z.string().describe('id of an event: a UUID')
export const eventIds = z.array(eventId).describe('ids of the events that say so, in the order of the log')
export const score = z.number().describe('alignment from -1 (against) to 1, in ten-thousandths')
export const share = z.number().describe('from 0 to 1')
export const probability = z.number().describe('from 0 (impossible) to 1 (certain)')
export const confidence = z.number().describe('how likely it is that there is such a thing: 0 to 1, in hundredths')
export const dimension = z.enum(dimensions).describe('what the answer is about')
export const status = everyOf<Status>({
  single: true,
  contested: true,
  none: true,
  unknown: true,
  split: true,
}).describe(
  'single: one partner comes first; contested: several contend; none: nobody provides; unknown: nothing is covered; split: rival authorities have different partners',
)
export const primary = partner.nullable().describe('who comes first; set where the status is single, else null')
export const contenders = z.array(partner).describe('who is near enough to come first, the highest score first')
export const alignedWith = z
  .array(partner)
  .describe(
    'the providers that count, else in security the allies and whoever has undertaken to help, an alliance before states',
  )
export const since = day.nullable().describe('first day on which it was so without a break; null where it always was')

export const basisSchema = z
  .object({
    position: position
      .nullable()
      .describe('last position at or before the asked one that concerns the question; null: none'),
    asKnownAt: z
      .string()
      .nullable()
      .describe('the instant or date that was asked for; null for a position or the present'),
    policy: z.string().describe('id of the policy that weighed, one of /v1/policies'),
    policyHash: z.string().describe('SHA-256 of the policy, hexadecimal'),
    projection: z.string().describe('name and version of what worked it out: partner-state@2'),
  })
  .meta({ id: 'Basis', description: 'What the answer rests on: the same basis gives the same bytes' })

export const verdict = z
  .object({ status, primary, contenders })
  .meta({ id: 'Verdict', description: 'Who comes first or contends' })

export const troops = z
  .object({
    low: z.number().describe('persons, at least: 0 or more'),
    high: z.number().describe('persons, at most: 0 or more'),
    basis: z.enum(strengthBases).nullable().describe('what kind of figure it is; null: not told'),
  })
  .meta({ id: 'Troops', description: 'How many persons a force has' })

export const role = z.enum(roles)
export const consent = z.enum(consents)
