import { z } from 'zod'

const id = z.string().describe('POSITION, POSITION.n or POSITION@DATE.n')
const previous = id
  .nullable()
  .describe('the id before this one in the subscription; null for the first after a fresh start')
const position = z.string().nullable().describe('place of the log; null where it is empty')
const country = z.string().regex(/^[A-Z]{3}$/)
const day = z.string().regex(/^-?\d{4,6}-\d{2}-\d{2}$/)
const cause = z
  .object({ eventIds: z.array(z.string()), clock: z.boolean() })
  .describe('the recorded event that it follows from, or the clock alone')
const verdict = z.object({
  status: z.string(),
  primary: z.string().nullable(),
  contenders: z.array(z.string()).optional(),
})
const changed = z
  .array(z.object({ dimension: z.string(), before: verdict, after: verdict }))
  .describe('dimensions whose status, primary or contenders differ; contenders only where they do')
const turned = z
  .array(z.object({ dimension: z.string(), before: verdict, after: verdict }))
  .min(1)
  .describe('dimensions whose status or primary differ')
const partners = z.array(z.string()).min(1).describe('the partners of the filter that crossed it')
const follows = { country, position: z.string(), at: day, cause, previous }

/** Data of every message by the name of its event; `state` and `stored` are what the other routes answer. */
export function messageSchemas(state: z.ZodType, stored: z.ZodObject) {
  return {
    event: stored.extend({ previous }).describe('What was recorded'),
    state: z.object({ ...follows, changed, state }).describe("A country's answer is another one"),
    status: z.object({ ...follows, changed: turned }).describe("A country's status or primary partner is another one"),
    enter: z.object({ ...follows, partners, state }).describe('A partner of the filter now comes first or contends'),
    leave: z.object({ ...follows, partners }).describe('A partner of the filter does so no more'),
    'caught-up': z.object({ position, previous }).describe('From here on the stream is live'),
    reset: z
      .object({
        reason: z.enum(['unknown-id', 'future-id']),
        detail: z.string(),
        asked: z.string(),
        head: id,
        position,
        previous,
      })
      .describe('It cannot be said what was missed: read again what you show'),
    heartbeat: z
      .object({ position, head: position, previous })
      .describe('The connection lives; looked at up to this id'),
    ending: z
      .object({ reason: z.enum(['rotation', 'shutdown', 'slow', 'failed', 'revoked']), resumeAfter: id, previous })
      .describe('The stream ends here: come back with the id'),
  }
}

const list = z.array(z.string())
export const subscriptionsSchema = z.object({
  open: z.int(),
  opened: z.int(),
  ended: z
    .record(z.string(), z.int())
    .describe('how many streams ended, by reason; slow: dropped since they took too little'),
  questions: z.int().describe('different questions among the open ones'),
  sent: z.int().describe('messages told so far, to those who have left as well'),
  resets: z.int().describe('how often it could not be said what a client had missed'),
  subscriptions: z.array(
    z.object({
      number: z.int(),
      who: z.string(),
      since: z.string(),
      state: z.string(),
      filter: z.object({ at: z.string().nullable(), kind: list, country: list, partner: list, dimension: list }),
      lastId: z.string().nullable(),
      scannedTo: z.string().nullable(),
      lag: z.int().nullable().describe('recorded events that it has not been told or passed over yet'),
      queuedBytes: z.int(),
      sent: z.int(),
    }),
  ),
})
