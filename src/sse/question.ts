import type { Day } from '../../events/calendar.js'
import { isoOf } from '../../events/calendar.js'
import type { Dimension } from '../../events/words.js'
import { KINDS, type MessageKind } from './frame.js'

/** What a subscription asks for. Lists are sorted; an empty list stands for everything. */
export interface Question {
  /** The day that states are about; null for today, which moves with the clock. */
  readonly at: Day | null
  readonly kinds: readonly MessageKind[]
  readonly countries: readonly string[]
  readonly partners: readonly string[]
  readonly dimensions: readonly Dimension[]
}

/** A question from what a client named, in one form however it was spelt. */
export function questionOf(named: Partial<Question>): Question {
  const kinds = named.kinds ?? []
  return {
    at: named.at ?? null,
    kinds: KINDS.filter(kind => kinds.length === 0 || kinds.includes(kind)),
    countries: sorted(named.countries),
    partners: sorted(named.partners),
    dimensions: sorted(named.dimensions),
  }
}

function sorted<T extends string>(list: readonly T[] = []): readonly T[] {
  return [...new Set(list)].sort()
}

/** The same text for the same question. */
export function keyOf(question: Question): string {
  return JSON.stringify(question)
}

/** Whether answers of countries have to be compared at all. */
export function asksForStates({ kinds }: Question): boolean {
  return kinds.includes('state') || kinds.includes('status')
}

/** As operators and the documentation see it. */
export function shownQuestion({ at, kinds, countries, partners, dimensions }: Question) {
  return {
    at: at === null ? null : isoOf(at),
    kind: kinds,
    country: countries,
    partner: partners,
    dimension: dimensions,
  }
}
