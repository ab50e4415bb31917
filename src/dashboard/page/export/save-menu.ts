import { h } from '../element.js'
import type { Figure, Format } from './figure.js'

const FORMATS: Readonly<Record<Format, string>> = { svg: 'SVG', png: 'PNG', csv: 'CSV' }

/** Three buttons that save a figure; what draws it is loaded when one is pressed. */
export function saveButtons(what: string, figure: () => Promise<Figure>): HTMLElement {
  return h(
    'span',
    { class: 'save-buttons', role: 'group', 'aria-label': `Save ${what}` },
    (Object.keys(FORMATS) as Format[]).map(format =>
      h(
        'button',
        {
          type: 'button',
          class: 'link',
          'data-save': format,
          'aria-label': `Save ${what} as ${FORMATS[format]}`,
          onclick: async () => {
            const [{ save }, shown] = await Promise.all([import('./save.js'), figure()])
            await save(shown, format)
          },
        },
        FORMATS[format],
      ),
    ),
  )
}
