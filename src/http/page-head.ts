import { addDuration, type Day, dayOf, dayOfInstant, FIRST_DAY } from '../../events/calendar.js'
import { MS_PER_DAY } from '../../events/formats.js'
import { organisationOf, stateOf } from '../../events/registry/registry.js'
import { shortNames } from '../../events/registry/short-names.js'
import { dimensions } from '../../events/words.js'
import { HEIGHT, WIDTH } from './preview/picture.js'
import type { Context } from './server/context.js'
import { AHEAD } from './server/date-bounds.js'

const MOTTO = 'Entente: who is aligned with whom'
const MEANING = 'Partners of states on any day and at any state of knowledge, with the reports behind them.'

type Query = Readonly<Record<string, unknown>>
type HeadContext = Pick<Context, 'answers' | 'callers' | 'today' | 'policies'>

/** What a view is called, and what it says in a line, for whoever is sent its address. */
interface Head {
  readonly title: string
  readonly shared: string
  readonly description: string
}

/** The page's markup with the title and the preview of the view that is asked for. */
export function withHead(html: string, query: Query, origin: string, context: HeadContext): string {
  const { title, shared, description } = headOf(query, context)
  const preview = [
    ['og:title', shared],
    ['og:description', description],
    ['og:type', 'website'],
    ['og:site_name', 'Entente'],
    ...pictureOf(query, origin, context),
  ].map(([property, content]) => `<meta property="${property}" content="${escaped(content!)}">`)
  const lines = [
    `<title>${escaped(title)}</title>`,
    `<meta name="description" content="${escaped(description)}">`,
    ...preview,
  ]
  return html.replace('<title>Entente</title>', () => lines.join('\n'))
}

/** The map of the view; where a key is asked for nobody who fetches a preview would have one. */
function pictureOf(query: Query, origin: string, { callers, today, policies }: HeadContext): [string, string][] {
  if (callers !== null) return []
  const named = { ...query, only: textOf(query.only) || textOf(query.power) }
  const isGood: Readonly<Record<string, (text: string) => boolean>> = {
    at: text => dayInReach(text, dayOfInstant(today())) !== null,
    asKnownAt: text => text.length <= 64,
    policy: text => policies.of(text) !== null,
    dimension: text => (dimensions as readonly string[]).includes(text),
    country: text => stateOf(text) !== undefined,
    only: text => text.length <= 60,
  }
  const kept = new URLSearchParams()
  for (const [name, good] of Object.entries(isGood)) {
    const text = textOf(named[name as keyof typeof named])
    if (text !== '' && good(text)) kept.set(name, text)
  }
  const search = kept.size === 0 ? '' : `?${kept}`
  return [
    ['og:image', `${origin}/preview.png${search}`],
    ['og:image:type', 'image/png'],
    ['og:image:width', String(WIDTH)],
    ['og:image:height', String(HEIGHT)],
    ['twitter:card', 'summary_large_image'],
  ]
}

/** Null for dates outside the range of questions, which the page itself refuses. */
function dayInReach(text: string, today: Day): Day | null {
  const day = dayOf(text)
  return day !== null && day >= FIRST_DAY && day <= addDuration(today, AHEAD) ? day : null
}

function headOf(query: Query, context: HeadContext): Head {
  const today = dayOfInstant(context.today())
  const at = dayInReach(textOf(query.at), today) ?? today
  const [country, power] = [stateOf(textOf(query.country)), textOf(query.power)]
  if (country !== undefined) {
    const subject = `${shortName(country.name)}, ${dayText(at)}`
    return { title: `${subject} · Entente`, shared: subject, description: statusOf(country.code, at, query, context) }
  }
  const name = stateOf(power)?.name ?? organisationOf(power)?.name
  if (name !== undefined) {
    const subject = `Where ${shortName(name)} stands, ${dayText(at)}`
    return { title: `${subject} · Entente`, shared: subject, description: MEANING }
  }
  return { title: 'Entente', shared: MOTTO, description: MEANING }
}

/** Who comes first; where the service asks for a key, nothing without one. */
function statusOf(
  country: string,
  at: Day,
  query: Query,
  { answers, callers }: Pick<Context, 'answers' | 'callers'>,
): string {
  const history = callers === null && !query.asKnownAt && !query.policy ? answers.history(country) : null
  if (history === null) return MEANING
  const { status, primary, contenders } = answers.state(history, at, answers.present()).dimensions.security
  const names = contenders.map(nameOf)
  if (status === 'single' && primary !== null) return `Security: ${nameOf(primary)} is the primary provider.`
  if (status === 'contested')
    return `Security: contested${names.length < 2 ? `, ${names[0]} disputed` : ` between ${listed(names)}`}.`
  return `Security: ${status === 'none' ? 'no provider' : status}.`
}

function nameOf(id: string): string {
  return shortName(stateOf(id)?.name ?? organisationOf(id)?.name ?? id)
}

function shortName(name: string): string {
  return shortNames[name] ?? name
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function dayText(day: Day): string {
  const form = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat('en-GB', form).format(day * MS_PER_DAY)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
