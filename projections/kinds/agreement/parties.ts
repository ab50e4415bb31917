import type { DomainEvent } from '../../../events/catalogue.js'
import type { PartyRole } from '../../../events/words.js'
import { decisive, isLikely } from '../../fold/life.js'
import type { Step } from '../../fold/track.js'
import { dateOf, effectOf, type Fact } from '../../resolve/fact.js'
import { partnerOf } from '../../resolve/routing.js'
import { certain } from '../../values/estimate.js'
import { sameItems } from '../../values/order.js'
import { compareWhen, laterBy, type When } from '../../values/when.js'
import type { AgreementState } from './life.js'

/** Another party than the host that joined, left, or was succeeded by another one. */
interface PartyChange {
  readonly when: When
  readonly fact: Fact
  readonly turn: (parties: readonly string[]) => readonly string[]
}

/** What is told of the other parties to an agreement of the host, in the order of dates. */
export function partyChangesOf(facts: readonly Fact[], host: string): readonly PartyChange[] {
  const changes = facts.flatMap((fact): PartyChange[] => {
    const { event } = fact
    if (!isLikely(fact.q)) return []
    if (event.type === 'AgreementPartyJoined' && event.data.party !== host) {
      const party = partnerOf(event.data.party, event)
      const turn = (parties: readonly string[]) => (parties.includes(party) ? parties : [...parties, party])
      return [{ when: effectOf(fact), fact, turn }]
    }
    if (event.type === 'AgreementPartyLeft' && event.data.party !== host) {
      const party = partnerOf(event.data.party, event)
      const turn = (parties: readonly string[]) => parties.filter(id => id !== party)
      return [{ when: leavingOf(fact as Fact<'AgreementPartyLeft'>, null), fact, turn }]
    }
    if (event.type === 'StateSucceeded' && event.data.successor !== host) {
      const { predecessor, successor } = event.data
      const turn = (parties: readonly string[]) => [
        ...new Set(parties.map(id => (id === predecessor ? successor : id))),
      ]
      return [{ when: effectOf(fact), fact, turn }]
    }
    return []
  })
  return changes.sort((a, b) => compareWhen(a.when, b.when) || a.fact.seq - b.fact.seq)
}

/** When a party is out: on the day given, else after its notice, as a termination of the whole. */
export function leavingOf(fact: Fact<'AgreementPartyLeft'>, noticePeriod: string | null): When {
  const effective = dateOf(fact, event => event.effectiveOn)
  const period = fact.event.data.noticePeriod ?? noticePeriod
  if (effective !== null || period === null) return effective ?? fact.when
  return laterBy(dateOf(fact, event => event.noticeReceivedOn ?? event.announcedOn) ?? fact.when, period)
}

/** The steps of an agreement with who was party to it then; without a party but the host it is over. */
export function withParties(
  steps: readonly Step<AgreementState>[],
  parties: readonly string[],
  changes: readonly PartyChange[],
): readonly Step<AgreementState>[] {
  if (changes.length === 0) return steps
  const result: Step<AgreementState>[] = []
  let present = parties
  let next = 0
  const take = ({ when, fact, turn }: PartyChange) => {
    const before = result.at(-1)
    const turned = turn(present)
    if (before === undefined || sameItems(turned, present)) {
      present = turned
      return
    }
    const over = turned.length === 0
    const state = over ? { ...before.state, status: 'ended' as const } : { ...before.state, partners: turned }
    present = over ? present : turned
    // A state that is gone keeps nothing, however doubtful the succession is.
    const credence = fact.event.type === 'StateSucceeded' ? certain : decisive(fact)
    result.push({ when, state, credence, eventIds: fact.eventIds })
  }
  for (const [i, step] of steps.entries()) {
    while (i > 0 && next < changes.length && compareWhen(changes[next]!.when, step.when) < 0) take(changes[next++]!)
    result.push({ ...step, state: { ...step.state, partners: present } })
  }
  while (next < changes.length && result.at(-1)?.state.status !== 'ended') take(changes[next++]!)
  return result
}

/** What the parties are in an agreement in which they are not alike, by the last that is told of it. */
export function rolesOf(facts: readonly Fact[]): ReadonlyMap<string, PartyRole> {
  const told = facts.findLast(fact => fact.event.type === 'AgreementRolesStated' && isLikely(fact.q))
  const { roles } = (told?.event as DomainEvent<'AgreementRolesStated'> | undefined)?.data ?? { roles: [] }
  return new Map(roles.map(({ party, role }) => [party, role]))
}

/** Who guarantees or sends gives; who is guaranteed or a host has what the others give, and nothing of its like. */
export const gives: Readonly<Record<PartyRole, boolean>> = {
  guarantor: true,
  sending: true,
  guaranteed: false,
  host: false,
}
