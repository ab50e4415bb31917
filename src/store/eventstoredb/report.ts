/** Tells an operator what happened, with the name of the store. */
export type Report = (level: 'info' | 'warn', message: string, fields: Readonly<Record<string, unknown>>) => void
