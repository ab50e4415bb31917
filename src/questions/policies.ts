import { LRUCache } from 'lru-cache'
import { type Day, isoOf } from '../../events/calendar.js'
import type { Policy } from '../../projections/policy/policy.js'
import type { Steps } from '../../projections/values/steps.js'
import type { Log } from '../state/log-index.js'
import { createReading, type Reading } from '../state/reading.js'
import { type Answers, createAnswers } from './answers.js'
import type { Knowledge } from './knowledge.js'

/** Answers under every policy that may be named, over one log. */
export interface PoliciesAnswers {
  /** Every policy, the one that answers where none is named first. */
  readonly all: readonly Policy[]
  /** The answers under the policy of an id; null where there is no such policy. */
  of(id: string): Answers | null
}

/**
 * How many readings beside the first are held at once. Each keeps what it worked out about every host that it was asked
 * about; a reading that was dropped is made again when it is asked for.
 */
const MOST_HELD = 4

/** Throws where two policies have one id. */
export function createPoliciesAnswers(
  first: Reading<Log>,
  others: readonly Policy[],
  now: () => number,
  mostHeld = MOST_HELD,
): PoliciesAnswers {
  const all = [first.policy, ...others]
  const byId = new Map(all.map(policy => [policy.id, policy]))
  if (byId.size < all.length) throw new Error('two policies have one id')
  const standard = createAnswers(first, now)
  const held = new LRUCache<string, Answers>({ max: mostHeld })
  return {
    all,
    of(id) {
      if (id === first.policy.id) return standard
      const policy = byId.get(id)
      if (policy === undefined) return null
      const answers = held.get(id) ?? createAnswers(createReading(first.log, policy), now)
      held.set(id, answers)
      return answers
    },
  }
}

type StepsResult<S> = S extends Steps<infer T> ? T : never

/** What each policy makes of a country on a day, as the state under it says; null for what is no state. */
export function* sideBySide({ all, of }: PoliciesAnswers, country: string, at: Day, knowledge: Knowledge) {
  const policies = []
  for (const { id } of all) {
    const answers = of(id)!
    const history = answers.history(country)
    if (history === null) return null
    yield* history.readying('state', at, knowledge.known)
    const { basis, dimensions } = answers.state(history, at, knowledge)
    policies.push({ policy: id, policyHash: answers.policyHash, basis, dimensions })
  }
  return { country, at: isoOf(at), policies }
}

export type SideBySide = NonNullable<StepsResult<ReturnType<typeof sideBySide>>>
