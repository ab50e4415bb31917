import t, { type Test } from 'tap'
import type { App } from '../../src/http/server/context.js'
import { ask } from '../support/dossier.js'
import { type Expectation, expectOn, type Posted, post, world } from './scenario.js'

/**
 * Cases of other regions, posted the way different people would post them: with and without ids, dates to the day or to the
 * decade, one source or several, a partner or parties. What is expected was written down before any of them was run.
 */
export interface Answer extends Expectation {
  /** States and organisations that `alignedWith` must name, must not name, and must name first. */
  readonly aligned?: readonly string[]
  readonly alignedNot?: readonly string[]
  readonly alignedFirst?: string
  /** Primary of each authority. */
  readonly sides?: Readonly<Record<string, string>>
}

export type Asked = readonly [country: string, at: string, expected: Answer, why: string]

export function scene(title: string, events: readonly Posted[], asked: readonly Asked[]): void {
  t.test(title, async t => {
    const app = await world(t, events)
    for (const [country, at, expected, why] of asked) await check(t, app, country, at, expected, why)
  })
}

interface Answered {
  readonly dimensions: { readonly security: { readonly alignedWith: readonly string[] } }
  readonly authorities: readonly {
    readonly authority: string
    readonly primary: { readonly security: string | null }
  }[]
}

async function check(t: Test, app: App, country: string, at: string, expected: Answer, why: string): Promise<void> {
  await expectOn(t, app, country, at, expected)
  const { dimensions, authorities } = await ask<Answered>(app, `/v1/countries/${country}?at=${at}`)
  const { alignedWith } = dimensions.security
  const found = `${country} ${at} is aligned with ${alignedWith.join(' ') || 'nobody'}: ${why}`
  for (const id of expected.aligned ?? []) t.ok(alignedWith.includes(id), `${found}; with ${id}`)
  for (const id of expected.alignedNot ?? []) t.notOk(alignedWith.includes(id), `${found}; not with ${id}`)
  if (expected.alignedFirst !== undefined) t.equal(alignedWith[0], expected.alignedFirst, `${found}; first`)
  for (const [authority, primary] of Object.entries(expected.sides ?? {})) {
    const side = authorities.find(one => one.authority === authority)
    t.equal(side?.primary.security, primary, `${found}; side of ${authority}`)
  }
}

export const OPEN = ['none', 'unknown']

/** What is most often expected: one that comes first; nobody, and surely not these; several, these among them. */
export const single = (primary: string, more: Partial<Answer> = {}): Answer => ({
  status: ['single'],
  primary,
  ...more,
})
export const open = (not: readonly string[] = [], more: Partial<Answer> = {}): Answer => ({
  status: OPEN,
  not,
  ...more,
})
export const contested = (holds: readonly string[], more: Partial<Answer> = {}): Answer => ({
  status: ['contested'],
  holds,
  ...more,
})

export const EARLIER = 'as known before'
export const LATER = 'as known after'

/** A scene of which some things come to light only after the others: what is asked says as known when. */
export function sceneInTwoParts(
  title: string,
  first: readonly Posted[],
  then: readonly Posted[],
  asked: readonly (readonly [known: typeof EARLIER | typeof LATER, ...Asked])[],
): void {
  t.test(title, async t => {
    const app = await world(t, first)
    const { head } = await ask<{ head: string }>(app, '/v1/events?limit=1')
    await post(t, app, then)
    for (const [known, country, at, expected, why] of asked) {
      await check(t, app, country, known === EARLIER ? `${at}&asKnownAt=${head}` : at, expected, why)
    }
  })
}

/** A claim of a source of its own; what a poster leaves out is left out here too. */
export function say(type: string, country: string, occurredOn: string, data: object, more: object = {}): Posted {
  return {
    type,
    country,
    occurredOn,
    data,
    claim: { sourceId: 'encyclopaedia', reliability: 'B', credibility: 2, modality: 'asserted' },
    ...more,
  }
}

export const from = (sourceId: string, reliability: string, credibility: number, more: object = {}) => ({
  claim: { sourceId, reliability, credibility, modality: 'asserted', ...more },
})

export const n = (low: number, high = low) => ({ low, high })
