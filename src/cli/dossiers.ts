import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EXIT, Failure } from './failure.js'

/** The dossiers that ship with the product: the nine hosts of the Sahel, and a baseline of the rest of the world. */
export const DOSSIERS = ['sahel', 'world'] as const

export type Dossier = (typeof DOSSIERS)[number]

/** Where the demonstration of all dossiers keeps its record when no store is named. */
export const DEMO_STORE = 'sqlite:./data/demo'

/** The dossiers that a word names: one of them, or all where none is named. Throws Failure. */
export function dossiersOf(name: string | undefined): readonly Dossier[] {
  if (name === undefined) return DOSSIERS
  const known = DOSSIERS.find(one => one === name)
  if (known !== undefined) return [known]
  throw new Failure(EXIT.usage, `--dossier: ${DOSSIERS.join(' or ')}, or leave it out for both: ${name}`)
}

/** The lines of dossiers as one backfill takes them: in the order in which the claims were published. */
export async function* linesInOrder(dossiers: readonly Dossier[]): AsyncGenerator<Buffer> {
  const lines = dossiers.flatMap(dossier =>
    readFileSync(shippedFile(`${dossier}.ndjson`), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => ({ line, publishedOn: (JSON.parse(line) as { claim: { publishedOn: string } }).claim.publishedOn })),
  )
  lines.sort((a, b) => (a.publishedOn < b.publishedOn ? -1 : a.publishedOn > b.publishedOn ? 1 : 0))
  // Together: lines that come one by one are stored one by one, each with a sync of the disk.
  yield Buffer.from(lines.map(({ line }) => `${line}\n`).join(''))
}

/** Where a file of dossiers/ ships, seen from the sources and from build/ alike. */
export function shippedFile(name: string): string {
  const places = ['../../dossiers', '../../../dossiers']
  const paths = places.map(place => fileURLToPath(new URL(`${place}/${name}`, import.meta.url)))
  const found = paths.find(path => existsSync(path))
  if (found === undefined) throw new Failure(EXIT.usage, `the dossier is not where it ships: ${paths.at(-1)}`)
  return found
}
