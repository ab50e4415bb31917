import type { Names } from '../data/names.js'
import { h, put } from '../element.js'
import { find, type Index } from '../search/find.js'
import { plain } from '../words.js'
import { fieldText, helpOf, isWho, type Schema } from './schema.js'

/** A part of a form that reads and writes one value of an event. */
export interface Control {
  readonly element: HTMLElement
  /** Undefined where nothing was given. */
  readonly read: () => unknown
  readonly write: (value: unknown) => void
  /** Say what is wrong at a path within; whether there is such a place. */
  readonly fault: (path: readonly string[], message: string) => HTMLElement | null
  readonly clear: () => void
}

export interface FormContext {
  readonly names: Names
  readonly index: Index
}

let made = 0

/** The control that a schema asks for. */
export function controlOf(name: string, schema: Schema, isRequired: boolean, context: FormContext): Control {
  const [alternative] = schema.anyOf ?? []
  if (alternative !== undefined) return controlOf(name, alternative, isRequired, context)
  if (schema.type === 'object') return objectControl(name, schema, isRequired, context)
  if (schema.type === 'array') return arrayControl(name, schema, isRequired, context)
  return valueControl(name, schema, isRequired, context)
}

type Input = HTMLInputElement | HTMLSelectElement

/** One field with its name in words, what may be written, and what was wrong with it. */
function field(
  name: string,
  schema: Schema,
  isRequired: boolean,
  input: Input,
  parse: () => unknown,
  show: (value: unknown) => void,
): Control {
  const id = `field-${++made}`
  const help = helpOf(name, schema)
  const wrong = h('p', { class: 'wrong', id: `${id}-wrong`, hidden: true })
  input.id = id
  input.setAttribute('aria-describedby', help === null ? wrong.id : `${id}-help ${wrong.id}`)
  if (isRequired) input.setAttribute('aria-required', 'true')
  const element = h(
    'div',
    { class: 'claim-field', 'data-field': name },
    h('label', { for: id }, fieldText(name), isRequired ? h('span', { class: 'quiet' }, ' (needed)') : null),
    input,
    help === null ? null : h('p', { class: 'hint', id: `${id}-help` }, help),
    wrong,
  )
  return {
    element,
    read: parse,
    write: show,
    fault(_path, message) {
      wrong.textContent = wrong.hidden ? message : `${wrong.textContent} ${message}`
      wrong.hidden = false
      input.setAttribute('aria-invalid', 'true')
      return input
    },
    clear() {
      wrong.hidden = true
      wrong.textContent = ''
      input.removeAttribute('aria-invalid')
    },
  }
}

function valueControl(name: string, schema: Schema, isRequired: boolean, context: FormContext): Control {
  if (schema.const !== undefined) return constant(schema.const)
  if (schema.enum !== undefined) return choice(name, schema, schema.enum, isRequired)
  if (schema.type === 'boolean')
    return choice(
      name,
      schema,
      ['yes', 'no'],
      isRequired,
      text => text === 'yes',
      value => (value ? 'yes' : 'no'),
    )
  if (schema.type === 'integer' || schema.type === 'number') {
    const input = h('input', {
      type: 'number',
      min: schema.minimum,
      max: schema.maximum,
      step: schema.type === 'integer' ? 1 : 'any',
    })
    const read = () => (input.value.trim() === '' ? undefined : Number(input.value))
    return field(name, schema, isRequired, input, read, value => {
      input.value = value === undefined || value === null ? '' : String(value)
    })
  }
  const isName = isWho(schema)
  const input = h('input', {
    type: 'text',
    maxlength: isName ? null : schema.maxLength,
    autocomplete: 'off',
    spellcheck: 'false',
    list: isName ? 'claim-names' : null,
  })
  const read = () => {
    const text = input.value.trim()
    if (text === '') return undefined
    return isName ? codeOf(text, context) : text
  }
  return field(name, schema, isRequired, input, read, value => {
    input.value = typeof value === 'string' ? (isName ? context.names.of(value) : value) : ''
  })
}

/** The id that a name means; what names nobody is left for the service to refuse. */
function codeOf(text: string, { index }: FormContext): string {
  return find(index, text)[0]?.id ?? text
}

function constant(value: unknown): Control {
  return { element: h('span'), read: () => value, write: () => {}, fault: () => null, clear: () => {} }
}

function choice(
  name: string,
  schema: Schema,
  values: readonly string[],
  isRequired: boolean,
  toValue: (text: string) => unknown = text => text,
  toText: (value: unknown) => string = String,
): Control {
  const select = h(
    'select',
    null,
    h('option', { value: '' }, isRequired ? 'Choose…' : 'Not said'),
    values.map(value => h('option', { value }, plain(value))),
  )
  const read = () => (select.value === '' ? undefined : toValue(select.value))
  return field(name, schema, isRequired, select, read, value => {
    select.value = value === undefined || value === null ? '' : toText(value)
  })
}

/** Groups that a heading above them names already. */
const TITLED: ReadonlySet<string> = new Set(['data', 'claim'])

function objectControl(name: string, schema: Schema, isRequired: boolean, context: FormContext): Control {
  const required = new Set(schema.required)
  const parts = Object.entries(schema.properties ?? {})
    .map(([key, part]) => ({ key, control: controlOf(key, part, required.has(key), context) }))
    .sort((a, b) => Number(required.has(b.key)) - Number(required.has(a.key)))
  const body = parts.map(({ control }) => control.element)
  const element = isRequired
    ? h(
        'fieldset',
        { class: 'claim-group' },
        h('legend', TITLED.has(name) ? { class: 'unseen' } : null, fieldText(name)),
        body,
      )
    : h('details', { class: 'claim-group' }, h('summary', null, fieldText(name)), body)
  return {
    element,
    read() {
      const given = parts.flatMap(({ key, control }) => {
        const value = control.read()
        return value === undefined ? [] : [[key, value] as const]
      })
      return given.length === 0 && !isRequired ? undefined : Object.fromEntries(given)
    },
    write(value) {
      const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
      for (const { key, control } of parts) control.write(given[key])
      if (element instanceof HTMLDetailsElement) element.open = Object.keys(given).length > 0
    },
    fault([key, ...rest], message) {
      if (element instanceof HTMLDetailsElement) element.open = true
      return parts.find(part => part.key === key)?.control.fault(rest, message) ?? null
    },
    clear() {
      for (const { control } of parts) control.clear()
    },
  }
}

/** A list of words or names is written with commas between; a list of things has a group each. */
function arrayControl(name: string, schema: Schema, isRequired: boolean, context: FormContext): Control {
  const item = schema.items ?? {}
  if (item.type === 'object') return groupsControl(name, item, isRequired, context)
  const isName = isWho(item)
  const input = h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' })
  const words = item.enum === undefined ? '' : ` (${item.enum.join(', ')})`
  const help = `Several with commas between${words}`
  const read = () => {
    const items = input.value
      .split(',')
      .map(text => text.trim())
      .filter(text => text !== '')
      .map(text => (isName ? codeOf(text, context) : text))
    return items.length === 0 ? undefined : items
  }
  const described = schema.description === undefined ? { ...schema, description: help } : schema
  return field(name, described, isRequired, input, read, value => {
    input.value = Array.isArray(value)
      ? value.map(one => (isName ? context.names.of(String(one)) : String(one))).join(', ')
      : ''
  })
}

function groupsControl(name: string, item: Schema, isRequired: boolean, context: FormContext): Control {
  let groups: Control[] = []
  const place = h('div')
  const add = () => {
    const group = objectControl(`${fieldText(name)} ${groups.length + 1}`, item, true, context)
    groups.push(group)
    place.append(group.element)
    return group
  }
  const element = h(
    'div',
    { class: 'claim-list', 'data-field': name },
    place,
    h('button', { type: 'button', class: 'plain', onclick: () => add() }, `Add ${fieldText(name).toLowerCase()}`),
  )
  if (isRequired) add()
  return {
    element,
    read() {
      const given = groups.map(group => group.read() as object).filter(value => Object.keys(value).length > 0)
      return given.length === 0 ? undefined : given
    },
    write(value) {
      groups = []
      put(place)
      for (const one of Array.isArray(value) ? value : isRequired ? [{}] : []) add().write(one)
    },
    fault: ([place, ...rest], message) => (groups[Number(place ?? 0)] ?? groups[0] ?? add()).fault(rest, message),
    clear() {
      for (const group of groups) group.clear()
    },
  }
}
