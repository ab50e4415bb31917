import { createReadStream, statSync } from 'node:fs'
import { EXIT, Failure } from './failure.js'
import type { Progress } from './print/progress.js'

/**
 * The bytes of a file, or of standard input for `-`, with their progress. `wanted` is what it should be, for the Failure
 * that is thrown at once where it cannot be read: `a table`.
 */
export function inputOf(file: string, wanted: string, progress: Progress): AsyncGenerator<Buffer> {
  if (file === '-') return watched(process.stdin, null, progress)
  let size: number | null
  try {
    const found = statSync(file)
    size = found.isFile() ? found.size : null
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new Failure(EXIT.usage, `${file} cannot be read (${code}): name a file, or - for standard input`, { cause })
  }
  if (size === null) throw new Failure(EXIT.usage, `${file} is not a file: name ${wanted}, or - for standard input`)
  return watched(createReadStream(file, { highWaterMark: 256 * 1024 }), Math.ceil(size / 1024), progress)
}

async function* watched(
  source: AsyncIterable<Buffer>,
  kibibytes: number | null,
  progress: Progress,
): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of source) {
    yield chunk
    bytes += chunk.length
    progress.at(Math.ceil(bytes / 1024), kibibytes)
  }
}
