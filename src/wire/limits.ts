/** Most bytes of one event as it comes in: a body that is one object, or a line of an import. */
export const MAX_EVENT_BYTES = 64 * 1024
/** Most bytes of a body that is an array of events. */
export const MAX_ARRAY_BYTES = 2 * 1024 * 1024
