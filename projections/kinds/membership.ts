import { lapsed } from '../fold/lapse.js'
import { before, enter, lasting, trackAndSpan } from '../fold/lasting.js'
import { decisive, isLikely, type LifeOf } from '../fold/life.js'
import { orderBy } from '../fold/life-order.js'
import { cutAt, type Ending, endingOf, likeliest } from '../fold/likeliest.js'
import { mix, stepAt } from '../fold/track.js'
import type { MembershipStatus, Policy } from '../policy/policy.js'
import { dateOf, effectOf, type Fact } from '../resolve/fact.js'
import { creditOf } from '../resolve/grading.js'
import { keyOf, type ObjectRef } from '../resolve/object-ref.js'
import { certain, type Estimate, times } from '../values/estimate.js'
import { compareWhen } from '../values/when.js'
import { add, type Component, eventIdsUpTo, exactly, push } from './component.js'
import type { Kind, ObjectRoutes, OnDay } from './kind.js'

export interface MembershipState {
  readonly status: MembershipStatus
  /** Whether it is under the common command, where that was said. */
  readonly command: boolean | null
  readonly endsOn: string | null
}

export interface MembershipLife extends LifeOf<'membership', MembershipState> {
  readonly organisation: string
  readonly q: Estimate
}

const named = ({ data }: { readonly data: { readonly organisation: string } }) => [data.organisation]

/** A state's place in an organisation. */
export const membership = {
  name: 'membership',
  routes: {
    MembershipJoined: named,
    MembershipSuspended: named,
    MembershipRestored: named,
    MembershipWithdrawalNotified: named,
    MembershipFrozen: named,
    MembershipEnded: named,
    CommandStructureJoined: named,
    CommandStructureLeft: named,
    StateSucceeded: ({ data }, host) => (data.successor === host ? (data.memberships ?? []) : []),
  } satisfies ObjectRoutes,
  order: orderBy({ MembershipJoined: 2 }, ['MembershipEnded']),
  fold,
  lapse: (life, host) =>
    lapsed(life, {
      of: ({ status }) => (status === 'ended' ? [] : [host, life.organisation]),
      without: (state, _id, text) => ({ ...state, status: 'ended' as const, endsOn: text }),
      goesOn: () => true,
    }),
  edges: () => [],
  outlasts: false,
  partners: life => [life.organisation],
  weights: (life, policy) => [policy.membership.purpose[purposeOf(life, policy)]],
  weigh,
  fadesByBreach: false,
  users: () => [],
  entry(life, { at }) {
    const { steps } = life.track
    const step = stepAt(life.track, at)
    if (step === null) return null
    const { status, command, endsOn } = step.state
    let first = steps.indexOf(step)
    while (steps[first - 1]?.state.status === status) first -= 1
    const since = steps[first]!.when.text
    const told = command === null ? {} : { command: command ? 'in' : 'out' }
    const eventIds = eventIdsUpTo(steps, step)
    return { list: 'memberships', entry: { organisation: life.organisation, status, since, endsOn, ...told, eventIds } }
  },
} satisfies Kind<'membership', MembershipLife>

/** Of several ends the more probable counts (ties: the earlier day). */
function fold(object: ObjectRef, _host: string, facts: readonly Fact[]): MembershipLife {
  const organisation = object.id
  const life = lasting<MembershipState>()
  let ends: Ending[] = []
  let command: boolean | null = null
  const as = (status: MembershipStatus, endsOn: string | null = null): MembershipState => ({ status, command, endsOn })
  const close = () => {
    const end = likeliest(ends)
    ends = []
    if (end === null) return
    cutAt(life.steps, end)
    const state = as('ended', end.when.text)
    life.steps.push({ when: end.when, state, credence: decisive(end), eventIds: end.eventIds })
  }
  for (const fact of facts) {
    const { event } = fact
    const when = effectOf(fact)
    switch (event.type) {
      case 'CommandStructureJoined':
      case 'CommandStructureLeft': {
        known(life, fact)
        const { status, endsOn } = life.steps.at(-1)!.state
        command = event.type === 'CommandStructureJoined'
        enter(life, fact, when, as(status, endsOn))
        break
      }
      case 'StateSucceeded':
      case 'MembershipJoined':
      case 'MembershipRestored':
        close()
        enter(life, fact, when, as('member'))
        break
      case 'MembershipSuspended':
        known(life, fact)
        enter(life, fact, when, as('suspended'))
        break
      case 'MembershipFrozen':
        known(life, fact)
        enter(life, fact, when, as('frozen'))
        break
      case 'MembershipWithdrawalNotified': {
        known(life, fact)
        const end = dateOf(fact, event => event.effectiveOn)
        enter(life, fact, fact.when, as('withdrawing', end?.text ?? null))
        if (end !== null && isLikely(fact.q)) ends.push(endingOf(fact, end, life.steps.length))
        break
      }
      case 'MembershipEnded':
        known(life, fact)
        if (!isLikely(fact.q)) {
          enter(life, fact, when, as('ended', when.text))
          break
        }
        if (ends.some(end => compareWhen(when, end.when) < 0)) {
          life.anomalies.push({
            code: 'membership-ended-before-notice',
            detail: `the notice to ${organisation} runs longer`,
            eventIds: fact.eventIds,
          })
        }
        ends.push(endingOf(fact, when, life.steps.length))
        break
    }
  }
  close()
  return {
    kind: 'membership',
    object,
    key: keyOf(object),
    ...trackAndSpan(life.steps, () => true),
    anomalies: life.anomalies,
    organisation,
    q: life.q ?? certain,
  }
}

/** Who is suspended or leaves was a member, from an unknown day. */
function known(life: ReturnType<typeof lasting<MembershipState>>, fact: Fact): void {
  if (life.steps.length === 0) before(life, fact, { status: 'member', command: null, endsOn: null })
}

function purposeOf({ organisation }: MembershipLife, policy: Policy) {
  return policy.membership.purposeOf[organisation] ?? 'political'
}

function weigh(life: MembershipLife, { at, policy }: OnDay): readonly Component[] {
  const components: Component[] = []
  const purpose = purposeOf(life, policy)
  const value = times(
    mix(life.track, at, ({ status }) => exactly(policy.membership.status[status])),
    creditOf(life.q, policy),
  )
  const step = stepAt(life.track, at)
  const said = {
    key: life.key,
    authority: undefined,
    provision: false,
    probability: life.q.point,
    text: `membership of ${life.organisation}: ${step?.state.status ?? 'unknown'}`,
    eventIds: eventIdsUpTo(life.track.steps, step),
  }
  add(components, policy.membership.purpose[purpose], value, life.organisation, said)
  const alliance = policy.membership.alliance[purpose]
  if (alliance !== undefined) push(components, 'alliance', alliance, value, life.organisation, said)
  return components
}
