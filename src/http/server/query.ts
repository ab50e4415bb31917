import { z } from 'zod'
import { parseEdtf } from '../../../events/edtf.js'
import { UUID } from '../../../events/formats.js'
import { type Problem, problem } from '../../errors.js'

/** Schemas of parameters that several routes share. Every query is a strict object: a misspelt parameter is refused. */

export const positionParam = z.string().regex(/^[0-9A-Za-z_-]{1,64}$/, 'a position as the service gave it')
export const uuidParam = z
  .string()
  .regex(new RegExp(UUID.source, 'i'), 'a UUID')
  .transform(text => text.toLowerCase())
export const dateParam = z.string().refine(text => parseEdtf(text) !== null, 'a date: 2024-04-12, 2024-04, 2024')
export const flagParam = z.enum(['true', 'false', '']).transform(text => text !== 'false')
export const typeParam = z
  .string()
  .regex(/^[A-Za-z]{1,60}$/, 'a type of event')
  .describe('type of event')

/** A whole number within limits, given as text. */
export function numberParam(min: number, max: number) {
  return z
    .string()
    .refine(text => /^\d{1,9}$/.test(text), { message: `a whole number from ${min} to ${max}`, abort: true })
    .meta({ type: 'integer', minimum: min, maximum: max })
    .transform(Number)
    .refine(value => value >= min && value <= max, `a whole number from ${min} to ${max}`)
}

/** The problem for parameters that their schema refuses. */
export function queryProblem(error: z.ZodError): Problem {
  const errors = error.issues.flatMap(issue => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('/')]
    const message = issue.code === 'unrecognized_keys' ? 'no such parameter' : issue.message
    return names.map(name => ({ path: `/${name}`, code: issue.code.replaceAll('_', '-'), message }))
  })
  return problem('invalid-query', {
    detail: errors.map(({ path, message }) => `${path.slice(1)}: ${message}`).join('; '),
    errors,
  })
}
