/** The file in a data directory that holds the events. */
export const DATABASE = 'entente.db'
