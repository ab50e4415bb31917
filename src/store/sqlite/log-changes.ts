import type { Database } from 'better-sqlite3'

/** How often a store opened for reading looks for what the writing process committed. */
const POLL_MS = 100

/** Tells those who wait that there may be more to read. */
export interface LogChanges {
  listen(listener: () => void): () => void
  announce(): void
}

export function createLogChanges(): LogChanges {
  const listeners = new Set<() => void>()
  return {
    listen(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    announce() {
      for (const listener of [...listeners]) listener()
    },
  }
}

/** LogChanges of another process: while somebody listens, looks whether the file changed. */
export function pollFor(db: Database): LogChanges {
  const changes = createLogChanges()
  let listening = 0
  let timer: NodeJS.Timeout | null = null
  let seen: unknown

  function look(): void {
    const version = db.pragma('data_version', { simple: true })
    if (version === seen) return
    seen = version
    changes.announce()
  }

  return {
    announce: changes.announce,
    listen(listener) {
      const unlisten = changes.listen(listener)
      listening += 1
      timer ??= setInterval(look, POLL_MS)
      return () => {
        unlisten()
        listening -= 1
        if (listening > 0 || !timer) return
        clearInterval(timer)
        timer = null
      }
    },
  }
}
