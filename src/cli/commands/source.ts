import { nameOf } from '../../../events/registry/registry.js'
import { footingWords } from '../../questions/footing.js'
import type { SourceAnswer } from '../../wire/answers.js'
import { column, counted, cut, PAGE, signed } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { askDesk, type DeskOptions } from './desk.js'

export interface SourceOptions extends DeskOptions {
  readonly at?: string | undefined
  readonly letter?: string | undefined
}

const MOST_SCORES = 4

/** `entente source`: what one source supports, and what would fall if it were regraded. */
export async function sourceCommand(named: string, options: SourceOptions, output: Output): Promise<void> {
  const { at, letter, asKnownAt, policy } = options
  const path = `/v1/sources/${encodeURIComponent(named)}`
  await askDesk<SourceAnswer>(path, { at, letter, asKnownAt, policy }, options, output, answer => page(answer, output))
}

function page(answer: SourceAnswer, { paint }: Output): string[] {
  const { at, sourceId, family, reliability, why, grades, claims, supports, regradedTo, falls } = answer
  const proposal = reliability === null ? 'no letter is proposed' : `proposed ${reliability}: ${why}`
  return [
    paint.bold(`${sourceId} on ${at}: ${counted(claims, 'claim')}`),
    paint.dim(family === null || family === sourceId ? proposal : `family ${family}; ${proposal}`),
    ...grades.map(
      ({ reliability: letter, validFrom }) => `regraded ${letter}${validFrom === null ? '' : ` from ${validFrom}`}`,
    ),
    '',
    paint.bold('Supports'),
    ...supports.map(({ country, partner, object, alone }) => {
      const head = column(nameOf(country), 20) + column(nameOf(partner), 20)
      return head + cut(`${object}${alone ? ' (alone)' : ''}`, PAGE - head.length)
    }),
    ...(supports.length === 0 ? ['nothing that stands on the day'] : []),
    '',
    paint.bold(`Would fall if it were graded ${regradedTo}`),
    ...falls.flatMap(({ country, dimensions, scores }) => [
      ...dimensions.map(
        ({ dimension, before, after }) =>
          `${column(nameOf(country), 20)}${column(dimension, 12)}${footingWords(before)} → ${footingWords(after)}`,
      ),
      ...scores
        .slice(0, MOST_SCORES)
        .map(
          ({ partner, dimension, before, after }) =>
            `${column(nameOf(country), 20)}${column(dimension, 12)}${column(nameOf(partner), 22)}${signed(before)} → ${signed(after)}`,
        ),
    ]),
    ...(falls.length === 0 ? ['nothing'] : []),
  ]
}
