import { nameOf } from '../../../events/registry/registry.js'
import { countryNamed } from '../country.js'
import { aligned, labelled } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { askDesk, type DeskOptions } from './desk.js'

export interface PeriodOptions extends DeskOptions {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

interface Answer {
  readonly events: readonly {
    readonly standing: string
    readonly event: {
      readonly type: string
      readonly partner?: string
      readonly occurredOn: string
      readonly claim: { readonly sourceId: string; readonly reliability: string; readonly credibility: number }
    }
  }[]
}

/** `entente timeline`: what was told of a country, and what became of each claim. */
export async function timelineCommand(named: string, options: PeriodOptions, output: Output): Promise<void> {
  const { from, to, asKnownAt, policy } = options
  const country = countryNamed(named, to ?? from)
  const path = `/v1/countries/${country}/timeline`
  await askDesk<Answer>(path, { from, to, asKnownAt, policy }, options, output, ({ events }) => {
    const { paint } = output
    const heads = aligned(
      events.map(({ event: { type, partner, occurredOn } }) => [occurredOn, wordsOf(type), partner ?? '']),
    )
    const rows = events.flatMap(({ standing, event: { claim } }, i) => {
      const source = `${claim.sourceId} ${claim.reliability}${claim.credibility}`
      const head = heads[i]!
      return standing === 'counts'
        ? labelled(head, source, head.length)
        : labelled(head, `${standing}; ${source}`, head.length, paint.notice)
    })
    return [paint.bold(nameOf(country)), ...rows, ...(rows.length === 0 ? ['nothing is on record in this period'] : [])]
  })
}

/** `TrainersDeployed` as people write it: trainers deployed. */
export function wordsOf(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
}
