import { z } from 'zod'
import { dayOf } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import type { Fault } from '../../events/faults.js'
import { canonicalBody, parseEvent } from '../../events/parse.js'
import { idOfName } from '../commands/ids.js'
import { problem } from '../errors.js'
import { whatIf } from '../questions/what-if.js'
import { differenceSchema } from '../wire/schemas/difference.js'
import { partnerStateSchema } from '../wire/schemas/partner-state.js'
import { basisSchema } from '../wire/schemas/values.js'
import { JSON_TYPE } from './server/body.js'
import type { Routes } from './server/context.js'
import { costOf } from './server/cost.js'
import { uuidParam } from './server/query.js'
import { answerSteps, historyOf, knowledgeOf, todayOf, under } from './server/question.js'

const names = (what: string) => z.array(z.string().min(1).max(200)).max(1000).optional().describe(what)

const bodySchema = z
  .strictObject({
    country: z.string().min(1).max(80).describe('an ISO 3166-1 alpha-3 code'),
    at: z.string().optional().describe('the day that is asked about; default: today'),
    asKnownAt: z.string().max(64).optional().describe('an instant, a date or a position; default: everything read'),
    policy: z.string().max(40).optional().describe('id of a policy; default: v1'),
    exclude: z
      .strictObject({
        events: z.array(uuidParam).max(1000).optional().describe('ids of events, at most 1000'),
        sources: names('slugs of sources, at most 1000'),
        families: names('slugs of families, at most 1000'),
      })
      .optional()
      .describe('what is taken as never recorded: events, all of a source, all of a family of sources'),
    regrade: z
      .record(z.string().min(1).max(200), z.enum(['A', 'B', 'C', 'D', 'E', 'F']))
      .optional()
      .describe('by source, the letter that all its claims are read with'),
    include: z
      .array(z.unknown())
      .max(1000)
      .optional()
      .describe('events as they would be posted, taken as recorded last'),
  })
  .describe('What is supposed; nothing of it is stored')

const EXAMPLE = { country: 'NER', at: '2024-04-12', exclude: { sources: ['example-agency'] } }

/** What would be the answer if: read scope, nothing is stored, nobody else's answer changes. */
export const registerWhatIf: Routes = (app, context) => {
  app.route({
    method: 'POST',
    url: '/v1/what-if',
    config: {
      access: 'read',
      body: {
        [JSON_TYPE]: { schema: bodySchema, examples: { one: { summary: 'without one source', value: EXAMPLE } } },
      },
    },
    schema: {
      operationId: 'askWhatIf',
      summary:
        'A partner state as it is, as it would be without some events or sources or with others, and the difference',
      tags: ['desk'],
      response: {
        200: z
          .object({
            basis: basisSchema,
            actual: partnerStateSchema,
            supposed: partnerStateSchema,
            diff: differenceSchema,
          })
          .meta({ id: 'Supposition', description: 'A state as it is, as it would be, and what differs' }),
      },
    },
    handler: async (request, reply) => {
      const parsed = bodySchema.safeParse(request.body)
      if (!parsed.success) throw refused(parsed.error.issues.map(faultOf))
      const { country, at, asKnownAt, policy, exclude, regrade, include } = parsed.data
      const day = at === undefined ? todayOf(context) : dayOf(at)
      if (day === null) throw refused([{ path: '/at', code: 'invalid-date', message: 'a day: 2024-04-12' }])
      const also = included(include ?? [])
      const asked = under({ policy }, context)
      const history = historyOf(country, asked)
      const { host } = history
      const knowledge = await knowledgeOf({ asKnownAt, policy, timeoutMs: 5000 }, asked)
      const suppositions = {
        ...(exclude?.events ? { withoutEvents: exclude.events } : {}),
        ...(exclude?.sources ? { withoutSources: exclude.sources } : {}),
        ...(exclude?.families ? { withoutFamilies: exclude.families } : {}),
        ...(regrade ? { grades: regrade } : {}),
        ...(also.length > 0 ? { also } : {}),
      }
      const standpoint = { reading: asked.answers.reading, now: context.now }
      const steps = whatIf(standpoint, { country: host, at: day, knowledge, suppositions })
      const cost = costOf({ histories: [history], days: 4, passes: 8, past: true })
      return answerSteps(request, reply, steps, cost, context)
    },
  })
}

/** Events that are supposed; one without an id has that of its content. Throws with the path of each fault. */
function included(inputs: readonly unknown[]): { id: string; event: DomainEvent }[] {
  const faults: Fault[] = []
  const events = inputs.flatMap((input, i) => {
    const parsed = parseEvent(input)
    if (!parsed.ok) {
      faults.push(...parsed.faults.map(fault => ({ ...fault, path: `/include/${i}${fault.path}` })))
      return []
    }
    const { event } = parsed
    return [{ id: event.id ?? idOfName(canonicalBody(event)), event }]
  })
  if (faults.length > 0) throw refused(faults)
  return events
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  return { path: `/${issue.path.join('/')}`, code: issue.code.replaceAll('_', '-'), message: issue.message }
}

function refused(errors: readonly Fault[]) {
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return problem('invalid-event', { detail, errors })
}
