/** Tells an operator what happened, with the name of the store. */
export type Say = (level: 'info' | 'warn', message: string, fields: Readonly<Record<string, unknown>>) => void
