import type { Dimension } from '../../events/words.js'

/** Who comes first: one partner, or nobody and why. */
export type Lead =
  | { readonly status: 'single'; readonly primary: string }
  | { readonly status: 'contested' | 'none' | 'unknown' | 'split'; readonly primary: null }
export type Status = Lead['status']

/** Who comes first in one dimension on one day. */
export type Primacy = Lead & {
  /** Ordered by score, the highest first. */
  readonly contenders: readonly string[]
  /** Contenders whose presence the host does not consent to. */
  readonly disputed: readonly string[]
}

export type Verdict = Primacy & {
  /** The providers that count, else the allies, an alliance before states. */
  readonly alignedWith: readonly string[]
}

/** That alone of whatever else is known. */
export function leadOf(lead: Lead): Lead {
  const { status, primary } = lead
  return status === 'single' ? { status, primary } : { status, primary }
}

export type Verdicts = Readonly<Record<Dimension, Verdict>>
