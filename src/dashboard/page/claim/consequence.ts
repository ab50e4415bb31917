import type { Dimension } from '../../../../events/words.js'
import type { Client } from '../data/client.js'
import type { WhatIfAnswer } from '../data/wire.js'
import { type Day, dayText, isoOf } from '../dates.js'
import { differenceView } from '../desk/difference.js'
import type { Reports } from '../desk/reports.js'
import { h } from '../element.js'

interface Question {
  readonly country: string
  readonly at: Day
  readonly dimension: Dimension
  readonly policy: string | null
  /** Events that are supposed on record, and ids of those that are supposed not to be. */
  readonly include: readonly Readonly<Record<string, unknown>>[]
  readonly exclude: readonly string[]
}

/** What would change in a country's answer of a day; nothing is stored. */
export async function consequenceOf(
  client: Client,
  { country, at, dimension, policy, include, exclude }: Question,
  reports: Reports,
): Promise<HTMLElement> {
  const { diff } = await client.post<WhatIfAnswer>('/v1/what-if', {
    country,
    at: isoOf(at),
    ...(policy === null ? {} : { policy }),
    include,
    exclude: { events: exclude },
  })
  return h(
    'section',
    { class: 'consequence' },
    h('h3', null, `What would change on ${dayText(at)}`),
    differenceView(diff, dimension, reports),
  )
}
