import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { canonicalBody, readEvent } from '../../events/parse.js'
import type { Logged } from '../../projections/reference.js'
import type { App } from '../../src/http/server/context.js'
import { type Built, build } from './build.js'

/** Root of the repository, from source and from build/ alike. */
export const root = rootFrom(dirname(fileURLToPath(import.meta.url)))

function rootFrom(directory: string): string {
  const above = join(directory, '..', '..')
  return above.endsWith('build') ? dirname(above) : above
}

export const dossierText = () => readFileSync(join(root, 'dossiers', 'sahel.ndjson'), 'utf8')

/** The Sahel dossier line by line, as events that were posted. */
export function dossierEvents(): Logged[] {
  return dossierText()
    .trim()
    .split('\n')
    .map(line => {
      const { id, ...posted } = JSON.parse(line) as { id: string }
      return { id, event: readEvent(canonicalBody(posted as never)) }
    })
}

/** An application that holds the Sahel dossier, loaded in order of publication. */
export async function buildWithDossier(t: Test): Promise<Built> {
  const built = await build(t)
  const reply = await built.app.inject({
    method: 'POST',
    url: '/v1/imports?backfill=true&report=refused',
    headers: { 'content-type': 'application/x-ndjson' },
    payload: dossierText(),
  })
  const summary = JSON.parse(reply.payload.trim().split('\n').at(-1)!) as { summary: { appended: number } }
  t.equal(summary.summary.appended, 855, 'the whole dossier is stored')
  return built
}

interface Partner {
  readonly partner: string
  readonly roles: readonly string[]
  readonly scores: Readonly<Record<string, { score: number; low: number; high: number }>>
}

export interface State {
  readonly country: string
  readonly at: string
  readonly basis: { readonly position: string | null; readonly asKnownAt: string | null }
  readonly dimensions: {
    readonly security: {
      readonly status: string
      readonly primary: string | null
      readonly contenders: readonly string[]
      readonly disputed: readonly string[]
      readonly since: string | null
      readonly allies: readonly string[]
    }
  }
  readonly partners: readonly Partner[]
  readonly agreements: readonly {
    agreementId: string
    status: string
    endedOn: string | null
    contested: boolean
    dormantSince: string | null
  }[]
  readonly forces: readonly {
    forceId: string
    sponsor: string
    consent: string | null
    withoutLegalBasis: boolean
    disputed: boolean
    strength: { low: number; high: number } | null
  }[]
  readonly measures: readonly { type: string; partner: string }[]
  readonly memberships: readonly { organisation: string; status: string; endsOn: string | null }[]
  readonly upcoming: readonly { type: string }[]
  readonly anomalies: number
}

export async function ask<T = State>(app: App, url: string): Promise<T> {
  const reply = await app.inject({ url })
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.statusCode} ${reply.payload}`)
  return JSON.parse(reply.payload) as T
}

export function score(state: State, partner: string, dimension = 'security'): number {
  return state.partners.find(entry => entry.partner === partner)?.scores[dimension]?.score ?? 0
}
