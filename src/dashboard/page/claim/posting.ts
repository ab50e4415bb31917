import { Refused } from '../data/client.js'
import { h, put } from '../element.js'
import { keyForm, retryBox } from '../notices.js'
import type { EventForm } from './event-form.js'

/** The answer to one posted event. */
export interface Outcome {
  readonly id: string
  readonly outcome: string
  readonly position: string | null
  readonly anomalies: readonly { readonly code: string; readonly detail: string }[]
}

/** What is odd about an event, in words; null where nothing is. */
export function anomaliesOf({ anomalies }: Outcome): HTMLElement | null {
  if (anomalies.length === 0) return null
  return h(
    'div',
    { class: 'notice' },
    h('p', null, 'It is stored all the same, but the record would find it odd:'),
    h(
      'ul',
      null,
      anomalies.map(({ detail, code }) => h('li', null, detail || code)),
    ),
  )
}

/** An id that is minted here, so that a retry stores nothing twice. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Say why something was refused: at its fields, beside them, or by asking for a key that may write. */
export function showRefusal(error: unknown, form: EventForm, place: HTMLElement, again: () => void): void {
  if (error instanceof Refused && (error.status === 401 || error.status === 403)) {
    put(place, h('p', { class: 'wrong', role: 'alert' }, error.message), keyForm(again))
    return
  }
  if (!(error instanceof Refused) || error.faults.length === 0) {
    put(place, retryBox(error, again))
    return
  }
  const homeless = form.refuse(error.faults)
  put(
    place,
    h(
      'div',
      { class: 'notice error', role: 'alert' },
      h('p', null, 'It cannot be recorded like this; what is wrong is said at its fields.'),
      homeless.map(({ path, message }) => h('p', null, `${path}: ${message}`)),
    ),
  )
}
