import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { lockDirectory } from '../sqlite/lock.js'
import { StoreError } from '../store.js'
import { serverOf } from './file.js'

/** A directory of its own for one mirror, held until it is released or the process ends. */
export interface Slot {
  readonly directory: string
  release(): void
}

const MOST_SLOTS = 64

/**
 * The first free directory below one that is a mirror of the server, else a new one: replicas on one machine take one each,
 * and one that comes back takes any that is free. Null where all are taken. Throws where nothing can be written.
 */
export function takeSlot(parent: string, server: string, startedAt: string): Slot | null {
  mkdirSync(parent, { recursive: true })
  const names = new Set(readdirSync(parent))
  const free: string[] = []
  for (let number = 1; number <= MOST_SLOTS; number++) {
    const name = String(number)
    const directory = join(parent, name)
    const isNew = !names.has(name)
    if (!isNew && serverOf(directory) !== server) {
      if (serverOf(directory) === null) free.push(directory)
      continue
    }
    if (isNew) {
      free.push(directory)
      continue
    }
    const slot = held(directory, startedAt)
    if (slot !== null) return slot
  }
  for (const directory of free) {
    const slot = held(directory, startedAt)
    if (slot !== null) return slot
  }
  return null
}

function held(directory: string, startedAt: string): Slot | null {
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true })
  try {
    return { directory, release: lockDirectory(directory, startedAt, 0) }
  } catch (error) {
    if (error instanceof StoreError && error.code === 'store-locked') return null
    throw error
  }
}
