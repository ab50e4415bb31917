import { parseEdtf } from '../../events/edtf.js'
import { codeOfNumber } from '../../events/registry/names/numbers.js'
import { dateOf } from './cells.js'
import type { Format, Row, RowReading } from './format.js'

/** What an alliance promises, by column. */
const PLEDGES = [
  ['defense', 'defence'],
  ['neutrality', 'neutrality'],
  ['nonaggression', 'non-aggression'],
  ['entente', 'consultation'],
] as const

/**
 * Formal alliances of the Correlates of War (4.1), one row for an alliance and two of its members. A row without an end
 * was in effect when the release ended. The directed table says each pair twice: the second is the first again.
 */
export const cowAlliances: Format = {
  name: 'cow-alliances',
  title: 'Correlates of War, Formal Alliances',
  sourceId: 'cow',
  columns: [
    ...['version4id', 'ccode1', 'ccode2', 'dyad_st_day', 'dyad_st_month', 'dyad_st_year'],
    ...['dyad_end_day', 'dyad_end_month', 'dyad_end_year', ...PLEDGES.map(([column]) => column)],
  ],
  readerOf: () => read,
}

function read({ cells }: Row): RowReading {
  const from = dateOf(cells.dyad_st_year, cells.dyad_st_month, cells.dyad_st_day)
  const began = from === null ? null : parseEdtf(from)
  if (from === null || began === null) return { leftOut: 'the start of the dyad is no date' }
  const endsOn = dateOf(cells.dyad_end_year, cells.dyad_end_month, cells.dyad_end_day)
  const ended = endsOn === null ? null : parseEdtf(endsOn)
  if (endsOn !== null && ended === null) return { leftOut: 'the end of the dyad is no date' }
  const held = PLEDGES.filter(([column]) => cells[column] === '1').map(([, name]) => name)
  if (held.length === 0) return { leftOut: 'no pledge is coded' }
  const numbers = [cells.ccode1!, cells.ccode2!].sort((a, b) => Number(a) - Number(b))
  const states = numbers.map(number => codeOfNumber('cow', number, began.earliest))
  const [a, b] = states
  if (a === undefined || b === undefined) return { leftOut: 'one of the two is no state of the registry on that day' }
  // An alliance that outlives a state is said of that state only: the table does not say what its heir took over.
  const heirs =
    ended === null ? [] : numbers.filter((number, at) => codeOfNumber('cow', number, ended.earliest) !== states[at])
  return {
    drafts: [
      {
        key: `${cells.version4id} ${numbers.join(' ')} ${from}`,
        fields: {
          type: 'AgreementSigned',
          country: a,
          parties: [a, b],
          occurredOn: from,
          data: {
            agreementId: `cow-${cells.version4id}-${a}-${b}-${from}`.toLowerCase(),
            kind: held.includes('defence') ? 'mutual-defence' : 'friendship',
            onSignature: true,
            ...(endsOn === null ? {} : { endsOn }),
            subject: held.join(', '),
          },
          annotations: { cow: cells.version4id },
          ...(endsOn === null ? { note: 'In effect when the release of the table ended.' } : {}),
        },
      },
    ],
    omitted: [
      ...(endsOn === null ? ['an end: in effect when the release ended'] : []),
      ...(heirs.length > 0 ? ['what the heir of a state took over'] : []),
      ...(cells.left_censor === '1' ? ['a start before the table begins'] : []),
    ],
  }
}
