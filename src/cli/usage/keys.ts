import type { Command } from 'commander'
import { outputOn } from '../print/output.js'

/** Who may use a service. */
export function addKeys(entente: Command): void {
  const keys = entente.command('keys').description('who may use a service: the file of hashed keys')
  const withFile = (command: Command) => command.option('--keys <file>', 'the file (default: ENTENTE_KEYS)')
  withFile(keys.command('add'))
    .description('make a key, shown this once')
    .requiredOption('--scope <scope>', 'read, write (includes read) or admin (includes write)')
    .option('--note <text>', 'whose it is')
    .option('--expires <when>', 'a date, an instant with zone, or days from now such as 90d (default: never)')
    .action(async ({ keys: file, scope, note, expires }) => {
      const { addKey, keysFile } = await import('../commands/keys.js')
      addKey(keysFile(file), scope, { note, expires }, outputOn(process.stdout))
    })
  withFile(keys.command('list'))
    .description('the keys, without what would open anything')
    .option('--json', 'as JSON')
    .action(async ({ keys: file, json = false }) => {
      const { keysFile, listKeys } = await import('../commands/keys.js')
      listKeys(keysFile(file), json, outputOn(process.stdout))
    })
  withFile(keys.command('revoke <id>'))
    .description('take a key away')
    .action(async (id, { keys: file }) => {
      const { keysFile, revokeKey } = await import('../commands/keys.js')
      revokeKey(keysFile(file), id, outputOn(process.stdout))
    })
}
