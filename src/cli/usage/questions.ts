import type { Command } from 'commander'
import { outputOn } from '../print/output.js'
import { DIMENSION, question } from './options.js'

/** What is asked about one country, or about all of them. */
export function addQuestions(entente: Command): void {
  question(entente.command('state <country>'))
    .description("a country's partners on a day, and why")
    .action(async (country, options) => {
      const { stateCommand } = await import('../commands/state.js')
      await stateCommand(country, options, outputOn(process.stdout))
    })
  question(entente.command('explain <country>'))
    .description('what a score is made of, with the sources')
    .requiredOption('--partner <id>', 'whose score')
    .option('--dimension <dimension>', DIMENSION)
    .option('--limit <count>', 'how many drivers')
    .action(async (country, options) => {
      const { explainCommand } = await import('../commands/explain.js')
      await explainCommand(country, options, outputOn(process.stdout))
    })
  question(entente.command('countries'))
    .description('every country on record with its partners on a day')
    .action(async options => {
      const { countriesCommand } = await import('../commands/countries.js')
      await countriesCommand(options, outputOn(process.stdout))
    })
  const period = (command: Command) =>
    question(command, { at: false }).option('--from <date>', 'first day').option('--to <date>', 'last day')
  period(entente.command('timeline <country>'))
    .description('what was told of a country, and what became of each claim')
    .action(async (country, options) => {
      const { timelineCommand } = await import('../commands/timeline.js')
      await timelineCommand(country, options, outputOn(process.stdout))
    })
  period(entente.command('history <country>'))
    .description('status and scores over time')
    .option('--dimension <dimension>', DIMENSION)
    .option('--step <step>', 'day or month (default: month)')
    .action(async (country, options) => {
      const { historyCommand } = await import('../commands/history.js')
      await historyCommand(country, options, outputOn(process.stdout))
    })
}
