import { Refused } from './data/client.js'
import { h } from './element.js'
import { faultsOf } from './view.js'

/** What went wrong and a way to ask again. */
export function retryBox(error: unknown, again: () => void): HTMLElement {
  const { text, code } = wordsOf(error)
  return h(
    'div',
    { class: 'notice error', role: 'alert' },
    h('p', null, text),
    code === null ? null : h('p', { class: 'code' }, code),
    h('button', { type: 'button', class: 'plain', onclick: again }, 'Ask again'),
  )
}

/** While an answer is on its way; says so in words only when it takes long. */
export function waiting(what: string): HTMLElement {
  const text = h('p', { class: 'quiet late' }, `Still asking for ${what}…`)
  return h(
    'div',
    { class: 'waiting', 'aria-busy': 'true' },
    h('span', { class: 'line' }),
    h('span', { class: 'line' }),
    h('span', { class: 'line short' }),
    text,
  )
}

/** Nothing was recorded yet: what the page is for and how to load the dossier. */
export function emptyRecord(asKnownAt: string | null, onPresent: () => void): HTMLElement {
  if (asKnownAt !== null) {
    return h(
      'section',
      { class: 'empty' },
      h('h2', null, `Nothing was known on ${asKnownAt}`),
      h('p', null, 'The record begins later than this state of knowledge.'),
      h('button', { type: 'button', class: 'plain', onclick: onPresent }, 'Show everything known'),
    )
  }
  return h(
    'section',
    { class: 'empty' },
    h('h2', null, 'Nothing is on record yet'),
    h(
      'p',
      null,
      'Entente shows who is aligned with whom from the events that are posted to it. To begin with a curated dossier of the Sahel, run in the project’s folder:',
    ),
    h('pre', null, h('code', null, `npx entente import --backfill dossiers/sahel.ndjson --url ${location.origin}`)),
    h(
      'p',
      null,
      'Or post an event of your own to ',
      h('code', null, 'POST /v1/events'),
      ' (',
      h('a', { href: '/docs' }, 'reference'),
      '). This page fills in by itself as soon as the first one is stored.',
    ),
  )
}

/** The record could not be read for this state of knowledge, or at all. */
export function refusedRecord(
  error: unknown,
  { asKnownAt, policy }: { readonly asKnownAt: string | null; readonly policy: string | null },
  again: () => void,
  onPresent: () => void,
): HTMLElement {
  return h(
    'section',
    { class: 'empty' },
    h('h2', null, 'The record could not be read'),
    retryBox(error, again),
    asKnownAt === null && policy === null
      ? null
      : h(
          'button',
          { type: 'button', class: 'plain', onclick: onPresent },
          policy === null ? 'Show everything known' : 'Show everything known, by the usual model',
        ),
  )
}

/** A key is asked for: it is traded for a cookie that this page cannot read. */
export function keyForm(onDone: () => void): HTMLElement {
  const input = h('input', { type: 'password', id: 'key', autocomplete: 'off', required: true })
  const message = h('p', { class: 'wrong', role: 'alert' })
  async function send(event: Event): Promise<void> {
    event.preventDefault()
    const reply = await fetch('/v1/session', {
      method: 'POST',
      headers: { authorization: `Bearer ${input.value.trim()}` },
    }).catch(() => null)
    if (reply?.ok) return onDone()
    message.textContent = reply === null ? 'The service cannot be reached.' : 'The service does not know this key.'
    input.setAttribute('aria-invalid', 'true')
    input.select()
  }
  return h(
    'section',
    { class: 'empty' },
    h('h2', null, 'A key is needed'),
    h('p', null, 'This service answers only to those who hold a key. The page keeps it in a cookie for twelve hours.'),
    h(
      'form',
      { onsubmit: send },
      h('label', { for: 'key' }, 'Key'),
      input,
      h('button', { type: 'submit', class: 'plain' }, 'Open'),
      message,
    ),
  )
}

function wordsOf(error: unknown): { text: string; code: string | null } {
  if (error instanceof Refused)
    return { text: error.message, code: error.status === 0 ? null : `${error.status} ${error.code}` }
  return { text: 'The page could not make sense of the answer.', code: error instanceof Error ? error.message : null }
}

/** What the address says that cannot be read, until it is closed; null where all of it can. */
export function linkFaults(): HTMLElement | null {
  const faults = faultsOf(location.search)
  if (faults.length === 0) return null
  const box = h(
    'div',
    { class: 'notice link-faults', role: 'status' },
    faults.map(text => h('p', null, text)),
    h('p', null, 'The rest is shown.'),
    h('button', { type: 'button', class: 'plain', onclick: () => box.remove() }, 'Close'),
  )
  return box
}
