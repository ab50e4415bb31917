import type { Dimension } from '../../events/words.js'

export type Status = 'single' | 'contested' | 'none' | 'unknown' | 'split'

/** Who comes first in one dimension on one day. */
export interface Primacy {
  readonly status: Status
  readonly primary: string | null
  /** Ordered by score, the highest first. */
  readonly contenders: readonly string[]
  /** Contenders whose presence the host does not consent to. */
  readonly disputed: readonly string[]
}

export interface Verdict extends Primacy {
  /** The providers that count, else the allies, an alliance before states. */
  readonly alignedWith: readonly string[]
}

export type Verdicts = Readonly<Record<Dimension, Verdict>>
