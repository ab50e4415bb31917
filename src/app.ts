import type { Server } from 'node:http'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { LogController, type RouteOptions } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import { type Day, dayOfInstant } from '../events/calendar.js'
import { policies } from '../projections/policy/policies.js'
import type { Policy } from '../projections/policy/policy.js'
import { callersOf } from './access/callers.js'
import type { KeyRing } from './access/keys.js'
import type { Tokens } from './access/tokens.js'
import type { Clock } from './commands/clock.js'
import { createRecord } from './commands/record.js'
import type { Config } from './config.js'
import { problem } from './errors.js'
import { registerAnomalies } from './http/anomalies.js'
import { registerBlindSpots } from './http/blind-spots.js'
import { registerCountries } from './http/countries.js'
import { registerCountry } from './http/country.js'
import { registerDashboard } from './http/dashboard.js'
import { registerDiff } from './http/diff.js'
import { registerEvent } from './http/event.js'
import { registerEventLog } from './http/event-log.js'
import { registerEventTypes } from './http/event-types.js'
import { registerEvents } from './http/events.js'
import { registerExplanation } from './http/explanation.js'
import { registerHealth } from './http/health.js'
import { registerHistory } from './http/history.js'
import { registerImports } from './http/imports.js'
import { registerLeadImports } from './http/lead-imports.js'
import { registerLeads } from './http/leads.js'
import { registerMetrics } from './http/metrics.js'
import { registerPanel } from './http/panel.js'
import { registerPartners } from './http/partners.js'
import { registerPolicies } from './http/policies.js'
import { registerProblems } from './http/problems.js'
import { registerProjections } from './http/projections.js'
import { registerRealignments } from './http/realignments.js'
import { registerRegistry } from './http/registry.js'
import { registerAccept } from './http/server/accept.js'
import { registerAccess } from './http/server/access.js'
import { registerBodies } from './http/server/body.js'
import { createLoopLag, setConnectionDeadlines } from './http/server/connection-deadlines.js'
import type { App, Context, Routes } from './http/server/context.js'
import { registerDegraded } from './http/server/degraded.js'
import { watchMethods } from './http/server/methods.js'
import { countProjections, countWork, createMetrics } from './http/server/metrics.js'
import { registerOpenapi } from './http/server/openapi.js'
import { registerOrigins } from './http/server/origins.js'
import { createOutbox } from './http/server/outbox.js'
import { queryProblem } from './http/server/query.js'
import { answer, registerReplies, SECURITY_HEADERS } from './http/server/replies.js'
import { registerOutbox } from './http/server/slow-readers.js'
import { registerSpans, traceIdOf } from './http/server/spans.js'
import { answerClientError } from './http/server/uploads.js'
import { createWork, workLimits } from './http/server/work.js'
import { registerSession } from './http/session.js'
import { registerSources } from './http/sources.js'
import { registerStream } from './http/stream.js'
import { registerTimeline } from './http/timeline.js'
import { registerWhatIf } from './http/what-if.js'
import type { LeadStore } from './leads/store.js'
import { createProjections, type Projections } from './questions/projections.js'
import type { Live } from './state/live.js'
import type { EventStore } from './store/store.js'
import { MAX_EVENT_BYTES } from './wire/limits.js'

export interface AppDeps {
  readonly store: EventStore
  readonly state: Live
  readonly config: Config
  /** Milliseconds since 1970, of the real clock. */
  readonly now: () => number
  /** Whether that clock can be believed; absent where nothing vouches for it. */
  readonly clock?: Clock
  /** Makes ids of events: increasing UUIDs. */
  readonly newId: () => string
  /** Further policies than those that come with the program, each with an id of its own. */
  readonly policies?: readonly Policy[]
  /** The versions that can answer, where the caller has made them; they are then the caller's to start and to close. */
  readonly projections?: Projections
  /** Who may ask; no key is asked for where there are neither keys nor tokens. */
  readonly keys?: KeyRing | null
  readonly tokens?: Tokens | null
  /** Where leads are kept; null where they are not. */
  readonly leads?: LeadStore | null
  readonly log?: Logger
  /** Further routes. */
  readonly routes?: readonly Routes[]
  /** Called with every route as it is added. */
  readonly onRoute?: (route: RouteOptions) => void
  /**
   * Check every JSON answer against the schema that the documentation shows; for tests, it costs more than the answer.
   */
  readonly checkAnswers?: boolean
  readonly processMetrics?: boolean
}

/** Every file of routes. */
const routes: readonly Routes[] = [
  registerHealth,
  registerMetrics,
  registerProblems,
  registerSession,
  registerEvents,
  registerEventLog,
  registerEvent,
  registerImports,
  registerLeads,
  registerLeadImports,
  registerEventTypes,
  registerRegistry,
  registerCountries,
  registerCountry,
  registerExplanation,
  registerTimeline,
  registerHistory,
  registerDiff,
  registerPanel,
  registerPartners,
  registerBlindSpots,
  registerSources,
  registerRealignments,
  registerWhatIf,
  registerAnomalies,
  registerPolicies,
  registerProjections,
  registerStream,
  registerDashboard,
]

/** The application: every route, nothing listening. Throws when a route declares no access. */
export async function buildApp(deps: AppDeps): Promise<App> {
  const { store, state, config, now, newId, clock } = deps
  const today = () => config.now ?? now()
  const lag = createLoopLag()
  const projections = deps.projections ?? projectionsOf(deps, () => dayOfInstant(today()))
  const context: Context = {
    store,
    state,
    get answers() {
      return projections.live()
    },
    policies: projections,
    projections,
    config,
    now,
    today,
    newId,
    clock,
    record: createRecord({ store, state, now, newId, clock, heldFor: lag.longestHeld }),
    callers: callersOf(deps.keys ?? null, deps.tokens ?? null),
    leads: deps.leads ?? null,
    metrics: createMetrics(state, store, deps.processMetrics ?? false),
    outbox: createOutbox(),
    work: createWork(workLimits(config.workSeconds)),
  }
  countProjections(context.metrics, projections)
  countWork(context.metrics, context.work, context.outbox)
  const app = createServer(deps)
  if (deps.onRoute) app.addHook('onRoute', deps.onRoute)
  const refuseOtherMethods = watchMethods(app, config)
  registerSpans(app)
  registerReplies(app)
  registerOrigins(app, config)
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  registerAccess(app, context)
  registerDegraded(app, context)
  registerOutbox(app, context.outbox)
  registerBodies(app)
  registerAccept(app)
  registerObservation(app, context)
  registerClosing(app)
  if (deps.projections === undefined) {
    app.addHook('onListen', async () => projections.start())
    app.addHook('onClose', async () => projections.close())
  }
  app.addHook('onClose', async () => lag.stop())
  setConnectionDeadlines(app.server as Server, lag)
  await registerOpenapi(app)
  for (const register of [...routes, ...(deps.routes ?? [])]) register(app, context)
  await app.after()
  refuseOtherMethods()
  await app.ready()
  return app
}

/** The versions that there are beside the one that answers: of the program, and further ones. */
function projectionsOf({ state, policies: further = [], now, log }: AppDeps, today: () => Day): Projections {
  const rivals = policies.filter(({ id }) => id !== state.reading.policy.id)
  return createProjections({ state, rivals, further, now, today, log })
}

function createServer({ log, config, checkAnswers }: AppDeps): App {
  let requests = 0
  const app = Fastify({
    ...(log ? { loggerInstance: log } : {}),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => (++requests).toString(36),
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    requestTimeout: 10_000,
    keepAliveTimeout: 10_000,
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    bodyLimit: MAX_EVENT_BYTES,
    routerOptions: { maxParamLength: 64, caseSensitive: true },
    return503OnClosing: false,
    clientErrorHandler: answerClientError as never,
    frameworkErrors: (error, request, reply) => {
      answer(error, request, reply)
    },
  }) as unknown as App
  app.setValidatorCompiler(({ schema }) => {
    const zod = schema as unknown as z.ZodType
    return data => {
      const result = zod.safeParse(data)
      return result.success ? { value: result.data } : { error: queryProblem(result.error) }
    }
  })
  app.setSerializerCompiler(({ schema }) => {
    if (!checkAnswers || !(schema instanceof z.ZodType)) return data => JSON.stringify(data)
    return data => {
      schema.parse(data)
      return JSON.stringify(data)
    }
  })
  return app
}

/**
 * While the application closes new requests are refused, connections end as soon as their answer is sent, and all of
 * them after a while.
 */
function registerClosing(app: App): void {
  let closing = false
  app.addHook('onRequest', (_request, _reply, done) => {
    done(closing ? problem('shutting-down', { headers: { connection: 'close' } }) : undefined)
  })
  app.addHook('preClose', done => {
    closing = true
    const sweep = setInterval(() => app.server.closeIdleConnections(), 50)
    const end = setTimeout(() => app.server.closeAllConnections(), LAST_ANSWERS_MS)
    app.server.once('close', () => {
      clearInterval(sweep)
      clearTimeout(end)
    })
    sweep.unref()
    end.unref()
    done()
  })
}

const LAST_ANSWERS_MS = 5_000

/** Headers that every answer has, one log line and one measurement a request. */
function registerObservation(app: App, { metrics }: Context): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    const ms = Math.round(reply.elapsedTime * 100) / 100
    request.log.info({
      reqId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms,
      key: request.principal?.id,
      trace: traceIdOf(request),
    })
    done()
  })
}
