import { nameOf } from '../../../events/registry/registry.js'
import { footingWords } from '../../questions/footing.js'
import type { Difference } from '../../wire/answers.js'
import { countryNamed } from '../country.js'
import { counted, labelled, PAGE, signed, wrapped } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { askDesk, type DeskOptions } from './desk.js'

export interface DiffOptions extends DeskOptions {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly at?: string | undefined
  readonly fromKnownAt?: string | undefined
  readonly toKnownAt?: string | undefined
}

const MOST_SCORES = 8
const MOST_CAUSES = 5

/** `entente diff`: what differs between two days or two states of knowledge, and which events made it. */
export async function diffCommand(named: string, options: DiffOptions, output: Output): Promise<void> {
  const { from, to, at, asKnownAt, fromKnownAt, toKnownAt, policy } = options
  const country = countryNamed(named, to ?? at)
  const query = { from, to, at, asKnownAt, fromKnownAt, toKnownAt, policy }
  await askDesk<Difference>(`/v1/countries/${country}/diff`, query, options, output, answer =>
    differencePage(answer, output),
  )
}

/** A difference as text: statuses, scores with their causes, and the names of what else differs. */
export function differencePage(answer: Difference, { paint }: Output): string[] {
  const { from, to, dimensions, partners, events } = answer
  const sideOf = ({ at, basis }: Difference['from']) =>
    `${at}${basis.asKnownAt === null ? '' : ` known ${basis.asKnownAt}`}`
  const lines = [
    paint.bold(`${nameOf(answer.country)}: ${sideOf(from)} → ${sideOf(to)}`),
    paint.dim(
      `policy ${to.basis.policy}, ${to.basis.projection}; ${counted(events.length, 'event')} made the difference`,
    ),
    '',
    ...dimensions.flatMap(({ dimension, before, after }) =>
      labelled(dimension, `${footingWords(before)} → ${footingWords(after)}`, 12),
    ),
  ]
  if (dimensions.length === 0) lines.push('No status is another one.')
  for (const { partner, dimension, before, after, delta, causes, rest } of partners.slice(0, MOST_SCORES)) {
    lines.push(
      '',
      `${paint.bold(nameOf(partner))} ${dimension} ${signed(before)} → ${signed(after)} (${signed(delta)})`,
    )
    for (const { contribution, kind, text } of causes.slice(0, MOST_CAUSES)) {
      const ink = contribution < 0 ? paint.against : paint.favour
      const [first, ...more] = wrapped(text, PAGE - 19)
      lines.push(`  ${ink(signed(contribution))}  ${paint.dim(kind.padEnd(10))}${first}`)
      lines.push(...more.map(line => `${' '.repeat(19)}${line}`))
    }
    const left = causes.slice(MOST_CAUSES).reduce((sum, one) => sum + one.contribution, rest.contribution)
    if (left !== 0) lines.push(`  ${signed(left)}  everything else`)
  }
  const lists = (['agreements', 'forces', 'memberships', 'measures', 'authorities'] as const).flatMap(list => {
    const names = answer[list].map(entry => String(Object.values(entry)[0]))
    return names.length === 0 ? [] : labelled(list, names.join(', '), 13)
  })
  return lists.length === 0 ? lines : [...lines, '', ...lists]
}
