/** As much of JSON Schema as the types of events use. */
export interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly description?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
}

export interface EventType {
  readonly type: string
  readonly family: string
  readonly meaning: string
}

export interface WholeType extends EventType {
  readonly schema: Schema
  readonly example: Readonly<Record<string, unknown>>
}

/** `noticeReceivedOn` as `Notice received on`. */
export function fieldText(name: string): string {
  if (name === 'url') return 'Address'
  const words = name
    .replace(/Id$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const COUNTRY = '^[A-Z]{3}$'
const PARTNER = '^[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*$'
const SLUG = '^[a-z0-9]+(?:-[a-z0-9]+)*$'

/** Whether a text names somebody: a state, or a state or an organisation. */
export function isWho({ pattern }: Schema): boolean {
  return pattern === COUNTRY || pattern === PARTNER
}

/** What may be written into a field, in words: its own description, else what its form asks for. */
export function helpOf(name: string, schema: Schema): string | null {
  const own = OWN[name]
  if (schema.description !== undefined) return schema.description
  if (own !== undefined) return own
  if (schema.format === 'edtf') return 'A date: 2024-04-12, 2024-04, 2024, about 2024~, or 2024-03/2024-04'
  if (schema.format === 'duration') return 'A length of time: P30D, P6M, P10Y'
  if (schema.format === 'uri') return 'An address that begins with https://'
  if (schema.pattern === SLUG) return 'Small letters, figures and hyphens'
  return null
}

const OWN: Readonly<Record<string, string>> = {
  country: 'The host: the state whose partners this concerns',
  partner: 'The state or organisation on the other side',
  parties: 'Every state that it concerns, where there are more than two',
  occurredOn: 'The day on which it happened: 2024-04-12, 2024-04, about 2024~',
  announcedOn: 'The day on which it was made known, where that is another one',
  effectiveOn: 'The day from which it holds, where that is another one',
  factId: 'A name that other reports of the same fact share: ner-trainers-2024-04',
  sourceId: 'Who said it, in small letters: reuters, rtn',
  family: 'The origin that it goes back to, where that is not the source itself',
  reliability: 'The source: A completely reliable … E unreliable, F not judged',
  credibility: 'The claim: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 not judged',
  modality: 'Said as a fact, as a plan, or denied',
  forceId: 'A name for the force that further reports of it use: rus-trainers-ner',
  agreementId: 'A name for the agreement that further reports of it use: usa-ner-sofa-2012',
  note: 'Whatever a reader should know besides',
}
