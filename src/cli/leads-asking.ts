import { readConfig, type SettingName } from '../config.js'
import { directoryOf } from '../leads/store/open.js'
import { openLeads } from '../leads/store/sqlite.js'
import { type LeadStore, LeadStoreError } from '../leads/store.js'
import { openStore } from '../store/open.js'
import { askLive, keyHeaders, problemIn, readWhole, refusalOf, serviceUrl, unreachable } from './asking.js'
import { EXIT, Failure } from './failure.js'

export interface WhereLeads {
  readonly url?: string | undefined
  readonly store?: string | undefined
  readonly leads?: string | undefined
}

/** What a route answered. */
export interface LeadAnswer {
  readonly status: number
  readonly text: string
}

/** The service that `--url` names; null where the leads are in a folder of this machine. */
export function serviceOf({ url, store, leads }: WhereLeads): URL | null {
  if (url === undefined) return null
  if (store !== undefined || leads !== undefined) {
    throw new Failure(EXIT.usage, '--url asks a running service: leave --store and --leads out')
  }
  return serviceUrl(url)
}

/** The leads of a folder, opened beside whoever else writes to them. */
export function openLeadsHere(options: WhereLeads): LeadStore {
  const config = readConfig(flagsOf(options))
  const directory = directoryOf(config)
  if (directory === null) {
    throw new Failure(
      EXIT.usage,
      `${config.store.split(':')[0]}: has no folder for leads: name one with --leads, or a service with --url`,
    )
  }
  try {
    return openLeads(directory)
  } catch (error) {
    if (error instanceof LeadStoreError) throw new Failure(EXIT.unavailable, error.message, { cause: error })
    throw error
  }
}

function flagsOf({ store, leads }: WhereLeads): Partial<Record<SettingName, string>> {
  return { ...(store === undefined ? {} : { store }), ...(leads === undefined ? {} : { leads }) }
}

/** Ask a route about leads: of a service, or of this process over a folder. Throws Failure where it refuses. */
export async function askLeads(
  options: WhereLeads,
  method: 'GET' | 'POST',
  path: string,
  body?: string,
): Promise<string> {
  const service = serviceOf(options)
  const { status, text } =
    service === null ? await here(options, method, path, body) : await there(service, method, path, body)
  if (status === 200 || status === 201) return text
  const problem = problemIn(text)
  if (problem === null || status === 401 || status === 403 || status >= 500) throw refusalOf(status, text)
  const faults = problem.errors.map(({ path: at, message }) => (at === '' ? message : `${at}: ${message}`))
  const code = status === 400 || status === 404 ? EXIT.usage : EXIT.refused
  throw new Failure(code, faults.length === 0 ? problem.detail : faults.join('; '))
}

async function there(service: URL, method: string, path: string, body: string | undefined): Promise<LeadAnswer> {
  const headers = { ...keyHeaders(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
  const reply = await fetch(new URL(path, service), { method, headers, ...(body === undefined ? {} : { body }) }).catch(
    error => {
      throw unreachable(service, error)
    },
  )
  return { status: reply.status, text: await reply.text() }
}

/** Through the routes of the service. Only a promotion writes to the log. */
async function here(options: WhereLeads, method: 'GET' | 'POST', path: string, body: string | undefined) {
  const leads = openLeadsHere(options)
  try {
    const config = readConfig(flagsOf(options))
    const store = await openStore(path.includes('/promote') ? config.store : 'memory:')
    try {
      const live = await readWhole(store)
      const asking = await askLive(store, live, config, [], leads)
      const answer =
        method === 'GET' ? await asking.get(path) : await asking.send(path, json, Buffer.from(body ?? '{}'))
      await asking.close()
      await live.stop()
      return answer
    } finally {
      await store.close()
    }
  } finally {
    leads.close()
  }
}

const json = { 'content-type': 'application/json' }
