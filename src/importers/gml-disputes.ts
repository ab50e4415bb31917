import { parseEdtf } from '../../events/edtf.js'
import { codeOfNumber } from '../../events/registry/names/numbers.js'
import { dateOf } from './cells.js'
import type { Format, Row, RowReading } from './format.js'

/** The highest level that a state reached in a dispute, where it did more than threaten. */
const LEVELS: Readonly<Record<string, string>> = { '3': 'display of force', '4': 'use of force', '5': 'war' }

/**
 * Militarized disputes of Gibler, Miller and Little by directed dyad and year, as the R package *peacesciencer* has
 * them: what state 1 did in a dispute that state 2 was in on the other side. A dispute is told of the year in which it began.
 */
export const gmlDisputes: Format = {
  name: 'gml-disputes',
  title: 'Gibler, Miller and Little, Militarized Interstate Disputes',
  sourceId: 'gml',
  columns: ['dispnum', 'ccode1', 'ccode2', 'year', 'midonset', 'sidea1', 'sidea2', 'hostlev1'],
  readerOf: () => read,
}

function read({ cells }: Row): RowReading {
  const { dispnum = '', ccode1 = '', ccode2 = '', year, midonset, sidea1, sidea2, hostlev1 = '' } = cells
  const occurredOn = dateOf(year)
  const range = occurredOn === null ? null : parseEdtf(occurredOn)
  if (range === null) return { leftOut: 'year is no year' }
  if (midonset !== '1') return { leftOut: 'a dispute that began in an earlier year' }
  if (sidea1 === sidea2) return { leftOut: 'both are on one side of the dispute' }
  const level = LEVELS[hostlev1]
  if (level === undefined) return { leftOut: 'state 1 did no more than threaten, or nothing' }
  // A state that ended or began in that year is meant by its number on the first day, or else on the last.
  const stateOf = (number: string) =>
    codeOfNumber('cow', number, range.earliest) ?? codeOfNumber('cow', number, range.latest)
  const by = stateOf(ccode1)
  const host = stateOf(ccode2)
  if (by === undefined || host === undefined)
    return { leftOut: 'one of the two is no state of the registry in that year' }
  const content = `militarized dispute ${dispnum}: the highest level that ${by} reached in it is ${level}`
  return {
    drafts: [
      {
        key: `${dispnum} ${ccode1} ${ccode2} ${year}`,
        fields: {
          type: 'HostileActReported',
          country: host,
          partner: by,
          occurredOn,
          data: { by: [by], content },
          annotations: { gml: dispnum },
        },
      },
    ],
  }
}
