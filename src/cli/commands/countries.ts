import { nameOf } from '../../../events/registry/registry.js'
import type { Status } from '../../../projections/evaluate/verdict.js'
import { column, labelled, WIDE } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { askDesk, type DeskOptions } from './desk.js'

interface Answer {
  readonly at: string
  readonly countries: readonly {
    readonly country: string
    readonly security: {
      readonly status: Status
      readonly primary: string | null
      readonly since: string | null
      readonly alignedWith: readonly string[]
    }
  }[]
}

/** `entente countries`: every country on record with its partners in security on a day. */
export async function countriesCommand(
  { at, ...options }: DeskOptions & { readonly at?: string | undefined },
  output: Output,
): Promise<void> {
  const { asKnownAt, policy } = options
  await askDesk<Answer>('/v1/countries', { at, asKnownAt, policy }, options, output, answer => {
    const { paint } = output
    const names = WIDE ? 34 : 26
    const rows = answer.countries.flatMap(({ country, security: { status, primary, since, alignedWith } }) => {
      const partners = primary === null ? alignedWith.map(nameOf).join(', ') : nameOf(primary)
      const head = `${country}  ${column(nameOf(country), names)}${column(status, 11)}${column(since ?? '', 12)}`
      return labelled(head, partners, head.length)
    })
    return [paint.bold(`Security on ${answer.at}`), ...rows, ...(rows.length === 0 ? ['nothing is on record'] : [])]
  })
}
