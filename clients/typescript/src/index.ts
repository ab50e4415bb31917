import { type Settings, sender } from './send.js'
import { type Watching, watch } from './stream.js'
import type {
  Answer,
  Claim,
  Event,
  Outcome,
  Outcomes,
  PartnerState,
  Path,
  Query,
  Question,
  RecordedEvent,
} from './types.js'

export { EntenteProblem } from './problem.js'
export type { Settings } from './send.js'
export { StreamGap, type Watching } from './stream.js'
export type * from './types.js'

export interface PostOptions {
  /** Store nothing: say what would become of it. */
  readonly dryRun?: boolean
  /** Refuse what would raise an anomaly. */
  readonly strict?: boolean
}

type Reason = 'forged' | 'error' | 'duplicate' | 'superseded'

/** A service: tell it, ask it, watch it. Everything is tried again while the service is busy or away. */
export function entente(settings: Settings) {
  const send = sender(settings)

  async function post<A>(
    path: string,
    body: unknown,
    { dryRun = false, strict = false }: PostOptions = {},
  ): Promise<A> {
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (strict) headers.prefer = 'handling=strict'
    const query = dryRun ? '?dryRun=true' : ''
    return (await send(path + query, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }

  /** Any question of the API by the name of its operation. */
  async function ask<O extends Question>(operation: O, path: Path<O>, query?: Query<O>): Promise<Answer<O>> {
    return (await send(addressOf(operation, path, query ?? {}))).json()
  }

  return {
    ask,
    /** Record an event. It gets an id before it is sent, so that a retry stores nothing twice. */
    post: (event: Event, options?: PostOptions) => post<Outcome>('/v1/events', named(event), options),
    /** Record several at once, all of them or none. */
    postAll: (events: readonly Event[], options?: PostOptions) =>
      post<Outcomes>('/v1/events', events.map(named), options),
    /** The claim stays on record and counts no more. */
    retract: (id: string, reason: Reason, claim: Claim) =>
      post<Outcome>(`/v1/events/${id}/retraction`, { id: crypto.randomUUID(), reason, claim }),
    /** A merge patch of its fields; null takes one away. */
    correct: (id: string, changes: Readonly<Record<string, unknown>>, reason: Reason, claim: Claim) =>
      post<Outcome>(`/v1/events/${id}/corrections`, { id: crypto.randomUUID(), changes, reason, claim }),
    /** Who a country's partners were on a day, as far as one could know. */
    state: (country: string, query?: Query<'getPartnerState'>): Promise<PartnerState> =>
      ask('getPartnerState', { country }, query),
    explain: (country: string, query: Query<'explainScore'>) => ask('explainScore', { country }, query),
    timeline: (country: string, query?: Query<'getTimeline'>) => ask('getTimeline', { country }, query),
    history: (country: string, query?: Query<'getHistory'>) => ask('getHistory', { country }, query),
    difference: (country: string, query: Query<'getDifference'>) => ask('getDifference', { country }, query),
    footprint: (partner: string, query?: Query<'getFootprint'>) => ask('getFootprint', { partner }, query),
    /** Every event on record, page by page. */
    async *events(query: Query<'listEvents'> = {}): AsyncGenerator<RecordedEvent> {
      for (let after = query.after; ; ) {
        const page = await ask('listEvents', undefined, after === undefined ? query : { ...query, after })
        yield* page.events
        if (page.next === null) return
        after = page.next
      }
    },
    /** What happens, with the proof that nothing was missed. */
    watch: (watching?: Watching) => watch(send, watching),
  }
}

export type Entente = ReturnType<typeof entente>

function named<E extends Event>(event: E): E {
  return event.id == null ? { ...event, id: crypto.randomUUID() } : event
}

/** Where each question is asked. */
const PATHS: Readonly<Record<Question, string>> = {
  getLiveness: '/health/live',
  getReadiness: '/health/ready',
  getOpenApi: '/openapi.json',
  getAsyncApi: '/asyncapi.json',
  listProblems: '/problems',
  getProblem: '/problems/{code}',
  listEvents: '/v1/events',
  getEvent: '/v1/events/{id}',
  listEventTypes: '/v1/event-types',
  getEventType: '/v1/event-types/{type}',
  getRegistry: '/v1/registry',
  listSources: '/v1/sources',
  getSource: '/v1/sources/{source}',
  listCountries: '/v1/countries',
  getPartnerState: '/v1/countries/{country}',
  explainScore: '/v1/countries/{country}/explanation',
  getTimeline: '/v1/countries/{country}/timeline',
  getHistory: '/v1/countries/{country}/history',
  getDifference: '/v1/countries/{country}/diff',
  comparePolicies: '/v1/countries/{country}/policies',
  getPanel: '/v1/panel',
  getPanelCodebook: '/v1/panel/codebook',
  getFootprint: '/v1/partners/{partner}/footprint',
  listRealignments: '/v1/realignments',
  listBlindSpots: '/v1/blind-spots',
  listAnomalies: '/v1/anomalies',
  listLeads: '/v1/leads',
  getLead: '/v1/leads/{leadId}',
  listPolicies: '/v1/policies',
  listProjections: '/v1/projections',
  getPolicy: '/v1/policies/{policy}',
  listSubscriptions: '/v1/subscriptions',
}

function addressOf(operation: Question, path: object | undefined, query: object): string {
  const parts = (path ?? {}) as Readonly<Record<string, string>>
  const filled = PATHS[operation].replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(parts[name] ?? ''))
  const given = Object.entries(query).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]]))
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given)}`
}
