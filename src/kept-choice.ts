import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Choice } from './questions/projections.js'
import type { EventStore } from './store/store.js'

const NAME = 'entente.projection'
const choiceSchema = z.strictObject({ live: z.string(), before: z.string().nullable() })

/** Where the projection that was chosen to answer is kept, so that it does after a restart too. */
export interface KeptChoice {
  /** Null where none was chosen, or where what stands there cannot be read. */
  read(): Choice | null
  /** Throws where it cannot be written. */
  keep(choice: Choice): void
}

/** Beside the log; null where there is no place for it. */
export function keptChoice({ local }: Pick<EventStore, 'local'>): KeptChoice | null {
  if (local?.beside == null || !local.beside.writable) return null
  const path = join(dirname(local.beside.path), NAME)
  return {
    read() {
      try {
        return choiceSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
      } catch {
        return null
      }
    },
    keep(choice) {
      writeFileSync(`${path}.new`, `${JSON.stringify(choice)}\n`)
      renameSync(`${path}.new`, path)
    },
  }
}
