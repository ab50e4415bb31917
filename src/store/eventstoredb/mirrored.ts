import { deleteMirrorFile } from '../mirror/file.js'
import { type Mirror, openMirror } from '../mirror/mirror.js'
import { type Slot, takeSlot } from '../mirror/slots.js'
import { type StoredEvent, StoreError } from '../store.js'
import type { Report } from './report.js'

/** Reads an event of a stream as the server has it now; null where it has none there. */
export type ReadAgain = (stream: string, revision: number) => Promise<StoredEvent | null>

/** A mirror, and the directory that is held for it. */
export interface Mirrored {
  readonly mirror: Mirror
  close(): void
}

/** How many events are compared with the server, the first and the last among them. */
const SAMPLE = 8

/**
 * The mirror of a server in a free directory below one, if it can be trusted: its last event, its first and some between
 * stand at the server as they stand here. One that is ahead of the server, of another one, damaged or of another version
 * is thrown away and begun anew. Null where there is no directory to be had; then all is held in memory. Rejects where the
 * server does not answer.
 */
export async function openMirrored(
  parent: string,
  server: string,
  again: ReadAgain,
  report: Report,
): Promise<Mirrored | null> {
  const slot = freeSlot(parent, server, report)
  if (slot === null) return null
  const { directory } = slot
  const failed = (reason: string) =>
    report('warn', 'the mirror cannot be used any more: what it lacks is held in memory, and it is built again', {
      directory,
      reason,
    })
  const options = { directory, server, failed, again }
  let mirror: Mirror | null = null
  try {
    let reason: string | null
    try {
      mirror = openMirror(options)
      reason = await differenceFrom(mirror, again)
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'store-corrupt') throw error
      reason = error.message
    }
    if (mirror === null || reason !== null) {
      mirror?.close()
      report('warn', 'the mirror is built again', { directory, reason })
      deleteMirrorFile(directory)
      mirror = openMirror(options)
    } else if (mirror.size > 0) {
      report('info', 'what was read before is in the mirror', { directory, events: mirror.size })
    }
    const opened = mirror
    return {
      mirror: opened,
      close() {
        opened.close()
        slot.release()
      },
    }
  } catch (error) {
    mirror?.close()
    slot.release()
    throw error
  }
}

function freeSlot(parent: string, server: string, report: Report): Slot | null {
  try {
    const slot = takeSlot(parent, server, new Date().toISOString())
    if (slot === null) report('warn', 'no mirror: all directories for one are taken', { directory: parent })
    return slot
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    report('warn', 'no mirror: nothing can be written there', { directory: parent, reason })
    return null
  }
}

/** Why a mirror is not of what the server holds; null where it is. The last event first: it tells most. */
async function differenceFrom(mirror: Mirror, again: ReadAgain): Promise<string | null> {
  const { size } = mirror
  if (size === 0) return null
  const places = Array.from({ length: SAMPLE }, (_, i) => Math.round(((size - 1) * (SAMPLE - 1 - i)) / (SAMPLE - 1)))
  for (const place of new Set(places)) {
    const event = readHere(mirror, place)
    if (event === null) return `the event at place ${place + 1} is not as it was read`
    const there = await again(event.stream, event.revision)
    if (there === null) return `it is ahead of the server, or of another one: ${event.id} is not there`
    for (const field of ['id', 'position', 'type', 'body', 'meta', 'recordedAt'] as const) {
      if (there[field] !== event[field]) return `it is of another server: ${field} of ${event.id} differs`
    }
  }
  return null
}

function readHere(mirror: Mirror, place: number): StoredEvent | null {
  try {
    return mirror.at(place)
  } catch {
    return null
  }
}
