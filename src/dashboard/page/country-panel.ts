import { type Dimension, dimensions } from '../../../events/words.js'
import { type Client, isGivenUp, Refused } from './client.js'
import { comparisonView } from './comparison.js'
import { dateField } from './date-field.js'
import { type Day, dateText, dayOf, dayText, isoOf } from './dates.js'
import { driversView } from './drivers.js'
import { h, put } from './element.js'
import type { EventShelf } from './event-shelf.js'
import { holdingsView } from './holdings.js'
import type { Names } from './names.js'
import { retryBox, waiting } from './notices.js'
import type { Palette } from './palette.js'
import { partnerList } from './partners.js'
import { scoreChart } from './score-chart.js'
import type { Series } from './series.js'
import { eventLine } from './source-line.js'
import { statusList, statusSentence } from './status-list.js'
import { timelineView } from './timeline.js'
import { type Navigation, type Tab, tabs, type View } from './view.js'
import type { CountryAnswer, ExplanationAnswer, TimelineAnswer } from './wire.js'
import { DIMENSION_WORDS } from './words.js'

export interface CountryPanel {
  readonly element: HTMLElement
  /** Ask for what the view shows, unless it is shown already. `minPosition`: not before that is read. */
  readonly show: (country: string, at: Day, minPosition?: string | null) => Promise<void>
  /** The day moves on: what is shown is of another day until the next answer. */
  readonly passing: (day: Day) => void
  readonly focus: () => void
  readonly hide: () => void
}

interface Options {
  readonly client: Client
  readonly navigation: Navigation
  readonly names: Names
  readonly palette: Palette
  readonly shelf: EventShelf
  readonly series: Series
  readonly range: () => { readonly from: Day; readonly to: Day }
}

const TAB_WORDS: Readonly<Record<Tab, string>> = {
  overview: 'Partners',
  holdings: 'In force',
  timeline: 'Timeline',
  compare: 'Compare',
}

/** Everything about one country on one day, in four tabs. */
export function createCountryPanel(options: Options): CountryPanel {
  const { client, navigation, names, palette, shelf, series, range } = options
  const title = h('h2', { id: 'panel-title', tabindex: '-1' })
  const subtitle = h('p', { class: 'subtitle' })
  const close = h(
    'button',
    {
      type: 'button',
      class: 'plain close',
      'aria-label': 'Close the country',
      onclick: () => navigation.go({ country: null, partner: null }),
    },
    '✕',
  )
  const bar = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'About this country' })
  const body = h('div', { class: 'tab-body', role: 'tabpanel', tabindex: '0' })
  const foot = h('p', { class: 'basis' })
  const said = h('p', { class: 'unseen', role: 'status' })
  const element = h(
    'section',
    { class: 'panel', 'aria-labelledby': 'panel-title' },
    h('div', { class: 'panel-head' }, h('div', null, title, subtitle), close),
    bar,
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
        { at: isoOf(at), asKnownAt: view.asKnownAt, minPosition },
        signal,
      )
      const content = await tabContent(answer, view, at, signal)
      if (signal.aborted) return
      clearTimeout(late)
      const keep = keepPlace(body, kind === shownFor)
      put(body, content)
      keep()
      put(foot, basisText(answer, view.dimension))
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
        { asKnownAt: view.asKnownAt },
        signal,
      )
      shelf.put(events.map(({ event }) => event))
      return timelineView(events, { names, at, onDate: day => navigation.go({ at: day }) })
    }
    if (view.tab === 'compare') return compareTab(answer, view, at, signal)
    return overviewTab(answer, view, at)
  }

  function overviewTab(answer: CountryAnswer, view: View, at: Day): HTMLElement {
    const { dimension, partner } = view
    const chart = h('div', { class: 'chart-place' })
    let drivers = Promise.resolve()
    queueMicrotask(() => void drivers.then(() => drawChart(chart, answer.country, view, at)))
    return h(
      'div',
      null,
      statusList(answer, dimension, names, to => navigation.go({ dimension: to })),
      h('h3', null, `Partners, ${DIMENSION_WORDS[dimension].toLowerCase()}`),
      partnerList(answer, dimension, {
        names,
        palette,
        open: partner,
        onOpen: to => navigation.go({ partner: to, ...(to === null ? { colour: 'primary' as const } : {}) }),
        onDrivers(id, place) {
          drivers = showDrivers(place, answer.country, id, view, at)
        },
      }),
      h('h3', null, 'Scores over time'),
      chart,
      answer.anomalies > 0
        ? h(
            'p',
            { class: 'quiet' },
            `${answer.anomalies} ${answer.anomalies === 1 ? 'oddity' : 'oddities'} noted in this country’s record.`,
          )
        : null,
    )
  }

  async function drawChart(place: HTMLElement, country: string, view: View, at: Day): Promise<void> {
    try {
      const points = await series.of(country, view.dimension)
      const { from, to } = range()
      const shown = points.filter(point => {
        const day = dayOf(point.at)!
        return day >= from && day <= to
      })
      put(place, scoreChart(shown, { names, palette, at, partner: view.partner }))
    } catch (error) {
      put(
        place,
        retryBox(error, () => void drawChart(place, country, view, at)),
      )
    }
  }

  async function showDrivers(place: HTMLElement, country: string, partner: string, view: View, at: Day): Promise<void> {
    const late = setTimeout(() => put(place, waiting('the drivers')), 150)
    try {
      const params = { dimension: view.dimension, partner, at: isoOf(at), asKnownAt: view.asKnownAt }
      const explanation = await client.get<ExplanationAnswer>(`/v1/countries/${country}/explanation`, params)
      clearTimeout(late)
      put(place, driversView(explanation, { names, shelf }))
    } catch (error) {
      clearTimeout(late)
      put(
        place,
        retryBox(error, () => void showDrivers(place, country, partner, view, at)),
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

  async function compareTab(answer: CountryAnswer, view: View, at: Day, signal: AbortSignal): Promise<HTMLElement> {
    const other = view.against ?? at - 365
    const known = view.againstKnownAt ?? view.asKnownAt
    const before = await client.get<CountryAnswer>(
      `/v1/countries/${answer.country}`,
      { at: isoOf(other), asKnownAt: known },
      signal,
    )
    const date = dateField({
      id: 'against',
      value: isoOf(other),
      onChange: text => navigation.go({ against: dayOf(text) }),
    })
    const knownField = dateField({
      id: 'against-known',
      value: view.againstKnownAt ?? '',
      anyTime: true,
      onChange: text => navigation.go({ againstKnownAt: text === '' ? null : text }),
    })
    return h(
      'div',
      null,
      h(
        'div',
        { class: 'filters' },
        h('label', { for: 'against' }, 'From'),
        date,
        h('label', { for: 'against-known' }, 'as known at'),
        knownField,
        h('span', null, `to ${dateText(answer.at)}`),
      ),
      comparisonView(before, answer, view.dimension, names),
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

/** What the answer rests on: policy, state of knowledge, and what the record covers. */
function basisText({ basis, dimensions: states }: CountryAnswer, dimension: Dimension): string {
  const coverage = dimensions.includes(dimension) ? states[dimension].coverage : null
  const covered =
    coverage === null
      ? `${DIMENSION_WORDS[dimension]} on this day is not declared covered`
      : `${DIMENSION_WORDS[dimension]} covered ${dateText(coverage.from)} to ${coverage.to === null ? 'now' : dateText(coverage.to)}, by ${coverage.grain}`
  const known = basis.asKnownAt === null ? 'everything known' : `as known at ${basis.asKnownAt}`
  const position = basis.position === null ? '' : `, last change at ${basis.position.replace(/^0+(?=\d)/, '')}`
  return `Policy ${basis.policy} · ${known}${position} · ${covered}`
}
