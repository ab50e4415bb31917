import type { Names } from '../data/names.js'
import { h, put } from '../element.js'
import { type Found, find, type Index, indexOf, type OnRecord } from './find.js'

interface Options {
  readonly names: Names
  readonly onRecord: () => OnRecord
  readonly onFound: (found: Pick<Found, 'id' | 'as'>) => void
}

/** A field that finds countries and powers by any name that people write; arrows and Enter choose, and what is not found is said. */
export function createSearchBox({ names, onRecord, onFound }: Options): HTMLElement {
  let index: Index = indexOf(names, {})
  let others: typeof import('./other-names.js') | null = null
  let shown: readonly Found[] = []
  let active = -1
  const input = h('input', {
    type: 'text',
    id: 'search',
    role: 'combobox',
    placeholder: 'Country or power…',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'found',
  })
  const list = h('ul', { id: 'found', class: 'found', role: 'listbox', 'aria-label': 'Found', hidden: true })
  const none = h('p', { class: 'found none', role: 'status', hidden: true })

  async function loadOthers(): Promise<void> {
    if (others !== null) return
    others = await import('./other-names.js')
    index = others.fullIndex(names)
    if (input.value !== '') show()
  }

  function show(): void {
    shown = find(index, input.value, onRecord())
    active = shown.length > 0 ? 0 : -1
    none.hidden = true
    put(list, shown.map(option))
    list.hidden = shown.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    mark()
  }

  function option({ id, name, as, also }: Found, i: number): HTMLElement {
    const kind = as === 'power' ? 'where it stands' : 'its partners'
    return h(
      'li',
      {
        id: `found-${i}`,
        role: 'option',
        'data-id': id,
        'data-as': as,
        // Before the field loses its focus.
        onpointerdown: (event: PointerEvent) => {
          event.preventDefault()
          choose(shown[i]!)
        },
      },
      h('span', null, name),
      h('span', { class: 'found-kind' }, also === null ? kind : `${also} · ${kind}`),
    )
  }

  function mark(): void {
    for (const [i, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(i === active))
    if (active >= 0) input.setAttribute('aria-activedescendant', `found-${active}`)
    else input.removeAttribute('aria-activedescendant')
  }

  function close(): void {
    list.hidden = true
    none.hidden = true
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }

  function choose(found: Pick<Found, 'id' | 'as'>): void {
    input.value = ''
    close()
    onFound(found)
  }

  async function enter(): Promise<void> {
    await loadOthers()
    show()
    const found = shown[active]
    if (found !== undefined) return choose(found)
    if (input.value.trim() === '') return
    const near = others?.nearest(index, input.value) ?? []
    put(
      none,
      `Nothing is found for “${input.value.trim()}”.`,
      near.length > 0 && [
        ' Meant: ',
        near.map(({ id, name }, i) => [
          i > 0 && ', ',
          h(
            'button',
            {
              type: 'button',
              class: 'link',
              onclick: () => {
                input.value = name
                input.focus()
                show()
              },
              'data-id': id,
            },
            name,
          ),
        ]),
        '?',
      ],
    )
    none.hidden = false
  }

  input.addEventListener('focus', () => void loadOthers())
  input.addEventListener('input', show)
  input.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      event.preventDefault()
      const found = list.hidden || others === null ? undefined : shown[active]
      if (found === undefined) void enter()
      else choose(found)
    } else if (event.key === 'Escape') close()
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && shown.length > 0) {
      event.preventDefault()
      active = (active + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % shown.length
      mark()
    }
  })
  const element = h('div', { class: 'search' }, input, list, none)
  element.addEventListener('focusout', event => {
    if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) close()
  })
  return element
}
