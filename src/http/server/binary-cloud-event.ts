import type { FastifyRequest } from 'fastify'
import type { Fault } from '../../../events/faults.js'
import { Problem, problem } from '../../errors.js'

const PREFIX = 'ce-'

/**
 * The CloudEvent of a request in binary mode: its attributes are headers (`ce-type`, `ce-time` …) and the body is its data.
 * Null where no header says so. Throws the problem of a header that cannot be read.
 */
export function binaryCloudEventOf({ headers, body }: FastifyRequest): Record<string, unknown> | null {
  const given = Object.entries(headers).filter(([name]) => name.startsWith(PREFIX))
  if (given.length === 0) return null
  if (Array.isArray(body)) {
    throw problem('invalid-event', { detail: 'Headers ce-* are those of one event; send several as a batch' })
  }
  const attributes = given.map(([name, value]) => [name.slice(PREFIX.length), readable(name, String(value))])
  return { specversion: undefined, ...Object.fromEntries(attributes), data: body }
}

/** A refusal of such a CloudEvent, with the paths of what was sent: headers, and places in the body. */
export function inBinaryMode(refusal: Problem): Problem {
  const errors = refusal.errors.map((fault): Fault => ({ ...fault, path: sentPath(fault.path) }))
  const first = refusal.errors[0]?.path
  const detail = first ? refusal.message.replaceAll(first, sentPath(first)) : refusal.message
  return new Problem(refusal.code, detail, { errors, headers: refusal.headers })
}

function sentPath(path: string): string {
  if (path === '') return path
  return path === '/data' || path.startsWith('/data/') ? path.slice('/data'.length) : `/${PREFIX}${path.slice(1)}`
}

/** What is not plain ASCII, and `%` and `"`, comes percent-encoded. */
function readable(name: string, value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    const errors = [{ path: `/${name}`, code: 'header', message: 'is not percent-encoded UTF-8' }]
    throw problem('invalid-header', { detail: `${name}: is not percent-encoded UTF-8`, errors })
  }
}
