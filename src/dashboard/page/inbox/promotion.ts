import { claimForm } from '../claim/claim-form.js'
import type { EventType, WholeType } from '../claim/schema.js'
import { typeOptions } from '../claim/type-options.js'
import type { LeadDetail } from '../data/wire.js'
import type { DeskContext } from '../desk/desk-view.js'
import { h, put } from '../element.js'
import { waiting } from '../notices.js'
import { fullIndex } from '../search/other-names.js'

/** The form of a claim, filled in with what a lead suggests; what its rows cannot know is left to be said. */
export async function promotionForm(
  lead: LeadDetail,
  context: DeskContext,
  recorded: () => void,
): Promise<HTMLElement> {
  const { client, names } = context
  const { eventTypes } = await client.get<{ eventTypes: readonly EventType[] }>('/v1/event-types')
  const form = { names, index: fullIndex(names) }
  const path = `/v1/leads/${encodeURIComponent(lead.leadId)}/promote`
  const place = h('div')
  const choose = h(
    'select',
    { id: 'lead-type', onchange: () => void show(choose.value) },
    typeOptions(eventTypes, lead.suggested.type),
  )
  const known = [...names.states.map(({ name }) => name), ...names.organisations.map(({ id }) => names.of(id))]

  async function show(type: string): Promise<void> {
    put(place, waiting('its fields'))
    const whole = await client.get<WholeType>(`/v1/event-types/${type}`)
    if (choose.value !== type) return
    const { data, ...around } = lead.event
    const filled = type === lead.suggested.type ? { ...around, data } : around
    const posting = {
      path,
      filled,
      body: (read: Record<string, unknown>) => ({ ...emptied(filled, read), type, ...read }),
      recorded,
      beside: h('span', { class: 'hint' }, 'Filled in from the lead; the fields that are wrong say so.'),
    }
    put(place, claimForm(whole, form, context, posting))
  }
  await show(lead.suggested.type)
  return h(
    'div',
    { class: 'lead-promotion' },
    h('div', { class: 'claim-field' }, h('label', { for: 'lead-type' }, 'What happened'), choose),
    h(
      'datalist',
      { id: 'claim-names' },
      known.map(name => h('option', { value: name })),
    ),
    place,
  )
}

/** Fields that the lead has and the form no longer: what was emptied is not to be taken from the lead. */
function emptied(
  filled: Readonly<Record<string, unknown>>,
  read: Record<string, unknown>,
): Readonly<Record<string, unknown>> {
  const gone = (from: unknown, to: unknown) =>
    Object.fromEntries(
      Object.keys((from ?? {}) as object)
        .filter(key => !Object.hasOwn((to ?? {}) as object, key))
        .map(key => [key, null]),
    )
  for (const part of ['data', 'claim']) {
    read[part] = { ...gone(filled[part], read[part]), ...((read[part] ?? {}) as object) }
  }
  const { annotations: _, ...own } = filled
  return gone(own, read)
}
