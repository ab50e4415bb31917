import { mix, stepAt } from '../../fold/track.js'
import { creditOf } from '../../resolve/grading.js'
import { times } from '../../values/estimate.js'
import { add, type Component, eventIdsUpTo, exactly, negative } from '../component.js'
import type { OnDay } from '../kind.js'
import { type TieChange, weightOf } from './changes.js'
import type { TieLife, TieState } from './life.js'

/** Each sign or measure that the tie ever was, by how likely it stands on the day. */
export function weighTie(life: TieLife, { at, policy }: OnDay): readonly Component[] {
  const step = stepAt(life.track, at)
  const components: Component[] = []
  const credit = creditOf(life.q, policy)
  const standing = new Map(life.track.steps.map(({ state }) => [weightOf(state), state as TieChange]))
  for (const [name, change] of standing) {
    if (change.stands === 'nothing') continue
    const weights = change.stands === 'measure' ? negative(policy.measures[change.weight]) : policy.ties[change.weight]
    const share = (state: TieState) => (weightOf(state) !== name ? 0 : state.stands === 'sign' ? state.share : 1)
    const value = times(
      mix(life.track, at, state => exactly(share(state))),
      credit,
    )
    add(components, weights, value, life.partner, {
      key: life.key,
      authority: life.authority,
      provision: false,
      probability: value.point,
      text: `${change.weight.replaceAll('-', ' ')}: ${life.partner}`,
      eventIds: eventIdsUpTo(life.track.steps, step),
    })
  }
  return components
}
