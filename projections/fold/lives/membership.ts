import type { MembershipStatus } from '../../policy/policy.js'
import { dateOf, effectOf, type Fact } from '../../resolve/fact.js'
import { keyOf } from '../../resolve/object-ref.js'
import { certain } from '../../values/estimate.js'
import { compareWhen } from '../../values/when.js'
import { decisive, type Fold, isLikely, type MembershipLife, type MembershipState } from '../life.js'
import { before, lasting, trackAndSpan, turn } from './lasting.js'
import { cutAt, type Ending, likeliest } from './likeliest.js'

/** A state's place in an organisation. Of several ends the more probable counts (ties: the earlier day). */
export const foldMembership: Fold<MembershipLife> = (object, _host, facts) => {
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
    life.steps.push({ when: end.when, state, grip: decisive(end), eventIds: end.eventIds })
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
        turn(life, fact, when, as(status, endsOn))
        break
      }
      case 'StateSucceeded':
      case 'MembershipJoined':
      case 'MembershipRestored':
        close()
        turn(life, fact, when, as('member'))
        break
      case 'MembershipSuspended':
        known(life, fact)
        turn(life, fact, when, as('suspended'))
        break
      case 'MembershipFrozen':
        known(life, fact)
        turn(life, fact, when, as('frozen'))
        break
      case 'MembershipWithdrawalNotified': {
        known(life, fact)
        const end = dateOf(fact, event => event.effectiveOn)
        turn(life, fact, fact.when, as('withdrawing', end?.text ?? null))
        if (end !== null && isLikely(fact.q))
          ends.push({ when: end, q: fact.q, credit: fact.credit, eventIds: fact.eventIds, after: life.steps.length })
        break
      }
      case 'MembershipEnded':
        known(life, fact)
        if (!isLikely(fact.q)) {
          turn(life, fact, when, as('ended', when.text))
          break
        }
        if (ends.some(end => compareWhen(when, end.when) < 0)) {
          life.anomalies.push({
            code: 'membership-ended-before-notice',
            detail: `the notice to ${organisation} runs longer`,
            eventIds: fact.eventIds,
          })
        }
        ends.push({ when, q: fact.q, credit: fact.credit, eventIds: fact.eventIds, after: life.steps.length })
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
