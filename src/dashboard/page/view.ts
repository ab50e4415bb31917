import { type Dimension, dimensions } from '../../../events/words.js'
import { type Day, dayOf, isoOf } from './dates.js'

export const tabs = ['overview', 'holdings', 'timeline', 'compare'] as const
export type Tab = (typeof tabs)[number]
export const spans = ['all', '20', '10', '5', '2'] as const
export type Span = (typeof spans)[number]

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
  /** Second date of the comparison, and its state of knowledge. */
  readonly against: Day | null
  readonly againstKnownAt: string | null
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
  span: null,
}

/** Read a query string; what cannot be read falls back to the default. */
export function parseView(query: string): View {
  const params = new URLSearchParams(query)
  const text = (name: string, form: RegExp) => {
    const value = params.get(name)
    return value !== null && form.test(value) ? value : null
  }
  const word = <W extends string>(name: string, words: readonly W[]) =>
    words.find(candidate => candidate === params.get(name)) ?? null
  const day = (name: string) => dayOf(params.get(name) ?? '')
  return {
    country: text('country', /^[A-Z]{3}$/),
    at: day('at'),
    asKnownAt: text('asKnownAt', KNOWN),
    partner: text('partner', /^[A-Z0-9][A-Z0-9-]{1,39}$/),
    dimension: word('dimension', dimensions) ?? 'security',
    colour: word('colour', ['primary', 'score'] as const) ?? 'primary',
    tab: word('tab', tabs) ?? 'overview',
    against: day('against'),
    againstKnownAt: text('againstKnownAt', KNOWN),
    span: word('span', spans),
  }
}

/** A date, an instant or a position: the service decides. */
const KNOWN = /^[0-9A-Za-z:.+_-]{1,64}$/

/** The query string of a view, defaults left out; empty for the start. */
export function formatView(view: View): string {
  const params = new URLSearchParams()
  for (const name of Object.keys(START) as (keyof View)[]) {
    const value = view[name]
    if (value === START[name] || value === null) continue
    params.set(name, typeof value === 'number' ? isoOf(value) : value)
  }
  const text = params.toString().replaceAll('%3A', ':')
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
