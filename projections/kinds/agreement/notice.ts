import { isoOf } from '../../../events/calendar.js'
import { dateOf, effectOf, type Fact } from '../../resolve/fact.js'
import { compareWhen, laterBy, shiftWhen, type When } from '../../values/when.js'
import { type AgreementReading, anomaly, endsBy, imply, type Notice, push } from './reading.js'

export function notify(reading: AgreementReading, fact: Fact<'AgreementTerminationNotified'>, host: string): void {
  const { by, noticePeriod, contestedBy } = fact.event.data
  imply(reading, fact, 'termination-of-unseen-agreement', 'unknown')
  const contested = (contestedBy?.length ?? 0) > 0
  const end = noticeEnd(fact, noticePeriod ?? reading.noticePeriod)
  if (by.includes(host)) reading.denouncedSince ??= fact.when.from
  reading.contested ||= contested
  reading.notice = { state: 'running', end, denounced: by.includes(host), contested }
  endsBy(reading, fact, end, contested)
  push(reading, 'terminating', fact.when, fact)
}

/** Rule 6 of the catalogue: `effectiveOn`, else the notice period from receipt, announcement or the day, else the day itself. */
function noticeEnd(fact: Fact<'AgreementTerminationNotified'>, period: string | null): When {
  const effective = dateOf(fact, event => event.effectiveOn)
  if (effective !== null) return effective
  if (period === null) return fact.when
  const from = dateOf(fact, event => event.noticeReceivedOn ?? event.announcedOn) ?? fact.when
  return laterBy(from, period)
}

export function suspendNotice(reading: AgreementReading, fact: Fact<'AgreementTerminationSuspended'>): void {
  const { notice } = reading
  if (notice === null) {
    anomaly(reading, fact, 'suspension-without-notice', 'no notice of termination was running')
    return
  }
  const at = effectOf(fact)
  const { denounced, contested } = notice
  const left = leftOf(notice, at)
  dropNotice(reading, at)
  push(reading, 'in-force', at, fact)
  const until = dateOf(fact, event => event.data.until)
  if (until === null) {
    reading.notice = { state: 'stopped', denounced, contested, left }
    return
  }
  const end = shiftWhen(until, left, isoOf(until.from + left))
  reading.notice = { state: 'stopped-until', denounced, contested, left, until, end }
  endsBy(reading, fact, end, contested)
  reading.denouncedSince = denounced ? until.from : null
  reading.contested = contested
  push(reading, 'terminating', until, fact)
}

/** Days that a notice has left at a date: of one that is stopped then as many as when it was. */
function leftOf(notice: Notice, at: When): number {
  const runs = notice.state === 'running' || (notice.state === 'stopped-until' && compareWhen(notice.until, at) <= 0)
  return runs ? Math.max(0, notice.end.from - at.from) : notice.left
}

/** The notice runs no more: what it had set down for the days after is taken back. */
export function dropNotice(reading: AgreementReading, at: When): void {
  reading.notice = null
  reading.denouncedSince = null
  reading.contested = false
  reading.ends = []
  const { steps } = reading
  while (steps.at(-1)?.state.status === 'terminating' && steps.at(-1)!.when.from > at.from) steps.pop()
}
