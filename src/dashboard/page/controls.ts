import { type Dimension, dimensions } from '../../../events/words.js'
import type { Names } from './data/names.js'
import type { PoliciesAnswer } from './data/wire.js'
import { dateField } from './date-field.js'
import { h } from './element.js'
import type { View } from './view.js'
import { DIMENSION_WORDS } from './words.js'

export interface Controls {
  readonly element: HTMLElement
  readonly show: (view: View, partners: readonly string[]) => void
  /** Models that can answer, the one that does where none is named first. */
  readonly offer: (policies: PoliciesAnswer['policies']) => void
}

interface Options {
  readonly names: Names
  readonly search: HTMLElement
  readonly onPolicy: (policy: string | null) => void
  readonly onKnown: (asKnownAt: string | null) => void
  readonly onDimension: (dimension: Dimension) => void
  /** Colour by primary provider (null) or by the score towards a partner. */
  readonly onColour: (partner: string | null) => void
}

/** Country search, dimension, colouring and state of knowledge. */
export function createControls({ names, search, onPolicy, onKnown, onDimension, onColour }: Options): Controls {
  const dimension = h(
    'select',
    { id: 'dimension', onchange: () => onDimension(dimension.value as Dimension) },
    dimensions.map(name => h('option', { value: name }, DIMENSION_WORDS[name])),
  )
  const colour = h('select', { id: 'colour', onchange: () => onColour(colour.value === '' ? null : colour.value) })
  const policy = h(
    'select',
    {
      id: 'policy',
      title: 'The policy whose numbers make scores of the record',
      onchange: () => onPolicy(policy.value === '' ? null : policy.value),
    },
    h('option', { value: '' }, 'v1'),
  )
  const known = dateField({ id: 'known', anyTime: true, onChange: text => onKnown(text === '' ? null : text) })
  const all = h('button', { type: 'button', class: 'plain', onclick: () => onKnown(null) }, 'Everything')
  const field = (id: string, label: string, ...inputs: HTMLElement[]) =>
    h('div', { class: `field field-${id}` }, h('label', { for: id }, label), inputs)
  const element = h(
    'div',
    { class: 'fields' },
    field('search', 'Find', search),
    field('dimension', 'Dimension', dimension),
    field('colour', 'Colour by', colour),
    field('policy', 'Model', policy),
    field('known', 'As known at', known, all),
  )
  let listed = ''
  return {
    element,
    offer(policies) {
      const chosen = policy.value
      policy.replaceChildren(
        ...policies.map(({ id, title }, i) =>
          h('option', { value: i === 0 ? '' : id, title }, i === 0 ? `${id} (usual)` : id),
        ),
      )
      if (chosen !== '' && policies.every(({ id }) => id !== chosen))
        policy.append(h('option', { value: chosen }, chosen))
      policy.value = policies[0]?.id === chosen ? '' : chosen
    },
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
      if (view.policy !== null && ![...policy.options].some(({ value }) => value === view.policy))
        policy.append(h('option', { value: view.policy }, view.policy))
      policy.value = view.policy ?? ''
      known.value = view.asKnownAt ?? ''
      all.hidden = view.asKnownAt === null
      element.classList.toggle('pinned', view.asKnownAt !== null)
    },
  }
}
