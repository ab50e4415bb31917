import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, FastifyTypeProvider, RawServerDefault } from 'fastify'
import type { z } from 'zod'
import type { Callers } from '../../access/callers.js'
import type { Clock } from '../../commands/clock.js'
import type { RecordCommand } from '../../commands/record.js'
import type { Config } from '../../config.js'
import type { LeadStore } from '../../leads/store.js'
import type { Answers } from '../../questions/answers.js'
import type { PoliciesAnswers } from '../../questions/policies.js'
import type { Projections } from '../../questions/projections.js'
import type { Live } from '../../state/live.js'
import type { EventStore } from '../../store/store.js'
import type { Metrics } from './metrics.js'
import type { Outbox } from './outbox.js'
import type { Work } from './work.js'

/** Types of validated queries and parameters from their zod schemas. */
export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown
  serializer: unknown
}

/** The application as routes see it. */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypes>

/** What routes work with. */
export interface Context {
  readonly store: EventStore
  readonly state: Live
  /** What can be asked of the state: under the policy that answers where none is named, or that a question named. */
  readonly answers: Answers
  readonly policies: PoliciesAnswers
  /** The versions that can answer where no policy is named; `answers` are those of the one that does. */
  readonly projections: Projections
  readonly config: Config
  /** Milliseconds since 1970, of the real clock. */
  readonly now: () => number
  /** Whether that clock can be believed; absent where nothing vouches for it. */
  readonly clock?: Clock | undefined
  /** The moment that questions without a date are about: ENTENTE_NOW or the real clock. */
  readonly today: () => number
  readonly newId: () => string
  readonly record: RecordCommand
  /** Who may ask; null where no key is asked for. */
  readonly callers: Callers | null
  /** Null where the service keeps none. */
  readonly leads: LeadStore | null
  readonly metrics: Metrics
  readonly work: Work
  readonly outbox: Outbox
}

/** A file of routes exports one of these, and app.ts lists it. */
export type Routes = (app: App, context: Context) => void
