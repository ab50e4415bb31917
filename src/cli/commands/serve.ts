import { readFileSync } from 'node:fs'
import { readKeys } from '../../access/keys.js'
import { isUrl, keySetIn } from '../../access/signing-keys.js'
import { type Config, readConfig, type SettingName } from '../../config.js'
import { serve } from '../../main.js'
import { EXIT, Failure } from '../failure.js'

/** `entente serve`. */
export async function serveFromFlags(flags: Partial<Record<SettingName, string>>): Promise<void> {
  const config = readConfig(flags)
  checkKeys(config)
  await serve(config)
}

/** Whether the files of keys can be used, before anything is opened. Throws Failure. */
export function checkKeys({ keys, jwtKeys }: Config): void {
  if (keys !== null) check('ENTENTE_KEYS', keys, readKeys)
  if (jwtKeys !== null && !isUrl(jwtKeys)) {
    check('ENTENTE_JWT_KEYS', jwtKeys, path => keySetIn(readFileSync(path, 'utf8'), path))
  }
}

function check(variable: string, path: string, read: (path: string) => unknown): void {
  try {
    read(path)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const why = code === undefined ? message : `${path} cannot be read (${code})`
    throw new Failure(EXIT.usage, `${variable}: ${why}`, { cause })
  }
}
