import type { DomainEvent } from '../../../events/catalogue.js'
import type { AgreementKind } from '../../../events/words.js'
import type { Fact } from '../../resolve/fact.js'
import { isSignature } from './start.js'

const MUTUAL_KINDS: ReadonlySet<AgreementKind> = new Set(['mutual-defence', 'intervention', 'joint-force'])

/** The kind that the most probable signature gives, else what is said of it later. */
export function kindOf(facts: readonly Fact[]): AgreementKind | null {
  const saying = facts.filter(fact => 'kind' in fact.event.data)
  const best = mostProbable(saying.filter(isSignature)) ?? mostProbable(saying)
  return (best?.event.data as { kind?: AgreementKind } | undefined)?.kind ?? null
}

/** Whether it binds equals: as it says, else by its kind. */
export function mutualOf(event: DomainEvent, kind: AgreementKind | null): boolean {
  const said = (event.data as { mutual?: boolean }).mutual
  return said ?? (event.partner === undefined && kind !== null && MUTUAL_KINDS.has(kind))
}

/** The first of those that nothing is more probable than. */
export function mostProbable(facts: readonly Fact[]): Fact | null {
  let best: Fact | null = null
  for (const fact of facts) if (best === null || fact.q.point > best.q.point) best = fact
  return best
}
