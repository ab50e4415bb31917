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

/** The other parties, and those of them between whom and the host the agreement is suspended. */
interface Others {
  readonly parties: readonly string[]
  readonly suspended: readonly string[]
}

/** Another party than the host that joined, left, was succeeded by another one, or with which alone it was suspended. */
interface PartyChange {
  readonly when: When
  readonly fact: Fact
  readonly turn: (others: Others) => Others
}

/** Whether what is said of an agreement of many is said of the host and one partner alone. */
export function isOfOnePair({ event }: Fact, parties: readonly string[]): boolean {
  if (event.type !== 'AgreementSuspended' && event.type !== 'AgreementResumed') return false
  return event.partner !== undefined && parties.length > 1 && parties.includes(partnerOf(event.partner, event))
}

/** What is told of the other parties to an agreement of the host, in the order of dates. */
export function partyChangesOf(
  facts: readonly Fact[],
  host: string,
  parties: readonly string[],
): readonly PartyChange[] {
  const changes = facts.flatMap((fact): PartyChange[] => {
    const { event } = fact
    if (!isLikely(fact.q)) return []
    if (event.type === 'AgreementPartyJoined' && event.data.party !== host) {
      const party = partnerOf(event.data.party, event)
      const turn = (others: Others) =>
        others.parties.includes(party) ? others : { ...others, parties: [...others.parties, party] }
      return [{ when: effectOf(fact), fact, turn }]
    }
    if (event.type === 'AgreementPartyLeft' && event.data.party !== host) {
      const party = partnerOf(event.data.party, event)
      const turn = (others: Others) => without(others, 'parties', party)
      return [{ when: leavingOf(fact as Fact<'AgreementPartyLeft'>, null), fact, turn }]
    }
    if (event.type === 'StateSucceeded' && event.data.successor !== host) {
      const { predecessor, successor } = event.data
      const turn = (others: Others) => ({
        ...others,
        parties: [...new Set(others.parties.map(id => (id === predecessor ? successor : id)))],
      })
      return [{ when: effectOf(fact), fact, turn }]
    }
    if (isOfOnePair(fact, parties)) {
      const partner = partnerOf(event.partner!, event)
      const turn = (others: Others) =>
        event.type === 'AgreementResumed'
          ? without(others, 'suspended', partner)
          : others.suspended.includes(partner)
            ? others
            : { ...others, suspended: [...others.suspended, partner] }
      return [{ when: effectOf(fact), fact, turn }]
    }
    return []
  })
  return changes.sort((a, b) => compareWhen(a.when, b.when) || a.fact.seq - b.fact.seq)
}

function without(others: Others, list: keyof Others, id: string): Others {
  return { ...others, [list]: others[list].filter(one => one !== id) }
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
  let present: Others = { parties, suspended: [] }
  let next = 0
  const take = ({ when, fact, turn }: PartyChange) => {
    const before = result.at(-1)
    const turned = turn(present)
    const same = sameItems(turned.parties, present.parties) && sameItems(turned.suspended, present.suspended)
    if (before === undefined || same) {
      present = turned
      return
    }
    const over = turned.parties.length === 0
    const state = over ? { ...before.state, status: 'ended' as const } : { ...before.state, ...toldOf(turned) }
    present = over ? present : turned
    // A state that is gone keeps nothing, however doubtful the succession is.
    const credence = fact.event.type === 'StateSucceeded' ? certain : decisive(fact)
    result.push({ when, state, credence, eventIds: fact.eventIds })
  }
  for (const [i, step] of steps.entries()) {
    while (i > 0 && next < changes.length && compareWhen(changes[next]!.when, step.when) < 0) take(changes[next++]!)
    result.push({ ...step, state: { ...step.state, ...toldOf(present) } })
  }
  while (next < changes.length && result.at(-1)?.state.status !== 'ended') take(changes[next++]!)
  return result
}

function toldOf({ parties, suspended }: Others): Pick<AgreementState, 'partners' | 'suspendedWith'> {
  return { partners: parties, suspendedWith: suspended }
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
