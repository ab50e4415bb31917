import { h } from '../element.js'
import type { Figure } from './figure.js'
import { saveButtons } from './save-menu.js'

interface Options {
  readonly map: () => Promise<Figure>
  readonly rows: () => Promise<Figure>
  /** The query string of the view, and what it shows in words. */
  readonly view: () => { readonly query: string; readonly title: string; readonly hasScores: boolean }
}

/** Where the map and the rows can be had as files, and what to write into another page to show them there. */
export function savePanel({ map, rows, view }: Options): HTMLElement {
  const code = h('textarea', { id: 'embed-code', readonly: true, rows: 3, spellcheck: 'false' })
  const scores = h('option', { value: 'scores' }, 'Scores over time')
  const choose = h(
    'select',
    { id: 'embed-what', onchange: () => write() },
    h('option', { value: 'map' }, 'Map'),
    h('option', { value: 'rows' }, 'Rows over time'),
    scores,
  )
  const open = h('a', { target: '_blank', rel: 'noopener' }, 'See it')

  function write(): void {
    const { query, title, hasScores } = view()
    scores.hidden = !hasScores
    if (!hasScores && choose.value === 'scores') choose.value = 'map'
    const show = choose.value === 'map' ? '' : `${query === '' ? '?' : '&'}show=${choose.value}`
    const path = `/embed${query}${show}`
    open.setAttribute('href', path)
    const words = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
    const src = `${location.origin}${path}`.replaceAll('&', '&amp;')
    code.value = `<iframe src="${src}" title="${words}" width="760" height="520" loading="lazy"></iframe>`
  }

  const details = h(
    'details',
    { class: 'save', ontoggle: () => write() },
    h('summary', null, 'Save or embed'),
    h('p', null, h('span', { class: 'save-what' }, 'Map'), saveButtons('the map', map)),
    h('p', null, h('span', { class: 'save-what' }, 'Rows over time'), saveButtons('the rows over time', rows)),
    h('p', { class: 'filters' }, h('label', { for: 'embed-what' }, 'Embed'), choose, open),
    h('label', { for: 'embed-code', class: 'unseen' }, 'Code of the embedded page'),
    code,
    h(
      'p',
      { class: 'hint' },
      'Other pages may show it once the service names them (',
      h('code', null, 'ENTENTE_FRAME_ANCESTORS'),
      ').',
    ),
  )
  // The embed address follows the view.
  window.addEventListener('popstate', () => details.open && write())
  return details
}
