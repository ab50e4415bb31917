import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { createKeyRing, type KeyEntry, type KeyRing, keysIn, readKeys } from './keys.js'

/** How often the file is looked at. */
const LOOK_MS = 1000

export interface KeyFile extends KeyRing {
  /** Read the file now. */
  reload(): void
  close(): void
}

export interface KeyFileOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Called after each reading with the number of keys, or with the reason why the earlier keys stay in force. */
  readonly log: {
    info(fields: object, message: string): void
    error(fields: object, message: string): void
  }
}

/**
 * The keys of a file, read again when it changes. While the file is broken or missing the earlier keys stay in force;
 * once it holds no key, nobody is let in. Throws at the start as `readKeys` does.
 */
export function followKeys(path: string, { now, log }: KeyFileOptions): KeyFile {
  let text = readFileSync(path, 'utf8')
  let ring = createKeyRing(readKeys(path), now)

  function reload(): void {
    let entries: readonly KeyEntry[]
    try {
      const found = readFileSync(path, 'utf8')
      if (found === text) return
      entries = keysIn(found, path)
      text = found
    } catch (error) {
      log.error({ keys: path, err: error }, 'the keys file cannot be read: the keys read before stay')
      return
    }
    ring = createKeyRing(entries, now)
    log.info({ keys: path, count: entries.length }, 'keys read again')
  }

  watchFile(path, { interval: LOOK_MS, persistent: false }, reload)
  return {
    find: key => ring.find(key),
    holds: id => ring.holds(id),
    reload,
    close: () => unwatchFile(path, reload),
  }
}
