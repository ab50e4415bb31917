import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './dossier.js'
import { argumentsOf } from './service.js'

/** A fenced block of a page. */
export interface Block {
  readonly page: string
  readonly line: number
  readonly language: string
  readonly code: string
  /** Why it is not run, where the page says so in a comment before it; null where it is to be run. */
  readonly notRun: string | null
}

const FENCE = /(?:^[ \t]*<!-- not run: ([^\n]+?) -->\n)?^[ \t]*```([a-z]*)\n([\s\S]*?)^[ \t]*```$/gm

/** Every page that a reader is led to. */
export function pagesOfProject(): string[] {
  const below = (folder: string) =>
    readdirSync(join(root, folder), { encoding: 'utf8' })
      .filter(name => name.endsWith('.md'))
      .map(name => join(folder, name))
  const rooms = ['events', 'projections', 'dossiers', 'test', 'test/fake-eventstoredb', 'clients/typescript']
  const inSources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('README.md'))
    .map(name => join('src', name))
  return [...below('.'), ...below('docs'), ...below('docs/decisions'), ...rooms.flatMap(below), ...inSources].sort()
}

export function blocksOf(page: string): Block[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(FENCE)].map(([, reason, language, code], i) => ({
    page,
    line: text.slice(0, [...text.matchAll(FENCE)][i]!.index).split('\n').length,
    language: language!,
    code: code!,
    notRun: reason ?? null,
  }))
}

const PROGRAM = `"${process.execPath}" ${argumentsOf('../../src/cli.js')
  .map(one => `"${one}"`)
  .join(' ')}`
/** A refusal of the service ends the script, as a reader would see it end badly. */
const PRELUDE = `curl() { command curl --fail-with-body "$@"; }\nentente() { ${PROGRAM} "$@"; }\n`

/** A shell in a directory, where the service of the pages answers under `origin()`. */
export function shell(directory: string, environment: Readonly<Record<string, string>>, origin: () => string) {
  const scriptOf = (code: string) =>
    PRELUDE + code.replaceAll('http://127.0.0.1:8080', origin()).replaceAll('npx entente', PROGRAM)
  const env = { ...process.env, ...environment }
  return {
    async run(code: string): Promise<string> {
      const options = { cwd: directory, env, maxBuffer: 2 ** 27 }
      return (await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', scriptOf(code)], options)).stdout
    },
    /** Begin what goes on until it is stopped, once it says where it listens. */
    async begin(code: string): Promise<Begun> {
      const child = spawn('bash', ['-euo', 'pipefail', '-c', scriptOf(code)], {
        cwd: directory,
        env: { ...env, ENTENTE_PORT: '0' },
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      return { url: await listening(child), stop: () => stopped(child) }
    },
  }
}

export interface Begun {
  readonly url: string
  stop(): Promise<void>
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      const found = /(?:"url":"|at |on )(http:\/\/127\.0\.0\.1:\d+)/.exec(text)
      if (found) resolve(found[1]!)
    }
    child.stdout!.on('data', read)
    child.stderr!.on('data', read)
    child.on('exit', code => reject(new Error(`ended with ${code}: ${text}`)))
  })
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid!, 'SIGTERM')
  await ended
}
