import type { EventType } from '../../../events/catalogue.js'
import type { LifeOrder } from '../../fold/life-order.js'

const begin: ReadonlySet<EventType> = new Set(['ForcesDeployed', 'TrainersDeployed'])

/** A succession ends one force and begins another. */
export const forceOrder: LifeOrder = {
  begins(event, id) {
    if (event.type === 'ForceSucceeded') return event.data.newForceId === id ? 2 : null
    return begin.has(event.type) ? 2 : null
  },
  ends(event, id) {
    if (event.type === 'ForcesWithdrawn') return event.data.extent === 'complete' && event.data.contingent === undefined
    return event.type === 'ForceSucceeded' && event.data.oldForceId === id
  },
  subject: () => '',
}
