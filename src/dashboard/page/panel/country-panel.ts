import { basisText } from '../basis-text.js'
import { isGivenUp, Refused } from '../data/client.js'
import type { CountryAnswer, TimelineAnswer } from '../data/wire.js'
import { type Day, dayText, isoOf } from '../dates.js'
import { h, put } from '../element.js'
import { retryBox, waiting } from '../notices.js'
import { standpointOf, type Tab, tabs, type View } from '../view.js'
import { DIMENSION_WORDS } from '../words.js'
import { holdingsView } from './holdings.js'
import { createOverview, type OverviewOptions } from './overview-tab.js'
import { eventLine } from './source-line.js'
import { statusSentence } from './status-list.js'
import { timelineView } from './timeline.js'

export interface CountryPanel {
  readonly element: HTMLElement
  /** Ask for what the view shows, unless it is shown already. `minPosition`: not before that is read. */
  readonly show: (country: string, at: Day, minPosition?: string | null) => Promise<void>
  /** The day moves on: what is shown is of another day until the next answer. */
  readonly passing: (day: Day) => void
  readonly focus: () => void
  readonly hide: () => void
}

const TAB_WORDS: Readonly<Record<Tab, string>> = {
  overview: 'Partners',
  holdings: 'In force',
  timeline: 'Timeline',
  compare: 'Difference',
  models: 'Models',
}

interface Options extends OverviewOptions {
  /** What is shown from now on. */
  readonly onAnswer: (answer: CountryAnswer) => void
}

/** Whether somebody is filling in a form, which what arrives meanwhile must not replace. */
const WRITING = '.changing details[open] form:not([data-sent])'

/** Everything about one country on one day, in four tabs. */
export function createCountryPanel(options: Options): CountryPanel {
  const { client, navigation, names, shelf, onAnswer } = options
  const overview = createOverview(options)
  const title = h('h2', { id: 'panel-title', tabindex: '-1' })
  const subtitle = h('p', { class: 'subtitle' })
  const close = h(
    'button',
    {
      type: 'button',
      class: 'plain close',
      'aria-label': 'Close the country',
      onclick: () => navigation.go({ country: null, partner: null, without: null }),
    },
    '✕',
  )
  const bar = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'About this country' })
  const supposed = h('div', { class: 'supposed-place' })
  const body = h('div', { class: 'tab-body', role: 'tabpanel', tabindex: '0' })
  const foot = h('p', { class: 'basis' })
  const said = h('p', { class: 'unseen', role: 'status' })
  const element = h(
    'section',
    { class: 'panel', 'aria-labelledby': 'panel-title' },
    h('div', { class: 'panel-head' }, h('div', null, title, subtitle), close),
    bar,
    supposed,
    body,
    foot,
    said,
  )
  const tabButtons = tabs.map(tab =>
    h(
      'button',
      { type: 'button', role: 'tab', id: `tab-${tab}`, onclick: () => navigation.go({ tab }) },
      TAB_WORDS[tab],
    ),
  )
  put(bar, tabButtons)
  bar.addEventListener('keydown', event => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const next = tabs[(tabs.indexOf(navigation.view().tab) + step + tabs.length) % tabs.length]!
    navigation.go({ tab: next })
    tabButtons[tabs.indexOf(next)]!.focus()
  })
  let asked: AbortController | null = null
  let shownFor = ''

  /** One question at a time: a newer one gives up the older. */
  async function show(country: string, at: Day, minPosition: string | null = null): Promise<void> {
    if (minPosition !== null && body.querySelector(WRITING) !== null) return
    const view = navigation.view()
    asked?.abort()
    const question = new AbortController()
    asked = question
    const { signal } = question
    element.hidden = false
    title.textContent = names.of(country)
    subtitle.textContent = `${dayText(at)}${view.asKnownAt === null ? '' : `, as known at ${view.asKnownAt}`}`
    for (const [i, tab] of tabs.entries()) {
      tabButtons[i]!.setAttribute('aria-selected', String(tab === view.tab))
      tabButtons[i]!.tabIndex = tab === view.tab ? 0 : -1
    }
    body.setAttribute('aria-labelledby', `tab-${view.tab}`)
    const kind = `${country} ${view.tab}`
    body.setAttribute('aria-busy', 'true')
    const late = setTimeout(() => put(body, waiting(names.of(country))), kind === shownFor ? 1500 : 120)
    try {
      const path = `/v1/countries/${country}`
      const answer = await client.get<CountryAnswer>(
        path,
        { at: isoOf(at), ...standpointOf(view), minPosition },
        signal,
      )
      const content = await tabContent(answer, view, at, signal)
      if (signal.aborted) return
      clearTimeout(late)
      const keep = keepPlace(body, kind === shownFor)
      put(body, content)
      keep()
      onAnswer(answer)
      void suppose(country, at, view, signal)
      put(
        foot,
        h(
          'button',
          {
            type: 'button',
            class: 'link',
            title: 'What other models say',
            onclick: () => navigation.go({ tab: 'models' }),
          },
          `Policy ${answer.basis.policy}`,
        ),
        ` · ${basisText(answer, view.dimension)}`,
      )
      said.textContent = `${names.of(country)}, ${dayText(at)}. ${DIMENSION_WORDS[view.dimension]}: ${statusSentence(answer.dimensions[view.dimension], names)}`
    } catch (error) {
      if (signal.aborted || isGivenUp(error)) return
      clearTimeout(late)
      if (error instanceof Refused && error.status === 404) put(body, h('p', { class: 'quiet' }, error.message))
      else
        put(
          body,
          retryBox(error, () => void show(country, at, minPosition)),
        )
      put(foot)
    } finally {
      clearTimeout(late)
      if (asked === question) body.removeAttribute('aria-busy')
    }
    shownFor = kind
  }

  async function tabContent(answer: CountryAnswer, view: View, at: Day, signal: AbortSignal): Promise<HTMLElement> {
    if (view.tab === 'holdings') return holdingsView(answer, { names, onEvents: showEvents })
    if (view.tab === 'timeline') {
      const { events } = await client.get<TimelineAnswer>(
        `/v1/countries/${answer.country}/timeline`,
        standpointOf(view),
        signal,
      )
      shelf.put(events.map(({ event }) => event))
      return timelineView(events, { client, navigation, names, shelf, at })
    }
    if (view.tab === 'compare') {
      const { differenceTab } = await import('../desk/difference-tab.js')
      return differenceTab(answer, { client, navigation, names, shelf, at, signal })
    }
    if (view.tab === 'models') {
      const { modelsTab } = await import('../desk/models-tab.js')
      return modelsTab(answer, { client, navigation, names, shelf, at, signal })
    }
    return overview(answer, view, at)
  }

  /** What would be so without what the view leaves out. */
  async function suppose(country: string, at: Day, view: View, signal: AbortSignal): Promise<void> {
    if (view.without === null) return put(supposed)
    try {
      const { whatIfView } = await import('../desk/what-if.js')
      const content = await whatIfView({ client, navigation, names, shelf, country, at, signal })
      if (signal.aborted) return
      const open = supposed.querySelector<HTMLDetailsElement>('.what-moves')?.open ?? false
      put(supposed, content)
      if (open) supposed.querySelector<HTMLDetailsElement>('.what-moves')!.open = true
    } catch (error) {
      if (signal.aborted || isGivenUp(error)) return
      put(
        supposed,
        retryBox(error, () => void suppose(country, at, view, signal)),
      )
    }
  }

  function showEvents(ids: readonly string[], place: HTMLElement): void {
    put(place, h('li', null, waiting('the reports')))
    shelf.get(ids).then(
      events =>
        put(
          place,
          events.map(event => eventLine(event, names)),
        ),
      error =>
        put(
          place,
          h(
            'li',
            null,
            retryBox(error, () => showEvents(ids, place)),
          ),
        ),
    )
  }

  return {
    element,
    show,
    focus: () => title.focus(),
    passing(day) {
      subtitle.textContent = dayText(day)
      body.setAttribute('aria-busy', 'true')
    },
    hide() {
      asked?.abort()
      element.hidden = true
      shownFor = ''
    },
  }
}

/** Keep the place and the focus of someone who reads on while the same content is put anew. */
function keepPlace(body: HTMLElement, isSame: boolean): () => void {
  const top = isSame ? body.scrollTop : 0
  const focused = body.contains(document.activeElement) ? document.activeElement : null
  const partner = focused?.getAttribute('data-partner')
  const selector = partner ? `[data-partner="${partner}"]` : focused?.id ? `#${CSS.escape(focused.id)}` : null
  return () => {
    body.scrollTop = top
    if (selector !== null) body.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
  }
}
