import type { Command } from 'commander'
import { outputOn } from '../print/output.js'
import { STORE } from './options.js'

/** What brings events in, takes them out, or moves a whole record. */
export function addMoving(entente: Command): void {
  entente
    .command('import <file>')
    .description(
      'record the events of a file of NDJSON or a JSON array, - for standard input; repeating it stores nothing twice',
    )
    .option('--url <url>', 'send them to a running service')
    .option('--store <store>', 'otherwise write to this store, as its one writer (default: ENTENTE_STORE)')
    .option('--backfill', 'old claims in order of publication: claim.publishedOn becomes their recordedAt')
    .option('--new-ids', 'lines without an id are new events each time (default: equal lines are one event)')
    .option('--json', 'print what the API answers, line by line')
    .action(async (file, options) => {
      const { importCommand } = await import('../commands/import.js')
      process.exitCode = await importCommand(file, options, outputOn(process.stdout))
    })
  entente
    .command('convert <file>')
    .description('the events of a CSV or TSV table of a data set as NDJSON, and a report on standard error')
    .option(
      '--from <format>',
      'powell-thyne, atop, mme, cow-alliances, gml-disputes, sipri, ucdp-esd, troopdata or troopdata-2020 (default: by the columns)',
    )
    .option('--map <file>', 'or a file that says what the columns of any table mean: docs/spreadsheet.md')
    .option('--previous <table>', 'the earlier release, on record: only what is new, corrected or gone since')
    .option('--release <name>', 'the release of the data set, for the title of its claims')
    .option('--published <date>', 'when the release was published')
    .option('--output <file>', 'a file that does not exist yet (default: standard output)')
    .action(async (file, options) => {
      const { convertCommand } = await import('../commands/convert.js')
      process.exitCode = convertCommand(file, options, outputOn(process.stdout))
    })
  entente
    .command('redact <id...>')
    .description('overwrite texts of events in the files of a store that no service has open, for good')
    .requiredOption('--field <pointer...>', 'which texts: /note, /claim/title, /claim/url, /data/terms')
    .requiredOption('--reason <text>', 'why, kept on record')
    .requiredOption('--by <name>', 'who decided it, kept on record')
    .option('--store <store>', STORE)
    .action(async (ids, options) => {
      const { redactCommand } = await import('../commands/redact.js')
      redactCommand(ids, options, outputOn(process.stdout))
    })
  entente
    .command('export')
    .description('the log as NDJSON, in the form that import takes, or as a table')
    .option('--to <file>', 'a file that does not exist yet (default: standard output)')
    .option('--format <format>', 'ndjson, csv or parquet (default: by the ending of the file, else ndjson)')
    .option('--url <url>', 'read a running service')
    .option('--store <store>', STORE)
    .action(async options => {
      const { exportCommand } = await import('../commands/export.js')
      await exportCommand(options)
    })
  entente
    .command('copy')
    .description('copy a store to another, with ids, order and times, and compare them; safe to repeat')
    .requiredOption('--from <store>', 'sqlite:DIRECTORY or esdb://…, read beside its writer')
    .requiredOption('--to <store>', 'sqlite:DIRECTORY or esdb://…; nobody else may write to it meanwhile')
    .action(async options => {
      const { copyCommand } = await import('../commands/copy.js')
      process.exitCode = await copyCommand(options, outputOn(process.stdout))
    })
}
