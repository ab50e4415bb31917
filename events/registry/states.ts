import isoCodes from 'i18n-iso-countries/codes.json' with { type: 'json' }
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import { codePeriods, historicalStates } from './historical-states.js'
import { independentSince } from './independence.js'
import { modestStates, smallStates } from './small-states.js'
import type { State } from './state.js'

/** Names that read better than the first one of the list. */
const commonNames: Readonly<Record<string, string>> = {
  CHN: 'China',
  CIV: 'Côte d’Ivoire',
  FSM: 'Micronesia',
  IRN: 'Iran',
  KOR: 'South Korea',
  LAO: 'Laos',
  MDA: 'Moldova',
  MKD: 'North Macedonia',
  TWN: 'Taiwan',
  TZA: 'Tanzania',
  USA: 'United States',
  VAT: 'Holy See',
}

/** Kosovo has no code in ISO 3166-1; of the ones in use, this is the one of the World Bank and the European Union. */
const kosovo: State = { code: 'XKX', name: 'Kosovo', alpha2: 'XK' }

export const states: ReadonlyMap<string, State> = new Map(
  [...current(), kosovo, ...historicalStates]
    .map(state => withPeriods(state))
    .sort((one, other) => (one.code < other.code ? -1 : 1))
    .map(state => [state.code, state]),
)

function current(): State[] {
  const names = english.countries as Record<string, string | string[]>
  return isoCodes
    .filter(([alpha2]) => alpha2 !== 'XK')
    .map(([alpha2, code]) => {
      const name = names[alpha2!]
      const first = Array.isArray(name) ? name[0] : name
      return { code: code!, name: commonNames[code!] ?? first ?? code!, alpha2: alpha2! }
    })
}

function withPeriods(state: State): State {
  const independent = independentSince[state.code]
  return {
    ...state,
    ...codePeriods[state.code],
    ...(independent ? { independentSince: independent } : {}),
    ...(smallStates.has(state.code) ? { small: true as const } : {}),
    ...(modestStates.has(state.code) ? { modest: true as const } : {}),
  }
}
