import { dayOfInstant, firstDayOf } from '../dates.js'
import type { DeskContext } from '../desk/desk-view.js'
import { h, put } from '../element.js'
import { waiting } from '../notices.js'
import { consequenceOf } from './consequence.js'
import type { FormContext } from './control.js'
import { eventForm } from './event-form.js'
import { anomaliesOf, newId, type Outcome, showRefusal } from './posting.js'
import type { WholeType } from './schema.js'

/** Where a claim of the form goes, and as what. */
export interface Posting {
  readonly path: string
  /** What the form holds at first. */
  readonly filled: Readonly<Record<string, unknown>>
  /** What is sent for what stands in the form. */
  readonly body: (read: Record<string, unknown>) => Readonly<Record<string, unknown>>
  /** Told when it is on record. */
  readonly recorded: () => void
  /** What is offered beside the form. */
  readonly beside?: HTMLElement
}

/** The fields of a type in words: what a claim would change is seen before it is stored. */
export function claimForm(
  { type, schema, example }: WholeType,
  form: FormContext,
  context: DeskContext,
  { path, filled, body, recorded, beside }: Posting,
): HTMLElement {
  const { client, navigation, names, shelf, day } = context
  const fields = eventForm(schema, form)
  const result = h('div', { class: 'claim-result', 'aria-live': 'polite' })
  let seen = ''
  fields.write(filled)
  const post = h(
    'button',
    { type: 'button', class: 'plain', disabled: true, onclick: () => void record() },
    'Record it',
  )

  async function check(event?: Event): Promise<void> {
    event?.preventDefault()
    fields.clear()
    post.disabled = true
    const claim = fields.read()
    const sent = body(claim)
    put(result, waiting('what it would change'))
    try {
      const outcome = await client.post<Outcome>(`${path}?dryRun=true`, sent)
      const country = claim.country
      const { dimension, policy } = navigation.view()
      const occurred = firstDayOf(String(claim.occurredOn)) ?? day()
      const at = Math.max(occurred, Math.min(day(), dayOfInstant(Date.now())))
      const content =
        typeof country === 'string'
          ? await consequenceOf(
              client,
              { country, at, dimension, policy, include: [{ id: newId(), type, ...claim }], exclude: [] },
              { names, shelf },
            )
          : h('p', null, 'It can be recorded.')
      put(result, anomaliesOf(outcome), content)
      result.scrollIntoView({ block: 'nearest' })
      seen = JSON.stringify(sent)
      post.disabled = false
      if (beside !== undefined) post.focus()
    } catch (error) {
      showRefusal(error, fields, result, () => void check())
    }
  }

  async function record(): Promise<void> {
    const claim = fields.read()
    const sent = body(claim)
    // What was changed since it was looked at is looked at again.
    if (JSON.stringify(sent) !== seen) return check()
    post.disabled = true
    try {
      const outcome = await client.post<Outcome>(path, sent)
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
      recorded()
    } catch (error) {
      post.disabled = false
      showRefusal(error, fields, result, () => void record())
    }
  }

  const fillIn = () => {
    const { type: _type, schemaVersion: _version, id: _id, ...shown } = example
    fields.write(shown)
  }
  return h(
    'form',
    { class: 'claim-form', novalidate: true, onsubmit: check },
    h(
      'p',
      null,
      beside ??
        h('button', { type: 'button', class: 'link', id: 'claim-example', onclick: fillIn }, 'Fill in an example'),
    ),
    fields.element,
    h('p', { class: 'choices' }, h('button', { type: 'submit', class: 'plain' }, 'See what would change'), post),
    result,
  )
}
