import { h, put } from '../element.js'

interface Options {
  readonly svg: SVGSVGElement
  /** What the tip stands in. */
  readonly within: () => DOMRect
  readonly nameOf: (country: string) => string
  /** One sentence about a country on record; undefined where nothing is. */
  readonly wordsOf: (country: string) => string | undefined
  readonly onSelect: (country: string) => void
}

/** Pixels that a tip at the right edge is moved to the left, so that it stays within. */
const TIP_WIDTH = 250

/** What the pointer does on the map: a tip follows it from country to country, a click chooses one. */
export function createPointing({ svg, within, nameOf, wordsOf, onSelect }: Options): HTMLElement {
  const tip = h('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' })

  svg.addEventListener('pointermove', event => {
    if (event.buttons !== 0) return
    const code = codeAt(event.target)
    tip.hidden = code === null
    if (code === null) return
    put(tip, h('strong', null, nameOf(code)), h('span', null, wordsOf(code) ?? 'Nothing on record'))
    const box = within()
    const x = event.clientX - box.left
    tip.style.left = `${Math.min(x + 14, box.width - TIP_WIDTH)}px`
    tip.style.top = `${event.clientY - box.top + 16}px`
  })
  svg.addEventListener('pointerleave', () => {
    tip.hidden = true
  })
  svg.addEventListener('click', event => {
    const code = codeAt(event.target)
    if (code !== null) onSelect(code)
  })
  return tip
}

function codeAt(target: EventTarget | null): string | null {
  return target instanceof Element ? target.getAttribute('data-country') : null
}
