import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { root } from '../support/dossier.js'

const built = fileURLToPath(new URL('../../src/cli.js', import.meta.url))
const CLI = existsSync(built) ? [built] : ['--import', 'tsx', built.replace(/\.js$/, '.ts')]

export const dossier = join(root, 'dossiers', 'sahel.ndjson')

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly cwd?: string
}

/** A command from its start to its end. Nothing of this process's settings reaches it. */
export async function run(t: Test, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const child = start(t, args, options)
  const out = textOf(child.stdout!)
  const err = textOf(child.stderr!)
  child.stdin!.on('error', () => {}) // a command that refuses its usage does not read
  child.stdin!.end(options.input ?? '')
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out: out(), err: err() }
}

/** Makes a store with the dossier in it. */
export async function load(t: Test, path: string): Promise<void> {
  const { code, err } = await run(t, ['import', dossier, '--backfill', '--store', `sqlite:${path}`])
  if (code !== 0) throw new Error(err)
}

export interface Running {
  readonly child: ChildProcess
  readonly url: string
  readonly out: () => string
  /** Ends it by SIGTERM; its exit code. */
  stop(): Promise<number | null>
}

/** A command that stays up, from the moment on that it says where it listens. */
export async function running(t: Test, args: readonly string[], options: RunOptions = {}): Promise<Running> {
  const child = start(t, args, options)
  const out = textOf(child.stdout!)
  const err = textOf(child.stderr!)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', () => {
      const found = /(?:Listening on |"url":")(http:\/\/[^\s"]+)/.exec(out())
      // What follows belongs to the same page.
      if (found && (/"url"/.test(found[0]) || /Ctrl-C/.test(out()))) resolve(found[1]!)
    })
    void ended.then(code => reject(new Error(`ended with ${code}: ${err()}`)))
  })
  return {
    child,
    url,
    out,
    stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

function start(t: Test, args: readonly string[], { env = {}, cwd = root }: RunOptions): ChildProcess {
  const child = spawn(process.execPath, [...CLI, ...args], { cwd, env: { PATH: process.env.PATH, ...env } })
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

function textOf(stream: NodeJS.ReadableStream): () => string {
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return () => text
}
