import { once } from 'node:events'
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Config, readConfig, type SettingName } from '../../config.js'
import { serve } from '../../main.js'
import { openStore } from '../../store/open.js'
import type { EventStore } from '../../store/store.js'
import { askLive, readWhole } from '../asking.js'
import { EXIT, Failure } from '../failure.js'
import { load } from '../load.js'
import type { Output } from '../print/output.js'
import { progressOf } from '../print/progress.js'
import { checkKeys } from './serve.js'
import { statePage } from './state.js'

const DIRECTORY = 'sqlite:./data/demo'
const DATES = ['2023-07-25', '2024-04-12', '2024-10-01']

/** `entente demo`: the Sahel dossier in a store of its own, three answers about Niger, and the service up for more. */
export async function demoCommand(flags: Partial<Record<SettingName, string>>, output: Output): Promise<void> {
  const { ENTENTE_STORE, ENTENTE_LOG_LEVEL } = process.env
  const config = readConfig({
    ...(ENTENTE_STORE ? {} : { store: DIRECTORY }),
    ...(ENTENTE_LOG_LEVEL ? {} : { logLevel: 'warn' }),
    ...flags,
  })
  checkKeys(config)
  await checkPort(config)
  const { paint } = output
  const store = await openStore(config.store)
  output.lines([
    await loadDossier(store),
    `Store: ${store.name}`,
    'Scores run from −1 to +1: ● is the score, ━ reaches from its low to its high.',
  ])
  const live = await readWhole(store)
  const asking = await askLive(store, live, config)
  for (const at of DATES) output.lines(['', ...(await statePage(asking, 'NER', { at }, output))])
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
    ...((await fetch(url)).ok ? [`See the map and dates at ${url}/`] : []),
    `See every route at ${url}/docs`,
    'Stop with Ctrl-C.',
  ])
}

/** A port that is taken is better told before the work than after it. Rejects as listening would. */
async function checkPort({ host, port }: Config): Promise<void> {
  if (port === 0) return
  const probe = createServer()
  probe.listen(port, host)
  await once(probe, 'listening')
  probe.close()
  await once(probe, 'close')
}

async function loadDossier(store: EventStore): Promise<string> {
  const progress = progressOf('loading the dossier', 'lines')
  const { lines, appended, refused, stop } = await load(store, createReadStream(dossier()), { backfill: true })
  progress.end()
  if (stop !== null || refused > 0) {
    const why = stop?.errors[0]?.message ?? stop?.code ?? `${refused} lines were refused`
    const cure = 'this store holds something else: name an empty directory with --store or ENTENTE_STORE'
    throw new Failure(EXIT.refused, `the dossier cannot be loaded into ${store.name} (${why}): ${cure}`)
  }
  if (appended === 0) return `The Sahel dossier, ${lines} claims with their sources, was there already.`
  return `The Sahel dossier, ${lines} claims with their sources, is loaded.`
}

/** The dossier that ships with the product, from sources and from build/ alike. */
function dossier(): string {
  const places = ['../../../dossiers/sahel.ndjson', '../../../../dossiers/sahel.ndjson']
  const paths = places.map(place => fileURLToPath(new URL(place, import.meta.url)))
  const found = paths.find(path => existsSync(path))
  if (found === undefined) throw new Failure(EXIT.usage, `the dossier is not where it ships: ${paths.at(-1)}`)
  return found
}
