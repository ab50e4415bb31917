import { nameOf } from '../../../events/registry/registry.js'
import type { BlindSpots } from '../../wire/answers.js'
import { countryNamed } from '../country.js'
import { column, WIDE } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { askDesk, type DeskOptions } from './desk.js'

export interface BlindSpotsOptions extends DeskOptions {
  readonly at?: string | undefined
  readonly days?: string | undefined
  readonly country?: string | undefined
}

/** `entente blind-spots`: where the record is silent, or rests on one family or on states alone. */
export async function blindSpotsCommand(options: BlindSpotsOptions, output: Output): Promise<void> {
  const { at, days, asKnownAt, policy } = options
  const country = options.country === undefined ? undefined : countryNamed(options.country, at)
  await askDesk<BlindSpots>('/v1/blind-spots', { at, days, country, asKnownAt, policy }, options, output, answer => {
    const { paint } = output
    const security = answer.silent.filter(({ dimension }) => dimension === 'security')
    return [
      paint.bold('Silent on security'),
      ...security.map(one => `${column(nameOf(one.country), 30)}${one.lastClaim ?? 'never spoken of'}`),
      '',
      paint.bold('On one source family'),
      ...answer.singleSource.map(rest),
      '',
      paint.bold('On states alone'),
      ...answer.stateMediaOnly.map(rest),
    ]
  })
}

function rest({ country, partner, object, family }: BlindSpots['singleSource'][number]): string {
  return `${column(nameOf(country), WIDE ? 22 : 14)}${column(nameOf(partner), WIDE ? 20 : 14)}${column(object, WIDE ? 38 : 32)}${family}`
}
