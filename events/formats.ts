/** Patterns and units shared by every layer, also by the stores, which know nothing else of events. */

/** A UUID in lower case. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const MS_PER_DAY = 86_400_000
