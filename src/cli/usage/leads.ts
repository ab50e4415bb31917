import type { Command } from 'commander'
import { outputOn } from '../print/output.js'

/** Rows of machine-coded news, kept apart from the record. */
export function addLeads(entente: Command): void {
  const leads = entente
    .command('leads')
    .description('rows of machine-coded news, kept apart from the record until somebody decides')
  const where = (command: Command) =>
    command
      .option('--url <url>', 'the leads of a running service')
      .option('--store <store>', 'otherwise those beside this store (default: ENTENTE_STORE)')
      .option('--leads <dir>', 'or in this folder (default: ENTENTE_LEADS)')
  where(leads.command('import <file>'))
    .description('take in a table, - for standard input; repeating it takes nothing twice')
    .option('--format <format>', 'gdelt1, gdelt2, icews, acled, ucdp-ged, polecat or csv (default: by the columns)')
    .option('--map <file>', 'what the columns mean, for csv: docs/spreadsheet.md')
    .option('--old-dates', 'keep rows that are dated more than 60 days before their article')
    .option('--json', 'print what the API answers, a line for each row')
    .action(async (file, options) => {
      const { importLeads } = await import('../commands/lead-import.js')
      process.exitCode = await importLeads(file, options, outputOn(process.stdout))
    })
  where(leads.command('list'))
    .description('leads, the latest day first')
    .option('--status <status>', 'open, promoted or dismissed (default: open)', 'open')
    .option('--country <country>', 'only of this host')
    .option('--partner <id>', 'only with this partner')
    .option('--type <type>', 'only of this type of event')
    .option('--from <date>', 'not before this day')
    .option('--to <date>', 'not after this day')
    .option('--min-sources <count>', 'from so many independent sources on')
    .option('--limit <count>', 'how many (default: 50)')
    .option('--after <next>', 'go on after an earlier list')
    .option('--json', 'print exactly what the API answers')
    .action(async options => {
      const { listLeads } = await import('../commands/leads.js')
      await listLeads(options, outputOn(process.stdout))
    })
  where(leads.command('show <lead>'))
    .description('a lead with its rows and the event that it may become')
    .option('--json', 'print exactly what the API answers')
    .action(async (lead, options) => {
      const { showLead } = await import('../commands/leads.js')
      await showLead(lead, options, outputOn(process.stdout))
    })
  where(leads.command('promote <lead>'))
    .description('record a lead as an event')
    .option('--with <file>', 'JSON of the fields to say otherwise than it suggests, - for standard input')
    .option('--dry-run', 'check it, store nothing')
    .option('--json', 'print exactly what the API answers')
    .action(async (lead, options) => {
      const { promoteLead } = await import('../commands/leads.js')
      await promoteLead(lead, options, outputOn(process.stdout))
    })
  where(leads.command('dismiss <lead>'))
    .description('put a lead away')
    .option('--reason <text>', 'why')
    .option('--undo', 'take it back')
    .option('--json', 'print exactly what the API answers')
    .action(async (lead, options) => {
      const { dismissLead } = await import('../commands/leads.js')
      await dismissLead(lead, options, outputOn(process.stdout))
    })
}
