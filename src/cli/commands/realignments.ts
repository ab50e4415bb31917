import { nameOf } from '../../../events/registry/registry.js'
import { footingWords } from '../../questions/footing.js'
import type { RealignmentsAnswer } from '../../wire/answers.js'
import { countryNamed, partnerNamed } from '../country.js'
import { column, labelled, WIDE } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { askDesk, type DeskOptions } from './desk.js'

export interface RealignmentsOptions extends DeskOptions {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly country?: string | undefined
  readonly partner?: string | undefined
  readonly dimension?: string | undefined
  readonly limit?: string | undefined
  readonly after?: string | undefined
}

/** `entente realignments`: days on which another partner came first or others contend. */
export async function realignmentsCommand(options: RealignmentsOptions, output: Output): Promise<void> {
  const { from, to, dimension, limit, after, asKnownAt, policy } = options
  const country = options.country === undefined ? undefined : countryNamed(options.country, to)
  const partner = options.partner === undefined ? undefined : partnerNamed(options.partner, to)
  const query = { from, to, country, partner, dimension, limit, after, asKnownAt, policy }
  await askDesk<RealignmentsAnswer>('/v1/realignments', query, options, output, ({ realignments, next }) => [
    ...realignments.flatMap(({ on, country: host, before, after: later, cause }) => {
      const head = `${on}  ${column(nameOf(host), WIDE ? 26 : 22)}`
      const change = `${footingWords(before)} → ${footingWords(later)}${cause.clock ? ' (clock)' : ''}`
      return labelled(head, change, head.length)
    }),
    ...(realignments.length === 0 ? ['none in this period'] : []),
    ...(next === null ? [] : [`more: --after ${next}`]),
  ])
}
