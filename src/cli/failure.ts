import { ConfigError } from '../config.js'
import { StoreError } from '../store/store.js'

/** Exit code of the process; 70 is a fault of our own. */
export const EXIT = { done: 0, no: 1, usage: 2, refused: 3, unavailable: 4, fault: 70 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** A command that cannot go on: one line that says what to do, and the exit code. */
export class Failure extends Error {
  readonly exitCode: ExitCode
  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Failure'
    this.exitCode = exitCode
  }
}

/** The line and exit code for what a command threw; null for a surprise, whose stack is to be printed. */
export function failureOf(error: unknown): { readonly line: string; readonly exitCode: ExitCode } | null {
  if (error instanceof Failure) return { line: oneLine(error.message), exitCode: error.exitCode }
  if (error instanceof ConfigError) {
    return { line: `${oneLine(error.message)} (every setting: entente serve --help)`, exitCode: EXIT.usage }
  }
  if (error instanceof StoreError) return { line: oneLine(storeLine(error)), exitCode: EXIT.unavailable }
  const { code, syscall, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (syscall === 'listen' && code === 'EADDRINUSE') {
    const cure = 'stop what listens there, or give another port with --port or ENTENTE_PORT (0 picks a free one)'
    return { line: `port ${port} of ${address} is taken: ${cure}`, exitCode: EXIT.unavailable }
  }
  if (syscall === 'listen' || syscall === 'getaddrinfo') {
    const cure = 'give another address with --host and --port, or ENTENTE_HOST and ENTENTE_PORT'
    return { line: `cannot listen (${code}): ${cure}`, exitCode: EXIT.unavailable }
  }
  return null
}

function storeLine({ code, message }: StoreError): string {
  if (code === 'store-locked') return `${message}; ask it with --url, or stop it first`
  if (message.startsWith('there is no store')) {
    return `${message}: name another with --store or ENTENTE_STORE, or make one with entente demo, serve or import`
  }
  return message
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, '; ')
}
