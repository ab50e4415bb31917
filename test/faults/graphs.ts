import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../../src/http/server/context.js'
import { trainers } from '../support/build.js'
import { seeded } from '../support/seeded.js'

const about = { occurredOn: '2024-05-01', claim: trainers().claim }
const HOSTS = ['NER', 'MLI', 'BFA']

export interface Line {
  readonly id: string
  readonly [field: string]: unknown
}

/**
 * A drawn graph of events that speak of each other: a chain of retractions and corrections each of the one before, to a
 * depth, events that many others speak of, merges of anything with anything, and events about the world in between.
 */
export function graphOf({
  seed,
  size,
  depth,
  fanOut,
}: {
  seed: number
  size: number
  depth: number
  fanOut: number
}): Line[] {
  const random = seeded(seed)
  const below = (n: number) => Math.floor(random() * n)
  const lines: Line[] = []
  const idAt = (i: number) => `${String(seed).padStart(8, '0')}-0000-7000-8000-${String(i).padStart(12, '0')}`
  const push = (event: Record<string, unknown>) => lines.push({ ...event, id: idAt(lines.length) })
  const any = () => lines[below(lines.length)]!.id
  const world = () => {
    const day = String(1 + below(28)).padStart(2, '0')
    const fields = {
      country: HOSTS[below(3)],
      occurredOn: `2024-0${1 + below(9)}-${day}`,
      factId: below(4) === 0 ? `fact-${below(9)}` : null,
    }
    const forceId = `force-${below(20)}`
    const kinds = [
      { type: 'VisitHeld', data: { level: 'head' } },
      { type: 'ForcesDeployed', data: { forceId, sponsor: 'RUS', role: 'combat', strength: { low: 10, high: 500 } } },
      { type: 'ForceStrengthReported', data: { forceId, strength: { low: 1 + below(50), high: 100 } } },
      { type: 'ForcesWithdrawn', data: { forceId, extent: 'complete' } },
      { type: 'AgreementSigned', data: { agreementId: `pact-${below(9)}`, kind: 'sofa' } },
    ]
    push(trainers({ ...fields, ...kinds[below(kinds.length)] }))
  }
  const correct = (target: string) => {
    const changes = [
      { note: `note ${below(1000)}` },
      { occurredOn: `2024-0${1 + below(9)}` },
      { country: HOSTS[below(3)] },
      { data: { strength: { low: below(200) } } },
      { data: { changes: { note: 'x' } } },
    ]
    push({
      type: 'ClaimCorrected',
      ...about,
      data: { targetEventId: target, reason: 'error', changes: changes[below(changes.length)] },
    })
  }
  const retract = (target: string) =>
    push({ type: 'ClaimRetracted', ...about, data: { targetEventId: target, reason: 'error' } })
  const merge = () => {
    const targetEventIds = Array.from({ length: 2 + below(below(8) === 0 ? 58 : 4) }, any)
    push({ type: 'EventsMerged', ...about, data: { targetEventIds, factId: `fact-${below(9)}` } })
  }
  while (lines.length < Math.min(50, size)) world()
  for (let i = 0, target = any(); i < depth && lines.length < size / 2; i++) {
    if (below(2) === 0) correct(target)
    else retract(target)
    target = lines.at(-1)!.id
  }
  const hub = any()
  for (let i = 0; i < fanOut && lines.length < (size * 3) / 4; i++) {
    if (below(5) === 0) retract(lines.at(-1)!.id)
    else correct(hub)
  }
  while (lines.length < size) {
    const kind = below(10)
    if (kind < 4) world()
    else if (kind < 6) correct(any())
    else if (kind < 8) retract(any())
    else merge()
  }
  return lines
}

export interface Watched {
  /** Longest that the process worked while a timer was due, in milliseconds: other work on the machine does not count. */
  readonly longestStall: number
  readonly statuses: Readonly<Record<number, number>>
  readonly lines: number
  readonly refused: number
}

/** Longest that the process worked while a timer was due, in milliseconds, as long as something goes on. */
export async function stallsWhile(going: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let ended = false
  const watch = async () => {
    while (!ended) {
      const begun = performance.now()
      const used = process.cpuUsage()
      await sleep(5)
      const { user, system } = process.cpuUsage(used)
      longest = Math.max(longest, Math.min(performance.now() - begun - 5, (user + system) / 1000))
    }
  }
  const watching = watch()
  await going()
  ended = true
  await watching
  return longest
}

/** Import a graph in uploads of some lines, with questions between them, and watch the loop. */
export async function postGraph(app: App, lines: readonly Line[], batch: number): Promise<Watched> {
  const statuses: Record<number, number> = {}
  const count = (status: number) => {
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  let refused = 0
  let ended = false
  const ask = async () => {
    for (let i = 0; !ended; i++) {
      const day = String(1 + (i % 28)).padStart(2, '0')
      const urls = [
        `/v1/countries/${HOSTS[i % 3]}?at=2024-06-${day}`,
        `/v1/countries/NER/timeline?from=2024-01-01&to=2024-01-${day}`,
        '/v1/anomalies?country=MLI',
        '/health/ready',
      ]
      count((await app.inject(urls[i % urls.length]!)).statusCode)
      await sleep(20)
    }
  }
  const importing = async () => {
    for (let from = 0; from < lines.length; from += batch) {
      const payload = lines
        .slice(from, from + batch)
        .map(line => JSON.stringify(line))
        .join('\n')
      const answer = await app.inject({
        method: 'POST',
        url: '/v1/imports?report=refused',
        headers: { 'content-type': 'application/x-ndjson' },
        payload,
      })
      count(answer.statusCode)
      if (answer.statusCode === 200) refused += JSON.parse(answer.payload.trim().split('\n').at(-1)!).summary.refused
    }
    ended = true
  }
  const longestStall = await stallsWhile(() => Promise.all([importing(), ask()]))
  return { longestStall, statuses, lines: lines.length, refused }
}

/** What the service answers about every host, now and at a few places of the log before. */
export async function answersOf(app: App, positions: readonly string[]): Promise<string[]> {
  const texts: string[] = []
  for (const host of HOSTS) {
    for (const query of ['at=2024-06-15', ...positions.map(one => `at=2024-06-15&asKnownAt=${one}`)]) {
      texts.push((await app.inject(`/v1/countries/${host}?${query}`)).payload)
    }
  }
  return texts
}
