import type { Status } from '../data/wire.js'
import { h } from '../element.js'
import type { Navigation } from '../view.js'

const MEANINGS: Readonly<Record<Status, string>> = {
  single: 'A provider gives what is not given back; the primary one is over the threshold and clearly ahead.',
  contested:
    'Contested: somebody is over the threshold, but nobody clearly ahead; or a force stays after its host withdrew consent.',
  none: 'No provider: the record of this day is declared whole, and nobody reaches the threshold.',
  unknown: 'Unknown: nobody reaches the threshold, and nobody declared that the record of this day is whole.',
  split: 'Split: rival authorities of the country have different providers.',
}

/** What a status means, in a sentence at its place, with the way to the whole of it. */
export function meaningOf(status: Status, navigation: Navigation): HTMLElement {
  return h('p', { class: 'hint meaning' }, MEANINGS[status], ' ', methodLink(navigation))
}

/** What a score means. */
export function meaningOfScores(navigation: Navigation): HTMLElement {
  return h(
    'p',
    { class: 'hint meaning' },
    'A score from −1 to +1 adds up what a partner gives and takes; the pale bar is how far it could be off. Choose a partner to see what its score is made of. ',
    methodLink(navigation),
  )
}

function methodLink(navigation: Navigation): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'link',
      onclick: () => navigation.go({ country: null, power: null, source: null, open: 'method' }),
    },
    'Method',
  )
}
