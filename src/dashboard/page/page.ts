import { createDashboard } from './dashboard.js'
import { createClient, Refused } from './data/client.js'
import { createConnectivity } from './data/connectivity.js'
import { createNames } from './data/names.js'
import type { Prefetched } from './data/prefetch.js'
import { askRecord } from './data/record-question.js'
import type { Outlines, RegistryAnswer } from './data/wire.js'
import { byId, put } from './element.js'
import { readWorld } from './map/world.js'
import { keyForm, refusedRecord, waiting } from './notices.js'
import { parseView } from './view.js'

/** Names and outlines once, then the page; what fails is said with a way to ask again. */
export function openPage(prefetched: Prefetched): void {
  const left = byId('left')
  const connectivity = createConnectivity(byId('banner'))
  const client = createClient(connectivity.heard, prefetched)
  const late = setTimeout(() => put(left, waiting('the record')), 300)
  let dashboard: ReturnType<typeof createDashboard> | null = null

  async function start(): Promise<void> {
    const asked = askRecord(client, { view: parseView(location.search) })
    asked.catch(() => {})
    try {
      if (dashboard === null) {
        const [registry, outlines] = await Promise.all([
          client.get<RegistryAnswer>('/v1/registry'),
          client.get<Outlines>(document.documentElement.dataset.world ?? ''),
        ])
        dashboard = createDashboard({ client, connectivity, world: readWorld(outlines), names: createNames(registry) })
      }
      await dashboard.load(asked)
    } catch (error) {
      put(left, failure(error))
    } finally {
      clearTimeout(late)
    }
  }

  function failure(error: unknown): HTMLElement {
    document.body.classList.add('is-empty')
    const again = () => void start()
    if (error instanceof Refused && error.status === 401) return keyForm(again)
    return refusedRecord(error, parseView(location.search), again, () => location.assign('/'))
  }

  void start()
}
