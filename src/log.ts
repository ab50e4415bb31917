import type { Writable } from 'node:stream'
import pino, { type Logger } from 'pino'

/** Characters of log that may wait for whoever reads the output. */
const MOST_WAITING = 1024 * 1024

/**
 * Lines of JSON on an output that may have no reader: one that falls behind misses lines and is told how many, one that
 * has gone is ignored, and neither holds up the process.
 */
export function createLog(level: string, output: Writable = process.stdout): Logger {
  let gone = false
  let left = 0
  // A service goes on when the reader of its log has seen enough, whatever a command would do.
  output.removeAllListeners('error')
  output.on('error', () => {
    gone = true
  })
  const log = pino(
    { level },
    {
      write(line: string) {
        if (gone) return
        if (output.writableLength > MOST_WAITING) {
          left += 1
          return
        }
        if (left > 0) {
          const lines = left
          left = 0
          log.warn({ lines }, 'lines of this log were left out: its reader fell behind')
        }
        output.write(line)
      },
    },
  )
  return log
}
