import { Refused } from '../data/client.js'
import type { Lead, LeadDetail, LeadPage } from '../data/wire.js'
import { dateText, dayOf } from '../dates.js'
import type { DeskContext, DeskView } from '../desk/desk-view.js'
import { h, put } from '../element.js'
import { keyForm, retryBox, waiting } from '../notices.js'
import { find } from '../search/find.js'
import { fullIndex } from '../search/other-names.js'
import { typeText } from '../words.js'
import { type Filter, filterOf, filterText } from './filter.js'

const PAGE = 50

/** Leads: filter, read, promote or dismiss, by keyboard alone as quickly as one reads. */
export const inboxView: DeskView = async (context, { signal }) => {
  const filter = filterOf(context.navigation.view().inbox)
  try {
    const page = await pageOf(context, filter, null, signal)
    return inbox(context, filter, page)
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'no-leads') throw error
    return h('div', null, h('h2', null, 'Inbox'), h('p', { class: 'quiet' }, error.message))
  }
}

function pageOf(
  { client }: DeskContext,
  filter: Filter,
  after: string | null,
  signal?: AbortSignal,
): Promise<LeadPage> {
  const { status, host: country, with: partner, sources } = filter
  const minSources = sources === 0 ? null : sources
  return client.get('/v1/leads', { status, country, partner, minSources, limit: PAGE, after }, signal)
}

/** A lead in the list. */
interface Row {
  lead: Lead
  readonly element: HTMLElement
  readonly button: HTMLButtonElement
  readonly state: HTMLElement
  readonly body: HTMLElement
}

function inbox(context: DeskContext, filter: Filter, first: LeadPage): HTMLElement {
  const { client, navigation, names } = context
  const rows: Row[] = []
  const list = h('ol', { class: 'leads' })
  const more = h('div', { class: 'more' })
  const said = h('p', { class: 'unseen', role: 'status' })
  const counts = h('p', { class: 'hint' })
  let next = first.next
  let dismissed: Row | null = null

  function add(page: LeadPage): void {
    next = page.next
    for (const lead of page.leads) {
      const row = rowOf(lead)
      rows.push(row)
      list.append(row.element)
    }
    const { open, promoted, dismissed: away } = page.counts
    counts.textContent = `${open} open, ${promoted} promoted, ${away} dismissed.`
    put(more, next !== null && h('button', { type: 'button', class: 'plain', onclick: () => void load() }, 'Show more'))
  }

  async function load(): Promise<void> {
    try {
      add(await pageOf(context, filter, next))
    } catch (error) {
      put(
        more,
        retryBox(error, () => void load()),
      )
    }
  }

  function rowOf(lead: Lead): Row {
    const { type, country, partner, occurredOn } = lead.suggested
    const button = h(
      'button',
      { type: 'button', class: 'lead-row', 'aria-expanded': 'false', onclick: () => void toggle(row) },
      h('span', { class: 'when' }, dateOf(occurredOn)),
      h(
        'span',
        { class: 'where' },
        partner === null ? names.of(country) : `${names.of(country)}, ${names.of(partner)}`,
      ),
      h('span', { class: 'what' }, typeText(type)),
      h('span', { class: 'sources' }, `${lead.sources} ${lead.sources === 1 ? 'source' : 'sources'}`),
    )
    const state = h('p', { class: 'lead-state' })
    const body = h('div', { class: 'lead-body', hidden: true })
    const row: Row = { lead, button, state, body, element: h('li', { 'data-lead': lead.leadId }, button, state, body) }
    tellState(row)
    return row
  }

  function tellState(row: Row): void {
    const { status, reason, promotedTo, suggested } = row.lead
    row.element.dataset.status = status
    if (status === 'open') {
      put(row.state, filter.status === 'open' ? null : 'Open again.')
      return
    }
    if (promotedTo !== null) {
      const at = dayOf(suggested.occurredOn.slice(0, 10))
      const go = () => navigation.go({ country: suggested.country, tab: 'timeline', ...(at === null ? {} : { at }) })
      put(
        row.state,
        'On record. ',
        h(
          'button',
          { type: 'button', class: 'link', onclick: go },
          `See it in the timeline of ${names.of(suggested.country)}`,
        ),
      )
      return
    }
    const undo = h('button', { type: 'button', class: 'link', onclick: () => void reopen(row) }, 'Take it back')
    put(row.state, reason === null ? 'Dismissed. ' : `Dismissed: ${reason}. `, undo)
  }

  async function toggle(row: Row): Promise<void> {
    const isOpen = row.body.hidden
    for (const other of rows) {
      other.body.hidden = true
      put(other.body)
      other.button.setAttribute('aria-expanded', 'false')
    }
    if (!isOpen) return
    row.body.hidden = false
    row.button.setAttribute('aria-expanded', 'true')
    put(row.body, waiting('its rows'))
    try {
      const lead = await client.get<LeadDetail>(pathOf(row))
      if (!row.body.hidden) put(row.body, detailOf(row, lead))
    } catch (error) {
      put(
        row.body,
        retryBox(error, () => void toggle(row)),
      )
    }
  }

  function detailOf(row: Row, lead: LeadDetail): HTMLElement {
    const why = h('input', { type: 'text', id: 'lead-reason', maxlength: 500 })
    const place = h('div')
    const isDecided = lead.status === 'promoted'
    return h(
      'div',
      null,
      lead.doubts.map(doubt => h('p', { class: 'lead-doubt' }, `It may be read wrongly: ${doubt}.`)),
      h(
        'ul',
        { class: 'lead-rows' },
        lead.allRows.map(({ format, externalId, families, url, row: cells }) =>
          h(
            'li',
            null,
            h('span', { class: 'lead-source' }, families.join(', ') || 'no source named'),
            ' ',
            url === null ? null : h('a', { href: url, rel: 'noreferrer', target: '_blank' }, shortAddress(url)),
            h(
              'details',
              null,
              h('summary', null, `${format} ${externalId}`),
              h(
                'dl',
                { class: 'lead-cells' },
                Object.entries(cells).map(([column, text]) => [h('dt', null, column), h('dd', null, text)]),
              ),
            ),
          ),
        ),
      ),
      isDecided
        ? null
        : h(
            'div',
            { class: 'choices lead-choices' },
            h(
              'button',
              {
                type: 'button',
                class: 'plain',
                'data-lead-do': 'promote',
                onclick: () => void promote(row, lead, place),
              },
              'Promote…',
            ),
            h('button', { type: 'button', class: 'plain', onclick: () => void dismiss(row, why.value) }, 'Dismiss'),
            h('label', { for: 'lead-reason' }, 'because'),
            why,
          ),
      place,
    )
  }

  async function promote(row: Row, lead: LeadDetail, place: HTMLElement): Promise<void> {
    put(place, waiting('the form'))
    try {
      const { promotionForm } = await import('./promotion.js')
      const form = await promotionForm(lead, context, () => {
        row.lead = { ...row.lead, status: 'promoted', promotedTo: 'recorded' }
        tellState(row)
        said.textContent = 'It is on record.'
        row.button.focus()
      })
      put(place, form)
      const [missing] = lead.missing
      const field = missing?.path.split('/').at(-1)
      const wanted =
        field === undefined ? null : form.querySelector<HTMLElement>(`[data-field="${field}"] :is(input, select)`)
      ;(wanted ?? form.querySelector<HTMLElement>('button[type=submit]'))?.focus()
    } catch (error) {
      put(
        place,
        retryBox(error, () => void promote(row, lead, place)),
      )
    }
  }

  /** Said at once, so that the next one can be read; what the service refuses is told where it was. */
  async function dismiss(row: Row, reason = ''): Promise<void> {
    const before = row.lead
    const because = reason.trim() === '' ? null : reason.trim()
    row.lead = { ...before, status: 'dismissed', reason: because }
    dismissed = row
    if (!row.body.hidden) void toggle(row)
    tellState(row)
    said.textContent = 'Dismissed.'
    focusOn(rows.indexOf(row) + 1)
    await decide(row, before, 'dismiss', { reason: because })
  }

  async function reopen(row: Row): Promise<void> {
    const before = row.lead
    row.lead = { ...before, status: 'open', reason: null }
    dismissed = null
    tellState(row)
    said.textContent = 'Taken back.'
    row.button.focus()
    await decide(row, before, 'reopen', {})
  }

  async function decide(row: Row, before: Lead, what: 'dismiss' | 'reopen', body: object): Promise<void> {
    try {
      await client.post(`${pathOf(row)}/${what}`, body)
    } catch (error) {
      row.lead = before
      const again = () => void (what === 'dismiss' ? dismiss(row) : reopen(row))
      const isKey = error instanceof Refused && (error.status === 401 || error.status === 403)
      put(
        row.state,
        isKey ? [h('span', { class: 'wrong', role: 'alert' }, error.message), keyForm(again)] : retryBox(error, again),
      )
    }
  }

  function focusOn(at: number): void {
    const row = rows[Math.max(0, Math.min(rows.length - 1, at))]
    row?.button.focus()
    if (at >= rows.length - 5 && next !== null) void load()
  }

  function onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, select, textarea') !== null) return
    const at = rows.findIndex(({ element }) => element.contains(target))
    const row = rows[at]
    const act: Readonly<Record<string, () => void>> = {
      j: () => focusOn(at + 1),
      k: () => focusOn(at - 1),
      ArrowDown: () => focusOn(at + 1),
      ArrowUp: () => focusOn(at - 1),
      o: () => row !== undefined && void toggle(row),
      d: () => row?.lead.status === 'open' && void dismiss(row),
      u: () => dismissed !== null && void reopen(dismissed),
      p: () => row !== undefined && row.lead.status !== 'promoted' && void open(row),
    }
    const does = act[event.key]
    if (does === undefined) return
    event.preventDefault()
    does()
  }

  /** The form of a lead, whether it is unfolded or not. */
  async function open(row: Row): Promise<void> {
    if (row.body.hidden) await toggle(row)
    row.body.querySelector<HTMLElement>('[data-lead-do=promote]')?.click()
  }

  add(first)
  const element = h(
    'div',
    { class: 'inbox', onkeydown: (event: KeyboardEvent) => onKey(event) },
    h('h2', null, 'Inbox'),
    h('p', { class: 'hint' }, 'What machines made of the news. Nothing of it counts before somebody promotes it.'),
    filters(context, filter),
    counts,
    h(
      'p',
      { class: 'hint lead-keys' },
      ...[
        ['j', 'next'],
        ['k', 'previous'],
        ['o', 'read'],
        ['p', 'promote'],
        ['d', 'dismiss'],
        ['u', 'undo'],
      ].flatMap(([key, words]) => [h('kbd', null, key!), ` ${words}  `]),
    ),
    rows.length === 0 ? h('p', { class: 'quiet' }, 'None of these.') : list,
    more,
    said,
  )
  return element
}

function filters({ navigation, names }: DeskContext, filter: Filter): HTMLElement {
  const index = fullIndex(names)
  const go = (change: Partial<Filter>) => navigation.go({ inbox: filterText({ ...filter, ...change }) })
  const status = h(
    'select',
    { id: 'inbox-status', onchange: () => go({ status: status.value as Filter['status'] }) },
    (['open', 'promoted', 'dismissed'] as const).map(one =>
      h('option', { value: one, selected: one === filter.status }, one),
    ),
  )
  const sources = h(
    'select',
    { id: 'inbox-sources', onchange: () => go({ sources: Number(sources.value) }) },
    [0, 2, 3, 5, 10].map(n =>
      h('option', { value: n, selected: n === filter.sources }, n === 0 ? 'any number' : `${n} or more`),
    ),
  )
  const who = (id: string, value: string | null, as: 'country' | 'power', field: 'host' | 'with') => {
    const input: HTMLInputElement = h('input', {
      type: 'search',
      id,
      list: 'inbox-names',
      value: value === null ? '' : names.of(value),
      onchange: () => {
        const text = input.value.trim()
        if (text === '') return go({ [field]: null })
        const found = find(index, text).find(one => one.as === as)
        if (found === undefined) input.setCustomValidity('Nobody is known by that name')
        else {
          input.setCustomValidity('')
          go({ [field]: found.id })
        }
        input.reportValidity()
      },
    })
    return input
  }
  return h(
    'div',
    { class: 'filters inbox-filters' },
    h('label', { for: 'inbox-status' }, 'Show'),
    status,
    h('label', { for: 'inbox-host' }, 'of'),
    who('inbox-host', filter.host, 'country', 'host'),
    h('label', { for: 'inbox-with' }, 'with'),
    who('inbox-with', filter.with, 'power', 'with'),
    h('label', { for: 'inbox-sources' }, 'sources'),
    sources,
    h(
      'datalist',
      { id: 'inbox-names' },
      [...names.states.map(({ name }) => name), ...names.organisations.map(({ id }) => names.of(id))].map(name =>
        h('option', { value: name }),
      ),
    ),
  )
}

function pathOf({ lead }: Row): string {
  return `/v1/leads/${encodeURIComponent(lead.leadId)}`
}

function dateOf(edtf: string): string {
  const [first = '', last] = edtf.split('/')
  return last === undefined ? dateText(first) : `${dateText(first)} to ${dateText(last)}`
}

function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/, '').slice(0, 60)
}
