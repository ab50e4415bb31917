import { h, put } from './element.js'

interface Options<T> {
  readonly list: HTMLElement
  readonly lines: readonly T[]
  readonly item: (line: T) => HTMLElement
  /** How many are shown at first, and how many more each time. */
  readonly first: number
  readonly step: number
  readonly label: (next: number, left: number) => string
}

/** Fills a list with the first of its lines; what is returned holds a button for more, as long as there are any. */
export function growingList<T>({ list, lines, item, first, step, label }: Options<T>): HTMLElement {
  const more = h('div', { class: 'more' })
  function show(most: number): void {
    put(list, lines.slice(0, most).map(item))
    const left = lines.length - most
    const button = () =>
      h(
        'button',
        { type: 'button', class: 'plain', onclick: () => show(most + step) },
        label(Math.min(step, left), left),
      )
    put(more, left > 0 && button())
  }
  show(first)
  return more
}
