import { definitionOf, type EventType } from '../../events/catalogue.js'
import type { Fault } from '../../events/faults.js'
import { parseEvent } from '../../events/parse.js'

export type Posted = Record<string, unknown> & { data: Record<string, unknown>; claim: Record<string, unknown> }

/** A fresh copy of the example of a type, with some fields put over it; undefined takes one away. */
export function posted(
  type: EventType,
  over: Record<string, unknown> = {},
  data: Record<string, unknown> = {},
): Posted {
  const event = structuredClone(definitionOf(type)!.example) as unknown as Posted
  Object.assign(event.data, data)
  Object.assign(event, over)
  return JSON.parse(JSON.stringify(event)) as Posted
}

export function problemsOf(input: unknown): readonly Fault[] {
  const parsed = parseEvent(input)
  return parsed.ok ? [] : parsed.faults
}

/** Path and code of each problem, as one word, sorted. */
export function refusals(input: unknown): string[] {
  return problemsOf(input)
    .map(({ path, code }) => `${path} ${code}`)
    .sort()
}
