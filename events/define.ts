import { z } from 'zod'
import { type Annotations, type ClaimSource, commonFields } from './envelope.js'
import { StateCode } from './fields.js'

export type Family =
  | 'regime'
  | 'agreements'
  | 'membership'
  | 'presence'
  | 'arms'
  | 'diplomacy'
  | 'economy'
  | 'pressure'
  | 'statements'
  | 'record'

/** Whether an event of a type names a partner; `parties` count as naming one. `none`: a partner adds nothing. */
export type PartnerRule = 'required' | 'optional' | 'none'

/** What is common to the examples, which are all invented unless they say otherwise. */
const exampleClaim: ClaimSource = {
  sourceId: 'example-agency',
  title: 'An example of a report',
  url: 'https://example.org/report',
  publishedOn: '2024-04-12',
  reliability: 'B',
  credibility: 2,
  modality: 'asserted',
}

/** Makes of an event's fields, as stored, those of the next version; pure, and knows nothing of versions itself. */
export type Upcaster = (fields: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

interface Example<D> {
  readonly country?: string
  readonly partner?: string
  readonly parties?: readonly string[]
  readonly occurredOn: string
  readonly announcedOn?: string
  readonly effectiveOn?: string
  readonly noticeReceivedOn?: string
  readonly data: D
  readonly claim?: ClaimSource
  readonly factId?: string
  readonly note?: string
}

interface Given<T extends string, S extends z.ZodType, C extends 'required' | 'optional'> {
  readonly type: T
  readonly family: Family
  /** One sentence: what the event says about the world. */
  readonly meaning: string
  readonly data: S
  /** 'optional' where the country is that of another event, or none. */
  readonly country?: C
  readonly partner: PartnerRule
  /** CAMEO and PLOVER codes of the type, for interchange; neither is used by a score. */
  readonly annotations: Pick<Annotations, 'cameo' | 'plover'>
  readonly example: Example<z.input<S>>
  /** Current version of the schema, from 1: a field added or a meaning changed is a new version with an upcaster. */
  readonly version: number
  /** One for each earlier version: the first makes version 2 of version 1. Absent for version 1. */
  readonly upcasters?: readonly Upcaster[]
}

/** One type of event: its schema as posted, its meaning and a whole example. */
export interface EventDefinition<
  T extends string = string,
  S extends z.ZodType = z.ZodType,
  C extends 'required' | 'optional' = 'required' | 'optional',
> extends Omit<Given<T, S, C>, 'country' | 'example'> {
  readonly country: C
  readonly example: Example<z.input<S>> & { readonly type: T; readonly claim: ClaimSource }
  /** Schema of the whole event; `data` is its part `data`. */
  readonly schema: z.ZodType<object>
}

/** Define a type of event. The definition takes effect when it is listed in catalogue.ts. */
export function defineEvent<T extends string, S extends z.ZodType, C extends 'required' | 'optional' = 'required'>(
  given: Given<T, S, C>,
): EventDefinition<T, S, C> {
  const country = (given.country ?? 'required') as C
  const schema = z.strictObject({
    type: z.literal(given.type),
    schemaVersion: z.literal(given.version).default(given.version),
    country: country === 'optional' ? StateCode.optional() : StateCode,
    data: given.data,
    ...commonFields,
  })
  const example = { type: given.type, claim: exampleClaim, ...given.example }
  return { ...given, country, example, schema }
}
