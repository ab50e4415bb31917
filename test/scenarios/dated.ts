import t, { type Test } from 'tap'
import type { App } from '../../src/http/server/context.js'
import { ask } from '../support/dossier.js'
import { type Posted, world } from './scenario.js'

/**
 * Dated questions of a specialist about any dimension, each asked of the state, the list of all countries, the intervals
 * and the history, which must answer alike. The posts know nothing but the catalogue; what is expected was written down
 * before any of them was run.
 */
export interface Of {
  readonly status: readonly string[]
  /** Where the status is single: the one, or those of whom it may be one. */
  readonly primary?: string | readonly string[]
  /** Contenders or primary that must, and that must not, be named. */
  readonly holds?: readonly string[]
  readonly not?: readonly string[]
  readonly disputed?: readonly string[]
  readonly aligned?: readonly string[]
  readonly alignedNot?: readonly string[]
  /** Between which days the run of this answer begins. */
  readonly since?: readonly [first: string, last: string]
}

export interface Expected {
  readonly security?: Of
  readonly arms?: Of
  readonly diplomatic?: Of
  readonly economic?: Of
  /** Primary of security of each authority. */
  readonly sides?: Readonly<Record<string, string>>
  readonly notProviders?: readonly string[]
}

export type Question = readonly [country: string, at: string, expected: Expected]

const DIMENSIONS = ['security', 'arms', 'diplomatic', 'economic'] as const

interface Verdict {
  readonly status: string
  readonly primary: string | null
  readonly contenders: readonly string[]
  readonly alignedWith: readonly string[]
  readonly disputed: readonly string[]
  readonly since: string | null
}

interface Answered {
  readonly dimensions: Readonly<Record<string, Verdict>>
  readonly partners: readonly {
    readonly partner: string
    readonly roles: readonly string[]
    readonly scores: Readonly<Record<string, { readonly score: number }>>
  }[]
  readonly authorities: readonly {
    readonly authority: string
    readonly primary: { readonly security: string | null }
  }[]
}

export function dated(title: string, events: readonly Posted[], questions: readonly Question[]): void {
  t.test(title, async t => {
    const app = await world(t, events)
    for (const [country, at, expected] of questions) {
      const state = await ask<Answered>(app, `/v1/countries/${country}?at=${at}`)
      for (const dimension of DIMENSIONS) {
        const of = expected[dimension]
        if (of !== undefined) check(t, state, dimension, of, `${country} ${at} ${dimension}`)
      }
      sidesAndRoles(t, state, expected, `${country} ${at}`)
      await alike(t, app, country, at.slice(0, 10), at.slice(10), state)
    }
  })
}

function check(t: Test, state: Answered, dimension: string, of: Of, asked: string): void {
  const { status, primary, contenders, alignedWith, disputed, since } = state.dimensions[dimension]!
  const scores = state.partners
    .filter(({ scores: all }) => all[dimension] !== undefined && all[dimension].score !== 0)
    .map(({ partner, scores: all }) => `${partner} ${all[dimension]!.score.toFixed(2)}`)
  const held = [...contenders, ...(primary === null ? [] : [primary])]
  const found =
    `${asked}: ${status} ${primary ?? contenders.join('/')} since ${since} [${scores.join(', ')}]` +
    ` aligned with ${alignedWith.join(' ') || '-'}`
  t.comment(found)
  t.ok(of.status.includes(status), `${found}; expected ${of.status.join(' or ')}`)
  if (of.primary !== undefined && status === 'single') {
    t.ok([of.primary].flat().includes(primary!), `${found}; expected ${[of.primary].flat().join(' or ')}`)
  }
  for (const id of of.holds ?? []) t.ok(held.includes(id), `${found}; holds ${id}`)
  for (const id of of.not ?? []) t.notOk(held.includes(id), `${found}; not ${id}`)
  for (const id of of.aligned ?? []) t.ok(alignedWith.includes(id), `${found}; aligned with ${id}`)
  for (const id of of.alignedNot ?? []) t.notOk(alignedWith.includes(id), `${found}; not aligned with ${id}`)
  if (of.disputed) t.same(disputed, of.disputed, `${found}; disputed`)
  if (of.since) {
    const [first, last] = of.since
    t.ok(since !== null && since >= first && since <= last, `${found}; since ${first} to ${last}`)
  }
}

function sidesAndRoles(t: Test, state: Answered, expected: Expected, asked: string): void {
  for (const [authority, primary] of Object.entries(expected.sides ?? {})) {
    const side = state.authorities.find(one => one.authority === authority)
    t.equal(side?.primary.security, primary, `${asked}: side of ${authority}`)
  }
  for (const id of expected.notProviders ?? []) {
    const roles = state.partners.find(({ partner }) => partner === id)?.roles ?? []
    t.notOk(roles.includes('provider'), `${asked}: ${id} provides nothing`)
  }
}

interface Listed {
  readonly countries: readonly (Readonly<Record<string, Verdict>> & { readonly country: string })[]
}
interface Intervals {
  readonly countries: readonly (Readonly<Record<string, readonly (Verdict & { from: string; to: string })[]>> & {
    readonly country: string
  })[]
}
interface Points {
  readonly points: readonly Pick<Verdict, 'status' | 'primary'>[]
}

/** The same day asked in the other three ways. */
async function alike(t: Test, app: App, country: string, at: string, more: string, state: Answered): Promise<void> {
  const list = await ask<Listed>(app, `/v1/countries?at=${at}${more}`)
  const intervals = await ask<Intervals>(app, `/v1/countries?from=${at}&to=${at}${more}`)
  for (const dimension of DIMENSIONS) {
    const { status, primary, since } = state.dimensions[dimension]!
    const asked = `${country} ${at}${more} ${dimension}`
    const listed = list.countries.find(one => one.country === country)?.[dimension]
    t.match(listed, { status, primary, since }, `${asked}: list as state`)
    const run = intervals.countries.find(one => one.country === country)?.[dimension]?.[0]
    t.match(run, { status, primary }, `${asked}: intervals as state`)
    const history = await ask<Points>(
      app,
      `/v1/countries/${country}/history?dimension=${dimension}&from=${at}&to=${at}&step=day${more}`,
    )
    t.match(history.points.at(-1), { status, primary }, `${asked}: history as state`)
  }
}

/** A claim by somebody who knows the catalogue: type, host, partner, day, data, grade of the source. */
export function tell(
  type: string,
  country: string,
  partner: string | null,
  occurredOn: string,
  data: object = {},
  grade = 'B2',
  more: object = {},
): Posted {
  return {
    type,
    country,
    ...(partner === null ? {} : { partner }),
    occurredOn,
    data,
    claim: {
      sourceId: `handbook-${grade.toLowerCase()}`,
      reliability: grade[0],
      credibility: Number(grade[1]),
      modality: 'asserted',
    },
    ...more,
  }
}

export const troops = (low: number, high = low) => ({ low, high })
export const OPEN = ['none', 'unknown']
export const by = (primary: string | readonly string[], more: Partial<Of> = {}): Of => ({
  status: ['single'],
  primary,
  ...more,
})
export const nobody = (not: readonly string[] = [], more: Partial<Of> = {}): Of => ({ status: OPEN, not, ...more })
