import { z } from 'zod'
import { partnerStateSchema } from '../wire/schemas/partner-state.js'
import { recordedEventSchema } from '../wire/schemas/recorded-event.js'
import * as value from '../wire/schemas/values.js'

const { country, day, dimension, primary, status } = value
const id = z.string().describe('id of a message: POSITION, POSITION.n or POSITION@DATE.n')
const previous = id
  .nullable()
  .describe('the id before this one in the subscription; null for the first after a fresh start')
const position = value.position.nullable().describe('place of the log; null where it is empty')
const cause = z
  .object({
    eventIds: value.eventIds,
    clock: z.boolean().describe('time alone did it'),
  })
  .describe('the recorded event that it follows from, or the clock alone')
const changedVerdict = z
  .object({ status, primary, contenders: value.contenders.optional() })
  .meta({ id: 'ChangedVerdict', description: 'A verdict; contenders only where they differ' })
const change = z.object({ dimension, before: changedVerdict, after: changedVerdict })
const changed = z
  .array(change)
  .describe('dimensions whose status, primary or contenders differ; contenders only where they do')
const turned = z.array(change).min(1).describe('dimensions whose status or primary differ')
const partners = z.array(value.partner).min(1).describe('the partners of the filter that crossed it')
const at = day.describe('the day that states are about')
const follows = { country, position: value.position, at, cause, previous }
const state = partnerStateSchema

/** Data of every message by the name of its event. */
export const messageSchemas = {
  event: z
    .intersection(recordedEventSchema, z.object({ previous }))
    .meta({ id: 'EventMessage', description: 'What was recorded' }),
  state: z
    .object({ ...follows, changed, state })
    .meta({ id: 'StateMessage', description: "A country's answer is another one" }),
  status: z
    .object({ ...follows, changed: turned })
    .meta({ id: 'StatusMessage', description: "A country's status or primary partner is another one" }),
  enter: z
    .object({ ...follows, partners, state })
    .meta({ id: 'EnterMessage', description: 'A partner of the filter now comes first or contends' }),
  leave: z
    .object({ ...follows, partners })
    .meta({ id: 'LeaveMessage', description: 'A partner of the filter does so no more' }),
  'caught-up': z
    .object({ position, previous })
    .meta({ id: 'CaughtUpMessage', description: 'From here on the stream is live' }),
  reset: z
    .object({
      reason: z
        .enum(['unknown-id', 'future-id', 'projection-switched'])
        .describe('what is wrong with the id that was asked for, or that another projection answers from now on'),
      detail: z.string().describe('the same in words'),
      asked: z.string().describe('the id that was asked for, or up to which the stream was told'),
      head: id,
      position,
      previous,
    })
    .meta({ id: 'ResetMessage', description: 'It cannot be said what was missed: read again what you show' }),
  heartbeat: z
    .object({ position, head: position, previous })
    .meta({ id: 'HeartbeatMessage', description: 'The connection lives; looked at up to this id' }),
  ending: z
    .object({
      reason: z.enum(['rotation', 'shutdown', 'slow', 'failed', 'revoked']).describe('why it ends'),
      resumeAfter: id,
      previous,
    })
    .meta({ id: 'EndingMessage', description: 'The stream ends here: come back with the id' }),
}

const list = z.array(z.string())
export const subscriptionsSchema = z
  .object({
    open: z.int().describe('streams that are open'),
    opened: z.int().describe('streams that were ever opened in this process'),
    ended: z
      .record(z.string(), z.int())
      .describe('how many streams ended, by reason; slow: dropped since they took too little'),
    questions: z.int().describe('different questions among the open ones'),
    sent: z.int().describe('messages told so far, to those who have left as well'),
    resets: z.int().describe('how often it could not be said what a client had missed'),
    subscriptions: z
      .array(
        z
          .object({
            number: z.int().describe('counted from 1 in this process'),
            who: z.string().describe('key or address'),
            since: value.instant,
            state: z.string().describe('whether it catches up or is live'),
            filter: z
              .object({
                at: day.nullable().describe('the fixed day of its states; null: today'),
                kind: list.describe('kinds of messages'),
                country: list.describe('countries; empty: all'),
                partner: list.describe('partners; empty: all'),
                dimension: list.describe('dimensions; empty: all'),
              })
              .describe('what it asked for'),
            lastId: z.string().nullable().describe('id of the last message told; null: none yet'),
            scannedTo: z.string().nullable().describe('id up to which it was looked; null: not yet'),
            lag: z.int().nullable().describe('recorded events that it has not been told or passed over yet'),
            queuedBytes: z.int().describe('bytes that wait for it to read'),
            sent: z.int().describe('messages told'),
          })
          .meta({ id: 'Subscription', description: 'An open stream' }),
      )
      .describe('those that are open'),
  })
  .meta({ id: 'Subscriptions', description: 'Who listens' })
