import { readFileSync } from 'node:fs'
import { StoreError } from '../store.js'

export interface Endpoint {
  readonly address: string
  readonly port: number
}

/** What a connection string says. It is taken apart here and nowhere else, so that no other code can print its password. */
export interface Connection {
  /** `esdb://host:2113`, without credentials and options. */
  readonly name: string
  readonly discover: boolean
  readonly hosts: readonly Endpoint[]
  readonly credentials: { readonly username: string; readonly password: string } | null
  readonly tls: boolean
  readonly rootCertificate: Buffer | null
  readonly userCertificate: { readonly certificate: Buffer; readonly key: Buffer } | null
  readonly keepAliveInterval: number
  readonly keepAliveTimeout: number
  readonly maxDiscoverAttempts: number
  readonly discoveryInterval: number
  readonly gossipTimeout: number
  readonly connectionName: string
}

const DEFAULT_PORT = 2113
const HOST = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
const NUMBERS = {
  keepaliveinterval: 10_000,
  keepalivetimeout: 10_000,
  maxdiscoverattempts: 10,
  discoveryinterval: 100,
  gossiptimeout: 5,
  defaultdeadline: 10_000,
} as const
const WORDS = [
  'tls',
  'tlsverifycert',
  'tlscafile',
  'usercertfile',
  'userkeyfile',
  'connectionname',
  'nodepreference',
  'throwonappendfailure',
  'dnsdiscover',
]

/**
 * Takes apart `esdb://[user:password@]host[:2113][,…][?option=value&…]` (or `esdb+discover://`). Reads certificate files.
 * Throws StoreError `store-invalid` naming the part that is wrong, never the text of the connection string.
 */
export function parseConnection(text: string): Connection {
  const parts = /^([a-z+]+):\/\/(?:([^@/?]*)@)?([^/?]*)\/*(?:\?(.*))?$/.exec(text.trim())
  if (!parts) throw invalid('a connection string reads esdb://[user:password@]host[:port][?option=value]')
  const [, scheme = '', userInfo, hostList = '', query = ''] = parts
  if (scheme.startsWith('kurrentdb'))
    throw invalid(
      'kurrentdb:// is not spoken by the client in use (@eventstore/db-client 6.2.1): write esdb:// with the same hosts and options, which KurrentDB servers accept, too',
    )
  if (scheme !== 'esdb' && scheme !== 'esdb+discover') throw invalid('the scheme is esdb:// or esdb+discover://')
  const hosts = hostList.split(',').map(readHost)
  const options = readOptions(query)
  const tls = flag(options, 'tls', true)
  refuseUnsafe(options)
  const caFile = options.get('tlscafile')
  const certificate = options.get('usercertfile')
  const key = options.get('userkeyfile')
  if ((certificate === undefined) !== (key === undefined)) throw invalid('userCertFile and userKeyFile go together')
  return {
    name: `${scheme}://${hosts.map(({ address, port }) => `${address}:${port}`).join(',')}`,
    discover: scheme === 'esdb+discover',
    hosts,
    credentials: userInfo === undefined ? null : readCredentials(userInfo),
    tls,
    rootCertificate: tls && caFile !== undefined ? readOption('tlsCAFile', caFile) : null,
    userCertificate:
      tls && certificate !== undefined && key !== undefined
        ? { certificate: readOption('userCertFile', certificate), key: readOption('userKeyFile', key) }
        : null,
    keepAliveInterval: number(options, 'keepaliveinterval'),
    keepAliveTimeout: number(options, 'keepalivetimeout'),
    maxDiscoverAttempts: number(options, 'maxdiscoverattempts'),
    discoveryInterval: number(options, 'discoveryinterval'),
    gossipTimeout: number(options, 'gossiptimeout'),
    connectionName: options.get('connectionname') ?? 'entente',
  }
}

function invalid(reason: string): StoreError {
  return new StoreError('store-invalid', `EventStoreDB connection: ${reason}`)
}

function readHost(text: string): Endpoint {
  const [address = '', port = String(DEFAULT_PORT), ...rest] = text.split(':')
  if (!HOST.test(address) || rest.length > 0) throw invalid('a host is a name or an IPv4 address')
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) throw invalid('a port is 1 to 65535')
  return { address, port: Number(port) }
}

function readCredentials(text: string): { username: string; password: string } {
  const colon = text.indexOf(':')
  if (colon < 1) throw invalid('credentials read user:password, with : @ / ? in them percent-encoded')
  return { username: decode(text.slice(0, colon)), password: decode(text.slice(colon + 1)) }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalid('a percent sign that encodes nothing; write it as %25')
  }
}

function readOptions(query: string): Map<string, string> {
  const options = new Map<string, string>()
  for (const pair of query === '' ? [] : query.split('&')) {
    const equals = pair.indexOf('=')
    const given = equals < 0 ? pair : pair.slice(0, equals)
    const key = given.toLowerCase().replace(/[_-]/g, '')
    if (!WORDS.includes(key) && !(key in NUMBERS)) throw invalid(`no such option: ${given.slice(0, 40)}`)
    if (equals < 0 || equals === pair.length - 1) throw invalid(`option ${given} has no value`)
    options.set(key, decode(pair.slice(equals + 1)).trim())
  }
  return options
}

/** Options under which the client would not do what the rest of the adapter relies on. */
function refuseUnsafe(options: Map<string, string>): void {
  if (!flag(options, 'throwonappendfailure', true)) throw invalid('throwOnAppendFailure=false is not supported')
  if (!flag(options, 'tlsverifycert', true))
    throw invalid('tlsVerifyCert=false is not supported by the client: give the authority with tlsCAFile')
  if ((options.get('nodepreference') ?? 'leader').toLowerCase() !== 'leader')
    throw invalid('nodePreference is leader: a follower may not know yet what was acknowledged')
}

function flag(options: Map<string, string>, key: string, otherwise: boolean): boolean {
  const value = options.get(key)
  if (value === undefined) return otherwise
  if (value !== 'true' && value !== 'false') throw invalid(`option ${key} is true or false`)
  return value === 'true'
}

function number(options: Map<string, string>, key: keyof typeof NUMBERS): number {
  const value = options.get(key)
  if (value === undefined) return NUMBERS[key]
  if (!/^-?\d{1,9}$/.test(value) || Number(value) < -1 || Number(value) === 0)
    throw invalid(`option ${key} is a number`)
  return Number(value)
}

function readOption(option: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new StoreError('store-invalid', `EventStoreDB connection: cannot read the file of ${option}`, {
      cause: error,
    })
  }
}
