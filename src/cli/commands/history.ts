import { nameOf } from '../../../events/registry/registry.js'
import type { Status } from '../../../projections/evaluate/verdict.js'
import { countryNamed } from '../country.js'
import { asManyAsFit, column, PAGE, signed } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { askDesk } from './desk.js'
import type { PeriodOptions } from './timeline.js'

export interface HistoryOptions extends PeriodOptions {
  readonly dimension?: string | undefined
  readonly step?: string | undefined
}

interface Answer {
  readonly dimension: string
  readonly points: readonly {
    readonly at: string
    readonly status: Status
    readonly primary: string | null
    readonly scores: Readonly<Record<string, number>>
  }[]
}

/** `entente history`: status and scores of a country over time. */
export async function historyCommand(named: string, options: HistoryOptions, output: Output): Promise<void> {
  const { from, to, dimension, step, asKnownAt, policy } = options
  const country = countryNamed(named, to ?? from)
  const query = { from, to, dimension, step, asKnownAt, policy }
  await askDesk<Answer>(`/v1/countries/${country}/history`, query, options, output, answer => [
    output.paint.bold(`${nameOf(country)}: ${answer.dimension}`),
    ...answer.points.map(({ at, status, primary, scores }) => {
      const head = `${at}  ${column(status, 11)}${column(primary ?? '', 10)}`
      const largest = Object.entries(scores).sort(([, a], [, b]) => b - a)
      const entries = largest.map(([id, score]) => `${id} ${signed(score).trim()}`)
      return head + asManyAsFit(entries, PAGE - head.length)
    }),
    ...(answer.points.length === 0 ? ['no day in this period'] : []),
  ])
}
