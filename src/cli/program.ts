import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { settingFlags, settingsText } from '../config.js'
import { PAGE } from './print/layout.js'
import { outputOn } from './print/output.js'

/** The commands with their options. What each does is loaded when it is asked for. */
export function program(): Command {
  const entente = new Command('entente')
    .description('A record of who is aligned with whom: post what was reported, ask for any date')
    .exitOverride()
    .version(version(), '-V, --version', 'which version this is')
    .helpCommand('help [command]', 'the help of a command')
    .configureHelp({ helpWidth: PAGE })
    .configureOutput({ getOutHelpWidth: () => PAGE, getErrHelpWidth: () => PAGE, outputError: tellError })
    .addHelpText('after', `\n${EXIT_CODES}`)
  addServing(entente)
  addAsking(entente)
  addRecord(entente)
  addDesk(entente)
  addMoving(entente)
  addLeads(entente)
  addKeys(entente)
  addShell(entente)
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

function addServing(entente: Command): void {
  const serve = withSettings(entente.command('serve')).description('serve the HTTP API until a signal')
  serve.action(async flags => {
    const { serveFromFlags } = await import('./commands/serve.js')
    await serveFromFlags(flags)
  })
  withSettings(entente.command('demo'))
    .description("load the dossiers, show Niger's partners on three dates, and serve")
    .option('--dossier <name>', 'only this one: sahel or world (default: both)')
    .action(async flags => {
      const { demoCommand } = await import('./commands/demo.js')
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

function addAsking(entente: Command): void {
  question(entente.command('state <country>'))
    .description("a country's partners on a day, and why")
    .action(async (country, options) => {
      const { stateCommand } = await import('./commands/state.js')
      await stateCommand(country, options, outputOn(process.stdout))
    })
  question(entente.command('explain <country>'))
    .description('what a score is made of, with the sources')
    .requiredOption('--partner <id>', 'whose score')
    .option('--dimension <dimension>', DIMENSION)
    .option('--limit <count>', 'how many drivers')
    .action(async (country, options) => {
      const { explainCommand } = await import('./commands/explain.js')
      await explainCommand(country, options, outputOn(process.stdout))
    })
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
      const { verifyCommand } = await import('./commands/verify.js')
      process.exitCode = await verifyCommand(options, outputOn(process.stdout))
    })
}

function addRecord(entente: Command): void {
  question(entente.command('countries'))
    .description('every country on record with its partners on a day')
    .action(async options => {
      const { countriesCommand } = await import('./commands/countries.js')
      await countriesCommand(options, outputOn(process.stdout))
    })
  const period = (command: Command) =>
    question(command, { at: false }).option('--from <date>', 'first day').option('--to <date>', 'last day')
  period(entente.command('timeline <country>'))
    .description('what was told of a country, and what became of each claim')
    .action(async (country, options) => {
      const { timelineCommand } = await import('./commands/timeline.js')
      await timelineCommand(country, options, outputOn(process.stdout))
    })
  period(entente.command('history <country>'))
    .description('status and scores over time')
    .option('--dimension <dimension>', DIMENSION)
    .option('--step <step>', 'day or month (default: month)')
    .action(async (country, options) => {
      const { historyCommand } = await import('./commands/history.js')
      await historyCommand(country, options, outputOn(process.stdout))
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
      const { postCommand } = await import('./commands/post.js')
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
      const { watchCommand } = await import('./commands/watch.js')
      await watchCommand(options, outputOn(process.stdout))
    })
}

function addShell(entente: Command): void {
  entente
    .command('completion <shell>')
    .description('what makes bash, zsh or fish complete commands and options: source <(entente completion bash)')
    .action(async shell => {
      const { completionCommand } = await import('./commands/completion.js')
      completionCommand(shell, entente, outputOn(process.stdout))
    })
}

function addDesk(entente: Command): void {
  const asked = (command: Command) => question(command, { at: false })
  asked(entente.command('diff <country>'))
    .description('what differs between two days or two states of knowledge, and which events made it')
    .option('--from <date>', 'the first day')
    .option('--to <date>', 'the second day (default: today)')
    .option('--at <date>', 'or one day')
    .option('--from-known-at <moment>', 'as it was known at a moment')
    .option('--to-known-at <moment>', 'and at another (default: now)')
    .action(async (country, options) => {
      const { diffCommand } = await import('./commands/diff.js')
      await diffCommand(country, options, outputOn(process.stdout))
    })
  question(entente.command('policies <country>'), { at: false, policy: false })
    .description('what each policy makes of a country on a day, side by side')
    .option('--at <date>', 'the day that is asked about (default: today)')
    .action(async (country, options) => {
      const { policiesCommand } = await import('./commands/policies.js')
      await policiesCommand(country, options, outputOn(process.stdout))
    })
  asked(entente.command('footprint <partner>'))
    .description('every host in which a power stands, and what it gained and lost')
    .option('--at <date>', 'the day that is asked about (default: today)')
    .option('--from <date>', 'gained and lost since this day')
    .option('--dimension <dimension>', DIMENSION)
    .action(async (partner, options) => {
      const { footprintCommand } = await import('./commands/footprint.js')
      await footprintCommand(partner, options, outputOn(process.stdout))
    })
  asked(entente.command('realignments'))
    .description('days on which another partner came first or others contend')
    .option('--from <date>', 'first day (default: ten years before the last)')
    .option('--to <date>', 'last day (default: today)')
    .option('--country <country>', 'only this host')
    .option('--partner <id>', 'only changes to or from this power')
    .option('--dimension <dimension>', DIMENSION)
    .option('--limit <count>', 'how many (default: 100)')
    .option('--after <id>', 'those after this one')
    .action(async options => {
      const { realignmentsCommand } = await import('./commands/realignments.js')
      await realignmentsCommand(options, outputOn(process.stdout))
    })
  asked(entente.command('panel'))
    .description('a row for each host, partner and day, month or year; columns: docs/codebook.md')
    .option('--from <date>', 'a year, month or day')
    .option('--to <date>', 'a year, month or day (default: today)')
    .option('--step <step>', 'day, month or year (default: year)')
    .option('--country <country>', 'only this host')
    .option('--partner <id>', 'only this partner')
    .option('--dimension <dimension>', 'only partners that have a score in it')
    .option('--format <format>', 'csv, ndjson, json or parquet (default: by the ending of the file, else csv)')
    .option('--output <file>', 'a file that does not exist yet (default: standard output)')
    .action(async options => {
      const { panelCommand } = await import('./commands/panel.js')
      await panelCommand(options)
    })
  asked(entente.command('what-if <country>'))
    .description('the state without some events, sources or families, with a source regraded, or with more events')
    .option('--at <date>', 'the day that is asked about (default: today)')
    .option('--without-event <id...>', 'events taken as never recorded')
    .option('--without-source <id...>', 'sources taken as never heard')
    .option('--without-family <id...>', 'families of sources taken as never heard')
    .option('--regrade <source=letter...>', 'read all claims of a source with another letter')
    .option('--include <file>', 'NDJSON of events taken as recorded last')
    .action(async (country, options) => {
      const { whatIfCommand } = await import('./commands/what-if.js')
      await whatIfCommand(country, options, outputOn(process.stdout))
    })
  asked(entente.command('source <id>'))
    .description('what one source supports, its grades, and what would fall if it were regraded')
    .option('--at <date>', 'the day that is asked about (default: today)')
    .option('--letter <letter>', 'the letter that it would be regraded to (default: D)')
    .action(async (source, options) => {
      const { sourceCommand } = await import('./commands/source.js')
      await sourceCommand(source, options, outputOn(process.stdout))
    })
  entente
    .command('sensitivity')
    .description('turn every number of a policy and see which labelled dates flip, and which numbers decide most')
    .option('--policy <id>', 'the policy whose numbers are turned (default: v1)')
    .option('--by <share>', 'by how much each is turned, down and up (default: 0.5)')
    .option('--number <path...>', 'only these, such as decision.threshold')
    .option('--labels <file>', 'labelled dates of your own about --store, as dossiers/labelled-dates.json has them')
    .option('--store <store>', 'the record that they are about (default: the dossiers that ship)')
    .option('--write <page>', 'write it into the part of a Markdown page that is kept for it')
    .option('--json', 'print every number, whether anything depends on it or not')
    .action(async options => {
      const { sensitivityCommand } = await import('./commands/sensitivity.js')
      process.exitCode = await sensitivityCommand(options, outputOn(process.stdout))
    })
  asked(entente.command('blind-spots'))
    .description('where the record is silent, or rests on one source family or on states alone')
    .option('--at <date>', 'the day that is asked about (default: today)')
    .option('--days <count>', 'longer than this without a claim is silence (default: 180)')
    .option('--country <country>', 'only this host')
    .action(async options => {
      const { blindSpotsCommand } = await import('./commands/blind-spots.js')
      await blindSpotsCommand(options, outputOn(process.stdout))
    })
}

const DIMENSION = 'security, arms, diplomatic or economic (default: security)'

function addMoving(entente: Command): void {
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
      const { importCommand } = await import('./commands/import.js')
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
      const { convertCommand } = await import('./commands/convert.js')
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
      const { redactCommand } = await import('./commands/redact.js')
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
      const { exportCommand } = await import('./commands/export.js')
      await exportCommand(options)
    })
  entente
    .command('copy')
    .description('copy a store to another, with ids, order and times, and compare them; safe to repeat')
    .requiredOption('--from <store>', 'sqlite:DIRECTORY or esdb://…, read beside its writer')
    .requiredOption('--to <store>', 'sqlite:DIRECTORY or esdb://…; nobody else may write to it meanwhile')
    .action(async options => {
      const { copyCommand } = await import('./commands/copy.js')
      process.exitCode = await copyCommand(options, outputOn(process.stdout))
    })
}

function addLeads(entente: Command): void {
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
      const { importLeads } = await import('./commands/lead-import.js')
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
      const { listLeads } = await import('./commands/leads.js')
      await listLeads(options, outputOn(process.stdout))
    })
  where(leads.command('show <lead>'))
    .description('a lead with its rows and the event that it may become')
    .option('--json', 'print exactly what the API answers')
    .action(async (lead, options) => {
      const { showLead } = await import('./commands/leads.js')
      await showLead(lead, options, outputOn(process.stdout))
    })
  where(leads.command('promote <lead>'))
    .description('record a lead as an event')
    .option('--with <file>', 'JSON of the fields to say otherwise than it suggests, - for standard input')
    .option('--dry-run', 'check it, store nothing')
    .option('--json', 'print exactly what the API answers')
    .action(async (lead, options) => {
      const { promoteLead } = await import('./commands/leads.js')
      await promoteLead(lead, options, outputOn(process.stdout))
    })
  where(leads.command('dismiss <lead>'))
    .description('put a lead away')
    .option('--reason <text>', 'why')
    .option('--undo', 'take it back')
    .option('--json', 'print exactly what the API answers')
    .action(async (lead, options) => {
      const { dismissLead } = await import('./commands/leads.js')
      await dismissLead(lead, options, outputOn(process.stdout))
    })
}

function addKeys(entente: Command): void {
  const keys = entente.command('keys').description('who may use a service: the file of hashed keys')
  const withFile = (command: Command) => command.option('--keys <file>', 'the file (default: ENTENTE_KEYS)')
  withFile(keys.command('add'))
    .description('make a key, shown this once')
    .requiredOption('--scope <scope>', 'read, write (includes read) or admin (includes write)')
    .option('--note <text>', 'whose it is')
    .option('--expires <when>', 'a date, an instant with zone, or days from now such as 90d (default: never)')
    .action(async ({ keys: file, scope, note, expires }) => {
      const { addKey, keysFile } = await import('./commands/keys.js')
      addKey(keysFile(file), scope, { note, expires }, outputOn(process.stdout))
    })
  withFile(keys.command('list'))
    .description('the keys, without what would open anything')
    .option('--json', 'as JSON')
    .action(async ({ keys: file, json = false }) => {
      const { keysFile, listKeys } = await import('./commands/keys.js')
      listKeys(keysFile(file), json, outputOn(process.stdout))
    })
  withFile(keys.command('revoke <id>'))
    .description('take a key away')
    .action(async (id, { keys: file }) => {
      const { keysFile, revokeKey } = await import('./commands/keys.js')
      revokeKey(keysFile(file), id, outputOn(process.stdout))
    })
}

const POLICY = 'the policy that weighs, an id of entente policies (default: v1)'
const STORE = 'read this store: sqlite:DIRECTORY or esdb://… (default: ENTENTE_STORE)'

/** Options of a question; those that say themselves what `--at` is, or ask every policy, leave it out. */
function question(command: Command, { at = true, policy = true } = {}): Command {
  if (at) command.option('--at <date>', 'the day that is asked about (default: today)')
  command.option('--as-known-at <moment>', 'what was known: an instant, a date or a position (default: everything)')
  if (policy) command.option('--policy <id>', POLICY)
  return command
    .option('--json', 'print exactly what the API answers')
    .option('--url <url>', 'ask a running service')
    .option('--store <store>', `otherwise ${STORE}`)
    .option('--now <moment>', 'a fixed today')
}
