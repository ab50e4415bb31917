import { nameOf } from '../../../events/registry/registry.js'
import type { StateAnswer } from '../answers.js'
import { aligned, column, counted, cut, labelled, PAGE, signed, WIDE } from './layout.js'
import type { Paint } from './paint.js'

const INDENT = 14
/** An odd number, so that 0 has a cell; none where the page is too narrow for a scale. */
const CELLS = Math.max(0, Math.min(31, 2 * Math.floor((PAGE - 63) / 2) + 1))
const LONGEST_NAME = WIDE ? 30 : 20
const MOST_PARTNERS = 10
const MOST_FORCES = 12

/** A country's partners on a day, as text that fits the page. */
export function stateLines(state: StateAnswer, paint: Paint): string[] {
  return [
    ...headLines(state, paint),
    ...verdictLines(state, paint),
    '',
    ...partnerLines(state, paint),
    '',
    ...forceLines(state, paint),
    ...treatyLines(state),
  ]
}

function headLines({ country, at, basis }: StateAnswer, paint: Paint): string[] {
  const known = basis.asKnownAt === null ? '' : `, as known at ${basis.asKnownAt}`
  const rest = `position ${basis.position ?? 'none'}, policy ${basis.policy}, ${basis.projection}`
  return [paint.bold(`${nameOf(country)} on ${at}${known}`), paint.dim(rest)]
}

function verdictLines({ dimensions }: StateAnswer, paint: Paint): string[] {
  const { security, ...others } = dimensions
  const { status, primary, since, provisional, previous, contenders, disputed, alignedWith } = security
  const run = since === null ? '' : ` since ${since}${provisional ? ' (provisional)' : ''}`
  const before = previous === null ? '' : `; before that ${statusWords(previous)}`
  const lines = labelled('Security', `${statusWords({ status, primary }, run)}${before}`, INDENT)
  lines[0] = lines[0]!.replace(status, paint.bold(status))
  if (contenders.length > 0 && status !== 'single')
    lines.push(...labelled('In contention', contenders.map(nameOf).join(', '), INDENT))
  if (disputed.length > 0) {
    lines.push(
      ...labelled('Disputed', `${disputed.map(nameOf).join(', ')}: present without the consent of the host`, INDENT),
    )
  }
  if (primary === null && alignedWith.length > 0) {
    lines.push(...labelled('Aligned with', alignedWith.map(nameOf).join(', '), INDENT))
  }
  if ('allies' in security && security.allies.length > 0) {
    lines.push(...labelled('Allies', `${security.allies.map(nameOf).join(', ')} (bound to mutual defence)`, INDENT))
  }
  const rest = Object.entries(others).map(([name, verdict]) => `${name} ${statusWords(verdict)}`)
  return [...lines, ...labelled('Besides', rest.join('; '), INDENT)]
}

function statusWords({ status, primary }: { readonly status: string; readonly primary: string | null }, run = '') {
  if (status === 'single' && primary !== null) return `single${run}: ${nameOf(primary)} comes first`
  if (status === 'contested') return `contested${run}: nobody is clearly first`
  if (status === 'none') return `none${run}: nobody comes first`
  if (status === 'split') return `split${run} between rival authorities`
  return `unknown${run}`
}

function partnerLines({ partners }: StateAnswer, paint: Paint): string[] {
  const scored = partners.filter(({ scores }) => scores.security !== undefined)
  if (scored.length === 0) return [paint.dim('No partner has a score in security on this day.')]
  const scale = CELLS < 7 ? '' : `−1${' '.repeat(CELLS / 2 - 2)}0${' '.repeat(CELLS / 2 - 2)}+1`
  const head = `${column('Security', 24)}${column('role', 15)}${column('score', 7)}${column('low … high', 16)}${scale}`
  const rows = scored.slice(0, MOST_PARTNERS).map(({ partner, roles, scores }) => {
    const { score, low, high } = scores.security!
    const range = `${signed(low)} … ${signed(high)}`
    const name = column(nameOf(partner), 24)
    return `${name}${column(roles.join(', '), 15)}${paint.bold(column(signed(score), 7))}${column(range, 16)}${bar(score, low, high, paint)}`
  })
  const more = scored.length - rows.length
  return [paint.dim(head), ...rows, ...(more > 0 ? [paint.dim(`and ${more} more`)] : [])]
}

/** The range from low to high on a scale from −1 to +1, with the score in it. */
function bar(score: number, low: number, high: number, paint: Paint): string {
  if (CELLS < 7) return ''
  const cellOf = (value: number) => Math.round(((value + 1) / 2) * (CELLS - 1))
  const [first, last, point, zero] = [cellOf(low), cellOf(high), cellOf(score), cellOf(0)]
  const ink = score < 0 ? paint.against : paint.favour
  return Array.from({ length: CELLS }, (_, i) => {
    if (i === point) return ink('●')
    if (i >= first && i <= last) return ink('━')
    return paint.dim(i === zero ? '┊' : '·')
  }).join('')
}

function forceLines({ forces }: StateAnswer, paint: Paint): string[] {
  if (forces.length === 0) return [paint.dim('No foreign force is known to be present.')]
  const shown = forces.slice(0, MOST_FORCES)
  const cells = [
    ['Forces', 'role', 'strength', 'since'],
    ...shown.map(({ sponsor, role, strength, since }) => [
      cut(nameOf(sponsor), LONGEST_NAME),
      role ?? '',
      strengthText(strength),
      since ?? '',
    ]),
  ]
  const [head, ...lines] = aligned(cells)
  const rows = shown.flatMap(({ consent, withoutLegalBasis, disputed }, i) => {
    const standing = [
      consent === null ? 'consent not stated' : consent === 'none' ? 'no consent' : consent,
      ...(disputed ? ['disputed'] : []),
      ...(withoutLegalBasis ? ['no legal basis'] : []),
    ].join(', ')
    const say = disputed || withoutLegalBasis ? paint.notice : (text: string) => text
    return labelled(lines[i]!, standing, lines[i]!.length, say)
  })
  const more = forces.length - shown.length
  return [paint.dim(`${head}standing`), ...rows, ...(more > 0 ? [paint.dim(`and ${more} more`)] : [])]
}

function strengthText(strength: StateAnswer['forces'][number]['strength']): string {
  if (strength === null) return 'unknown'
  return strength.low === strength.high ? `${strength.low}` : `${strength.low}–${strength.high}`
}

/** What else stands: agreements by status, measures, memberships that are not plain. */
function treatyLines({ agreements, measures, memberships, anomalies }: StateAnswer): string[] {
  const byStatus = new Map<string, number>()
  for (const { status } of agreements) byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
  const standing = [...byStatus].filter(([status]) => status !== 'ended').map(([status, n]) => `${n} ${status}`)
  const taken = new Map<string, string[]>()
  for (const { type, partner } of measures) {
    const words = type.replaceAll('-', ' ')
    taken.set(words, [...new Set([...(taken.get(words) ?? []), partner])])
  }
  const kinds = [...taken].map(([type, partners]) => `${type} (${partners.join(', ')})`)
  const leaving = memberships
    .filter(({ status }) => status !== 'member')
    .map(
      ({ organisation, status, endsOn }) =>
        `${organisation} ${status}${endsOn === null ? '' : ` (${status === 'ended' ? '' : 'ends '}${endsOn})`}`,
    )
  return [
    '',
    ...(standing.length > 0 ? labelled('Agreements', standing.join(', '), INDENT) : []),
    ...(kinds.length > 0 ? labelled('Measures', kinds.join('; '), INDENT) : []),
    ...(leaving.length > 0 ? labelled('Memberships', leaving.join('; '), INDENT) : []),
    ...(anomalies > 0
      ? labelled('Noted', `${counted(anomalies, 'anomaly', 'anomalies')} (/v1/anomalies)`, INDENT)
      : []),
  ]
}
