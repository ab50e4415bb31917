import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Config, readConfig, type SettingName } from '../../config.js'
import { serve } from '../../main.js'
import { openStore } from '../../store/open.js'
import type { EventStore } from '../../store/store.js'
import { askLive, readWhole } from '../asking.js'
import { DEMO_STORE, DOSSIERS, type Dossier, dossiersOf, linesInOrder } from '../dossiers.js'
import { EXIT, Failure } from '../failure.js'
import { load } from '../load.js'
import type { Output } from '../print/output.js'
import { progressOf } from '../print/progress.js'
import { checkKeys } from './serve.js'
import { statePage } from './state.js'

const DATES = ['2023-07-25', '2024-04-12', '2024-10-01']

export type DemoFlags = Partial<Record<SettingName, string>> & { readonly dossier?: string }

/** `entente demo`: the dossiers in a store of their own, three answers about Niger, and the service up for more. */
export async function demoCommand({ dossier, ...flags }: DemoFlags, output: Output): Promise<void> {
  const dossiers = dossiersOf(dossier)
  const { ENTENTE_STORE, ENTENTE_LOG_LEVEL } = process.env
  const config = readConfig({
    ...(ENTENTE_STORE ? {} : { store: demoStore(dossiers) }),
    ...(ENTENTE_LOG_LEVEL ? {} : { logLevel: 'warn' }),
    ...flags,
  })
  checkKeys(config)
  await checkPort(config)
  const { paint } = output
  const store = await openStore(config.store)
  output.lines([
    await loadDossiers(store, dossiers),
    `Store: ${store.name}`,
    'Scores run from −1 to +1: ● is the score, ━ reaches from its low to its high.',
  ])
  const live = await readWhole(store)
  const asking = await askLive(store, live, config)
  for (const at of dossiers.includes('sahel') ? DATES : [])
    output.lines(['', ...(await statePage(asking, 'NER', { at }, output))])
  await asking.close()
  const url = await serve(config, () => live, store)
  const ask = (path: string) => `  curl -s '${url}${path}'`
  output.lines([
    '',
    paint.bold(`Listening on ${url}`),
    'Ask further:',
    ask('/v1/countries/NER?at=2024-04-12&asKnownAt=2024-04-13'),
    ask('/v1/countries/NER/explanation?at=2024-04-12&partner=RUS'),
    ask('/v1/countries/NER/timeline?from=2024-03-01&to=2024-04-30'),
    ask('/v1/countries?at=2024-04-12'),
    `  node bin/entente.js state MLI --at 2022-05-03 --url ${url}`,
  ])
  // Whoever waits for the service is not held up by what it works out for its first page.
  const { ok: isBuilt } = await fetch(url)
  output.lines([
    ...(isBuilt ? [`See the map and dates at ${url}/`] : []),
    `See every route at ${url}/docs`,
    'Stop with Ctrl-C.',
  ])
}

/** Rejects as listening would: a port that is taken is better reported before the dossiers are loaded than after. */
async function checkPort({ host, port }: Config): Promise<void> {
  if (port === 0) return
  const probe = createServer()
  probe.listen(port, host)
  await once(probe, 'listening')
  probe.close()
  await once(probe, 'close')
}

/** Where the demonstration keeps its record when no store is named; each choice of dossiers has its own. */
function demoStore(dossiers: readonly Dossier[]): string {
  return dossiers.length === DOSSIERS.length ? DEMO_STORE : `${DEMO_STORE}-${dossiers.join('-')}`
}

async function loadDossiers(store: EventStore, dossiers: readonly Dossier[]): Promise<string> {
  const progress = progressOf('loading the dossiers', 'lines')
  const { lines, appended, refused, stop } = await load(store, linesInOrder(dossiers), { backfill: true })
  progress.end()
  if (stop !== null || refused > 0) {
    const why = stop?.errors[0]?.message ?? stop?.code ?? `${refused} lines were refused`
    const cure = 'this store holds something else: name an empty directory with --store or ENTENTE_STORE'
    throw new Failure(EXIT.refused, `the dossiers cannot be loaded into ${store.name} (${why}): ${cure}`)
  }
  const what = `${lines} claims with their sources (dossiers: ${dossiers.join(', ')})`
  return appended === 0 ? `${what} were there already.` : `${what} are loaded.`
}
