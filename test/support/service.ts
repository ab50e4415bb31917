import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

/** Arguments of node that run a file of the sources, or what was built of it; `path` is relative to this file. */
export function argumentsOf(path: string): string[] {
  const built = fileURLToPath(new URL(path, import.meta.url))
  return existsSync(built) ? [built] : ['--import', 'tsx', built.replace(/\.js$/, '.ts')]
}

export const SERVE = argumentsOf('../../src/main.js')

export interface Service {
  readonly child: ChildProcess
  readonly url: string
  /** Lines of its log so far. */
  readonly log: Record<string, unknown>[]
  /** Exit code, null when a signal ended it. */
  readonly ended: Promise<number | null>
}

/** A service in a process of its own, on a free port, once it listens; killed when the test ends. */
export async function startService(
  t: Test,
  environment: Record<string, string>,
  program: readonly string[] = SERVE,
): Promise<Service> {
  const child = spawn(process.execPath, program, {
    env: { PATH: process.env.PATH, ENTENTE_PORT: '0', ENTENTE_MIRROR: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  t.teardown(() => child.kill('SIGKILL'))
  const log: Record<string, unknown>[] = []
  const url = await new Promise<string>((resolve, reject) => {
    let rest = ''
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop()!
      for (const line of lines) {
        const entry = JSON.parse(line) as Record<string, unknown>
        log.push(entry)
        if (typeof entry.url === 'string') resolve(entry.url)
      }
    })
    void ended.then(code => reject(new Error(`ended with ${code} before it listened`)))
  })
  return { child, url, log, ended }
}
