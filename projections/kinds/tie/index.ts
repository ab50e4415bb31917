import { lapsed } from '../../fold/lapse.js'
import { orderBy } from '../../fold/life-order.js'
import { stepAt } from '../../fold/track.js'
import { partnersOf } from '../../resolve/routing.js'
import { eventIdsUpTo } from '../component.js'
import { type Kind, routesOf } from '../kind.js'
import { nothing, type TieAspect, tieTypes, weightOf } from './changes.js'
import { foldTie } from './fold.js'
import { goesOn, type TieLife } from './life.js'
import { weighTie, weightsOfTie } from './weigh.js'

const begins = { AidStarted: 2, JointOperationsSuspended: 2, LegalDeterminationMade: 2 } as const
const ends = ['AidEnded', 'JointOperationsResumed'] as const

const everyTie = {
  order: orderBy(begins, ends),
  fold: foldTie,
  lapse: (life, host) =>
    lapsed(life, {
      of: state => (goesOn(state) ? [host, life.partner] : []),
      without: ({ since, by }) => ({ ...nothing, since, by }),
      goesOn,
    }),
  edges: () => [],
  outlasts: false,
  partners: life => [life.partner],
  weights: weightsOfTie,
  weigh: weighTie,
  fadesByBreach: false,
  users(life, at) {
    const state = stepAt(life.track, at)?.state
    return state !== undefined && weightOf(state) === 'aid-running' ? [{ partner: life.partner, since: null }] : []
  },
  // Measures that the contract names; an embassy that is only downgraded shows in the scores.
  entry(life, { at }) {
    const step = stepAt(life.track, at)
    if (step?.state.stands !== 'measure' || step.state.weight === 'embassy-downgraded') return null
    const { partner } = life
    const { weight: type, since, by: told } = step.state
    const by = told.length > 0 ? told : [partner]
    return { list: 'measures', entry: { type, partner, by, since, eventIds: eventIdsUpTo(life.track.steps, step) } }
  },
} satisfies Omit<Kind<TieAspect, TieLife>, 'name' | 'routes'>

function tie<A extends TieAspect>(name: A) {
  return { name, routes: routesOf<(typeof tieTypes)[A][number]>(tieTypes[name], partnersOf), ...everyTie }
}

/** What stands, or stands no more, between the host and one partner, an aspect each. */
export const ties = {
  recognition: tie('recognition'),
  determination: tie('determination'),
  operations: tie('operations'),
  aid: tie('aid'),
  'military-aid': tie('military-aid'),
  ambassador: tie('ambassador'),
  embassy: tie('embassy'),
  relations: tie('relations'),
}
