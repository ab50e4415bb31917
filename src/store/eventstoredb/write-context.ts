import type { IdIndex } from './id-index.js'
import type { Reader } from './reader.js'
import type { Server } from './server.js'
import type { Timing } from './timing.js'

/** What every writer of one store shares. */
export interface WriteContext {
  readonly server: Server
  readonly reader: Reader
  readonly index: IdIndex
  readonly timing: Timing
  readonly random: () => number
  readonly limit: <T>(run: () => Promise<T>) => Promise<T>
}
