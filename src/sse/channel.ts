import { type Client, queuedBytes, send } from './client.js'
import { type Cursor, compareCursors } from './cursor.js'
import type { MessageGroup } from './message-sequence.js'
import type { Question } from './question.js'
import type { Reader } from './source.js'

/** Everybody who asks the same question and is told the same at the same time. */
export interface Channel {
  readonly question: Question
  readonly reader: Reader
  /** Up to where the live ones have been told, or are being told while `telling`. */
  cursor: Cursor
  telling: boolean
  readonly clients: Set<Client>
  readonly live: Set<Client>
}

export function createChannel(question: Question, cursor: Cursor, reader: Reader): Channel {
  return { question, reader, cursor, telling: false, clients: new Set(), live: new Set() }
}

/** How many clients are written to before others get their turn. */
const SLICE = 500

interface Telling {
  /** A client with more bytes than this waiting is not written to but handed to `overfull`. */
  readonly mostBytes: number
  readonly overfull: (client: Client) => void
  readonly pause: () => Promise<void>
}

/** Tell the live clients of a channel the next unit; the channel's cursor is there from the beginning. */
export async function tell(
  channel: Channel,
  unit: MessageGroup,
  { mostBytes, overfull, pause }: Telling,
): Promise<void> {
  channel.cursor = unit.cursor
  if (unit.frames.length === 0) return
  channel.telling = true
  const encoded = unit.frames.map(() => new Map<string | null, Buffer>())
  let written = 0
  for (const client of [...channel.live]) {
    const { stage } = client
    if (stage.kind !== 'live') continue
    // A client may come from further ahead than this process had read.
    if (compareCursors(stage.cursor, unit.cursor) >= 0) continue
    for (const [i, frame] of unit.frames.entries()) {
      if (queuedBytes(client) > mostBytes) {
        overfull(client)
        break
      }
      send(client, frame, unit.cursor, encoded[i])
    }
    stage.cursor = unit.cursor
    if (++written % SLICE === 0) await pause()
  }
  channel.telling = false
}
