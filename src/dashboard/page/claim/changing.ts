import { patchBetween } from '../../../../events/merge-patch.js'
import type { Client, Fault } from '../data/client.js'
import type { Names } from '../data/names.js'
import type { StoredEvent } from '../data/wire.js'
import type { Day } from '../dates.js'
import type { Reports } from '../desk/reports.js'
import { h, put } from '../element.js'
import { waiting } from '../notices.js'
import { fullIndex } from '../search/other-names.js'
import type { Navigation } from '../view.js'
import { consequenceOf } from './consequence.js'
import { type EventForm, eventForm } from './event-form.js'
import { type Outcome, showRefusal } from './posting.js'
import type { Schema, WholeType } from './schema.js'

export interface ChangingContext extends Reports {
  readonly client: Client
  readonly navigation: Navigation
  readonly names: Names
  readonly at: Day
}

/** Take a claim back: why, and who says so; what would change is seen first. */
export async function retractionForm(event: StoredEvent, context: ChangingContext): Promise<HTMLElement> {
  const { client, names } = context
  const { schema } = await client.get<WholeType>('/v1/event-types/ClaimRetracted')
  const asked = reasonAndClaim(schema)
  const fields = eventForm(asked, { names, index: fullIndex(names) })
  const body = () => {
    const { data, claim } = fields.read() as { data: object; claim: object }
    return { ...data, claim }
  }
  return changeForm('Retract it', event, fields, context, {
    path: `/v1/events/${event.id}/retraction`,
    body,
    supposed: () => ({ include: [], exclude: [event.id] }),
  })
}

/** Correct a claim: its fields as they are, to be changed; what differs is what is sent. */
export async function correctionForm(event: StoredEvent, context: ChangingContext): Promise<HTMLElement> {
  const { client, names } = context
  const [{ schema }, correction] = await Promise.all([
    client.get<WholeType>(`/v1/event-types/${event.type}`),
    client.get<WholeType>('/v1/event-types/ClaimCorrected'),
  ])
  const form = { names, index: fullIndex(names) }
  const changed = eventForm(schema, form, ['claim', 'country'])
  changed.write(event as unknown as Record<string, unknown>)
  const before = changed.read()
  const asked = reasonAndClaim(correction.schema)
  const fields = eventForm(asked, form)
  const both: EventForm = {
    element: h('div', null, changed.element, h('h3', null, 'The correction'), fields.element),
    read: () => ({ ...changed.read(), ...fields.read() }),
    write: changed.write,
    refuse: faults => fields.refuse(changed.refuse(faults)),
    clear() {
      changed.clear()
      fields.clear()
    },
  }
  const corrected = () => {
    const { id: _id, position: _position, recordedAt: _at, ...rest } = event
    const {
      stream: _stream,
      revision: _revision,
      recordedBy: _by,
      backfilled: _backfilled,
      storedAt: _stored,
      ...bare
    } = rest as Record<string, unknown>
    return { ...bare, ...changed.read() }
  }
  return changeForm('Correct it', event, both, context, {
    path: `/v1/events/${event.id}/corrections`,
    body() {
      const { data, claim } = fields.read() as { data?: object; claim: object }
      return { ...data, changes: patchBetween(before, changed.read()), claim }
    },
    supposed: () => ({ include: [corrected()], exclude: [event.id] }),
  })
}

/** Why a claim is changed and who says so, as the schema of the change asks for them. */
function reasonAndClaim({ properties }: Schema): Schema {
  const { reason = {} } = properties?.data?.properties ?? {}
  return {
    properties: {
      data: { type: 'object', properties: { reason }, required: ['reason'] },
      claim: properties?.claim ?? {},
    },
    required: ['data', 'claim'],
  }
}

/** A fault of the body of a change at the field that it is written into. */
function atField(fault: Fault): Fault {
  return { ...fault, path: fault.path.replace(/^\/reason/, '/data/reason').replace(/^(\/data)?\/changes/, '') }
}

interface Change {
  readonly path: string
  readonly body: () => object
  readonly supposed: () => {
    readonly include: readonly Readonly<Record<string, unknown>>[]
    readonly exclude: readonly string[]
  }
}

function changeForm(
  words: string,
  event: StoredEvent,
  fields: EventForm,
  { client, navigation, names, shelf, at }: ChangingContext,
  { path, body, supposed }: Change,
): HTMLElement {
  const result = h('div', { class: 'claim-result', 'aria-live': 'polite' })
  const post = h('button', { type: 'button', class: 'plain', disabled: true, onclick: () => void send() }, words)
  let seen = ''

  async function check(submitted?: Event): Promise<void> {
    submitted?.preventDefault()
    fields.clear()
    post.disabled = true
    put(result, waiting('what it would change'))
    try {
      const asked = body()
      await client.post<Outcome>(`${path}?dryRun=true`, asked)
      const { dimension, policy } = navigation.view()
      const question = { country: event.country, at, dimension, policy, ...supposed() }
      put(result, await consequenceOf(client, question, { names, shelf }))
      result.scrollIntoView({ block: 'nearest' })
      seen = JSON.stringify(asked)
      post.disabled = false
    } catch (error) {
      showRefusal(
        error,
        { ...fields, refuse: faults => fields.refuse(faults.map(atField)) },
        result,
        () => void check(),
      )
    }
  }

  async function send(): Promise<void> {
    const asked = body()
    if (JSON.stringify(asked) !== seen) return check()
    post.disabled = true
    try {
      form.dataset.sent = 'yes'
      await client.post<Outcome>(path, asked)
      put(result, h('p', { class: 'notice done', role: 'status' }, 'It is on record.'))
    } catch (error) {
      delete form.dataset.sent
      post.disabled = false
      showRefusal(error, { ...fields, refuse: faults => fields.refuse(faults.map(atField)) }, result, () => void send())
    }
  }

  const form = h(
    'form',
    { class: 'claim-form', novalidate: true, onsubmit: check },
    fields.element,
    h('p', { class: 'choices' }, h('button', { type: 'submit', class: 'plain' }, 'See what would change'), post),
    result,
  )
  return form
}
