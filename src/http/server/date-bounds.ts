import { addDuration, type Day, dayOf, dayOfInstant, FIRST_DAY, isoOf } from '../../../events/calendar.js'
import { problem } from '../../errors.js'
import type { Context } from './context.js'

export const AHEAD = 'P50Y'

/** The days of a query, and the instant or date of its state of knowledge. */
export interface Dates {
  readonly at?: Day | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly asKnownAt?: string | undefined
}

/** Refuse days that nobody can mean: before 1800, or more than fifty years after what the service calls today. */
export function holdInBounds(
  { at, from, to, asKnownAt }: Dates,
  { today }: Pick<Context, 'today'>,
  knownAt = 'asKnownAt',
): void {
  const known = asKnownAt === undefined ? null : dayOf(asKnownAt.slice(0, 10))
  const last = addDuration(dayOfInstant(today()), AHEAD)
  const message = `a day from ${isoOf(FIRST_DAY)} to ${isoOf(last)}`
  const errors = Object.entries({ at, from, to, [knownAt]: known ?? undefined }).flatMap(([name, day]) =>
    day === undefined || (FIRST_DAY <= day && day <= last) ? [] : [{ path: `/${name}`, code: 'out-of-reach', message }],
  )
  if (errors.length === 0) return
  throw problem('invalid-query', {
    detail: errors.map(({ path }) => `${path.slice(1)}: ${message}`).join('; '),
    errors,
  })
}

/** The first and the last day of a range; refused where they are the wrong way round. */
export function rangeOf(from: number, to: number): [from: number, to: number] {
  if (from <= to) return [from, to]
  const message = `from (${isoOf(from)}) comes after to (${isoOf(to)})`
  throw problem('invalid-query', { detail: message, errors: [{ path: '/from', code: 'from-after-to', message }] })
}
