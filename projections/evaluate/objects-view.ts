import type { Day } from '../../events/calendar.js'
import type { AgreementLife } from '../kinds/agreement/life.js'
import type { Life } from '../kinds/index.js'
import type { LifeOfObject } from '../kinds/lives.js'
import type { Policy } from '../policy/policy.js'

/** The objects of one host on one day: what the structural part is made of. */
export interface ObjectsView {
  readonly host: string
  readonly at: Day
  /** At least the lives that can matter on the day, in any order; others do no harm. */
  readonly lives: readonly Life[]
  /** The life of any object of the host, whether it matters on the day or not. */
  readonly life: LifeOfObject
  /** Agreements that are over on the day, the latest end first, at most `ENDED_SHOWN`. */
  readonly ended: () => readonly AgreementLife[]
  /** Told of a later day on which something changes that was looked at and that no edge of a looked-up life says. */
  readonly changesOn?: (day: Day) => void
  readonly policy: Policy
}

export const ENDED_SHOWN = 20
