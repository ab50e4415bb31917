import { mix, stepAt } from '../../fold/track.js'
import type { Policy, Weights } from '../../policy/policy.js'
import { creditOf } from '../../resolve/grading.js'
import { times } from '../../values/estimate.js'
import { add, type Component, eventIdsUpTo, exactly, negative } from '../component.js'
import type { OnDay } from '../kind.js'
import { type Measure, type Sign, weightOf } from './changes.js'
import type { TieLife, TieState } from './life.js'

/** Every weight that the tie ever had. */
export function weightsOfTie(life: TieLife, policy: Policy): readonly Weights[] {
  return [...standingsOf(life).values()].map(change => weightsOf(change, policy))
}

/** Everything that it ever stood at, by weight. */
function standingsOf({ track }: TieLife): ReadonlyMap<string, Measure | Sign> {
  const standings = new Map<string, Measure | Sign>()
  for (const { state } of track.steps) if (state.stands !== 'nothing') standings.set(state.weight, state)
  return standings
}

function weightsOf(change: Measure | Sign, policy: Policy): Weights {
  return change.stands === 'measure' ? negative(policy.measures[change.weight]) : policy.ties[change.weight]
}

/** Each sign or measure that the tie ever was, by how likely it stands on the day. */
export function weighTie(life: TieLife, { at, policy }: OnDay): readonly Component[] {
  const step = stepAt(life.track, at)
  const components: Component[] = []
  const credit = creditOf(life.q, policy)
  for (const [name, change] of standingsOf(life)) {
    const share = (state: TieState) => (weightOf(state) !== name ? 0 : state.stands === 'sign' ? state.share : 1)
    const value = times(
      mix(life.track, at, state => exactly(share(state))),
      credit,
    )
    add(components, weightsOf(change, policy), value, life.partner, {
      key: life.key,
      authority: life.authority,
      provision: false,
      probability: life.q.point,
      text: `${change.weight.replaceAll('-', ' ')}: ${life.partner}`,
      eventIds: eventIdsUpTo(life.track.steps, step),
    })
  }
  return components
}
