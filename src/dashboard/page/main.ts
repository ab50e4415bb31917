import { createClient, Refused } from './client.js'
import { createDashboard } from './dashboard.js'
import { byId, h, put } from './element.js'
import { createNames } from './names.js'
import { keyForm, retryBox, waiting } from './notices.js'
import { createReach } from './reach.js'
import type { RegistryAnswer } from './wire.js'
import { loadWorld } from './world.js'

const left = byId('left')
const reach = createReach(byId('banner'))
const client = createClient(reach.heard)
const late = setTimeout(() => put(left, waiting('the record')), 300)

/** Names and borders once, then the page; what fails is said with a way to ask again. */
async function start(): Promise<void> {
  try {
    const [registry, world] = await Promise.all([
      client.get<RegistryAnswer>('/v1/registry'),
      loadWorld(document.body.dataset.world ?? ''),
    ])
    const dashboard = createDashboard({ client, reach, world, names: createNames(registry) })
    await dashboard.load()
    clearTimeout(late)
  } catch (error) {
    clearTimeout(late)
    if (error instanceof Refused && error.status === 401)
      put(
        left,
        keyForm(() => void start()),
      )
    else
      put(
        left,
        h(
          'section',
          { class: 'empty' },
          h('h2', null, 'The record could not be read'),
          retryBox(error, () => void start()),
        ),
      )
  }
}

void start()
