import { z } from 'zod'
import { defineEvent } from './define.js'
import { anyOf, Duration, EdtfDate, listOf, PartnerId, Slug, Text } from './fields.js'
import { asItWas } from './upcast.js'
import { agreementKinds } from './words.js'

/** Version 2 of three types added the kinds `guarantee` and `consultation`. */
const kind = z.enum(agreementKinds)
const renewal = z.enum(['tacit', 'none'])
const by = anyOf(PartnerId)
const suspension = z.strictObject({ agreementId: Slug, by: by.optional() })
const noticeChange = z.strictObject({ agreementId: Slug, by: by.optional(), until: EdtfDate.optional() })

export const agreementSigned = defineEvent({
  type: 'AgreementSigned',
  family: 'agreements',
  version: 2,
  upcasters: [asItWas],
  meaning: 'The country signed an agreement with the partner, or with the other parties.',
  data: z.strictObject({
    agreementId: Slug,
    kind,
    mutual: z.boolean().optional(),
    mediator: by.optional(),
    onSignature: z.literal(true).optional(),
    term: Duration.optional(),
    endsOn: EdtfDate.optional(),
    renewal: renewal.optional(),
    noticePeriod: Duration.optional(),
    provisional: z.boolean().optional(),
    replaces: Slug.optional(),
    subject: Text.optional(),
    form: Text.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '057', plover: { type: 'AGREE', context: 'military' } },
  example: {
    country: 'NER',
    parties: ['NER', 'BFA', 'MLI'],
    occurredOn: '2023-09-16',
    data: { agreementId: 'aes-charter-2023', kind: 'mutual-defence', mutual: true },
  },
})

export const agreementEnteredIntoForce = defineEvent({
  type: 'AgreementEnteredIntoForce',
  family: 'agreements',
  version: 2,
  upcasters: [asItWas],
  meaning: 'An agreement began to bind its parties.',
  data: z.strictObject({
    agreementId: Slug,
    kind: kind.optional(),
    term: Duration.optional(),
    endsOn: EdtfDate.optional(),
    renewal: renewal.optional(),
    noticePeriod: Duration.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '057', plover: { type: 'COOPERATE', context: 'military' } },
  example: {
    country: 'MLI',
    partner: 'FRA',
    occurredOn: '2016-11-01',
    data: { agreementId: 'fra-mli-dca-2014', kind: 'dca', term: 'P5Y', renewal: 'tacit', noticePeriod: 'P6M' },
  },
})

export const agreementProlonged = defineEvent({
  type: 'AgreementProlonged',
  family: 'agreements',
  version: 1,
  meaning: 'The term of an agreement was lengthened.',
  data: z.strictObject({
    agreementId: Slug,
    term: Duration.optional(),
    endsOn: EdtfDate.optional(),
    by: by.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '057', plover: { type: 'COOPERATE', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'DEU',
    occurredOn: '2024-05-28',
    data: { agreementId: 'deu-ner-interim-2024', endsOn: '2024-08-31' },
  },
})

export const agreementSuspended = defineEvent({
  type: 'AgreementSuspended',
  family: 'agreements',
  version: 1,
  meaning: 'An agreement was suspended: it stays in being and is not applied.',
  data: suspension,
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'SANCTION', mode: 'discontinue', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2023-07-29',
    data: { agreementId: 'fra-ner-dca-example', by: ['FRA'] },
  },
})

export const agreementResumed = defineEvent({
  type: 'AgreementResumed',
  family: 'agreements',
  version: 1,
  meaning: 'A suspended agreement was applied again.',
  data: suspension,
  partner: 'optional',
  annotations: { cameo: '062', plover: { type: 'COOPERATE', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2024-02-01',
    data: { agreementId: 'fra-ner-dca-example', by: ['FRA'] },
  },
})

export const agreementTerminationNotified = defineEvent({
  type: 'AgreementTerminationNotified',
  family: 'agreements',
  version: 2,
  upcasters: [asItWas],
  meaning: 'A party gave notice that it ends an agreement; the notice period runs from its receipt.',
  data: z.strictObject({
    agreementId: Slug,
    kind: kind.optional(),
    by: listOf(PartnerId),
    noticePeriod: Duration.optional(),
    clause: Text.optional(),
    contestedBy: by.optional(),
    subject: Text.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'REJECT', mode: 'assist', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2023-08-03',
    noticeReceivedOn: '2023-08-04',
    data: { agreementId: 'fra-ner-sofa-2013', kind: 'sofa', by: ['NER'], noticePeriod: 'P1M', contestedBy: ['FRA'] },
  },
})

export const agreementTerminationSuspended = defineEvent({
  type: 'AgreementTerminationSuspended',
  family: 'agreements',
  version: 1,
  meaning: 'A notice of termination was stopped for a time: the agreement is in force again.',
  data: noticeChange,
  partner: 'optional',
  annotations: { cameo: '081', plover: { type: 'CONCEDE', context: 'military' } },
  example: {
    country: 'PHL',
    partner: 'USA',
    occurredOn: '2020-06-11',
    data: { agreementId: 'usa-phl-vfa-1998', by: ['PHL'], until: '2020-12-11' },
  },
})

export const agreementTerminationRetracted = defineEvent({
  type: 'AgreementTerminationRetracted',
  family: 'agreements',
  version: 1,
  meaning: 'A notice of termination was taken back.',
  data: noticeChange,
  partner: 'optional',
  annotations: { cameo: '057', plover: { type: 'CONCEDE', context: 'military' } },
  example: {
    country: 'PHL',
    partner: 'USA',
    occurredOn: '2021-07-30',
    data: { agreementId: 'usa-phl-vfa-1998', by: ['PHL'] },
  },
})

export const obligationNotHonoured = defineEvent({
  type: 'ObligationNotHonoured',
  family: 'agreements',
  version: 1,
  meaning: 'A party did not do what an agreement obliges it to.',
  data: z.strictObject({ by: listOf(PartnerId), agreementId: Slug.optional(), content: Text }),
  partner: 'optional',
  annotations: { cameo: '128', plover: { type: 'REJECT', mode: 'assist' } },
  example: {
    country: 'ARM',
    partner: 'RUS',
    occurredOn: '2022-09-13',
    data: { by: ['RUS'], agreementId: 'csto-treaty-1992', content: 'assistance asked for and not given' },
  },
})

export const agreementTerminated = defineEvent({
  type: 'AgreementTerminated',
  family: 'agreements',
  version: 1,
  meaning: 'An agreement ended.',
  data: z.strictObject({
    agreementId: Slug,
    ground: z.enum(['notice', 'mutual', 'breach', 'lapse', 'unilateral']),
    by: by.optional(),
    replacedBy: Slug.optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'SANCTION', mode: 'discontinue', context: 'military' } },
  example: {
    country: 'GAB',
    partner: 'FRA',
    occurredOn: '2014-06-01',
    data: { agreementId: 'fra-gab-defence-1960', ground: 'mutual', replacedBy: 'fra-gab-dpa-2010' },
  },
})
