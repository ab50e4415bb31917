import { z } from 'zod'
import { EdtfDate, LongText, PartnerId, Slug, StateCode, Text, Url, Uuid } from './fields.js'
import { modalities, reliabilities } from './words.js'

/** Who says so, and how far it may be believed (NATO Admiralty grading: source A-F, information 1-6). */
export const claimSchema = z.strictObject({
  sourceId: Slug,
  family: Slug.optional(),
  title: Text.optional(),
  url: Url.optional(),
  publishedOn: EdtfDate.optional(),
  publishedOnBasis: z.enum(['stated', 'assumed']).optional(),
  via: z.array(Text).max(20).optional(),
  reliability: z.enum(reliabilities),
  credibility: z.int().min(1).max(6),
  modality: z.enum(modalities),
  verified: z.enum(['page', 'memory']).optional(),
})

/** Who says so: source, grading and modality. */
export type ClaimSource = Readonly<z.output<typeof claimSchema>>

const CAMEO = /^(?:0[1-9]|1\d|20)\d{0,2}$/
const ANNOTATION_NAME = /^[A-Za-z][A-Za-z0-9._:-]{0,39}$/
const MAX_ANNOTATIONS = 30

const cameoCode = z
  .string()
  .refine(value => CAMEO.test(value), {
    error: 'must be a CAMEO code as text, 2 to 4 digits: "057"',
    params: { code: 'malformed-code' },
  })
  .meta({ pattern: CAMEO.source })
const scalar = z.union([Text, z.number(), z.boolean()])
const externalValue = z.union([scalar, z.array(scalar).max(30), z.record(z.string().max(40), scalar)])

/** Codes of other systems for the same event; open, so that an importer can keep its ids, and bounded. */
export const annotationsSchema = z
  .object({
    cameo: z.union([cameoCode, z.array(cameoCode).max(10)]).optional(),
    plover: z
      .strictObject({
        type: Text,
        mode: Text.optional(),
        context: z.union([Text, z.array(Text).max(10)]).optional(),
      })
      .optional(),
  })
  .catchall(externalValue)
  .superRefine((annotations, context) => {
    const names = Object.keys(annotations)
    if (names.length > MAX_ANNOTATIONS) {
      context.addIssue({
        code: 'custom',
        message: `at most ${MAX_ANNOTATIONS} annotations`,
        params: { code: 'too-many' },
      })
    }
    for (const name of names) {
      if (ANNOTATION_NAME.test(name)) continue
      const message = 'a name must begin with a letter and hold at most 40 letters, digits and . _ : -'
      context.addIssue({ code: 'custom', message, path: [name], params: { code: 'malformed-id' } })
    }
  })

export type Annotations = z.output<typeof annotationsSchema>

/** The fields that every event has around its `data`, `type`, `country` and `schemaVersion`. */
export const commonFields = {
  id: Uuid.optional(),
  partner: PartnerId.optional(),
  parties: z.array(StateCode).max(60).optional(),
  occurredOn: EdtfDate,
  announcedOn: EdtfDate.optional(),
  effectiveOn: EdtfDate.optional(),
  noticeReceivedOn: EdtfDate.optional(),
  claim: claimSchema,
  factId: Slug.optional(),
  correlationId: Slug.optional(),
  authority: Slug.optional(),
  annotations: annotationsSchema.optional(),
  note: LongText.optional(),
}

/** Names that a correction may change; `id`, `type` and `schemaVersion` stay what they are. */
export const correctable = [
  'country',
  'partner',
  'parties',
  'occurredOn',
  'announcedOn',
  'effectiveOn',
  'noticeReceivedOn',
  'data',
  'claim',
  'factId',
  'correlationId',
  'authority',
  'annotations',
  'note',
] as const
