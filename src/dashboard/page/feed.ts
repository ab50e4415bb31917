import type { Names } from './data/names.js'
import type { Connection } from './data/stream.js'
import type { Status, StatusMessage, StoredEvent } from './data/wire.js'
import { clockText, dateText, spanText } from './dates.js'
import { h, put } from './element.js'
import { eventHeadline } from './panel/event-text.js'
import { DIMENSION_WORDS, listText, shortStatus } from './words.js'

export interface Feed {
  readonly element: HTMLElement
  /** A short form of the connection, for the head of the page. */
  readonly light: HTMLElement
  readonly connection: (connection: Connection) => void
  readonly event: (event: StoredEvent) => void
  readonly status: (message: StatusMessage) => void
  readonly note: (text: string) => void
}

interface Options {
  readonly names: Names
  readonly onPick: (country: string, occurredOn: string | null) => void
}

const MOST_LINES = 60

/** What arrives while the page is open, newest first, and how the connection stands. */
export function createFeed({ names, onPick }: Options): Feed {
  const list = h('ol', { class: 'feed-list', role: 'log', 'aria-live': 'polite', 'aria-label': 'Live feed' })
  const words = h('p', { class: 'quiet', id: 'connection' })
  const empty = h('p', { class: 'quiet' }, 'Events appear here as they are recorded.')
  const light = h('span', { class: 'light', role: 'status' })
  const element = h(
    'section',
    { class: 'feed', 'aria-labelledby': 'feed-title' },
    h('div', { class: 'feed-head' }, h('h2', { id: 'feed-title' }, 'Feed'), words),
    empty,
    list,
  )
  let present: Connection = { state: 'connecting' }
  let shown = ''

  function line(kind: string, id: string | null, ...children: Parameters<typeof h>[2][]): void {
    empty.hidden = true
    list.prepend(
      h(
        'li',
        { class: `feed-line ${kind}`, 'data-event': id },
        h('time', { class: 'when' }, clockText(Date.now())),
        h('span', null, ...children),
      ),
    )
    while (list.childElementCount > MOST_LINES) list.lastElementChild!.remove()
  }

  function countryButton(country: string, occurredOn: string | null): HTMLElement {
    return h('button', { type: 'button', class: 'link', onclick: () => onPick(country, occurredOn) }, names.of(country))
  }

  function render(): void {
    const { mark, short, long } = wordsOf(present)
    words.textContent = long
    if (shown === short) return
    shown = short
    put(light, h('span', { class: `mark ${present.state}`, 'aria-hidden': 'true' }, mark), short)
  }
  setInterval(render, 1000)
  render()

  return {
    element,
    light,
    connection(connection) {
      present = connection
      render()
    },
    event(event) {
      line(
        'event',
        event.id,
        event.country === undefined ? null : [countryButton(event.country, event.occurredOn), ' · '],
        eventHeadline(event, names),
        h(
          'span',
          { class: 'feed-facts' },
          ` ${dateText(event.occurredOn)} · ${event.claim.sourceId} ${event.claim.reliability}${event.claim.credibility}`,
        ),
      )
    },
    status({ country, changed = [], cause }) {
      for (const { dimension, before, after } of changed) {
        if (after === null || before === null || isOnlyCoverage(before.status, after.status)) continue
        const words = ({ status, primary, contenders = [] }: typeof after) =>
          contenders.length === 0
            ? shortStatus(status, primary, names)
            : `${shortStatus(status, primary, names)} (${listText(contenders.map(names.of))})`
        const text = `${DIMENSION_WORDS[dimension as keyof typeof DIMENSION_WORDS] ?? dimension}: ${words(before)} → ${words(after)}`
        line(
          'status',
          null,
          countryButton(country, null),
          ' · ',
          h('strong', null, text),
          cause?.clock ? h('span', { class: 'feed-facts' }, ' by the calendar') : null,
        )
      }
    },
    note(text) {
      line('note', null, text)
    },
  }
}

/** That a record begins or ends where nobody provides is no news of a country. */
function isOnlyCoverage(before: Status, after: Status): boolean {
  const isWithout = (status: Status) => status === 'none' || status === 'unknown'
  return isWithout(before) && isWithout(after)
}

function wordsOf(connection: Connection): { mark: string; short: string; long: string } {
  switch (connection.state) {
    case 'connecting':
      return { mark: '◌', short: 'Connecting', long: 'Connecting to the stream…' }
    case 'catching-up':
      return { mark: '◌', short: 'Catching up', long: 'Connected; reading what was missed…' }
    case 'live':
      return {
        mark: '●',
        short: 'Live',
        long: `Connected, last heard ${spanText(Date.now() - connection.lastHeard)} ago.`,
      }
    case 'silent':
      return {
        mark: '◐',
        short: 'Silent',
        long: `Nothing heard for ${spanText(Date.now() - connection.lastHeard)}, not even a heartbeat: the line may be dead.`,
      }
    case 'broken': {
      const after =
        connection.resumesAfter === null
          ? ''
          : ` It resumes after ${connection.resumesAfter.replace(/^0+(?=\d)/, '')}, so that nothing is missed.`
      return {
        mark: '✕',
        short: navigator.onLine ? 'Disconnected' : 'Offline',
        long: `${navigator.onLine ? 'Disconnected' : 'This device is offline'}; trying again in ${spanText(connection.retryAt - Date.now())}.${after}`,
      }
    }
  }
}
