import { policyEvents } from './events.js'
import type { Policy } from './policy.js'
import { policyStructure } from './structure.js'
import { policyV1 } from './v1.js'

/** The policies that come with the program; the first is the one that answers where none is named. */
export const policies: readonly Policy[] = [policyV1, policyStructure, policyEvents]
