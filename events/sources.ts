import type { Reliability } from './words.js'

/** A proposal of how far a kind of source is to be believed, until a SourceRegraded says otherwise. */
export interface SourceSeed {
  readonly sourceId: string
  /** Sources of one family say what one of them said first: together they count once. */
  readonly family: string
  readonly reliability: Reliability
  readonly why: string
}

export const sourceSeeds: readonly SourceSeed[] = [
  ...own('B', 'agency with its own reporting', ['reuters', 'ap', 'afp']),
  ...own('B', 'newsroom with its own reporting', ['rfi', 'france24', 'le-monde', 'jeune-afrique']),
  ...own('B', 'checks claims of others and shows how', ['logicallyfacts']),
  ...of('un-official', 'A', 'party to its own acts; weaker on the acts of others', ['un-media', 'un-peacekeeping']),
  ...of('us-official', 'A', 'party to its own acts; weaker on the acts of others', ['dvids', 'africom', 'us-dod']),
  ...of('french-official', 'A', 'party to its own acts; weaker on the acts of others', ['french-mod']),
  ...of('nigerien-official', 'B', 'own decisions; weaker on counts of equipment', ['rtn']),
  ...of('malian-official', 'B', 'own decisions; weaker on counts of equipment', ['ortm']),
  ...of('burkinabe-official', 'B', 'own decisions; weaker on counts of equipment', ['rtb']),
  ...of('russian-state', 'C', 'first on own deployments; weaker on the acts of others', ['rt', 'sputnik', 'tass']),
  ...own('B', 'curated data set, cited with its release', [
    'sipri',
    'ucdp',
    'atop',
    'cow',
    'powell-thyne',
    'mme',
    'gml',
    'acled',
    'dmdc',
  ]),
  ...own('D', 'coded by machine: a lead, not evidence', ['gdelt', 'icews', 'polecat']),
  ...own('E', 'tertiary: a pointer to evidence', ['wikipedia']),
  ...own('F', 'written from memory, to be replaced by a page; never corroborates', ['analyst-memory']),
  ...own('B', 'what the dossier derives or declares itself; never corroborates', ['entente-dossier']),
]

function own(reliability: Reliability, why: string, ids: readonly string[]): SourceSeed[] {
  return ids.map(sourceId => ({ sourceId, family: sourceId, reliability, why }))
}

function of(family: string, reliability: Reliability, why: string, ids: readonly string[]): SourceSeed[] {
  return ids.map(sourceId => ({ sourceId, family, reliability, why }))
}

/** Agencies and broadcasters of states that are known by a name of their own. */
const STATE_MEDIA: ReadonlySet<string> = new Set([
  ...['xinhua', 'cgtn', 'global-times', 'peoples-daily', 'tass', 'rt', 'sputnik', 'ria-novosti', 'africa-initiative'],
  ...[
    'anadolu',
    'trt',
    'trt-world',
    'trt-haber',
    'irna',
    'press-tv',
    'kcna',
    'sana',
    'wam',
    'spa',
    'mena',
    'prensa-latina',
  ],
  ...['voa', 'rtn', 'ortm', 'rtb', 'amap', 'anp-niger', 'ortc'],
])

/** Whether a claim was made by a state: an official source, or an agency or broadcaster of one. */
export function isStateSource({
  sourceId,
  family,
}: {
  readonly sourceId: string
  readonly family?: string | undefined
}) {
  return [sourceId, family ?? ''].some(id => STATE_MEDIA.has(id) || /-(official|state)$/.test(id))
}
