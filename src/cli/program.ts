import { Command, Option } from 'commander'
import { settingFlags, settingsText } from '../config.js'
import { outputOn } from './output.js'

/** The commands with their options. What each does is loaded when it is asked for. */
export function program(): Command {
  const entente = new Command('entente')
    .description('A record of who is aligned with whom: post what was reported, ask for any date')
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({ outputError: (text, write) => write(`entente: ${text.replace(/^error: /, '')}`) })
    .addHelpText('after', `\n${EXIT_CODES}`)
  addServing(entente)
  addAsking(entente)
  return entente
}

const EXIT_CODES = `Exit codes: 0 done, 1 the answer is no (verify differs), 2 wrong usage, 3 refused input,
4 store or service unavailable.
A service asked with --url gets the key in ENTENTE_KEY. Settings: entente serve --help.`

function addServing(entente: Command): void {
  const serve = withSettings(entente.command('serve')).description('serve the HTTP API until a signal')
  serve.action(async flags => {
    const { serveFromFlags } = await import('./serve.js')
    await serveFromFlags(flags)
  })
  withSettings(entente.command('demo'))
    .description("load the Sahel dossier, show Niger's partners on three dates, and serve")
    .action(async flags => {
      const { demoCommand } = await import('./demo.js')
      await demoCommand(flags, outputOn(process.stdout))
    })
}

/** Every setting as a flag; the table in the help says it all, with the variables. */
function withSettings(command: Command): Command {
  for (const { flag, meaning } of settingFlags) command.addOption(new Option(`${flag} <value>`, meaning).hideHelp())
  return command.addHelpText('after', `\nSettings (flag, environment, meaning, default):\n${settingsText()}`)
}

function addAsking(entente: Command): void {
  whereToAsk(entente.command('state <country>'))
    .description("a country's partners on a day")
    .option('--at <date>', 'the day that is asked about (default: today)')
    .option('--as-known-at <moment>', 'what was known: an instant, a date or a position (default: everything)')
    .option('--json', 'print what the API answers')
    .action(async (country, options) => {
      const { stateCommand } = await import('./state.js')
      await stateCommand(country, options, outputOn(process.stdout))
    })
}

function whereToAsk(command: Command): Command {
  return command
    .option('--url <url>', 'ask a running service')
    .option('--store <store>', 'otherwise read this store: sqlite:DIRECTORY or esdb://… (default: ENTENTE_STORE)')
    .option('--now <moment>', 'a fixed today')
}
