import { problem } from '../../errors.js'
import type { App, Context } from './context.js'
import { readinessOf, type Trouble } from './readiness.js'

const WATCH_MS = 500

/**
 * Make trouble visible: the log says when it begins and ends; events that would be stored and never shown are refused;
 * and answers that may lack the latest events say since when.
 */
export function registerDegraded(app: App, { state, store }: Pick<Context, 'state' | 'store'>): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { stoppedAt, projectionStoppedAt, staleSince } = state.status()
    const stopped = stoppedAt ?? projectionStoppedAt
    if (stopped !== null && request.method === 'POST' && request.routeOptions.config.access === 'write') {
      return done(problem('reading-stopped', { detail: `Reading stopped at ${stopped.since}; nothing was stored` }))
    }
    // Under a policy that is named another projection answers.
    const named = (request.query as { readonly policy?: unknown } | undefined)?.policy !== undefined
    const since = stoppedAt?.since ?? (named ? null : projectionStoppedAt?.since) ?? staleSince
    if (since !== null) reply.header('entente-stale-since', since)
    done()
  })
  let known: Trouble | null = null
  function look(): void {
    const { trouble } = readinessOf(state, store)
    if (trouble?.what === known?.what && trouble?.since === known?.since) return
    if (trouble !== null) app.log.error(trouble, 'not ready')
    else app.log.info({ what: known?.what, since: known?.since }, 'ready again')
    known = trouble
  }
  app.addHook('onListen', done => {
    const timer = setInterval(look, WATCH_MS).unref()
    app.server.once('close', () => clearInterval(timer))
    look()
    done()
  })
}
