type Child = Node | string | number | null | undefined | false | readonly Child[]
type Props = Readonly<Record<string, string | number | boolean | null | undefined | ((event: never) => void)>>

const SVG = 'http://www.w3.org/2000/svg'

/** An HTML element. Texts become text nodes, never markup; functions (`onclick`) become listeners. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props?: Props | null,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), props, children)
}

/** An SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  props?: Props | null,
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), props, children)
}

/** Put new children in place of the old ones. */
export function put(parent: Element, ...children: Child[]): void {
  parent.replaceChildren()
  append(parent, children)
}

/** The element with an id that the page's own markup holds. */
export function byId<E extends Element = HTMLElement>(id: string): E {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`no element #${id}`)
  return found as unknown as E
}

function fill<E extends Element>(element: E, props: Props | null | undefined, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  append(element, children)
  return element
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue
    if (Array.isArray(child)) append(parent, child)
    else parent.append(child instanceof Node ? child : String(child))
  }
}
