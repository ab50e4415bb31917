import { existsSync } from 'node:fs'
import { type Config, readConfig, type SettingName } from '../config.js'
import { DATABASE } from '../store/sqlite/database-name.js'
import { DEMO_STORE } from './dossiers.js'

/**
 * The settings of a command that reads. Where no store is named and none is in its usual place, the demonstration's record
 * is read, and standard error says so: the first command that a newcomer types has something to answer.
 */
export function readingConfig(named: Partial<Record<SettingName, string | undefined>>): Config {
  const flags = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
  const config = readConfig(flags)
  const usual = flags.store === undefined && !process.env.ENTENTE_STORE
  if (!usual || holdsRecord(config.store) || !holdsRecord(DEMO_STORE)) return config
  process.stderr.write(`entente: ${config.store} holds no record yet: reading the demonstration's, ${DEMO_STORE}\n`)
  return readConfig({ ...flags, store: DEMO_STORE })
}

function holdsRecord(store: string): boolean {
  return store.startsWith('sqlite:') && existsSync(`${store.slice('sqlite:'.length)}/${DATABASE}`)
}
