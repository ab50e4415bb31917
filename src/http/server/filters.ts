import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import { definitionOf, definitions } from '../../../events/catalogue.js'
import { countryOf } from '../../../events/registry/names/resolve.js'
import { kindOfPartner, registry, stateOf } from '../../../events/registry/registry.js'
import { problem } from '../../errors.js'
import type { Context } from './context.js'
import { typeParam } from './query.js'

const PARTNER = /^[A-Z0-9][A-Z0-9-]{1,39}$/

/** Parameters that filter: what nothing can match is refused with what was meant, instead of an empty answer. */

export const typeFilter = typeParam
  .check(({ value, issues }) => {
    if (definitionOf(value) !== undefined) return
    issues.push({ code: 'custom', input: value, message: `there is no type ${value}${didYouMean(typesMeant(value))}` })
  })
  .describe('type of event')

export function typesMeant(text: string): readonly string[] {
  return nearest(
    text,
    definitions.map(({ type }) => type),
  )
}

export const countryFilter = z.string().check(({ value, issues }) => {
  if (stateOf(value) === undefined) issues.push({ code: 'custom', input: value, message: noState(value) })
})

/** Three capitals; whether they stand for a state is answered 404 with what was meant. */
export const countryParam = z
  .string()
  .check(({ value, issues }) => {
    if (!/^[A-Z]{3}$/.test(value)) issues.push({ code: 'custom', input: value, message: noState(value) })
  })
  .describe('of this country alone: ISO 3166-1 alpha-3; default: all')

function noState(text: string): string {
  return `${text.slice(0, 80)} is not the code (ISO 3166-1 alpha-3) of a known state${didYouMean(statesMeant(text.slice(0, 80)))}`
}

/** The form of an id; whether anybody has it is for `holdPartner`, since ids of partners are open. */
export const partnerFilter = z
  .string()
  .check(({ value, issues }) => {
    const known = PARTNER.test(value) && (!/^[A-Z]{3}$/.test(value) || kindOfPartner(value) !== 'unregistered')
    if (!known) issues.push({ code: 'custom', input: value, message: strangerText(value) })
  })
  .describe('id of a state, organisation or force')

/** Refuse a partner that neither the registry nor any event knows. While the log is still being read nobody can tell. */
export function holdPartner(id: string | undefined, context: Pick<Context, 'state'>, path = '/partner'): void {
  if (id === undefined || isKnownPartner(id, context)) return
  const message = strangerText(id)
  throw problem('invalid-query', {
    detail: `${path.slice(1)}: ${message}`,
    errors: [{ path, code: 'unknown-partner', message }],
  })
}

/** The same for a partner in the path, which is then not there. */
export function holdPartnerPath(id: string, context: Pick<Context, 'state'>): void {
  if (!PARTNER.test(id) || !isKnownPartner(id, context)) throw problem('unknown-partner', { detail: strangerText(id) })
}

function isKnownPartner(id: string, { state }: Pick<Context, 'state'>): boolean {
  return kindOfPartner(id) !== 'unregistered' || state.record.names(id) || state.status().status === 'catching-up'
}

function strangerText(text: string): string {
  const upper = text.slice(0, 80).toUpperCase()
  const same = kindOfPartner(upper) === 'unregistered' ? [] : [upper]
  const others = [...registry.organisations, ...registry.forces].map(({ id }) => id)
  const meant = [...new Set([...same, ...statesMeant(text), ...nearest(upper, others)])].slice(0, 3)
  return `${text.slice(0, 80)} is no known state, organisation or force${didYouMean(meant)}`
}

function statesMeant(text: string): readonly string[] {
  const meaning = countryOf(text)
  if (meaning.kind === 'state') return [meaning.code]
  return meaning.kind === 'ambiguous' ? meaning.codes : meaning.suggestions
}

/** At most three that differ in few letters, the nearest first. */
export function nearest(text: string, known: readonly string[]): string[] {
  const most = Math.max(1, Math.floor(text.length / 3))
  return known
    .map(one => ({ one, letters: distance(one.toLowerCase(), text.toLowerCase()) }))
    .filter(({ letters }) => letters <= most)
    .sort((a, b) => a.letters - b.letters)
    .slice(0, 3)
    .map(({ one }) => one)
}

export function didYouMean(meant: readonly string[]): string {
  return meant.length === 0 ? '' : `; did you mean ${meant.join(' or ')}?`
}
