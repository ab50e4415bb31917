/** What a cell holds: text, a whole number, a number; each may be absent. */
export type CellType = 'text' | 'whole' | 'number'

export interface Column {
  readonly name: string
  readonly type: CellType
  readonly meaning: string
  /** Range or unit, and what an absent value means. */
  readonly values: string
  /** Where it comes from: the part of the answer of `/v1/countries/{iso3}`, or a scheme of the field. */
  readonly source: string
}

const SCORE = 'from -1 to 1; absent outside coverage where the record is silent, 0 inside it'

function scoreColumns(dimension: string): Column[] {
  const source = `partners[].scores.${dimension}`
  return [
    { name: dimension, type: 'number', meaning: `Score of the partner in ${dimension}`, values: SCORE, source },
    { name: `${dimension}_low`, type: 'number', meaning: 'Its lower bound', values: SCORE, source },
    { name: `${dimension}_high`, type: 'number', meaning: 'Its upper bound', values: SCORE, source },
  ]
}

/** The columns of the panel in their order: the code book of `/v1/panel/codebook`. */
export const COLUMNS: readonly Column[] = [
  { name: 'iso3_host', type: 'text', meaning: 'The host', values: 'ISO 3166-1 alpha-3', source: 'country' },
  {
    name: 'iso3_partner',
    type: 'text',
    meaning: 'The partner',
    values: 'ISO 3166-1 alpha-3 of a state, id of an organisation or force',
    source: 'partners[].partner',
  },
  {
    name: 'ccode1',
    type: 'whole',
    meaning: 'Number of the host in the Correlates of War state system on the date',
    values: '2 to 990; absent where it has none',
    source: 'Correlates of War country codes',
  },
  {
    name: 'ccode2',
    type: 'whole',
    meaning: 'Number of the partner in the same system',
    values: '2 to 990; absent for organisations and forces',
    source: 'Correlates of War country codes',
  },
  {
    name: 'date',
    type: 'text',
    meaning: 'Last day of the step: the state of the row is that of its end',
    values: 'ISO 8601 day; the day asked about where the step is not over',
    source: 'at',
  },
  { name: 'year', type: 'whole', meaning: 'Year of the date', values: 'Gregorian', source: 'at' },
  ...scoreColumns('security'),
  ...scoreColumns('arms'),
  ...scoreColumns('diplomatic'),
  ...scoreColumns('economic'),
  {
    name: 'role',
    type: 'text',
    meaning: 'What the partner is to the host',
    values: 'provider, ally, provider;ally; absent where neither',
    source: 'partners[].roles',
  },
  {
    name: 'status',
    type: 'text',
    meaning: 'Status of security in the host',
    values: 'single, contested, none, unknown, split',
    source: 'dimensions.security.status',
  },
  {
    name: 'primary_security',
    type: 'text',
    meaning: 'The one provider of security of the host',
    values: 'id of a partner; absent unless single',
    source: 'dimensions.security.primary',
  },
  {
    name: 'n_agreements_inforce',
    type: 'whole',
    meaning: 'Agreements of the two that are in force or under notice',
    values: '0 or more',
    source: 'agreements[]',
  },
  {
    name: 'agreement_kinds',
    type: 'text',
    meaning: 'Kinds of these agreements, each once, in alphabetical order',
    values: 'separated by ;',
    source: 'agreements[].kind',
  },
  {
    name: 'n_forces',
    type: 'whole',
    meaning: 'Forces of the partner in the host',
    values: '0 or more',
    source: 'forces[]',
  },
  {
    name: 'troops_low',
    type: 'whole',
    meaning: 'Persons in these forces at least',
    values: 'absent where no number is on record',
    source: 'forces[].strength.low',
  },
  {
    name: 'troops_high',
    type: 'whole',
    meaning: 'Persons in these forces at most',
    values: 'absent where no number is on record',
    source: 'forces[].strength.high',
  },
  {
    name: 'troops_basis',
    type: 'text',
    meaning: 'What the numbers rest on',
    values: 'claimed, observed, rotational, permanent, authorised, estimated; separated by ;',
    source: 'forces[].strength.basis',
  },
  {
    name: 'consent',
    type: 'text',
    meaning: 'On what footing with the host these forces are there',
    values: 'invited, tolerated, contested, none; separated by ;',
    source: 'forces[].consent',
  },
  {
    name: 'coverage',
    type: 'text',
    meaning: 'Grain in which security of the host is declared to be covered on the date',
    values: 'day, month, year; absent where silence means unknown',
    source: 'dimensions.security.coverage.grain',
  },
  {
    name: 'n_claims',
    type: 'whole',
    meaning: 'Claims about the two up to the date that count, as known',
    values: '0 or more',
    source: 'timeline of the host',
  },
  {
    name: 'policy_id',
    type: 'text',
    meaning: 'The policy that weighed',
    values: 'an id of /v1/policies',
    source: 'basis.policy',
  },
  {
    name: 'log_position',
    type: 'text',
    meaning: 'What was known: ask again with asKnownAt = this and the row is the same',
    values: 'a position of the log',
    source: 'basis.position',
  },
]
