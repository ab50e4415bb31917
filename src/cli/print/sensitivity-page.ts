import { flipsOf, type Sensitivity, type Turn, type TurnedNumber } from '../../questions/sensitivity.js'
import { column, counted, PAGE, wrapped } from './layout.js'
import type { Output } from './output.js'

/** No single number should decide more of the labelled dates than this. */
const MOST_SHARE = 0.15
/** So many numbers are told of, and all that decide more than they should. */
const TOLD = 12

/** The numbers that decide most, as text. */
export function sensitivityPage(found: Sensitivity, { paint }: Output): string[] {
  const { policy, policyHash, by, labels, failing, numbers } = found
  const percent = `${Math.round(by * 100)} %`
  return [
    paint.bold(`${counted(numbers.length, 'number')} of policy ${policy}, each turned by ${percent}`),
    paint.dim(`policy hash ${policyHash.slice(0, 12)}, ${counted(labels, 'labelled date')}`),
    '',
    ...failing.map(({ date, contradicted }) =>
      paint.notice(`${date} does not hold as it is: ${contradicted.join(', ')}`),
    ),
    paint.bold(
      `${column('number', WIDTH)}${column('value', 8)}${column(`−${percent}`, 8)}${column(`+${percent}`, 8)}share`,
    ),
    ...toldOf(numbers, labels).flatMap(one => {
      const flips = flipsOf(one)
      const share = flips.length / labels
      const cells = [String(one.value), countOf(one.less), countOf(one.more)].map(text => column(text, 8))
      const line = `${column(one.number, WIDTH)}${cells.join('')}${percentOf(share)}`
      return [
        share > MOST_SHARE ? paint.notice(line) : line,
        ...wrapped(flips.join(', '), PAGE - 4).map(dates => paint.dim(`    ${dates}`)),
      ]
    }),
    '',
    ...wrapped(summaryOf(found), PAGE),
  ]
}

const WIDTH = PAGE - 32

/** The same as a section of a Markdown page. */
export function sensitivitySection(found: Sensitivity): string {
  const { policy, policyHash, by, labels, numbers } = found
  const percent = `${Math.round(by * 100)} %`
  const rows = toldOf(numbers, labels).map(one => {
    const flips = flipsOf(one)
    return `| ${one.number} | ${one.value} | ${countOf(one.less)} | ${countOf(one.more)} | ${percentOf(flips.length / labels)} | ${flips.join(', ') || '-'} |`
  })
  return [
    `Policy \`${policy}\` (${policyHash.slice(0, 12)}), ${counted(labels, 'labelled date')}, every number turned by ${percent} one at a time. ${summaryOf(found)}`,
    '',
    `| number | value | flips at −${percent} | at +${percent} | share | which |`,
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

/** The page with the section in its place. Null where it has none. */
export function withSection(page: string, section: string): string | null {
  const [start, end] = ['<!-- sensitivity -->', '<!-- end of sensitivity -->']
  const [from, to] = [page.indexOf(start), page.indexOf(end)]
  if (from < 0 || to < from) return null
  return `${page.slice(0, from + start.length)}\n${section}\n${page.slice(to)}`
}

function toldOf(numbers: readonly TurnedNumber[], labels: number): TurnedNumber[] {
  return numbers.filter((one, i) => {
    const flips = flipsOf(one).length
    return flips > 0 && (i < TOLD || flips / labels > MOST_SHARE)
  })
}

function summaryOf({ labels, numbers, failing }: Sensitivity): string {
  const flipping = numbers.filter(one => flipsOf(one).length > 0).length
  const moving = numbers.filter(({ less, more }) => (less?.otherVerdicts ?? 0) + (more?.otherVerdicts ?? 0) > 0).length
  const over = numbers.filter(one => flipsOf(one).length / labels > MOST_SHARE).length
  const most = numbers[0] === undefined ? 0 : flipsOf(numbers[0]).length / labels
  return (
    `${labels - failing.length} of ${labels} hold as it is. ${flipping} of ${numbers.length} numbers flip any of them, ` +
    `${moving} give any of these days another status or another one who comes first; ` +
    `${over} flip more than ${percentOf(MOST_SHARE)}, the most that any flips is ${percentOf(most)}.`
  )
}

function countOf(turn: Turn | null): string {
  return turn === null ? '-' : String(turn.flips.length)
}

function percentOf(share: number): string {
  return `${Math.round(share * 100)} %`
}
