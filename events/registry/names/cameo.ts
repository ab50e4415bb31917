import { stateOf } from '../registry.js'

/** Country codes of CAMEO that are not ISO 3166-1 alpha-3. Its codes of regions (AFR, EUR, WAF …) mean no state. */
const OTHERWISE: Readonly<Record<string, string>> = {
  ROM: 'ROU',
  MTN: 'MNE',
  TMP: 'TLS',
  IMY: 'IMN',
  WSB: 'PSE',
  GZS: 'PSE',
}

/** What may follow the country in the code of an actor: its parts in society, three letters each. */
const ROLES = new Set(
  'BUS COP CRM CVL DEV EDU ELI ENV GOV HLH HRI INS JUD LAB LEG MED MIL MOD OPP RAD REB REF SEP SET SPY UAF'.split(' '),
)

/**
 * The state in the code of a CAMEO actor: `NER`, `NERGOV`, `ROMMIL`. Undefined for codes of regions, of organisations and
 * of people without a country.
 */
export function codeOfCameoActor(actor: string): string | undefined {
  const [country = '', ...roles] =
    actor
      .trim()
      .toUpperCase()
      .match(/.{1,3}/g) ?? []
  if (!roles.every(role => ROLES.has(role))) return undefined
  return OTHERWISE[country] ?? stateOf(country)?.code
}
