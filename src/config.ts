import { isIP } from 'node:net'
import { z } from 'zod'
import { dayOf, FIRST_DAY, isoOf } from '../events/calendar.js'
import { MS_PER_DAY } from '../events/formats.js'
import { instantOf } from '../events/instant.js'

interface Setting {
  readonly variable: string
  readonly flag: string
  readonly schema: z.ZodType
  /** Text as it would stand in the environment; '' means not set. */
  readonly fallback: string
  readonly meaning: string
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const host = z.string().regex(/^[A-Za-z0-9.:_-]+$/, 'a host name or address')
const count = (max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'a whole number')
    .transform(Number)
    .pipe(z.number().max(max))
const list = z.string().transform(text =>
  text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== ''),
)

/** Every setting: what `serve --help` prints and what is checked at start. */
const settings = {
  host: {
    variable: 'ENTENTE_HOST',
    flag: '--host',
    schema: host,
    fallback: '127.0.0.1',
    meaning: 'address to listen on; others than loopback need ENTENTE_KEYS',
  },
  port: {
    variable: 'ENTENTE_PORT',
    flag: '--port',
    schema: count(65535),
    fallback: '8080',
    meaning: 'port to listen on; 0 picks a free one',
  },
  store: {
    variable: 'ENTENTE_STORE',
    flag: '--store',
    schema: z
      .string()
      .regex(/^(sqlite:.+|memory:|(esdb|kurrentdb)(\+discover)?:\/\/.+)$/, 'sqlite:DIRECTORY, memory: or esdb://…'),
    fallback: 'sqlite:./data',
    meaning: 'where the events are: sqlite:DIRECTORY, memory: (gone at the end) or esdb://HOST:PORT',
  },
  leads: {
    variable: 'ENTENTE_LEADS',
    flag: '--leads',
    schema: z.string().transform(text => text || null),
    fallback: '',
    meaning: 'folder for the file of leads; default: the directory of sqlite:, none with esdb://',
  },
  mirror: {
    variable: 'ENTENTE_MIRROR',
    flag: '--mirror',
    schema: z.string().transform(text => (text === 'off' ? null : text)),
    fallback: './data/mirror',
    meaning:
      'with esdb://…, the directory below which each replica keeps what it has read, so that a restart reads the rest only; off: all of it is held in memory and read again',
  },
  keys: {
    variable: 'ENTENTE_KEYS',
    flag: '--keys',
    schema: z.string().transform(text => text || null),
    fallback: '',
    meaning: 'file of hashed API keys; without it, and without tokens, only loopback is served and no key is asked for',
  },
  jwtKeys: {
    variable: 'ENTENTE_JWT_KEYS',
    flag: '--jwt-keys',
    schema: z
      .string()
      .refine(
        text => !text.includes('://') || isSafeUrl(text),
        'a file, or a URL with https (http from loopback), of a JSON Web Key Set',
      )
      .transform(text => text || null),
    fallback: '',
    meaning:
      'file or URL of the public keys (JWKS) that tokens (JWT, RS256 or ES256) are signed with; beside keys or instead of them',
  },
  jwtIssuer: {
    variable: 'ENTENTE_JWT_ISSUER',
    flag: '--jwt-issuer',
    schema: z.string().transform(text => text || null),
    fallback: '',
    meaning: 'who issues tokens, as `iss` names it to the letter; needed with ENTENTE_JWT_KEYS',
  },
  jwtAudience: {
    variable: 'ENTENTE_JWT_AUDIENCE',
    flag: '--jwt-audience',
    schema: list,
    fallback: '',
    meaning: 'names of this service, separated by commas, of which `aud` must have one; needed with ENTENTE_JWT_KEYS',
  },
  jwtScopeClaim: {
    variable: 'ENTENTE_JWT_SCOPE_CLAIM',
    flag: '--jwt-scope-claim',
    schema: z.string().min(1),
    fallback: 'scope',
    meaning: 'claim with the scopes of a token, a text of words or a list; dots lead inwards (realm_access.roles)',
  },
  jwtScopes: {
    variable: 'ENTENTE_JWT_SCOPES',
    flag: '--jwt-scopes',
    schema: list.transform(scopeWords),
    fallback: 'read=entente:read,write=entente:write,admin=entente:admin',
    meaning: 'the word of that claim for each scope; the highest counts, and a scope that is left out nobody has',
  },
  jwtTolerance: {
    variable: 'ENTENTE_JWT_TOLERANCE',
    flag: '--jwt-tolerance',
    schema: count(600),
    fallback: '30',
    meaning: 'seconds that the clocks of issuer and service may be apart',
  },
  memory: {
    variable: 'ENTENTE_MEMORY',
    flag: '--memory',
    schema: z
      .string()
      .regex(/^[1-9]\d{0,5}(KB|MB|GB)$/, 'a size such as 512MB or 2GB')
      .transform(bytesIn),
    fallback: '512MB',
    meaning:
      'about how much the histories of countries may hold; what does not fit is read and folded again when it is asked for',
  },
  policies: {
    variable: 'ENTENTE_POLICIES',
    flag: '--policies',
    schema: z.string().transform(text => text || null),
    fallback: '',
    meaning: 'folder of further policies, a JSON document each, in the form of GET /v1/policies/v1',
  },
  logLevel: {
    variable: 'ENTENTE_LOG_LEVEL',
    flag: '--log-level',
    schema: z.enum(LEVELS),
    fallback: 'info',
    meaning: `one of ${LEVELS.join(', ')}`,
  },
  now: {
    variable: 'ENTENTE_NOW',
    flag: '--now',
    schema: z.string().transform((text, context) => (text === '' ? null : fixedInstant(text, context))),
    fallback: '',
    meaning: 'a fixed today (date or instant) that questions without `at` use; recordedAt never does',
  },
  rateLimit: {
    variable: 'ENTENTE_RATE_LIMIT',
    flag: '--rate-limit',
    schema: count(1_000_000),
    fallback: '6000',
    meaning: 'requests a minute for each key or address, 0 for no limit; none where no key is asked for',
  },
  workSeconds: {
    variable: 'ENTENTE_WORK_SECONDS',
    flag: '--work-seconds',
    schema: count(60),
    fallback: '30',
    meaning: 'seconds of work a minute that each key or address may have done while others wait, 0 for no limit',
  },
  allowedHosts: {
    variable: 'ENTENTE_ALLOWED_HOSTS',
    flag: '--allowed-hosts',
    schema: list,
    fallback: '',
    meaning: 'further host names, separated by commas, that requests without keys may name (a local proxy)',
  },
  trustProxy: {
    variable: 'ENTENTE_TRUST_PROXY',
    flag: '--trust-proxy',
    schema: list.refine(
      items => items.every(isNetwork),
      'addresses or networks, such as 10.0.0.1 or 10.0.0.0/8, or loopback, linklocal, uniquelocal',
    ),
    fallback: '',
    meaning: 'addresses or networks of proxies whose X-Forwarded-For is believed, separated by commas',
  },
  origins: {
    variable: 'ENTENTE_ORIGINS',
    flag: '--origins',
    schema: list.refine(
      items => items.every(item => item === '*' || isOrigin(item)),
      'origins such as https://news.example, separated by commas; * for all, where keys are asked for',
    ),
    fallback: '',
    meaning: 'origins whose pages may read the answers (CORS), separated by commas; * for all, which needs keys',
  },
  frameAncestors: {
    variable: 'ENTENTE_FRAME_ANCESTORS',
    flag: '--frame-ancestors',
    schema: list.refine(
      items => items.every(item => item === 'self' || isOrigin(item)),
      'origins such as https://news.example, or self, separated by commas',
    ),
    fallback: '',
    meaning: 'origins whose pages may show the page in a frame, or self, separated by commas',
  },
  streamSeconds: {
    variable: 'ENTENTE_STREAM_SECONDS',
    flag: '--stream-seconds',
    schema: count(86_400),
    fallback: '600',
    meaning:
      'about how long a stream lasts before its client is asked to come back, so that others can serve it; 0 for ever',
  },
  streamsEach: {
    variable: 'ENTENTE_STREAMS_EACH',
    flag: '--streams-each',
    schema: count(1_000_000),
    fallback: '100',
    meaning: 'open streams for each key, 0 for no limit; none where no key is asked for',
  },
  streams: {
    variable: 'ENTENTE_STREAMS',
    flag: '--streams',
    schema: count(1_000_000),
    fallback: '15000',
    meaning: 'open streams of this process, 0 for no limit; none where no key is asked for',
  },
} as const satisfies Record<string, Setting>

type Settings = typeof settings
export type Config = { readonly [K in keyof Settings]: z.output<Settings[K]['schema']> }
export type SettingName = keyof Settings

/** A setting that is wrong; the process ends with exit code 2. */
export class ConfigError extends Error {
  readonly exitCode = 2
  constructor(message: string) {
    super(message)
    this.name = 'ConfigError'
  }
}

/** Read the settings: a flag wins over the environment, the environment over the default. Throws ConfigError naming what is wrong. */
export function readConfig(
  flags: Partial<Record<SettingName, string>> = {},
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const values: Record<string, unknown> = {}
  const wrong: string[] = []
  for (const [name, setting] of Object.entries(settings) as [SettingName, Setting][]) {
    const given = flags[name] ?? environment[setting.variable]
    const text = given === undefined || given === '' ? setting.fallback : given
    const result = setting.schema.safeParse(text)
    if (result.success) values[name] = result.data
    else
      wrong.push(`${flags[name] === undefined ? setting.variable : setting.flag}: ${result.error.issues[0]!.message}`)
  }
  const config = values as Config
  if (wrong.length === 0) wrong.push(...halfOfTokens(config))
  if (wrong.length === 0 && !asksWho(config) && !isLoopback(config.host)) {
    wrong.push(`ENTENTE_HOST: ${config.host} can be reached from elsewhere; set ENTENTE_KEYS to a file of keys first`)
  }
  if (wrong.length === 0 && !asksWho(config) && config.origins.includes('*')) {
    wrong.push('ENTENTE_ORIGINS: * would let every page in; set ENTENTE_KEYS to a file of keys first')
  }
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'))
  return Object.freeze(config)
}

/** Whether callers must show a key or a token. */
function asksWho({ keys, jwtKeys }: Config): boolean {
  return keys !== null || jwtKeys !== null
}

/** A token that anybody could have been given, or that was meant for another service, opens nothing: all three or none. */
function halfOfTokens({ jwtKeys, jwtIssuer, jwtAudience }: Config): string[] {
  const given = {
    ENTENTE_JWT_KEYS: jwtKeys,
    ENTENTE_JWT_ISSUER: jwtIssuer,
    ENTENTE_JWT_AUDIENCE: jwtAudience[0] ?? null,
  }
  const missing = Object.entries(given).flatMap(([variable, value]) => (value === null ? [variable] : []))
  if (missing.length === 0 || missing.length === 3) return []
  return missing.map(variable => `${variable}: is missing; tokens need their keys, issuer and audience`)
}

/** Read by the command line as the client of a service. */
const CLIENT_KEY = 'ENTENTE_KEY'

/** Variables that look like settings and are none: misspelt, or another program's. */
export function unknownVariables(environment: Readonly<Record<string, string | undefined>> = process.env): string[] {
  const known = new Set<string>(Object.values(settings).map(({ variable }) => variable))
  return Object.keys(environment).filter(name => name.startsWith('ENTENTE_') && name !== CLIENT_KEY && !known.has(name))
}

/** The settings as text, for `serve --help`: each with its variable and default, and below what it means. */
export function settingsText(width = 80): string {
  return (Object.values(settings) as Setting[])
    .map(({ variable, flag, fallback, meaning }) => {
      const lines = meaning.match(new RegExp(`\\S.{0,${width - 8}}(?=\\s|$)`, 'g')) ?? []
      const [name, otherwise] = [`  ${flag} ${variable}`, `(${fallback || 'not set'})`]
      const head = name.length + otherwise.length < width ? [`${name} ${otherwise}`] : [name, `      ${otherwise}`]
      return [...head, ...lines.map(line => `      ${line}`)].join('\n')
    })
    .join('\n')
}

/** Flag names by setting, for the command line. */
export const settingFlags: readonly { readonly name: SettingName; readonly flag: string; readonly meaning: string }[] =
  (Object.entries(settings) as [SettingName, Setting][]).map(([name, { flag, meaning }]) => ({ name, flag, meaning }))

export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address)
}

/** Events are dated up to 2999, and questions reach fifty years ahead. */
const FIRST_NOW = isoOf(FIRST_DAY)
const BEYOND_NOW = '2950'

function fixedInstant(text: string, context: z.RefinementCtx): number {
  const day = dayOf(text)
  const instant = day === null ? instantOf(text) : day * MS_PER_DAY
  if (instant !== null && text >= FIRST_NOW && text < BEYOND_NOW) return instant
  context.addIssue({
    code: 'custom',
    message: `a date or an instant with zone from ${FIRST_NOW} to before ${BEYOND_NOW}, such as 2024-04-12 or 2024-04-12T09:00:00Z`,
  })
  return z.NEVER
}

const UNITS = { KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 }

function bytesIn(size: string): number {
  return Number(size.slice(0, -2)) * UNITS[size.slice(-2) as keyof typeof UNITS]
}

/** An address, a network in CIDR form, or a name that the framework knows a network by. */
function isNetwork(text: string): boolean {
  if (text === 'loopback' || text === 'linklocal' || text === 'uniquelocal') return true
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128))
  )
}

/** Where keys come from must not be somebody else: by https, or from this machine. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[(.*)\]$/, '$1')))
}

const SCOPES = ['read', 'write', 'admin'] as const

function scopeWords(
  pairs: readonly string[],
  context: z.RefinementCtx,
): Partial<Record<(typeof SCOPES)[number], string>> {
  const words = pairs.map(pair => /^(read|write|admin)=(\S+)$/.exec(pair))
  const names = words.map(found => found?.[1])
  if (pairs.length === 0 || names.includes(undefined) || new Set(names).size < names.length) {
    context.addIssue({ code: 'custom', message: `SCOPE=WORD for some of ${SCOPES.join(', ')}, separated by commas` })
    return z.NEVER
  }
  return Object.fromEntries(words.map(found => [found![1], found![2]]))
}

/** An origin as browsers write it in the Origin header. */
function isOrigin(text: string): boolean {
  return /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '') && new URL(text).origin === text
}
