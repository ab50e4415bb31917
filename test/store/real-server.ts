import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { until } from './eventstoredb-support.js'

/** A real server that may be killed, restarted and stalled by a test. */
export interface RealServer {
  readonly url: string
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>
  /** Resolves when it is ready. */
  restart(): Promise<void>
  /** SIGSTOP for so long. */
  stall(ms: number): Promise<void>
}

/**
 * The server that EVENTSTOREDB_URL names, where EVENTSTOREDB_PID_FILE (file with its process id) and EVENTSTOREDB_START
 * (command that starts it and ends when it is ready) say that it may be treated so; else null.
 */
export function realServer(): RealServer | null {
  const {
    EVENTSTOREDB_URL: url = '',
    EVENTSTOREDB_PID_FILE: pidFile = '',
    EVENTSTOREDB_START: start = '',
  } = process.env
  if (url === '' || pidFile === '' || start === '') return null
  const pid = () => Number(readFileSync(pidFile, 'utf8'))
  return {
    url,
    async kill() {
      const id = pid()
      process.kill(id, 'SIGKILL')
      await until(() => !isAlive(id), 20_000)
    },
    async restart() {
      await promisify(execFile)('/bin/sh', ['-c', start])
    },
    async stall(ms) {
      const id = pid()
      process.kill(id, 'SIGSTOP')
      await delay(ms)
      process.kill(id, 'SIGCONT')
    },
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch {
    return false
  }
}
