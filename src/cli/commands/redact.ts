import { randomBytes } from 'node:crypto'
import { dayOfInstant, isoOf } from '../../../events/calendar.js'
import { canonicalBody, parseEvent, readEvent } from '../../../events/parse.js'
import { createIds } from '../../commands/ids.js'
import { fieldsOfCorrection, redactedBody } from '../../commands/redaction.js'
import { REDACTIONS } from '../../commands/targets.js'
import { type Overwriting, overwrite, type Standing } from '../../store/sqlite/overwrite.js'
import type { Addressed, StoredEvent } from '../../store/store.js'
import { EXIT, Failure } from '../failure.js'
import { counted } from '../print/layout.js'
import type { Output } from '../print/output.js'
import { readingConfig } from '../reading.js'

export interface RedactOptions {
  readonly field: readonly string[]
  readonly reason: string
  readonly by: string
  readonly store?: string | undefined
}

const PAGE = 1000
const EMBEDDED = 'sqlite:'

/**
 * `entente redact`: texts of events, and what corrections of them say in the same fields, are overwritten in the files of
 * the embedded store; an event of type Redacted says of each who, when and why. Repeating it ends what was cut short.
 */
export function redactCommand(ids: readonly string[], options: RedactOptions, output: Output): void {
  const { store } = readingConfig(options)
  if (!store.startsWith(EMBEDDED)) {
    const cure = 'copy it to a directory with entente copy, redact there, copy that to a new database, delete this one'
    throw new Failure(EXIT.usage, `what EventStoreDB has written it does not overwrite: ${cure} (docs/redaction.md)`)
  }
  const now = Date.now()
  const newId = createIds({ now: Date.now, random: randomBytes })
  const { events } = overwrite(store.slice(EMBEDDED.length), log => {
    const contents = new Map<string, Overwriting>()
    const closing: Addressed[] = []
    for (const id of ids) {
      for (const { overwriting, fields } of withCorrections(after(log, contents), id.toLowerCase(), options.field)) {
        contents.set(overwriting.id, overwriting)
        closing.push(redactedEvent(overwriting.id, fields, options, newId(), now))
      }
    }
    return { events: [...contents.values()], closing }
  })
  output.lines([
    events.length === 0
      ? 'These texts were overwritten before; the files were written anew once more.'
      : `${counted(events.length, 'event')} overwritten: ${events.map(({ id }) => id).join(', ')}.`,
    'Copies made earlier still hold the texts: backups, exports, copied databases.',
  ])
}

/** The log as it will be with these contents. */
function after(log: Standing, contents: ReadonlyMap<string, Overwriting>): Standing {
  const changed = (stored: StoredEvent): StoredEvent => ({ ...stored, ...contents.get(stored.id) })
  return {
    find(id) {
      const stored = log.find(id)
      return stored && changed(stored)
    },
    stream: (name, from, limit) => log.stream(name, from, limit).map(changed),
  }
}

interface Lost {
  readonly overwriting: Overwriting
  readonly fields: readonly string[]
}

/** An event without the texts, and every correction of it, or of such a correction, that sets one of them. */
function withCorrections(log: Standing, id: string, fields: readonly string[]): Lost[] {
  const stored = log.find(id)
  if (stored === null) throw new Failure(EXIT.refused, `no event has the id ${id}`)
  const told = readEvent(stored.body)
  const corrected = told.type === 'ClaimCorrected' ? log.find(told.data.targetEventId) : null
  const lost = [lostBy(stored, fields, corrected)]
  const wanted = new Map([[id, { stored, fields }]])
  for (let from = stored.revision + 1; ; from += PAGE) {
    const page = log.stream(stored.stream, from, PAGE)
    for (const later of page) {
      if (later.type !== 'ClaimCorrected') continue
      const correction = readEvent(later.body)
      if (correction.type !== 'ClaimCorrected') continue
      const target = wanted.get(correction.data.targetEventId)
      if (target === undefined) continue
      const its = fieldsOfCorrection(correction, target.fields)
      wanted.set(later.id, { stored: later, fields: target.fields.map(path => `/data/changes${path}`) })
      if (its.length > 0) lost.push(lostBy(later, its, target.stored))
    }
    if (page.length < PAGE) return lost.filter(({ fields }) => fields.length > 0)
  }
}

/** `fields` of the answer are those that were texts until now. */
function lostBy(stored: StoredEvent, fields: readonly string[], corrected: StoredEvent | null): Lost {
  const { id, body } = stored
  const redaction = redactedBody(id, body, fields, corrected?.body ?? null)
  if (!redaction.ok) throw new Failure(EXIT.refused, `${id}: ${redaction.fault.path}: ${redaction.fault.message}`)
  const known = JSON.parse(stored.meta) as { readonly redacted?: readonly string[] }
  const redacted = [...new Set([...(known.redacted ?? []), ...redaction.changed])]
  const meta = JSON.stringify({ ...known, redacted })
  return { overwriting: { id, body: redaction.body, meta }, fields: redaction.changed }
}

function redactedEvent(
  targetEventId: string,
  fields: readonly string[],
  { reason, by }: RedactOptions,
  id: string,
  now: number,
): Addressed {
  const today = isoOf(dayOfInstant(now))
  const parsed = parseEvent({
    type: 'Redacted',
    occurredOn: today,
    data: { targetEventId, fields, reason, by },
    claim: { sourceId: 'entente', reliability: 'A', credibility: 1, modality: 'asserted', publishedOn: today },
  })
  if (!parsed.ok) {
    const [fault] = parsed.faults
    throw new Failure(EXIT.usage, `--reason and --by: ${fault?.path}: ${fault?.message}`)
  }
  return {
    stream: REDACTIONS,
    event: {
      id,
      type: 'Redacted',
      body: canonicalBody(parsed.event),
      meta: '{}',
      recordedAt: new Date(now).toISOString(),
    },
  }
}
