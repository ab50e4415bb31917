import type { FlowWeight, FlowWeights, Policy } from './policy.js'
import { policyV1 } from './v1.js'

type Flows = Policy['flows']

/** Every flow keeps its half-life and weighs nothing. */
function withoutWeights(flows: Flows): Flows {
  const silent = {} as Record<FlowWeight, FlowWeights & { readonly halfLife: number }>
  for (const name of Object.keys(flows) as FlowWeight[]) silent[name] = { halfLife: flows[name].halfLife }
  return silent
}

/**
 * Structure alone. The critic holds that visits, statements, exercises and deliveries are what governments show, and
 * that who protects a state is read from what stands: forces, bases, instruments, memberships, measures. Nothing that
 * fades decides; what stands is weighed, graded and believed as in v1, so that a difference from v1 is what flows make
 * of it.
 */
export const policyStructure: Policy = {
  ...policyV1,
  id: 'structure',
  title: 'Structure alone: what lately happened decides nothing',
  // Whole, as nothing else is left to count; in diplomacy the usual signs of relations (together half of a score) name
  // nobody.
  structuralShare: { security: 1, arms: 1, diplomatic: 0.6, economic: 1 },
  decision: {
    ...policyV1.decision,
    // The bar of v1 for what stands: its 0.25 is a third of a score of which structure is three quarters.
    threshold: 0.33,
    // The same: 0.1 of three quarters.
    lead: 0.13,
  },
  flows: withoutWeights(policyV1.flows),
  // No delivery provides, however large.
  supply: { ...policyV1.supply, most: 0 },
}
