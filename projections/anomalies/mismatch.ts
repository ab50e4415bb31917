import type { Day } from '../../events/calendar.js'
import type { View } from '../evaluate/view.js'
import type { LifeAnomaly } from '../fold/life.js'
import type { Life } from '../kinds/index.js'
import type { Fact } from '../resolve/fact.js'

/** What does not fit between several objects of one host. */
export interface Mismatch extends LifeAnomaly {
  /** First day of knowledge on which it is odd; negative infinity where it was from the start. */
  readonly since: Day
}

export interface MismatchView extends Pick<View, 'host' | 'life' | 'policy'> {
  /** At least the lives that `canMismatch` accepts (others do no harm), ordered by key. */
  readonly lives: readonly Life[]
  /** Facts with a key among their `watchKeysOf`, by date. */
  readonly facts: (watchKey: string) => readonly Fact[]
}

/** As it is listed. */
export function plain({ code, detail, eventIds }: LifeAnomaly): LifeAnomaly {
  return { code, detail, eventIds }
}
