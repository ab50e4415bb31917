import { dayOfInstant, firstDayOf } from '../dates.js'
import type { DeskContext, DeskView } from '../desk/desk-view.js'
import { h, put } from '../element.js'
import { waiting } from '../notices.js'
import { fullIndex } from '../search/other-names.js'
import { typeText } from '../words.js'
import { consequenceOf } from './consequence.js'
import type { FormContext } from './control.js'
import { eventForm } from './event-form.js'
import { anomaliesOf, newId, type Outcome, showRefusal } from './posting.js'
import { type EventType, fieldText, type WholeType } from './schema.js'

/** Add a claim: its type first, then its fields in words; what it would change is seen before it is stored. */
export const claimView: DeskView = async (context, { signal }) => {
  const { client, names } = context
  const { eventTypes } = await client.get<{ eventTypes: readonly EventType[] }>('/v1/event-types', {}, signal)
  const form: FormContext = { names, index: fullIndex(names) }
  const place = h('div')
  const meaning = h('p', { class: 'hint', id: 'claim-meaning' })
  const families = [...new Set(eventTypes.map(({ family }) => family))].filter(family => family !== 'record')
  const choose = h(
    'select',
    { id: 'claim-type', 'aria-describedby': 'claim-meaning', onchange: () => void show(choose.value) },
    h('option', { value: '' }, 'Choose what happened…'),
    families.map(family =>
      h(
        'optgroup',
        { label: fieldText(family) },
        eventTypes.filter(one => one.family === family).map(({ type }) => h('option', { value: type }, typeText(type))),
      ),
    ),
  )
  const known = [...names.states.map(({ name }) => name), ...names.organisations.map(({ id }) => names.of(id))]

  async function show(type: string): Promise<void> {
    meaning.textContent = eventTypes.find(one => one.type === type)?.meaning ?? ''
    if (type === '') return put(place)
    put(place, waiting('its fields'))
    const whole = await client.get<WholeType>(`/v1/event-types/${type}`)
    if (choose.value === type) put(place, claimForm(whole, form, context))
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

function claimForm({ type, schema, example }: WholeType, form: FormContext, context: DeskContext): HTMLElement {
  const { client, navigation, names, shelf, day } = context
  const fields = eventForm(schema, form)
  const result = h('div', { class: 'claim-result', 'aria-live': 'polite' })
  // One id for one claim, however often it is sent.
  let id = newId()
  let seen = ''
  const view = navigation.view()
  if (view.country !== null) fields.write({ country: view.country })
  const read = () => ({ id, type, ...fields.read() })
  const post = h(
    'button',
    { type: 'button', class: 'plain', disabled: true, onclick: () => void record() },
    'Record it',
  )

  async function check(event?: Event): Promise<void> {
    event?.preventDefault()
    fields.clear()
    post.disabled = true
    const claim: Record<string, unknown> = read()
    put(result, waiting('what it would change'))
    try {
      const outcome = await client.post<Outcome>('/v1/events?dryRun=true', claim)
      const country = claim.country
      const { dimension, policy } = navigation.view()
      const occurred = firstDayOf(String(claim.occurredOn)) ?? day()
      const at = Math.max(occurred, Math.min(day(), dayOfInstant(Date.now())))
      const content =
        typeof country === 'string'
          ? await consequenceOf(
              client,
              { country, at, dimension, policy, include: [claim], exclude: [] },
              { names, shelf },
            )
          : h('p', null, 'It can be recorded.')
      put(result, anomaliesOf(outcome), content)
      result.scrollIntoView({ block: 'nearest' })
      seen = JSON.stringify(claim)
      post.disabled = false
    } catch (error) {
      showRefusal(error, fields, result, () => void check())
    }
  }

  async function record(): Promise<void> {
    const claim = read()
    // What was changed since it was looked at is looked at again.
    if (JSON.stringify(claim) !== seen) return check()
    post.disabled = true
    try {
      const outcome = await client.post<Outcome>('/v1/events', claim)
      id = newId()
      const { country, occurredOn } = claim as { country?: string; occurredOn?: string }
      const at = firstDayOf(occurredOn ?? '')
      put(
        result,
        h(
          'div',
          { class: 'notice done', role: 'status' },
          h('p', null, outcome.outcome === 'duplicate' ? 'It was on record already.' : 'It is on record.'),
          country === undefined
            ? null
            : h(
                'button',
                {
                  type: 'button',
                  class: 'plain',
                  onclick: () => navigation.go({ country, tab: 'timeline', ...(at === null ? {} : { at }) }),
                },
                `See it in the timeline of ${names.of(country)}`,
              ),
        ),
      )
    } catch (error) {
      post.disabled = false
      showRefusal(error, fields, result, () => void record())
    }
  }

  const fillIn = () => {
    const { type: _type, schemaVersion: _version, id: _id, ...filled } = example
    fields.write(filled)
  }
  return h(
    'form',
    { class: 'claim-form', novalidate: true, onsubmit: check },
    h(
      'p',
      null,
      h('button', { type: 'button', class: 'link', id: 'claim-example', onclick: fillIn }, 'Fill in an example'),
    ),
    fields.element,
    h('p', { class: 'choices' }, h('button', { type: 'submit', class: 'plain' }, 'See what would change'), post),
    result,
  )
}
