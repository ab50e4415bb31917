import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { PAGE } from './print/layout.js'
import { outputOn } from './print/output.js'
import { addDesk } from './usage/desk.js'
import { addKeys } from './usage/keys.js'
import { addLeads } from './usage/leads.js'
import { addMoving } from './usage/moving.js'
import { addQuestions } from './usage/questions.js'
import { addRecord } from './usage/record.js'
import { addServing } from './usage/serving.js'

/** The commands with their options. What each does is loaded when it is asked for. */
export function program(): Command {
  const entente = new Command('entente')
    .description('A record of who is aligned with whom: post what was reported, ask for any date')
    .exitOverride()
    .version(version(), '-V, --version', 'which version this is')
    .configureHelp({ helpWidth: PAGE })
    .configureOutput({ getOutHelpWidth: () => PAGE, getErrHelpWidth: () => PAGE, outputError: tellError })
    .addHelpText('after', `\n${EXIT_CODES}`)
  addServing(entente.commandsGroup('Serve:'))
  addQuestions(entente.commandsGroup('Ask:'))
  addRecord(entente.commandsGroup('Tell, follow, verify:'))
  addDesk(entente.commandsGroup('Analyse:'))
  addMoving(entente.commandsGroup('Bring in, take out, move:'))
  addLeads(entente.commandsGroup('Administer leads and keys:'))
  addKeys(entente)
  addShell(entente.commandsGroup('Shell and help:'))
  entente.helpCommand('help [command]', 'the help of a command')
  return entente
}

/** In one line, with what may have been meant. */
function tellError(text: string, write: (text: string) => void): void {
  const meant = text.replace(/\n\(Did you mean ([^)]*)\?\)/, '; did you mean $1?')
  write(`entente: ${meant.replace(/^error: /, '')}`)
}

function version(): string {
  const file = new URL('../../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

const EXIT_CODES = `Exit codes: 0 done, 1 the answer is no (verify differs), 2 wrong usage,
3 refused input, 4 store or service unavailable.
A service asked with --url gets the key in ENTENTE_KEY.
Settings: entente serve --help.`

function addShell(entente: Command): void {
  entente
    .command('completion <shell>')
    .description('what makes bash, zsh or fish complete commands and options: source <(entente completion bash)')
    .action(async shell => {
      const { completionCommand } = await import('./commands/completion.js')
      completionCommand(shell, entente, outputOn(process.stdout))
    })
}
