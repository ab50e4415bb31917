import type { Test } from 'tap'
import t from 'tap'
import type { App } from '../../src/http/server/context.js'
import { type Posted, world } from './scenario.js'

/** Three services a history, on a machine that may have other work. */
t.setTimeout(180_000)

/** How a stranger may grade the same public facts: certain, usual, doubtful. */
export const GRADINGS = [
  ['A', 1],
  ['B', 2],
  ['C', 2],
] as const

/** The same history under each grading: what an expert has no doubt of must not hang on the letter of the source. */
export function history(
  title: string,
  events: readonly Posted[],
  expect: (t: Test, app: App) => Promise<void>,
  gradings: readonly (readonly [string, number])[] = GRADINGS,
): void {
  for (const [reliability, credibility] of gradings) {
    t.test(`${title} (sources graded ${reliability}${credibility})`, async t => {
      const graded = events.map(event => ({
        ...event,
        claim: { ...(event.claim as object), reliability, credibility },
      }))
      await expect(t, await world(t, graded))
    })
  }
}
