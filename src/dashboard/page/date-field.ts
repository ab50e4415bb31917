import { dayOf } from './dates.js'
import { h } from './element.js'

interface Options {
  readonly id: string
  readonly label?: string
  readonly value?: string
  /** More than a day may be written: an instant or a position. */
  readonly anyTime?: boolean
  /** Text that can be read as asked; empty only where it may be. */
  readonly onChange: (text: string) => void
}

const TIME = /^[0-9A-Za-z:.+_-]{1,64}$/

/** A date written as the record writes it, 2024-04-12, which reads the same everywhere. */
export function dateField({ id, label, value = '', anyTime = false, onChange }: Options): HTMLInputElement {
  const input = h('input', {
    type: 'text',
    id,
    class: 'date-field',
    placeholder: 'YYYY-MM-DD',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': label,
    title: anyTime ? 'A date (its end in UTC), an instant, or a position' : 'A date: YYYY-MM-DD',
  })
  input.value = value
  input.addEventListener('change', () => {
    const text = input.value.trim()
    const isFine = text === '' ? anyTime : dayOf(text) !== null || (anyTime && TIME.test(text))
    input.setAttribute('aria-invalid', String(!isFine))
    if (isFine) onChange(text)
  })
  return input
}

/** A date field with a calendar beside it: what is picked is written into the field. */
export function withCalendar(field: HTMLInputElement): HTMLElement {
  const picker = h('input', {
    type: 'date',
    class: 'calendar',
    tabindex: '-1',
    'aria-hidden': 'true',
    'aria-label': 'Calendar',
  })
  picker.addEventListener('change', () => {
    if (picker.value === '') return
    field.value = picker.value
    field.dispatchEvent(new Event('change'))
  })
  const open = h(
    'button',
    {
      type: 'button',
      class: 'plain pick',
      title: 'Pick a date',
      'aria-label': 'Pick a date',
      onclick: () => {
        picker.value = dayOf(field.value) === null ? '' : field.value
        picker.showPicker()
      },
    },
    '▾',
  )
  return h('span', { class: 'with-calendar' }, field, open, picker)
}
