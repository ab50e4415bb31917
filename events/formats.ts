/** Forms and measures that every floor shares, the stores too, which know nothing else of events. */

/** A UUID in lower case. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const MS_PER_DAY = 86_400_000
