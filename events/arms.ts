import { z } from 'zod'
import { defineEvent } from './define.js'
import { anyOf, listOf, PartnerId, Quantity, Text } from './fields.js'

const item = z
  .strictObject({
    designation: Text.optional(),
    category: Text.optional(),
    class: z.enum(['minor', 'major']).optional(),
    quantity: Quantity.optional(),
    observed: Quantity.optional(),
  })
  .refine(value => value.category !== undefined || value.designation !== undefined, {
    error: 'an item needs a category, or at least a designation',
    path: ['category'],
    params: { code: 'required' },
  })
const delivery = z.strictObject({
  items: listOf(item),
  grantOrSale: z.enum(['grant', 'sale']).optional(),
  value: Text.optional(),
  condition: z.enum(['new', 'second-hand']).optional(),
  by: anyOf(PartnerId).optional(),
})

export const armsDeliveryAgreed = defineEvent({
  type: 'ArmsDeliveryAgreed',
  family: 'arms',
  version: 1,
  meaning: 'A delivery of arms from the partner was agreed.',
  data: delivery,
  partner: 'optional',
  annotations: { cameo: '0332', plover: { type: 'AGREE', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'TUR',
    occurredOn: '2021-11-18',
    data: {
      items: [
        {
          designation: 'Bayraktar TB2',
          category: 'armed UAV',
          class: 'major',
          quantity: { low: 6, high: 6, basis: 'claimed' },
        },
      ],
      grantOrSale: 'sale',
    },
  },
})

export const armsDelivered = defineEvent({
  type: 'ArmsDelivered',
  family: 'arms',
  version: 1,
  meaning: 'Arms from the partner arrived in the country.',
  data: delivery,
  partner: 'optional',
  annotations: { cameo: '072', plover: { type: 'AID', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'TUR',
    occurredOn: '2022-05-21',
    data: {
      items: [
        {
          designation: 'Bayraktar TB2',
          category: 'armed UAV',
          class: 'major',
          quantity: { low: 6, high: 6, basis: 'claimed' },
        },
      ],
    },
  },
})

export const armsDeliverySuspended = defineEvent({
  type: 'ArmsDeliverySuspended',
  family: 'arms',
  version: 1,
  meaning: 'A delivery of arms was held back.',
  data: delivery,
  partner: 'optional',
  annotations: { cameo: '1622', plover: { type: 'SANCTION', mode: 'discontinue', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'DEU',
    occurredOn: '2023-08-01',
    data: { items: [{ category: 'military vehicles' }], by: ['DEU'] },
  },
})

export const armsDeliveryCancelled = defineEvent({
  type: 'ArmsDeliveryCancelled',
  family: 'arms',
  version: 1,
  meaning: 'A delivery of arms was called off.',
  data: delivery,
  partner: 'optional',
  annotations: { cameo: '1622', plover: { type: 'SANCTION', mode: 'discontinue', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'DEU',
    occurredOn: '2023-12-01',
    data: { items: [{ category: 'military vehicles' }], by: ['DEU'] },
  },
})

export const airDefenseDelivered = defineEvent({
  type: 'AirDefenseDelivered',
  family: 'arms',
  version: 1,
  meaning: 'An air-defence system of the partner was promised, arrived, began to work or was withdrawn.',
  data: z.strictObject({
    designation: Text.optional(),
    stage: z.enum(['promised', 'arrived', 'operational', 'withdrawn']),
    operatedBy: z.enum(['host', 'partner-crew']).optional(),
  }),
  partner: 'optional',
  annotations: { cameo: '072', plover: { type: 'AID', context: 'military' } },
  example: {
    country: 'NER',
    partner: 'RUS',
    occurredOn: '2024-04-10',
    announcedOn: '2024-04-11',
    data: { designation: 'unknown', stage: 'arrived', operatedBy: 'partner-crew' },
  },
})
