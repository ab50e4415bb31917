/** Points of one history, and steps of one panel: 60 years of days. */
export const MOST_POINTS = 4000
export const MOST_STEPS = 22_000

/** Most that one question may cost: about so many states of one country on one day. */
export const MOST_COST = 1_000_000

/** Most characters of an answer that is sent in one piece. */
export const MOST_CHARACTERS = 32 * 1024 * 1024
