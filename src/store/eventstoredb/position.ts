import { type Position, StoreError } from '../store.js'

/** Where an event stands in the log of the server. Both numbers are kept: resuming with one of them can skip an event. */
export interface LogPosition {
  /** As a number or in decimal digits. */
  readonly commit: bigint | string
  readonly prepare: bigint | string
}

const DIGITS = 20
const FORM = /^(\d{20})-(\d{20})$/

/** 20 digits each, which hold any unsigned 64-bit number, so that text order is log order. */
export function positionText({ commit, prepare }: LogPosition): Position {
  return `${commit.toString().padStart(DIGITS, '0')}-${prepare.toString().padStart(DIGITS, '0')}`
}

/** Whether a text has the form of the positions above. */
export function isPosition(text: string): boolean {
  return FORM.test(text)
}

/** Throws StoreError `store-invalid` for a text that no EventStoreDB store gave out. */
export function logPosition(position: Position): { readonly commit: bigint; readonly prepare: bigint } {
  const parts = FORM.exec(position)
  if (!parts)
    throw new StoreError('store-invalid', `not a position of this store: ${JSON.stringify(position.slice(0, 60))}`)
  return { commit: BigInt(parts[1]!), prepare: BigInt(parts[2]!) }
}
