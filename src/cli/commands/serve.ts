import { readKeys } from '../../access/keys.js'
import { type Config, readConfig, type SettingName } from '../../config.js'
import { serve } from '../../main.js'
import { EXIT, Failure } from '../failure.js'

/** `entente serve`. */
export async function serveFromFlags(flags: Partial<Record<SettingName, string>>): Promise<void> {
  const config = readConfig(flags)
  checkKeys(config)
  await serve(config)
}

/** Whether the file of keys can be used, before anything is opened. Throws Failure. */
export function checkKeys({ keys }: Config): void {
  if (keys === null) return
  try {
    readKeys(keys)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const why = code === undefined ? message : `${keys} cannot be read (${code})`
    throw new Failure(EXIT.usage, `ENTENTE_KEYS: ${why}`, { cause })
  }
}
