import { type Day, isoOf } from '../../events/calendar.js'
import { sourceSeeds } from '../../events/sources.js'
import type { Reliability } from '../../events/words.js'
import { resolve } from '../../projections/resolve/claim.js'
import type { Known } from '../../projections/values/place.js'
import type { Steps } from '../../projections/values/steps.js'
import type { HostHistory } from '../state/host/host-history.js'
import type { Log } from '../state/log-index.js'
import type { Difference, Fall, SourceAnswer, Supported } from '../wire/answers.js'
import { createAnswers } from './answers.js'
import { basisOf, type Standpoint } from './basis.js'
import type { Knowledge } from './knowledge.js'
import { standingObjects } from './standing-objects.js'
import { toldOf } from './told-of.js'
import { whatIf } from './what-if.js'

export interface SourceQuestion {
  readonly sourceId: string
  readonly at: Day
  /** The letter that all its claims would be read with. */
  readonly letter: Reliability
}

/** What rests on one source: its grades over time, what it supports on a day, and what would fall if it were regraded. */
export function* sourceOf(
  from: Standpoint,
  { sourceId, at, letter }: SourceQuestion,
  knowledge: Knowledge,
): Steps<SourceAnswer> {
  const answers = createAnswers(from.reading, from.now)
  const seed = sourceSeeds.find(one => one.sourceId === sourceId)
  const supports: Supported[] = []
  const falls: Fall[] = []
  let claims = 0
  for (const host of from.reading.log.hostsOfSource(sourceId)) {
    const history = answers.history(host)
    if (history === null) continue
    const own = yield* claimsOf(history, sourceId, knowledge.known)
    if (own.size === 0) continue
    claims += own.size
    yield* history.readying('state', at, knowledge.known)
    for (const { country, partner, object, eventIds } of standingObjects(answers, history, at, knowledge)) {
      const told = eventIds.filter(id => own.has(id))
      if (told.length === 0) continue
      supports.push({ country, partner, object, eventIds: told, alone: told.length === eventIds.length })
    }
    const suppositions = { grades: { [sourceId]: letter } }
    const answer = yield* whatIf(from, { country: host, at, knowledge, suppositions })
    const fall = answer === null ? null : fallOf(answer.diff)
    if (fall !== null) falls.push(fall)
  }
  return {
    basis: basisOf(from, knowledge),
    at: isoOf(at),
    sourceId,
    family: seed?.family ?? null,
    reliability: seed?.reliability ?? null,
    why: seed?.why ?? null,
    grades: gradesOf(from.reading.log, sourceId, knowledge.known),
    claims,
    supports,
    regradedTo: letter,
    falls,
  }
}

/** Ids of the claims of a source about a host that were not retracted. */
function* claimsOf(history: HostHistory, sourceId: string, known: Known): Steps<ReadonlySet<string>> {
  const own = new Set<string>()
  yield* toldOf(history, known, ({ claim, event, standing }) => {
    if (standing !== 'retracted' && event.claim.sourceId === sourceId) own.add(claim.id)
  })
  return own
}

/** What events say of it, in log order. */
function gradesOf(log: Log, sourceId: string, known: Known) {
  return (log.regradings.get(sourceId) ?? []).flatMap(claim => {
    if (claim.seq > known) return []
    const { event, standing } = resolve(claim, known)
    if (event.type !== 'SourceRegraded' || standing === 'retracted') return []
    const { reliability, validFrom = null } = event.data
    const recordedAt = new Date(log.recordedAt(claim.seq)!).toISOString()
    return [{ eventId: claim.id, reliability, validFrom, recordedAt }]
  })
}

function fallOf({ country, dimensions, partners, agreements, forces, memberships }: Difference): Fall | null {
  const scores = partners
    .filter(({ delta }) => delta !== 0)
    .map(({ partner, dimension, before, after, delta }) => ({ partner, dimension, before, after, delta }))
  const lists = [dimensions, scores, agreements, forces, memberships]
  return lists.every(list => list.length === 0)
    ? null
    : { country, dimensions, agreements, forces, memberships, scores }
}
