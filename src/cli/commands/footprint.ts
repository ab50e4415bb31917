import { nameOf } from '../../../events/registry/registry.js'
import type { FootprintAnswer, HostEntry } from '../../wire/answers.js'
import { partnerNamed } from '../country.js'
import { column, PAGE, signed, WIDE } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { askDesk, type DeskOptions } from './desk.js'

export interface FootprintOptions extends DeskOptions {
  readonly at?: string | undefined
  readonly from?: string | undefined
  readonly dimension?: string | undefined
}

/** `entente footprint`: every host in which a power stands on a day, and what it gained and lost since another. */
export async function footprintCommand(named: string, options: FootprintOptions, output: Output): Promise<void> {
  const { at, from, dimension, asKnownAt, policy } = options
  const partner = partnerNamed(named, at)
  const path = `/v1/partners/${encodeURIComponent(partner)}/footprint`
  await askDesk<FootprintAnswer>(path, { at, from, dimension, asKnownAt, policy }, options, output, answer =>
    page(answer, output),
  )
}

function page(
  { partner, at, from, dimension, basis, hosts, gained, lost }: FootprintAnswer,
  { paint }: Output,
): string[] {
  const lines = [
    paint.bold(`${nameOf(partner)} on ${at}: ${dimension}`),
    paint.dim(`policy ${basis.policy}, ${basis.projection}`),
    '',
    ...hosts.map(
      ({ country, role, score, rank, since, forces, strength, agreements }) =>
        column(nameOf(country), WIDE ? 30 : 20) +
        column(role, 11) +
        column(signed(score), 7) +
        column(`#${rank}`, WIDE ? 5 : 4) +
        column(since === null ? '' : `since ${since}`, WIDE ? 18 : 17) +
        column(persons(forces, strength), WIDE ? 20 : 15) +
        (agreements > 0 ? `${agreements} agr.` : ''),
    ),
  ]
  if (hosts.length === 0) lines.push('In no host on record.')
  for (const [title, changes] of [
    ['Gained', gained],
    ['Lost', lost],
  ] as const) {
    if (changes === undefined) continue
    lines.push('', paint.bold(`${title} since ${from}`))
    if (changes.length === 0) lines.push('nothing')
    for (const { country, on, from: was, to: is, forces } of changes) {
      lines.push(`${on}  ${column(nameOf(country), 30)}${was ?? 'nothing'} → ${is ?? 'nothing'}`)
      for (const force of forces)
        lines.push(paint.dim(`            ${force.on ?? 'day unknown'} ${force.forceId}`.slice(0, PAGE)))
    }
  }
  return lines
}

function persons(forces: number, strength: HostEntry['strength']): string {
  if (strength === null) return forces > 0 ? 'strength unknown' : ''
  return strength.low === strength.high ? `${strength.low}` : `${strength.low} to ${strength.high}`
}
