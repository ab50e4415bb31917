import { z } from 'zod'
import { dayOf } from '../../events/calendar.js'
import { UUID } from '../../events/formats.js'
import { problem } from '../errors.js'
import { leadStatuses } from '../leads/lead.js'
import { eventOf, faultsOf, idOfPromoted, promoted } from '../leads/promotion.js'
import type { Lead, LeadCursor, LeadStore } from '../leads/store.js'
import { leadDetailSchema, leadPageSchema, leadSchema } from '../wire/schemas/leads.js'
import { outcomeSchema } from '../wire/schemas/lists.js'
import { JSON_TYPE } from './server/body.js'
import type { Context, Routes } from './server/context.js'
import { countryFilter, partnerFilter, typeFilter } from './server/filters.js'
import { component } from './server/openapi.js'
import { numberParam } from './server/query.js'
import { answerRecord, recordOptionsOf, recordQuery } from './server/record-request.js'

const MOST_ROWS = 200
const dayFilter = z
  .string()
  .refine(text => dayOf(text) !== null, 'a day: 2024-04-12')
  .transform(text => dayOf(text)!)

const listQuery = z.strictObject({
  status: z.enum(leadStatuses).optional().describe('what became of them; default: all'),
  country: countryFilter.describe('only of this host: ISO 3166-1 alpha-3').optional(),
  partner: partnerFilter.optional(),
  type: typeFilter.optional(),
  from: dayFilter.optional().describe('not before this day'),
  to: dayFilter.optional().describe('not after this day'),
  minSources: numberParam(0, 1_000_000).optional().describe('from so many independent sources on'),
  after: z
    .string()
    .regex(/^-?\d{1,9}_\d{1,15}$/, 'what an earlier page gave as next')
    .optional()
    .describe('go on after an earlier page: its next'),
  limit: numberParam(1, 500).default(50).describe('how many'),
})

const leadParams = z.object({ leadId: z.string().min(1).max(64).describe('id of the lead') })

const reason = z.string().trim().min(1).max(500)
const dismissal = z.strictObject({ reason: reason.nullish().describe('why, in a few words') })

/** Leads: what machines made of the news, until somebody decides. No answer about the record reads them. */
export const registerLeads: Routes = (app, context) => {
  app.route({
    method: 'GET',
    url: '/v1/leads',
    config: { access: 'read' },
    schema: {
      operationId: 'listLeads',
      summary: 'Leads, the latest day first',
      tags: ['leads'],
      querystring: listQuery,
      response: { 200: leadPageSchema },
    },
    handler: async request => {
      const leads = leadsOf(context)
      const { after, ...filter } = request.query
      const page = await leads.list({ ...filter, after: after === undefined ? undefined : cursorOf(after) })
      const next = page.next === null ? null : `${page.next.day}_${page.next.lead}`
      return { leads: page.leads.map(told), next, counts: leads.count() }
    },
  })
  app.route({
    method: 'GET',
    url: '/v1/leads/:leadId',
    config: { access: 'read' },
    schema: {
      operationId: 'getLead',
      summary: 'A lead with its rows and the event that it may become',
      tags: ['leads'],
      params: leadParams,
      response: { 200: leadDetailSchema },
    },
    handler: async request => {
      const leads = leadsOf(context)
      const lead = foundIn(leads, request.params.leadId)
      return { ...told(lead), event: eventOf(lead), allRows: leads.rowsOf(lead.leadId, MOST_ROWS) }
    },
  })
  app.route({
    method: 'POST',
    url: '/v1/leads/:leadId/promote',
    config: {
      access: 'write',
      exchange: 'post',
      body: {
        [JSON_TYPE]: {
          schema: { anyOf: [component('Event'), { type: 'object' }] },
          examples: { asSuggested: { summary: 'as it is suggested', value: {} } },
        },
      },
    },
    schema: {
      operationId: 'promoteLead',
      summary: 'Record a lead as an event: what is left out is taken from what it suggests',
      description:
        'The event is annotated with the lead. A repeated promotion is answered as the event that is there; another content under its id is refused (id-reused): correct the event instead.',
      tags: ['leads'],
      params: leadParams,
      querystring: recordQuery,
      response: { 200: outcomeSchema, 201: outcomeSchema },
    },
    handler: async (request, reply) => {
      const leads = leadsOf(context)
      const lead = foundIn(leads, request.params.leadId)
      const given = objectOf(request.body)
      const id = lead.promotedTo ?? (typeof given.id === 'string' ? given.id.toLowerCase() : idOfPromoted(lead.leadId))
      if (lead.promotedTo !== null && typeof given.id === 'string' && given.id.toLowerCase() !== id) {
        throw problem('lead-promoted', { detail: `The lead is event ${id} already` })
      }
      const stored = UUID.test(id) ? await context.store.find(id) : null
      const options = recordOptionsOf(request, request.query.dryRun, false)
      const result = await context.record([promoted(lead, given, stored?.body ?? null)], options)
      const recorded = result.ok && !options.dryRun ? result.outcomes[0] : undefined
      if (recorded?.outcome === 'appended' || recorded?.outcome === 'duplicate') {
        const decision = {
          status: 'promoted',
          promotedTo: recorded.id,
          ...whoAndWhen(context, options.recordedBy),
        } as const
        if (lead.promotedTo !== recorded.id) leads.decide(lead.leadId, decision)
      }
      return answerRecord(reply, result, options, context)
    },
  })
  app.route({
    method: 'POST',
    url: '/v1/leads/:leadId/dismiss',
    config: {
      access: 'write',
      body: { [JSON_TYPE]: { schema: dismissal, examples: { noise: { summary: 'why', value: { reason: 'sport' } } } } },
    },
    schema: {
      operationId: 'dismissLead',
      summary: 'Put a lead away, with the reason; it may still be promoted',
      tags: ['leads'],
      params: leadParams,
      response: { 200: leadSchema },
    },
    handler: async request => {
      const leads = leadsOf(context)
      const lead = undecidedIn(leads, request.params.leadId)
      const parsed = dismissal.safeParse(objectOf(request.body))
      if (!parsed.success) {
        const errors = parsed.error.issues.map(({ path, message }) => ({
          path: path.map(part => `/${String(part)}`).join(''),
          code: 'malformed',
          message,
        }))
        throw problem('invalid-event', { detail: 'A dismissal has a reason of at most 500 characters', errors })
      }
      const reason = parsed.data.reason ?? null
      if (lead.status === 'dismissed' && lead.reason === reason) return told(lead)
      const decision = { status: 'dismissed', ...(reason === null ? {} : { reason }) } as const
      return told(leads.decide(lead.leadId, { ...decision, ...whoAndWhen(context, request.principal?.id ?? null) })!)
    },
  })
  app.route({
    method: 'POST',
    url: '/v1/leads/:leadId/reopen',
    config: { access: 'write' },
    schema: {
      operationId: 'reopenLead',
      summary: 'Take back that a lead was put away',
      tags: ['leads'],
      params: leadParams,
      response: { 200: leadSchema },
    },
    handler: async request => {
      const leads = leadsOf(context)
      const lead = undecidedIn(leads, request.params.leadId)
      if (lead.status === 'open') return told(lead)
      return told(leads.decide(lead.leadId, { status: 'open', ...whoAndWhen(context, request.principal?.id ?? null) })!)
    },
  })
}

/** The leads of this service. Throws the problem where it keeps none. */
export function leadsOf({ leads }: Pick<Context, 'leads'>): LeadStore {
  if (leads === null) throw problem('no-leads')
  return leads
}

function foundIn(leads: LeadStore, leadId: string): Lead {
  const lead = leads.find(leadId)
  if (lead === null) throw problem('lead-not-found')
  return lead
}

function undecidedIn(leads: LeadStore, leadId: string): Lead {
  const lead = foundIn(leads, leadId)
  if (lead.promotedTo === null) return lead
  throw problem('lead-promoted', { detail: `The lead is event ${lead.promotedTo}: retract that` })
}

function told(lead: Lead) {
  const { more: _, ...suggested } = lead.suggested
  return { ...lead, suggested, missing: lead.promotedTo === null ? faultsOf(lead) : [] }
}

function objectOf(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null) return {}
  if (typeof body === 'object' && !Array.isArray(body)) return body as Record<string, unknown>
  throw problem('invalid-event', { detail: 'The body must be an object' })
}

function cursorOf(after: string): LeadCursor {
  const [day, lead] = after.split('_').map(Number)
  return { day: day!, lead: lead! }
}

function whoAndWhen({ now }: Pick<Context, 'now'>, by: string | null) {
  return { by, at: new Date(now()).toISOString() }
}
