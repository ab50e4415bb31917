import { readFileSync } from 'node:fs'
import { argv, exit, stderr, stdout } from 'node:process'

// What has to be opened to check a dossier: its claims by source, those from memory first.
// Usage: node bin/claims-by-source.mjs dossiers/world.ndjson [SOURCE]

stdout.on('error', ({ code }) => exit(code === 'EPIPE' ? 0 : 1))
const [, , file, only] = argv
if (file === undefined) {
  stderr.write('usage: node bin/claims-by-source.mjs FILE.ndjson [SOURCE]\n')
  exit(2)
}

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const fromMemory = ({ claim }) => claim.verified !== 'page'
const memoryFirst = (a, b) => fromMemory(b) - fromMemory(a) || byText(dateOf(a), dateOf(b)) || byText(a.id, b.id)
const dateOf = ({ occurredOn }) => occurredOn ?? ''

const claims = readFileSync(file, 'utf8')
  .split('\n')
  .filter(line => line.trim() !== '')
  .map(line => JSON.parse(line))
const sources = new Map()
for (const told of claims) sources.set(told.claim.sourceId, [...(sources.get(told.claim.sourceId) ?? []), told])
const wanted = [...sources]
  .filter(([source]) => only === undefined || source === only)
  .map(([source, told]) => ({ source, told: told.sort(memoryFirst), unseen: told.filter(fromMemory).length }))
  .sort((a, b) => b.unseen - a.unseen || b.told.length - a.told.length || byText(a.source, b.source))
if (wanted.length === 0) {
  stderr.write(`${only}: no claim of ${file} names this source\n`)
  exit(1)
}

for (const { source, told, unseen } of wanted) {
  stdout.write(`${source}: ${told.length} claims, ${unseen} from memory\n`)
  for (const event of told) {
    const { type, country, partner, annotations, id, claim } = event
    const mark = fromMemory(event) ? 'memory' : 'page  '
    const who = [country, partner].filter(Boolean).join(' ')
    stdout.write(
      `  ${mark} ${dateOf(event).padEnd(21)} ${who.padEnd(8)} ${type} ${annotations?.key ?? id}${claim.url ? ` ${claim.url}` : ''}\n`,
    )
  }
}
const unseen = wanted.reduce((sum, { unseen }) => sum + unseen, 0)
const all = wanted.reduce((sum, { told }) => sum + told.length, 0)
stdout.write(`${all} claims of ${wanted.length} sources, ${unseen} from memory\n`)
