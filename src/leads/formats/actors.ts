import type { Day } from '../../../events/calendar.js'
import { codeOfCameoActor } from '../../../events/registry/names/cameo.js'
import { codeOfNumber } from '../../../events/registry/names/numbers.js'
import { countryOf } from '../../../events/registry/names/resolve.js'
import { registry } from '../../../events/registry/registry.js'

/** Known groups of CAMEO that are organisations of the registry. */
const GROUPS: Readonly<Record<string, string>> = {
  AFB: 'AFDB',
  AMU: 'AMU',
  ARL: 'ARAB-LEAGUE',
  ASN: 'ASEAN',
  CIS: 'CIS',
  CSS: 'CEN-SAD',
  CWN: 'COMMONWEALTH',
  ECA: 'ECCAS',
  EEC: 'EU',
  GCC: 'GCC',
  IAD: 'IGAD',
  IAE: 'IAEA',
  ICC: 'ICC',
  IMF: 'IMF',
  NAT: 'NATO',
  OAS: 'OAS',
  OAU: 'AU',
  OIC: 'OIC',
  OPC: 'OPEC',
  SAA: 'SAARC',
  SAD: 'SADC',
  SCE: 'OSCE',
  UEM: 'UEMOA',
  UNO: 'UN',
  WAS: 'ECOWAS',
  WBK: 'WORLD-BANK',
}

/** The state or organisation of a CAMEO actor, from the code of its country and that of its group. */
export function cameoActor(country: string, group: string): string | null {
  return (country === '' ? undefined : codeOfCameoActor(country)) ?? GROUPS[group] ?? null
}

/** The state of a code of FIPS 10-4, in which GDELT says where something happened: NG is Niger there, and NI Nigeria. */
export function fipsPlace(code: string, day: Day): string | null {
  return code === '' ? null : (codeOfNumber('fips', code, day) ?? null)
}

const organisations = new Map(registry.organisations.map(({ id, name }) => [name.toLowerCase(), id]))
const known = new Map<string, string | null>()
const KNOWN_AT_MOST = 20_000

/** The state or organisation that a name means on a day; a part in brackets and `NA` mean nobody. */
export function namedActor(name: string, day: Day): string | null {
  if (name === '' || name === 'NA') return null
  const key = `${name}\n${Math.floor(day / 365)}`
  const before = known.get(key)
  if (before !== undefined) return before
  const meant = countryOf(name, { at: day, scheme: 'name' })
  const found = meant.kind === 'state' ? meant.code : (organisations.get(name.toLowerCase()) ?? null)
  if (known.size >= KNOWN_AT_MOST) known.clear()
  known.set(key, found)
  return found
}
