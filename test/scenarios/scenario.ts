import type { Test } from 'tap'
import type { App } from '../../src/http/server/context.js'
import { build } from '../support/build.js'
import { ask, type State } from '../support/dossier.js'

/**
 * Scenarios are posted through the API as a stranger would from the catalogue alone: well-known public facts, stated
 * roughly and marked as test material. They are kept apart from development; nothing is fitted to them.
 */
export type Posted = Readonly<Record<string, unknown>>

export function event(
  type: string,
  country: string,
  partner: string | null,
  on: string,
  data: object = {},
  more: object = {},
): Posted {
  return {
    type,
    country,
    ...(partner === null ? {} : { partner }),
    occurredOn: on,
    data,
    claim: {
      sourceId: 'test-material',
      title: 'Test material, stated roughly from general knowledge',
      reliability: 'B',
      credibility: 2,
      modality: 'asserted',
    },
    ...more,
  }
}

export const covered = (country: string, from: string, to: string, dimension = 'security'): Posted =>
  event('CoverageDeclared', country, null, to, { dimension, from, to, grain: 'month' })

/** Gradings under which an expert expects the same: the same facts from the best, a usual and a fair source. */
export const GRADINGS = [
  ['A', 1],
  ['B', 2],
  ['C', 2],
] as const

/** The same events from a source of another grade. */
export function graded(events: readonly Posted[], reliability: string, credibility: number): Posted[] {
  return events.map(posted => ({ ...posted, claim: { ...(posted.claim as object), reliability, credibility } }))
}

export async function world(t: Test, events: readonly Posted[]): Promise<App> {
  const { app } = await build(t)
  await post(t, app, events)
  return app
}

export async function post(t: Test, app: App, events: readonly Posted[]): Promise<void> {
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/events',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(events),
  })
  t.equal(
    reply.statusCode,
    201,
    `${events.length} events are taken${reply.statusCode === 201 ? '' : `: ${reply.payload}`}`,
  )
}

export interface Expectation {
  /** Statuses of security that an expert of the region would accept. */
  readonly status: readonly string[]
  /** Primary, where the status is single. */
  readonly primary?: string
  /** Contenders or primary that must, and that must not, be named. */
  readonly holds?: readonly string[]
  readonly not?: readonly string[]
  readonly disputed?: readonly string[]
  readonly allies?: readonly string[]
  readonly providers?: readonly string[]
  /** Partners that must not have the role of a provider. */
  readonly notProviders?: readonly string[]
  /** Security scores in this order, the highest first. */
  readonly order?: readonly string[]
  /** Sponsors of the forces present. */
  readonly sponsors?: readonly string[]
  readonly armsPrimary?: string
  /** Whose arms score is the highest, whether it makes a primary or not. */
  readonly armsFirst?: string
}

/** Ask for one day and hold it against what is expected; what was found is told beside it. */
export async function expectOn(t: Test, app: App, country: string, at: string, expected: Expectation): Promise<State> {
  const state = await ask(app, `/v1/countries/${country}?at=${at}`)
  const { status, primary, contenders, disputed, allies } = state.dimensions.security
  const score = (partner: string) =>
    state.partners.find(entry => entry.partner === partner)?.scores.security?.score ?? 0
  const scores = state.partners
    .filter(({ scores: all }) => all.security !== undefined)
    .map(({ partner, roles }) => `${partner} ${score(partner).toFixed(2)}${roles.includes('ally') ? ' ally' : ''}`)
    .join(', ')
  const found = `${country} ${at}: ${status} ${primary ?? contenders.join('/')} [${scores}] allies ${allies.join(' ') || '-'}`
  t.comment(found)
  const held = [...contenders, ...(primary === null ? [] : [primary])]
  t.ok(expected.status.includes(status), `${found}; expected ${expected.status.join(' or ')}`)
  if (expected.primary !== undefined && status === 'single') t.equal(primary, expected.primary, `${found}; primary`)
  for (const partner of expected.holds ?? []) t.ok(held.includes(partner), `${found}; holds ${partner}`)
  for (const partner of expected.not ?? []) t.notOk(held.includes(partner), `${found}; not ${partner}`)
  if (expected.disputed) t.same(disputed, expected.disputed, `${found}; disputed`)
  if (expected.allies) t.same([...allies].sort(), [...expected.allies].sort(), `${found}; allies`)
  for (const partner of expected.providers ?? []) {
    t.ok(
      state.partners.find(entry => entry.partner === partner)?.roles.includes('provider'),
      `${found}; ${partner} provides`,
    )
  }
  for (const partner of expected.notProviders ?? []) {
    const roles = state.partners.find(entry => entry.partner === partner)?.roles ?? []
    t.notOk(roles.includes('provider'), `${found}; ${partner} provides nothing`)
  }
  const order = expected.order ?? []
  for (let i = 1; i < order.length; i++) {
    t.ok(score(order[i - 1]!) > score(order[i]!), `${found}; ${order[i - 1]} before ${order[i]}`)
  }
  if (expected.sponsors) {
    t.same(
      [...new Set(state.forces.map(({ sponsor }) => sponsor))].sort(),
      [...expected.sponsors].sort(),
      `${found}; forces`,
    )
  }
  if (expected.armsPrimary !== undefined) {
    const arms = (state.dimensions as unknown as Record<string, { primary: string | null }>).arms
    t.equal(arms?.primary, expected.armsPrimary, `${found}; arms`)
  }
  if (expected.armsFirst !== undefined) {
    const arms = (id: string) => state.partners.find(({ partner }) => partner === id)?.scores.arms?.score ?? 0
    const first = state.partners.map(({ partner }) => partner).sort((a, b) => arms(b) - arms(a))[0]
    t.equal(first, expected.armsFirst, `${found}; arms of ${first} ${first ? arms(first) : 0}`)
  }
  return state
}
