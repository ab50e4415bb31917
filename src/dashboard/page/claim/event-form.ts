import type { Fault } from '../data/client.js'
import { h } from '../element.js'
import { type Control, controlOf, type FormContext } from './control.js'
import type { Schema } from './schema.js'

export interface EventForm {
  readonly element: HTMLElement
  readonly read: () => Record<string, unknown>
  readonly write: (event: Readonly<Record<string, unknown>>) => void
  /** Say what was refused at its fields; what has no field is returned. */
  readonly refuse: (faults: readonly Fault[]) => readonly Fault[]
  readonly clear: () => void
}

interface Part {
  readonly title: string
  readonly keys: readonly string[]
  readonly isOpen: boolean
}

const PARTS: readonly Part[] = [
  { title: 'Who and when', keys: ['country', 'partner', 'occurredOn'], isOpen: true },
  { title: 'What', keys: ['data'], isOpen: true },
  { title: 'Who says so', keys: ['claim'], isOpen: true },
  {
    title: 'More',
    keys: ['announcedOn', 'effectiveOn', 'noticeReceivedOn', 'parties', 'authority', 'factId', 'note'],
    isOpen: false,
  },
]

/** A form made from the JSON Schema of a type of event, in words; `without` leaves fields out. */
export function eventForm(schema: Schema, context: FormContext, without: readonly string[] = []): EventForm {
  const required = new Set(schema.required)
  const controls = new Map<string, Control>()
  const parts = PARTS.flatMap(({ title, keys, isOpen }) => {
    const found = keys.flatMap(key => {
      const part = schema.properties?.[key]
      if (part === undefined || without.includes(key)) return []
      const control = controlOf(key, part, required.has(key), context)
      controls.set(key, control)
      return [control.element]
    })
    if (found.length === 0) return []
    return isOpen
      ? [h('section', { class: 'claim-part' }, h('h3', null, title), found)]
      : [h('details', { class: 'claim-part' }, h('summary', null, title), found)]
  })
  const element = h('div', { class: 'claim-parts' }, parts)
  return {
    element,
    read: () =>
      Object.fromEntries(
        [...controls].flatMap(([key, control]) => {
          const value = control.read()
          return value === undefined ? [] : [[key, value] as const]
        }),
      ),
    write(event) {
      for (const [key, control] of controls) control.write(event[key])
    },
    refuse(faults) {
      let first: HTMLElement | null = null
      const homeless = faults.filter(({ path, message }) => {
        const [key = '', ...rest] = path.split('/').slice(1)
        const input = controls.get(key)?.fault(rest, message) ?? null
        first ??= input
        return input === null
      })
      const place: HTMLElement | null = first
      ;(place as HTMLElement | null)?.closest('details')?.setAttribute('open', '')
      ;(place as HTMLElement | null)?.focus()
      return homeless
    },
    clear() {
      for (const control of controls.values()) control.clear()
    },
  }
}
