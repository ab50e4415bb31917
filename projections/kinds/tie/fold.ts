import type { DomainEvent, EventType } from '../../../events/catalogue.js'
import { enter, type Lasting, lasting, trackAndSpan } from '../../fold/lasting.js'
import { millionsOf } from '../../fold/supply.js'
import type { MeasureWeight, Policy } from '../../policy/policy.js'
import { dateOf, effectOf, type Fact } from '../../resolve/fact.js'
import { keyOf, type ObjectRef } from '../../resolve/object-ref.js'
import { compareWhen } from '../../values/when.js'
import { changeOf, type Sign, type TieAspect, type TieChange, weightOf } from './changes.js'
import { goesOn, type TieLife, type TieState } from './life.js'

const repeated: { readonly [T in EventType]?: { after: MeasureWeight; code: string; detail: string } } = {
  EmbassyClosed: { after: 'embassy-closed', code: 'embassy-closed-twice', detail: 'it had been closed' },
  RelationsSevered: { after: 'relations-severed', code: 'relations-severed-twice', detail: 'they had been severed' },
}

/** A tie from its first sign to its last; what ends one that was never seen makes none. */
export function foldTie(object: ObjectRef, host: string, facts: readonly Fact[], policy: Policy): TieLife {
  const { id: partner } = object
  const aspect = object.kind as TieAspect
  const life = lasting<TieState>()
  let state: TieState | null = null
  for (const fact of facts) {
    const { event, eventIds } = fact
    const change = changeOf(event, aspect, life.steps.length > 0)
    if (change === null) continue
    if (change.stands === 'nothing' && state === null) {
      if (event.type === 'JointOperationsResumed' && aspect === 'operations') {
        const detail = 'joint operations were not known to be suspended'
        life.anomalies.push({ code: 'resumption-without-suspension', detail, eventIds })
      }
      continue
    }
    const again = repeated[event.type]
    if (again && state !== null && weightOf(state) === again.after) {
      life.anomalies.push({ code: again.code, detail: again.detail, eventIds })
    }
    state = next(life, fact, change, state, host, policy)
  }
  const first = facts[0]!
  return {
    kind: 'tie',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, goesOn),
    anomalies: life.anomalies,
    aspect,
    partner,
    authority: first.event.authority,
    q: life.q ?? first.q,
  }
}

function next(
  life: Lasting<TieState>,
  fact: Fact,
  change: TieChange,
  before: TieState | null,
  host: string,
  policy: Policy,
): TieState {
  const when = effectOf(fact)
  const same = before !== null && weightOf(before) === weightOf(change)
  const { by = [] } = fact.event.data as { readonly by?: readonly string[] }
  const said = { since: same ? before.since : when.text, by }
  const state: TieState =
    change.stands === 'sign'
      ? { ...change, ...said, share: shareOf(fact, change, before, policy) }
      : { ...change, ...said }
  enter(life, fact, when, state)
  const until = dateOf(fact, event => (event as DomainEvent<'EmbassyClosed'>).data.until)
  if (fact.event.type !== 'EmbassyClosed' || until === null || compareWhen(when, until) >= 0) return state
  const since = until.text
  const reopened: TieState = { stands: 'sign', weight: 'embassy-open', share: 1, since, by: [host] }
  enter(life, fact, until, reopened)
  return reopened
}

function shareOf(fact: Fact, { weight }: Sign, before: TieState | null, policy: Policy): number {
  if (weight !== 'military-aid-running') return 1
  const { unstated, least, most, fullMillions, exponent } = policy.supply.aidShare
  const millions = millionsOf((fact.event as DomainEvent<'AidStarted'>).data.amount)
  if (millions === null) return before?.stands === 'sign' && before.weight === weight ? before.share : unstated
  return Math.max(least, Math.min(most, (millions / fullMillions) ** exponent))
}
