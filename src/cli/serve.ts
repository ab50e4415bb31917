import { readConfig, type SettingName } from '../config.js'
import { serve } from '../main.js'

/** `entente serve`. */
export async function serveFromFlags(flags: Partial<Record<SettingName, string>>): Promise<void> {
  await serve(readConfig(flags))
}
