import { readFileSync } from 'node:fs'
import { type Mapping, mappingOf } from '../importers/mapping.js'
import { EXIT, Failure } from './failure.js'

/** The mapping in a file, null where none is named. Throws Failure that names what is wrong with it. */
export function readMapping(file: string | undefined): Mapping | null {
  if (file === undefined) return null
  let json: unknown
  try {
    json = JSON.parse(
      readBytes(file)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    )
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure(EXIT.usage, `--map: ${file} is no JSON: ${(cause as Error).message}`, { cause })
  }
  const read = mappingOf(json)
  if (read.ok) return read.mapping
  throw new Failure(EXIT.usage, `--map: ${file}: ${read.faults.join('; ')}`)
}

/** The bytes of a file, or of standard input for `-`. */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new Failure(EXIT.usage, `${file} cannot be read (${code}): name a file, or - for standard input`, { cause })
  }
}
