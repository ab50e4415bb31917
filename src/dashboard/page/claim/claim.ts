import type { DeskView } from '../desk/desk-view.js'
import { h, put } from '../element.js'
import { waiting } from '../notices.js'
import { fullIndex } from '../search/other-names.js'
import { claimForm } from './claim-form.js'
import type { FormContext } from './control.js'
import { newId } from './posting.js'
import type { EventType, WholeType } from './schema.js'
import { typeOptions } from './type-options.js'

/** Add a claim: its type first, then its fields in words; what it would change is seen before it is stored. */
export const claimView: DeskView = async (context, { signal }) => {
  const { client, names } = context
  const { eventTypes } = await client.get<{ eventTypes: readonly EventType[] }>('/v1/event-types', {}, signal)
  const form: FormContext = { names, index: fullIndex(names) }
  const place = h('div')
  const meaning = h('p', { class: 'hint', id: 'claim-meaning' })
  const choose = h(
    'select',
    { id: 'claim-type', 'aria-describedby': 'claim-meaning', onchange: () => void show(choose.value) },
    h('option', { value: '' }, 'Choose what happened…'),
    typeOptions(eventTypes),
  )
  const known = [...names.states.map(({ name }) => name), ...names.organisations.map(({ id }) => names.of(id))]

  async function show(type: string): Promise<void> {
    meaning.textContent = eventTypes.find(one => one.type === type)?.meaning ?? ''
    if (type === '') return put(place)
    put(place, waiting('its fields'))
    const whole = await client.get<WholeType>(`/v1/event-types/${type}`)
    if (choose.value !== type) return
    const { country } = context.navigation.view()
    // One id for one claim, however often it is sent.
    let id = newId()
    const posting = {
      path: '/v1/events',
      filled: country === null ? {} : { country },
      body: (read: Record<string, unknown>) => ({ id, type, ...read }),
      recorded: () => {
        id = newId()
      },
    }
    put(place, claimForm(whole, form, context, posting))
  }

  return h(
    'div',
    { class: 'claim' },
    h('h2', null, 'Add a claim'),
    h(
      'p',
      { class: 'hint' },
      'A claim says that something happened, and who says so. It is never overwritten: it can be corrected and retracted, and both stay on record.',
    ),
    h('div', { class: 'claim-field' }, h('label', { for: 'claim-type' }, 'What happened'), choose, meaning),
    h(
      'datalist',
      { id: 'claim-names' },
      known.map(name => h('option', { value: name })),
    ),
    place,
  )
}
