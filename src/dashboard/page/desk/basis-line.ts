import type { Basis } from '../data/wire.js'
import { h } from '../element.js'

/** What an answer rests on, in a line: the model, the state of knowledge, and the last change that it knows of. */
export function basisLine(basis: Basis): HTMLElement {
  return h('p', { class: 'basis' }, standingText(basis))
}

export function standingText({ policy, asKnownAt, position }: Basis): string {
  const known = asKnownAt === null ? 'everything known' : `as known at ${asKnownAt}`
  const last = position === null ? '' : `, last change at ${position.replace(/^0+(?=\d)/, '')}`
  return `Policy ${policy} · ${known}${last}`
}
