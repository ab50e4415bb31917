import type { Policy } from '../../projections/policy/policy.js'
import { policyV1 } from '../../projections/policy/v1.js'

/** A policy under which nothing that has an agreement of a kind can be folded, while `armed`. */
export function poisonedBy(
  kind: keyof Policy['agreements']['kinds'],
  { id = 'v1' }: { readonly id?: string },
  armed: () => boolean = () => true,
): Policy {
  const { [kind]: weights, ...others } = policyV1.agreements.kinds
  // Not enumerable, so that the policy can still be written down and hashed.
  const kinds = Object.defineProperty(others, kind, {
    get() {
      if (armed()) throw new Error(`the weight of ${kind} cannot be read`)
      return weights
    },
  }) as unknown as Policy['agreements']['kinds']
  return { ...policyV1, id, agreements: { ...policyV1.agreements, kinds } }
}
