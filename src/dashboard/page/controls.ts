import { type Dimension, dimensions } from '../../../events/words.js'
import type { Names } from './data/names.js'
import { dateField } from './date-field.js'
import { h } from './element.js'
import type { View } from './view.js'
import { DIMENSION_WORDS } from './words.js'

export interface Controls {
  readonly element: HTMLElement
  readonly show: (view: View, partners: readonly string[]) => void
}

interface Options {
  readonly names: Names
  readonly onCountry: (country: string) => void
  readonly onKnown: (asKnownAt: string | null) => void
  readonly onDimension: (dimension: Dimension) => void
  /** Colour by primary provider (null) or by the score towards a partner. */
  readonly onColour: (partner: string | null) => void
}

/** Country search, dimension, colouring and state of knowledge. */
export function createControls({ names, onCountry, onKnown, onDimension, onColour }: Options): Controls {
  const options = h(
    'datalist',
    { id: 'countries' },
    names.states.map(({ code, name }) => h('option', { value: name }, code)),
  )
  const search = h('input', {
    type: 'search',
    id: 'search',
    list: 'countries',
    placeholder: 'Country…',
    autocomplete: 'off',
  })
  const find = () => {
    const wanted = search.value.trim().toLowerCase()
    const found = names.states.find(({ code, name }) => name.toLowerCase() === wanted || code.toLowerCase() === wanted)
    if (found === undefined) return false
    search.value = ''
    onCountry(found.code)
    return true
  }
  search.addEventListener('change', find)
  search.addEventListener('input', event => {
    // A choice from the list arrives as an input without a type of typing.
    if (!(event instanceof InputEvent) || event.inputType === 'insertReplacementText') find()
  })
  const dimension = h(
    'select',
    { id: 'dimension', onchange: () => onDimension(dimension.value as Dimension) },
    dimensions.map(name => h('option', { value: name }, DIMENSION_WORDS[name])),
  )
  const colour = h('select', { id: 'colour', onchange: () => onColour(colour.value === '' ? null : colour.value) })
  const known = dateField({ id: 'known', anyTime: true, onChange: text => onKnown(text === '' ? null : text) })
  const all = h('button', { type: 'button', class: 'plain', onclick: () => onKnown(null) }, 'Everything')
  const field = (id: string, label: string, ...inputs: HTMLElement[]) =>
    h('div', { class: `field field-${id}` }, h('label', { for: id }, label), inputs)
  const element = h(
    'div',
    { class: 'fields' },
    field('search', 'Find', search, options),
    field('dimension', 'Dimension', dimension),
    field('colour', 'Colour by', colour),
    field('known', 'As known at', known, all),
  )
  let listed = ''
  return {
    element,
    show(view, partners) {
      dimension.value = view.dimension
      const key = `${partners.join()} ${view.partner}`
      if (key !== listed) {
        listed = key
        const choices = [...new Set([...partners, ...(view.partner === null ? [] : [view.partner])])]
        colour.replaceChildren(
          h('option', { value: '' }, 'Primary provider'),
          ...choices.map(partner => h('option', { value: partner }, `Score towards ${names.of(partner)}`)),
        )
      }
      colour.value = view.colour === 'score' && view.partner !== null ? view.partner : ''
      known.value = view.asKnownAt ?? ''
      all.hidden = view.asKnownAt === null
      element.classList.toggle('pinned', view.asKnownAt !== null)
    },
  }
}
