import { z } from 'zod'
import { defineEvent } from './define.js'
import { anyOf, Slug, Text } from './fields.js'

const rivalAuthority = z.strictObject({ authority: Slug, rivalOf: Slug.optional(), area: Text.optional() })
const recognition = z.strictObject({ authority: Slug })

export const coupOccurred = defineEvent({
  type: 'CoupOccurred',
  family: 'regime',
  version: 1,
  meaning: 'A coup was tried in the country, and succeeded, failed or goes on.',
  data: z.strictObject({
    outcome: z.enum(['succeeded', 'failed', 'ongoing']),
    newAuthority: Slug.optional(),
    oldAuthority: Slug.optional(),
    classification: Text.optional(),
  }),
  partner: 'none',
  annotations: { cameo: '190', plover: { type: 'ASSAULT', context: 'political_institutions' } },
  example: {
    country: 'NER',
    occurredOn: '2023-07-26',
    data: { outcome: 'succeeded', newAuthority: 'ner-cnsp', oldAuthority: 'ner-mohamed-bazoum' },
  },
})

export const leadershipChanged = defineEvent({
  type: 'LeadershipChanged',
  family: 'regime',
  version: 1,
  meaning: 'The leadership of the country passed to someone else by another way than the coup itself.',
  data: z.strictObject({
    mode: z.enum(['election', 'succession', 'resignation', 'death', 'revolution', 'purge']),
    from: Text.optional(),
    to: Text.optional(),
  }),
  partner: 'none',
  annotations: { cameo: '083', plover: { type: 'CONCEDE', context: 'executive' } },
  example: {
    country: 'SEN',
    occurredOn: '2024-04-02',
    data: { mode: 'election', from: 'Macky Sall', to: 'Bassirou Diomaye Faye' },
  },
})

export const rivalAuthorityEstablished = defineEvent({
  type: 'RivalAuthorityEstablished',
  family: 'regime',
  version: 1,
  meaning: 'A second authority came to govern part of the country and claims to be its government.',
  data: rivalAuthority,
  partner: 'none',
  annotations: {},
  example: {
    country: 'LBY',
    occurredOn: '2014-08-25',
    data: { authority: 'lby-tobruk', rivalOf: 'lby-tripoli', area: 'eastern Libya' },
  },
})

export const rivalAuthorityEnded = defineEvent({
  type: 'RivalAuthorityEnded',
  family: 'regime',
  version: 1,
  meaning: 'A rival authority ceased to govern or gave up its claim.',
  data: rivalAuthority,
  partner: 'none',
  annotations: {},
  example: { country: 'LBY', occurredOn: '2021-03-15', data: { authority: 'lby-tobruk' } },
})

export const regimeRecognised = defineEvent({
  type: 'RegimeRecognised',
  family: 'regime',
  version: 1,
  meaning: 'The partner recognised an authority as the government of the country.',
  data: recognition,
  partner: 'optional',
  annotations: { cameo: '054', plover: { type: 'SUPPORT', context: 'diplomatic' } },
  example: { country: 'NER', partner: 'RUS', occurredOn: '2024-01-16', data: { authority: 'ner-cnsp' } },
})

export const recognitionWithheld = defineEvent({
  type: 'RecognitionWithheld',
  family: 'regime',
  version: 1,
  meaning: 'The partner refused to recognise an authority as the government of the country.',
  data: recognition,
  partner: 'optional',
  annotations: { cameo: '120', plover: { type: 'REJECT', context: 'diplomatic' } },
  example: { country: 'NER', partner: 'FRA', occurredOn: '2023-07-28', data: { authority: 'ner-cnsp' } },
})

export const legalDeterminationMade = defineEvent({
  type: 'LegalDeterminationMade',
  family: 'regime',
  version: 1,
  meaning: 'The partner made a legal finding about the country from which consequences follow in its own law.',
  data: z.strictObject({ basis: Text, consequences: anyOf(Text).optional() }),
  partner: 'optional',
  annotations: { cameo: '1622', plover: { type: 'SANCTION', mode: 'discontinue', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'USA',
    occurredOn: '2023-10-10',
    data: { basis: 'coup designation', consequences: ['most assistance ends'] },
  },
})
