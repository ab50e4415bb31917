import { s } from '../element.js'
import type { Drawing } from './figure.js'

const KEPT = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-linejoin',
  'stroke-dasharray',
  'paint-order',
  'font-size',
  'font-weight',
  'text-anchor',
  'vector-effect',
]

/** A copy of something drawn on the page that looks the same anywhere: what the stylesheet says is written into it. */
export function standalone<E extends SVGElement>(drawn: E): E {
  const copy = drawn.cloneNode(true) as E
  const [from, to] = [
    [drawn, ...drawn.querySelectorAll('*')],
    [copy, ...copy.querySelectorAll('*')],
  ]
  for (const [i, element] of from.entries()) {
    const target = to[i]!
    const style = getComputedStyle(element)
    for (const name of KEPT) {
      const value = style.getPropertyValue(name)
      if (value !== '') target.setAttribute(name, value.replace(/url\("?[^#"]*(#[^")]+)"?\)/g, 'url($1)'))
    }
    target.removeAttribute('style')
    target.removeAttribute('class')
  }
  for (const hidden of copy.querySelectorAll('[hidden]')) hidden.remove()
  return copy
}

/** The patterns that fills of the page name, for a drawing that has left it. */
export function patterns(): SVGElement {
  const defs = document.getElementById('patterns')
  return defs === null ? s('defs') : standalone(defs as unknown as SVGDefsElement)
}

/** A part of the page with its key under it: places are taken from where they stand on the page. */
export function withKey(main: Drawing, key: HTMLElement): Drawing {
  const box = key.getBoundingClientRect()
  const items = [...key.querySelectorAll<HTMLElement>('.legend-item, .legend-title')].map(item => {
    const { left, top, height } = item.getBoundingClientRect()
    const swatch = item.querySelector('rect')
    const style = getComputedStyle(item)
    const words = s(
      'text',
      { x: swatch === null ? 0 : 28, y: height * 0.74, fill: style.color, 'font-size': style.fontSize },
      item.textContent,
    )
    const paint = swatch === null ? null : standalone(swatch)
    paint?.setAttribute('transform', `translate(0 ${height / 2 - 6})`)
    return s('g', { transform: `translate(${left - box.left} ${main.height + 10 + top - box.top})` }, paint, words)
  })
  return {
    content: s('g', null, patterns(), main.content, items),
    width: main.width,
    height: main.height + box.height + 12,
  }
}
