import { nameOf } from '../../../events/registry/registry.js'
import { dimensions } from '../../../events/words.js'
import { footingWords } from '../../questions/footing.js'
import type { SideBySide } from '../../questions/policies.js'
import { countryNamed } from '../country.js'
import { column, WIDE, wrapped } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { askDesk, type DeskOptions } from './desk.js'

export interface PoliciesOptions extends DeskOptions {
  readonly at?: string | undefined
}

/** `entente policies`: what each policy makes of a country on a day. */
export async function policiesCommand(named: string, options: PoliciesOptions, output: Output): Promise<void> {
  const { at, asKnownAt } = options
  const path = `/v1/countries/${countryNamed(named, at)}/policies`
  await askDesk<SideBySide>(path, { at, asKnownAt }, options, output, answer => page(answer, output))
}

/** Room for the verdict of one policy. */
const WIDTH = WIDE ? 32 : 22

function page({ country, at, policies }: SideBySide, { paint }: Output): string[] {
  const row = (label: string, cells: readonly string[]): string[] => {
    const columns = [[label], ...cells.map(cell => wrapped(cell, WIDTH - 1))]
    const height = Math.max(...columns.map(({ length }) => length))
    return Array.from({ length: height }, (_, line) =>
      columns
        .map((texts, i) => column(texts[line] ?? '', i === 0 ? 12 : WIDTH))
        .join('')
        .trimEnd(),
    )
  }
  return [
    paint.bold(`${nameOf(country)} on ${at}`),
    '',
    ...row(
      '',
      policies.map(({ policy }) => policy),
    ).map(paint.bold),
    ...dimensions.flatMap(dimension =>
      row(
        dimension,
        policies.map(entry => footingWords(entry.dimensions[dimension])),
      ),
    ),
  ]
}
