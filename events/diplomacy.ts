import { z } from 'zod'
import { defineEvent } from './define.js'
import { anyOf, Deadline, EdtfDate, PartnerId, Text } from './fields.js'
import { directions, levels } from './words.js'

const by = anyOf(PartnerId).optional()
const level = z.enum(levels)
const visit = z.strictObject({
  level,
  direction: z.enum(directions).optional(),
  who: Text.optional(),
  outcome: Text.optional(),
  reason: Text.optional(),
})
const envoyFields = {
  by,
  who: Text.optional(),
  deadline: Deadline.optional(),
  contestedBy: anyOf(PartnerId).optional(),
}
const ambassador = z.strictObject(envoyFields)
const embassy = z.strictObject({ by, until: EdtfDate.optional() })
const relations = z.strictObject({ by })

export const visitHeld = defineEvent({
  type: 'VisitHeld',
  family: 'diplomacy',
  version: 1,
  meaning: 'A representative of one side visited the other.',
  data: visit,
  partner: 'optional',
  annotations: { cameo: '042', plover: { type: 'CONSULT', mode: 'visit', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'RUS',
    occurredOn: '2023-12-04',
    data: {
      level: 'minister',
      direction: 'to-host',
      who: 'Yunus-bek Yevkurov',
      outcome: 'military cooperation agreed',
    },
  },
})

export const visitFailed = defineEvent({
  type: 'VisitFailed',
  family: 'diplomacy',
  version: 1,
  meaning: 'A visit was refused, broken off or brought no meeting.',
  data: visit,
  partner: 'optional',
  annotations: { cameo: '125', plover: { type: 'REJECT', mode: 'meet', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'USA',
    occurredOn: '2023-08-07',
    data: { level: 'official', who: 'Victoria Nuland', reason: 'no access to the head of the junta' },
  },
})

export const callHeld = defineEvent({
  type: 'CallHeld',
  family: 'diplomacy',
  version: 1,
  meaning: 'Representatives of both sides spoke by telephone.',
  data: z.strictObject({ level, subject: Text.optional(), outcome: Text.optional() }),
  partner: 'optional',
  annotations: { cameo: '041', plover: { type: 'CONSULT', mode: 'phone', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'RUS',
    occurredOn: '2024-03-26',
    data: { level: 'head', subject: 'security cooperation' },
  },
})

export const ambassadorAppointed = defineEvent({
  type: 'AmbassadorAppointed',
  family: 'diplomacy',
  version: 1,
  meaning: 'An ambassador was appointed.',
  data: ambassador,
  partner: 'optional',
  annotations: { cameo: '050', plover: { type: 'SUPPORT', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'USA',
    occurredOn: '2022-08-19',
    data: { by: ['USA'], who: 'Kathleen FitzGibbon' },
  },
})

export const ambassadorRecalled = defineEvent({
  type: 'AmbassadorRecalled',
  family: 'diplomacy',
  version: 1,
  meaning: 'An ambassador was called home by the state that sent them.',
  data: ambassador,
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'SANCTION', mode: 'withdraw', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'DZA',
    occurredOn: '2025-04-06',
    data: { by: ['NER'], who: 'ambassador of Niger to Algeria' },
  },
})

export const ambassadorExpelled = defineEvent({
  type: 'AmbassadorExpelled',
  family: 'diplomacy',
  version: 1,
  meaning: 'An ambassador was told to leave by the state that received them.',
  data: ambassador,
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'SANCTION', mode: 'expel', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'FRA',
    occurredOn: '2023-08-25',
    data: { by: ['NER'], who: 'Sylvain Itte', deadline: 'PT48H', contestedBy: ['FRA'] },
  },
})

export const ambassadorReturned = defineEvent({
  type: 'AmbassadorReturned',
  family: 'diplomacy',
  version: 1,
  meaning: 'An ambassador who had left came back.',
  data: ambassador,
  partner: 'optional',
  annotations: { cameo: '050', plover: { type: 'SUPPORT', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'DZA',
    occurredOn: '2026-02-12',
    data: { by: ['NER'], who: 'ambassador of Niger to Algeria' },
  },
})

export const envoyStatusChanged = defineEvent({
  type: 'EnvoyStatusChanged',
  family: 'diplomacy',
  version: 1,
  meaning: 'Another envoy than the ambassador was appointed, recalled, expelled or came back.',
  data: z.strictObject({ change: z.enum(['appointed', 'recalled', 'expelled', 'returned']), ...envoyFields }),
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'SANCTION', mode: 'expel', context: 'diplomatic' } },
  example: {
    country: 'NER',
    partner: 'UN',
    occurredOn: '2023-10-10',
    data: { change: 'expelled', by: ['NER'], who: 'resident coordinator', deadline: 'PT72H' },
  },
})

export const embassyOpened = defineEvent({
  type: 'EmbassyOpened',
  family: 'diplomacy',
  version: 1,
  meaning: 'An embassy was opened.',
  data: embassy,
  partner: 'optional',
  annotations: { cameo: '050', plover: { type: 'SUPPORT', context: 'diplomatic' } },
  example: { country: 'NER', partner: 'TUR', occurredOn: '2012-01', data: { by: ['TUR'] } },
})

export const embassyDowngraded = defineEvent({
  type: 'EmbassyDowngraded',
  family: 'diplomacy',
  version: 1,
  meaning: 'An embassy went on at a lower rank or with fewer people.',
  data: embassy,
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'SANCTION', mode: 'withdraw', context: 'diplomatic' } },
  example: { country: 'NER', partner: 'USA', occurredOn: '2023-08-02', data: { by: ['USA'] } },
})

export const embassyClosed = defineEvent({
  type: 'EmbassyClosed',
  family: 'diplomacy',
  version: 1,
  meaning: 'An embassy was closed.',
  data: embassy,
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'SANCTION', mode: 'withdraw', context: 'diplomatic' } },
  example: { country: 'NER', partner: 'FRA', occurredOn: '2023-12-21', data: { by: ['FRA'] } },
})

export const embassyReopened = defineEvent({
  type: 'EmbassyReopened',
  family: 'diplomacy',
  version: 1,
  meaning: 'A closed embassy was opened again.',
  data: embassy,
  partner: 'optional',
  annotations: { cameo: '050', plover: { type: 'SUPPORT', context: 'diplomatic' } },
  example: { country: 'BFA', partner: 'RUS', occurredOn: '2023-12-28', data: { by: ['RUS'] } },
})

export const relationsEstablished = defineEvent({
  type: 'RelationsEstablished',
  family: 'diplomacy',
  version: 1,
  meaning: 'The country and the partner established diplomatic relations.',
  data: relations,
  partner: 'optional',
  annotations: { cameo: '054', plover: { type: 'SUPPORT', context: 'diplomatic' } },
  example: { country: 'NER', partner: 'CHN', occurredOn: '1974-07-20', data: {} },
})

export const relationsSevered = defineEvent({
  type: 'RelationsSevered',
  family: 'diplomacy',
  version: 1,
  meaning: 'Diplomatic relations were broken off.',
  data: relations,
  partner: 'optional',
  annotations: { cameo: '161', plover: { type: 'SANCTION', mode: 'discontinue', context: 'diplomatic' } },
  example: { country: 'NER', partner: 'UKR', occurredOn: '2024-08-06', data: { by: ['NER'] } },
})

export const relationsRestored = defineEvent({
  type: 'RelationsRestored',
  family: 'diplomacy',
  version: 1,
  meaning: 'Diplomatic relations were taken up again.',
  data: relations,
  partner: 'optional',
  annotations: { cameo: '054', plover: { type: 'SUPPORT', context: 'diplomatic' } },
  example: { country: 'NER', partner: 'CHN', occurredOn: '1996-08-19', data: {} },
})
