import { randomBytes, randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import { type AppDeps, buildApp } from '../../src/app.js'
import { createIds } from '../../src/commands/ids.js'
import { readConfig } from '../../src/config.js'
import type { App } from '../../src/http/server/context.js'
import type { LiveState } from '../../src/state/state.js'
import { createMemoryStore } from '../../src/store/memory.js'
import type { EventStore } from '../../src/store/store.js'
import { followLog } from './live-state.js'

export interface Built {
  readonly app: App
  readonly store: EventStore
  readonly state: LiveState
}

/** An application on a store (memory unless given) that ends with the test. Every answer is checked against its schema. */
export async function build(
  t: Test,
  options: Partial<AppDeps> & {
    anomalies?: Parameters<typeof followLog>[1]
    environment?: Record<string, string>
  } = {},
): Promise<Built> {
  const { anomalies, environment, ...deps } = options
  const store = deps.store ?? createMemoryStore()
  const state = followLog(store, anomalies)
  const now = deps.now ?? Date.now
  const app = await buildApp({
    store,
    state,
    now,
    newId: createIds({ now, random: randomBytes }),
    config: readConfig({ store: 'memory:' }, environment ?? {}),
    checkAnswers: true,
    ...deps,
  })
  t.teardown(async () => {
    await app.close()
    await state.stop()
    await store.close()
  })
  return { app, store, state }
}

/** The event of contract.md; fields given win. */
export function trainers(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'TrainersDeployed',
    country: 'NER',
    partner: 'RUS',
    occurredOn: '2024-04-10',
    announcedOn: '2024-04-11',
    effectiveOn: null,
    data: {
      forceId: 'rus-africa-corps-ner',
      sponsor: 'RUS',
      role: 'advisory',
      strength: { low: 2, high: 100, basis: 'claimed' },
      consent: 'invited',
    },
    claim: {
      sourceId: 'rtn',
      title: 'Trainers arrive',
      url: 'https://example.org/rtn',
      reliability: 'C',
      credibility: 2,
      modality: 'asserted',
    },
    factId: 'ner-trainers-2024-04',
    ...fields,
  }
}

/** Store an event past the checks of this process, as another replica of another version would. */
export async function appended(store: EventStore, event: { country: string; type: string }): Promise<string> {
  const { country, type } = event
  const recordedAt = new Date().toISOString()
  const body = JSON.stringify({ schemaVersion: 1, ...event })
  const stored = { id: randomUUID(), type, body, meta: '{}', recordedAt }
  const [outcome] = await store.record([{ stream: `country-${country}`, event: stored }])
  if (outcome?.kind !== 'appended') throw new Error(JSON.stringify(outcome))
  return outcome.position
}
