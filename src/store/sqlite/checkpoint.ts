import type { Database } from 'better-sqlite3'

/** Frames (8 KiB pages) in the write-ahead log at which a checkpoint is worth it: at rest, and under load. */
const FRAMES_AT_REST = 64
const FRAMES_UNDER_LOAD = 1024
const REST_MS = 30

/**
 * Moves the write-ahead log into the database in small steps, so that no commit pays for a large one and the log stays
 * short.
 */
export interface Checkpoints {
  /** After a group, outside a transaction. */
  between(busy: boolean, events: number): void
  stop(): void
}

/** `guard` runs each checkpoint and takes its errors, since a failed checkpoint is no failed write. */
export function checkpoints(db: Database, guard: (checkpoint: () => void) => void): Checkpoints {
  const checkpoint = db.prepare<[], { log: number; checkpointed: number }>('PRAGMA wal_checkpoint(PASSIVE)')
  let events = 0
  let groups = 0
  let framesPerEvent = 1
  let timer: NodeJS.Timeout | null = null

  // SQLite tells the length of its log only when asked to shorten it; in between it is estimated from what the last one
  // held.
  const frames = () => events * framesPerEvent + groups * 2

  function run(): void {
    const result = checkpoint.get()
    if (result && events > 0) framesPerEvent = Math.max(0.1, (result.log - groups * 2) / events)
    if (result && result.log !== result.checkpointed) return
    events = 0
    groups = 0
  }

  function stop(): void {
    if (timer) clearTimeout(timer)
    timer = null
  }

  return {
    between(busy, written) {
      events += written
      groups += 1
      stop()
      if (frames() >= FRAMES_UNDER_LOAD) guard(run)
      else if (!busy && frames() >= FRAMES_AT_REST) {
        timer = setTimeout(() => {
          timer = null
          guard(run)
        }, REST_MS)
        timer.unref()
      }
    },
    stop,
  }
}
