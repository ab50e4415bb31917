import { type Command, Option } from 'commander'
import { settingFlags, settingsText } from '../../config.js'
import { PAGE } from '../print/layout.js'
import { outputOn } from '../print/output.js'

/** What starts a service. */
export function addServing(entente: Command): void {
  const serve = withSettings(entente.command('serve')).description('serve the HTTP API until a signal')
  serve.action(async flags => {
    const { serveFromFlags } = await import('../commands/serve.js')
    await serveFromFlags(flags)
  })
  withSettings(entente.command('demo'))
    .description("load the dossiers, show Niger's partners on three dates, and serve")
    .option('--dossier <name>', 'only this one: sahel or world (default: both)')
    .action(async flags => {
      const { demoCommand } = await import('../commands/demo.js')
      await demoCommand(flags, outputOn(process.stdout))
    })
}

/** Every setting as a flag; the table in the help says it all, with the variables. */
function withSettings(command: Command): Command {
  for (const { flag, meaning } of settingFlags) command.addOption(new Option(`${flag} <value>`, meaning).hideHelp())
  return command.addHelpText(
    'after',
    `\nSettings (flag, environment, default, and what it means):\n${settingsText(PAGE)}`,
  )
}
