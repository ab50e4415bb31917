import { h } from '../element.js'
import { typeText } from '../words.js'
import { type EventType, fieldText } from './schema.js'

/** Options of a list of types of events, by family; those that point at other events are not told like this. */
export function typeOptions(eventTypes: readonly EventType[], chosen?: string): HTMLElement[] {
  const families = [...new Set(eventTypes.map(({ family }) => family))].filter(family => family !== 'record')
  return families.map(family =>
    h(
      'optgroup',
      { label: fieldText(family) },
      eventTypes
        .filter(one => one.family === family)
        .map(({ type }) => h('option', { value: type, selected: type === chosen }, typeText(type))),
    ),
  )
}
