import { effectOf } from '../../resolve/fact.js'
import { keyOf } from '../../resolve/object-ref.js'
import { certain } from '../../values/estimate.js'
import { decisive, type Fold, isLikely, type SanctionsLife, type SanctionsState } from '../life.js'
import { lasting, trackAndSpan, turn } from './lasting.js'

interface Imposed {
  readonly id: string | null
  readonly measures: readonly string[]
  /** Lifted in part, or eased. */
  readonly reduced: boolean
}

/** What one imposer has in force against the host, or the host against a partner. Lifted by `sanctionId`, else by the measures named. */
export const foldSanctions: Fold<SanctionsLife> = (object, _host, facts) => {
  const life = lasting<SanctionsState>()
  const partner = object.id
  const own = object.kind === 'own-sanctions'
  let imposed: Imposed[] = []
  let since = ''
  for (const fact of facts) {
    const { event } = fact
    const when = effectOf(fact)
    let now = imposed
    if (event.type === 'SanctionsImposed') {
      if (imposed.length === 0) since = when.text
      now = [...imposed, { id: event.data.sanctionId ?? null, measures: event.data.measures, reduced: false }]
    } else if (event.type === 'SanctionsEased' || event.type === 'SanctionsLifted') {
      if (imposed.length === 0) {
        life.anomalies.push({
          code: 'easing-of-unseen-sanctions',
          detail: own ? `none are known against ${partner}` : `no sanctions of ${partner} are known`,
          eventIds: fact.eventIds,
        })
      }
      now = after(imposed, event.data, event.type === 'SanctionsLifted')
    } else continue
    const measures = [...new Set(now.flatMap(item => item.measures))].sort()
    const state = { measures, eased: now.length > 0 && now.every(item => item.reduced), since }
    if (measures.length > 0 || life.steps.length === 0) turn(life, fact, when, state)
    else life.steps.push({ when, state, grip: decisive(fact), eventIds: fact.eventIds })
    if (life.steps.length === 1 || isLikely(fact.q)) imposed = now
  }
  return {
    kind: 'sanctions',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, state => state.measures.length > 0),
    anomalies: life.anomalies,
    by: partner,
    own,
    q: life.q ?? certain,
  }
}

function after(
  imposed: readonly Imposed[],
  said: {
    readonly sanctionId?: string | undefined
    readonly measures: readonly string[]
    readonly remaining?: readonly string[] | undefined
  },
  lifted: boolean,
): Imposed[] {
  const concerns = (item: Imposed) => said.sanctionId === undefined || item.id === null || item.id === said.sanctionId
  const left: Imposed[] = []
  for (const item of imposed) {
    if (!concerns(item)) left.push(item)
    else if (said.remaining) left.push(reduced(item, m => said.remaining!.includes(m)))
    else if (said.sanctionId !== undefined && item.id === said.sanctionId && lifted) continue
    else left.push(reduced(item, m => !said.measures.includes(m), !lifted))
  }
  return left.filter(item => item.measures.length > 0)
}

function reduced(item: Imposed, stays: (measure: string) => boolean, eased = false): Imposed {
  const measures = item.measures.filter(stays)
  return { ...item, measures, reduced: item.reduced || eased || measures.length < item.measures.length }
}
