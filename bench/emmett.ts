import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { StoredEvent } from '../src/store/store.js'

const PACKAGE = '@event-driven-io/emmett'
const VERSION = '0.42.0'

/** What is used of the library. */
interface Emmett {
  getInMemoryEventStore(): {
    appendToStream(stream: string, events: readonly Told[]): Promise<unknown>
    aggregateStream<State>(
      stream: string,
      options: { evolve: (state: State, event: Told) => State; initialState: () => State },
    ): Promise<{ state: State }>
  }
}

interface Told {
  readonly type: string
  readonly data: Said
}

interface Said {
  readonly id: string
  readonly position: number
  readonly partner?: string
  readonly occurredOn: string
  readonly data: {
    readonly agreementId?: string
    readonly forceId?: string
    readonly endsOn?: string
    readonly targetEventId?: string
    readonly changes?: object
  }
}

interface Standing {
  readonly acts: Map<string, Told>
}

/**
 * Milliseconds (median) in which a stream of its store in memory is replayed to what stands in the country on each of some
 * days, beginning anew for each as a state of the past has to be. The package is brought from the npm registry into a
 * temporary directory. Null where that fails.
 */
export async function askEmmett(
  events: readonly StoredEvent[],
  days: readonly string[],
): Promise<{ readonly version: string; readonly ms: number } | null> {
  const directory = mkdtempSync(join(tmpdir(), 'entente-emmett-'))
  try {
    const emmett = await brought(directory)
    if (emmett === null) return null
    const store = emmett.getInMemoryEventStore()
    await store.appendToStream('country-NER', events.map(toldOf))
    const times: number[] = []
    for (const day of [days[0]!, ...days]) {
      const begun = performance.now()
      const { state } = await store.aggregateStream<Standing>('country-NER', {
        initialState: () => ({ acts: new Map() }),
        evolve,
      })
      const standing = standingOn(day, state)
      if (standing.size === 0) throw new Error(`nothing stands on ${day}`)
      times.push(performance.now() - begun)
    }
    return { version: VERSION, ms: times.slice(1).sort((a, b) => a - b)[days.length >> 1]! }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function brought(directory: string): Promise<Emmett | null> {
  writeFileSync(join(directory, 'package.json'), '{"private":true}')
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    await promisify(execFile)(
      npm,
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${PACKAGE}@${VERSION}`],
      {
        cwd: directory,
      },
    )
  } catch {
    return null
  }
  const entry = createRequire(join(directory, 'package.json')).resolve(PACKAGE)
  const loaded = (await import(pathToFileURL(entry).href)) as Emmett & { readonly default?: Emmett }
  return loaded.default ?? loaded
}

function toldOf({ id, type, body, position }: StoredEvent): Told {
  return { type, data: { ...(JSON.parse(body) as Said), id, position: Number(position) } }
}

/** The claims by id, with what was corrected of them. */
function evolve(state: Standing, event: Told): Standing {
  const { acts } = state
  const { targetEventId, changes } = event.data.data
  const target = targetEventId === undefined ? undefined : acts.get(targetEventId)
  if (event.type === 'ClaimRetracted') acts.delete(targetEventId!)
  else if (event.type !== 'ClaimCorrected') acts.set(event.data.id, event)
  else if (target !== undefined) acts.set(targetEventId!, { ...target, data: { ...target.data, ...changes } })
  return state
}

/** By partner, the objects of which the last that was told up to a day is no end. */
function standingOn(day: string, { acts }: Standing): ReadonlyMap<string, readonly string[]> {
  const latest = new Map<string, Told>()
  for (const act of acts.values()) {
    const object = act.data.data.agreementId ?? act.data.data.forceId
    if (object === undefined || act.data.occurredOn > day) continue
    const known = latest.get(object)
    if (known === undefined || known.data.occurredOn <= act.data.occurredOn) latest.set(object, act)
  }
  const standing = new Map<string, string[]>()
  for (const [object, { type, data }] of latest) {
    if (type === 'AgreementTerminated' || type === 'ForcesWithdrawn' || (data.data.endsOn ?? '9999') <= day) continue
    const partner = data.partner ?? ''
    standing.set(partner, [...(standing.get(partner) ?? []), object])
  }
  return standing
}
