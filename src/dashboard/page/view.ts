import { type Dimension, dimensions } from '../../../events/words.js'
import { type Day, dayOf, isoOf } from './dates.js'

export const tabs = ['overview', 'holdings', 'timeline', 'compare', 'models'] as const
export type Tab = (typeof tabs)[number]
export const spans = ['all', '20', '10', '5', '2'] as const
export type Span = (typeof spans)[number]
export const lists = ['realignments', 'blind-spots', 'inbox', 'method', 'claim'] as const
export type List = (typeof lists)[number]

/** Everything that a link to the page carries. Null means the default: no country, today, everything known. */
export interface View {
  readonly country: string | null
  readonly at: Day | null
  readonly asKnownAt: string | null
  /** The partner whose drivers are open, and towards whom scores colour the map. */
  readonly partner: string | null
  readonly dimension: Dimension
  readonly colour: 'primary' | 'score'
  readonly tab: Tab
  /** Second date of the difference and of a power's gains and losses, and its state of knowledge. */
  readonly against: Day | null
  readonly againstKnownAt: string | null
  /** The power whose footprint is open beside the map. */
  readonly power: string | null
  /** The source of which is told beside the map what rests on it. */
  readonly source: string | null
  /** What is open beside the map where neither a country, a power nor a source is. */
  readonly open: List | null
  /** What the inbox is filtered by: `status:dismissed,host:NER,with:RUS,sources:3`. */
  readonly inbox: string | null
  /** The model that answers; null is the one that answers where none is named. */
  readonly policy: string | null
  /** What is supposed not to be on record: ids of events, `source:ID`, `family:ID`, with commas between. */
  readonly without: string | null
  /** The one partner whose reports the timeline shows, and whether it shows only those that were changed. */
  readonly reports: string | null
  readonly standing: 'changed' | null
  /** The one power or status that the map and the rows show. */
  readonly only: string | null
  /** Years that the slider spans; null is the default. */
  readonly span: Span | null
}

export const START: View = {
  country: null,
  at: null,
  asKnownAt: null,
  partner: null,
  dimension: 'security',
  colour: 'primary',
  tab: 'overview',
  against: null,
  againstKnownAt: null,
  power: null,
  source: null,
  open: null,
  inbox: null,
  policy: null,
  without: null,
  reports: null,
  standing: null,
  only: null,
  span: null,
}

const NAMES = Object.keys(START) as (keyof View)[]

/** What every question of a view names beside its subject: the state of knowledge and the model that answers. */
export function standpointOf({ asKnownAt, policy }: View): Pick<View, 'asKnownAt' | 'policy'> {
  return { asKnownAt, policy }
}

interface Field<K extends keyof View> {
  readonly read: (text: string) => View[K] | null
  /** What a value should be, for whoever wrote another. */
  readonly form: string
}

const matching = (pattern: RegExp, form: string) => ({
  read: (text: string) => (pattern.test(text) ? text : null),
  form,
})
const oneOf = <W extends string>(words: readonly W[]) => ({
  read: (text: string) => words.find(word => word === text) ?? null,
  form: `one of ${words.join(', ')}`,
})
const day = { read: dayOf, form: 'a day such as 2024-04-12' }
/** A date, an instant or a position: the service decides. */
const known = matching(/^[0-9A-Za-z:.+_-]{1,64}$/, 'a date, an instant or a position')
const partner = matching(/^[A-Z0-9][A-Z0-9-]{1,39}$/, 'the id of a state or an organisation, such as RUS or NATO')

const FIELDS: { readonly [K in keyof View]: Field<K> } = {
  country: matching(/^[A-Z]{3}$/, 'three capital letters such as NER'),
  at: day,
  asKnownAt: known,
  partner,
  dimension: oneOf(dimensions),
  colour: oneOf(['primary', 'score']),
  tab: oneOf(tabs),
  against: day,
  againstKnownAt: known,
  power: partner,
  source: matching(/^[a-z0-9][a-z0-9-]{0,79}$/, 'the slug of a source such as afp'),
  open: oneOf(lists),
  inbox: matching(
    /^(?:status|host|with|sources):[A-Za-z0-9-]{1,40}(?:,(?:status|host|with|sources):[A-Za-z0-9-]{1,40}){0,3}$/,
    'status:, host:, with: or sources: with a value, with commas between',
  ),
  policy: matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'the id of a policy such as v1'),
  without: matching(
    /^(?:[0-9a-f-]{36}|(?:source|family):[a-z0-9-]{1,80})(?:,(?:[0-9a-f-]{36}|(?:source|family):[a-z0-9-]{1,80})){0,199}$/,
    'ids of events, source:ID or family:ID, with commas between',
  ),
  reports: partner,
  standing: oneOf(['changed']),
  only: matching(/^(?:[A-Z0-9][A-Z0-9-]{1,39}|contested|split|none|unknown)$/, 'the id of a power, or a status'),
  span: oneOf(spans),
}

/** Read a query string; what cannot be read falls back to the default. */
export function parseView(query: string): View {
  const params = new URLSearchParams(query)
  const read = <K extends keyof View>(name: K): View[K] => {
    const text = params.get(name)
    return (text === null ? null : FIELDS[name].read(text)) ?? START[name]
  }
  return Object.fromEntries(NAMES.map(name => [name, read(name)])) as unknown as View
}

/** What a query string says that cannot be read, in a sentence each. */
export function faultsOf(query: string): readonly string[] {
  return [...new URLSearchParams(query)].flatMap(([name, text]) => {
    const field = NAMES.find(known => known === name)
    if (field === undefined) return [`The link says “${name}”, which this page does not know.`]
    return FIELDS[field].read(text) === null
      ? [`The link says “${text}” for ${name}; it has to be ${FIELDS[field].form}.`]
      : []
  })
}

/** The query string of a view, defaults left out; empty for the start. */
export function formatView(view: View): string {
  const params = new URLSearchParams()
  for (const name of NAMES) {
    const value = view[name]
    if (value === START[name] || value === null) continue
    params.set(name, typeof value === 'number' ? isoOf(value) : value)
  }
  const text = params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',')
  return text === '' ? '' : `?${text}`
}

export interface Navigation {
  readonly view: () => View
  /** Change the view: a new entry of the history, or in place of the present one. */
  readonly go: (change: Partial<View>, how?: 'push' | 'replace') => void
  /** Called with the view before and after, at each change of either kind and at back and forward. */
  readonly onChange: (listener: (view: View, before: View) => void) => void
}

/** The view as the address bar holds it. */
export function createNavigation(): Navigation {
  let view = parseView(location.search)
  const listeners: ((view: View, before: View) => void)[] = []
  function move(next: View): void {
    const before = view
    view = next
    for (const listener of listeners) listener(view, before)
  }
  window.addEventListener('popstate', () => move(parseView(location.search)))
  return {
    view: () => view,
    go(change, how = 'push') {
      const next = { ...view, ...change }
      const query = formatView(next)
      if (query !== formatView(view)) {
        const url = `${location.pathname}${query}`
        if (how === 'push') history.pushState(null, '', url)
        else history.replaceState(null, '', url)
      }
      move(next)
    },
    onChange: listener => {
      listeners.push(listener)
    },
  }
}
