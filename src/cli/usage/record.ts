import type { Command } from 'commander'
import { outputOn } from '../print/output.js'
import { STORE } from './options.js'

/** What tells the record something, follows it, and holds it to its promises. */
export function addRecord(entente: Command): void {
  entente
    .command('verify')
    .description('hold the log to its promises and the answers to a naive reading of it; exit 1 where they differ')
    .option('--store <store>', STORE)
    .option('--url <url>', 'compare the answers of this running service too')
    .option('--expect <position:digest>', 'what an earlier verify printed: the log up to there must be the same')
    .option('--country <iso3>', 'only this country')
    .option('--questions <count>', 'how many questions about each country (default: 5)')
    .option('--json', 'print the outcome as JSON')
    .action(async options => {
      const { verifyCommand } = await import('../commands/verify.js')
      process.exitCode = await verifyCommand(options, outputOn(process.stdout))
    })
  entente
    .command('post <file>')
    .description('record the event, or the array of events, of a JSON file, - for standard input; all of it or nothing')
    .option('--url <url>', 'send it to a running service')
    .option('--store <store>', 'otherwise write to this store, as its one writer (default: ENTENTE_STORE)')
    .option('--dry-run', 'check it, store nothing')
    .option('--strict', 'refuse what would raise an anomaly')
    .option('--json', 'print exactly what the API answers')
    .action(async (file, options) => {
      const { postCommand } = await import('../commands/post.js')
      process.exitCode = await postCommand(file, options, outputOn(process.stdout))
    })
  entente
    .command('watch')
    .description('what a running service records and what that changes, in words, until a signal')
    .option('--url <url>', 'the service (default: http://127.0.0.1:8080)')
    .option('--country <country...>', 'only these countries')
    .option('--partner <id...>', 'only these partners')
    .option('--kind <kind...>', 'event, state, status (default: event and status)')
    .option('--at <date>', 'the day that states are about (default: today)')
    .option('--after <id>', 'go on after this id')
    .option('--until-caught-up', 'end where the live stream begins')
    .option('--json', 'print the data of each message, a line each')
    .action(async options => {
      const { watchCommand } = await import('../commands/watch.js')
      await watchCommand(options, outputOn(process.stdout))
    })
}
