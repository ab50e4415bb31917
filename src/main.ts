import { randomBytes } from 'node:crypto'
import { uptime } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import closeWithGrace from 'close-with-grace'
import { dayOfInstant } from '../events/calendar.js'
import { policies as programPolicies } from '../projections/policy/policies.js'
import type { Policy } from '../projections/policy/policy.js'
import { policyV1 } from '../projections/policy/v1.js'
import { followKeys } from './access/key-file.js'
import { followSigningKeys } from './access/signing-keys.js'
import { createTokens, type TokenRules } from './access/tokens.js'
import { buildApp } from './app.js'
import { type Clock, createClock } from './commands/clock.js'
import { createIds } from './commands/ids.js'
import { type Config, ConfigError, readConfig, type SettingName, settingsText, unknownVariables } from './config.js'
import { keptChoice } from './kept-choice.js'
import { openLeadsOf } from './leads/store/open.js'
import { LeadStoreError } from './leads/store.js'
import { createLog } from './log.js'
import { readPolicies } from './policy-files.js'
import { lookAhead } from './questions/look-ahead.js'
import { createProjections } from './questions/projections.js'
import { followLog, type Live } from './state/live.js'
import { openStore } from './store/open.js'
import { type EventStore, StoreError, type StoreLog } from './store/store.js'
import { tracedStore } from './store/traced.js'

/** Longest time from SIGTERM to the end of the process. */
const GRACE_MS = 9_000
const CLOCK_EVERY_MS = 1_000
const READY_EVERY_MS = 100
const EXIT_USAGE = 2
const EXIT_STORE = 4

function follow(store: EventStore, { memory }: Config, log: StoreLog, policy: Policy): Live {
  return followLog({ store, policy, now: Date.now, memory, log })
}

/**
 * Serve until a signal: store, state, application, listening; then the way back. Resolves with the url when it listens.
 * `opened` is the store of the configuration where the caller has opened it already; it is closed at the end all the
 * same. SIGHUP: keys and signing keys are read again. SIGTERM or SIGINT: no new work, what was begun is finished, streams
 * are ended, exit code 0; a second one exits at once.
 */
export async function serve(
  config: Config,
  startState: (store: EventStore, config: Config, log: StoreLog, policy: Policy) => Live = follow,
  opened?: EventStore,
): Promise<string> {
  const log = createLog(config.logLevel)
  for (const name of unknownVariables()) log.warn({ variable: name }, 'no such setting')
  const policies = readPolicies(config.policies)
  const keys = config.keys === null ? null : followKeys(config.keys, { now: Date.now, log })
  const steady = () => performance.now()
  const signing = config.jwtKeys === null ? null : await followSigningKeys(config.jwtKeys, { steady, log })
  const tokens = signing === null ? null : createTokens({ keys: signing, rules: rulesOf(config), now: Date.now })
  const store = opened ?? (await openStore(config.store, { log, mirror: config.mirror }))
  const all = [...programPolicies, ...policies]
  const choice = keptChoice(store)
  const chosen = choice?.read() ?? null
  const first = all.find(({ id }) => id === (chosen?.live ?? policyV1.id))
  if (first === undefined) log.warn({ policy: chosen?.live }, 'the policy that was chosen to answer is not there')
  const state = startState(store, config, log, first ?? policyV1)
  const leads = openLeadsOf(config)
  const now = Date.now
  const newId = createIds({ now, random: randomBytes })
  // Time since the machine started; Linux, macOS and Windows count it through sleep.
  const clock = createClock({ wall: now, steady: () => uptime() * 1000 })
  const today = () => dayOfInstant(config.now ?? now())
  const projections = createProjections({
    state,
    rivals: programPolicies.filter(({ id }) => id !== state.reading.policy.id),
    further: policies.filter(({ id }) => id !== state.reading.policy.id),
    now,
    today,
    before: chosen?.before ?? null,
    keep: choice?.keep,
    log,
  })
  const running = {
    store: tracedStore(store),
    state,
    config,
    policies,
    projections,
    keys,
    tokens,
    leads,
    now,
    clock,
    newId,
    log,
  }
  const app = await buildApp({ ...running, processMetrics: true })
  const ahead = new AbortController()
  const watch = setInterval(tellClock(clock, state, log), CLOCK_EVERY_MS).unref()
  process.on('SIGHUP', () => {
    log.info({ keys: config.keys }, 'hangup')
    keys?.reload()
    void signing?.reload()
  })
  closeWithGrace({ delay: GRACE_MS, logger: false, skip: ['SIGHUP'] }, async ({ signal, err }) => {
    if (err) log.fatal({ err }, 'ending after an unexpected error')
    else log.info({ signal }, 'stopping')
    clearInterval(watch)
    ahead.abort()
    try {
      projections.close()
      keys?.close()
      signing?.close()
      await app.close()
      leads?.close()
      await state.stop()
      await store.close()
    } catch (err) {
      log.error({ err }, 'not everything could be closed')
      throw err
    }
    log.info('stopped')
  })
  const url = await app.listen({ host: config.host, port: config.port })
  log.info({ url, store: store.name, keys: keys !== null, tokens: tokens !== null }, 'listening')
  const worked = whenReady(state, ahead.signal)
    .then(ready => (ready ? lookAhead(projections.live(), today(), ahead.signal) : undefined))
    .then(() => (ahead.signal.aborted ? undefined : state.keepDecided()))
    .catch(err => log.warn({ err }, 'nothing is worked out before it is asked for'))
  projections.start(worked)
  return url
}

/** What a token must say, where there are any. */
function rulesOf({ jwtIssuer, jwtAudience, jwtScopeClaim, jwtScopes, jwtTolerance }: Config): TokenRules {
  return {
    issuer: jwtIssuer!,
    audience: jwtAudience,
    scopeClaim: jwtScopeClaim,
    scopeWords: jwtScopes,
    toleranceSeconds: jwtTolerance,
  }
}

/** Resolves once the log is read to its head; false where that will not be. */
async function whenReady(state: Live, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted && state.status().status === 'catching-up') {
    await pause(READY_EVERY_MS, undefined, { signal, ref: false }).catch(() => {})
  }
  return !signal.aborted && state.status().status === 'ready'
}

/** Says in the log when something is wrong with the clock, and when it is right again. */
function tellClock(clock: Clock, state: Live, log: ReturnType<typeof createLog>): () => void {
  let told: string | null = null
  return () => {
    const trouble = clock.trouble(state.newestRecordedAt())
    if ((trouble?.what ?? null) === told) return
    told = trouble?.what ?? null
    if (trouble === null) log.info('the clock agrees with the record again')
    else if (trouble.what === 'clock-ahead')
      log.error(trouble, 'the clock was set forward: nothing is recorded until it is right')
    else log.warn(trouble, 'the newest event is recorded at an instant to come, and until then every later one')
  }
}

/**
 * Serve as a command: what is wrong is said in a line, with exit code 2 (a setting, the keys file, the port) or 4 (the
 * store).
 */
export async function serveCommand(flags: Partial<Record<SettingName, string>> = {}): Promise<void> {
  try {
    await serve(readConfig(flags))
  } catch (error) {
    process.stderr.write(`entente: ${error instanceof Error ? error.message : String(error)}\n`)
    if (error instanceof ConfigError) process.stderr.write(`\nSettings:\n${settingsText()}\n`)
    process.exit(error instanceof StoreError || error instanceof LeadStoreError ? EXIT_STORE : EXIT_USAGE)
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await serveCommand()
