import { CommanderError } from 'commander'
import { EXIT, failureOf } from './cli/failure.js'
import { program } from './cli/program.js'

// A reader that stops early, such as `head`, is no failure.
process.stdout.on('error', error => {
  process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? EXIT.done : EXIT.fault)
})

try {
  await program().parseAsync(process.argv)
} catch (error) {
  // Commander has said its line on stderr already.
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage)
  const failure = failureOf(error)
  const told = failure?.line ?? `unexpected: ${error instanceof Error ? error.stack : String(error)}`
  process.stderr.write(`entente: ${told}\n`)
  process.exit(failure?.exitCode ?? EXIT.fault)
}
