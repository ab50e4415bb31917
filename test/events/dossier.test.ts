import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { canonicalBody, parseEvent, readEvent } from '../../events/parse.js'
import { kindOfPartner } from '../../events/registry/registry.js'

const places = ['dossiers/sahel.ndjson', '../shared/data/sahel-dossier.ndjson'].map(path => join(process.cwd(), path))
const path = places.find(place => existsSync(place))

/** A line of the dossier as an event: a key, its own or one that it points at, stands for an id made from it. */
function eventOf(line: string): Record<string, unknown> {
  const { key: _, ...event } = JSON.parse(line, (name, value) => {
    if (name === 'targetEventId') return idOf(String(value).replace(/^key:/, ''))
    return name === 'targetEventIds' ? value.map((target: string) => idOf(target.replace(/^key:/, ''))) : value
  })
  return event
}

function idOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

t.test('every line of the Sahel dossier is an event', { skip: path ? false : 'no dossier here' }, async t => {
  const lines = readFileSync(path!, 'utf8').split('\n').filter(Boolean)
  t.ok(lines.length >= 855, `${lines.length} lines`)
  const partners = new Set<string>()
  for (const line of lines) {
    const parsed = parseEvent(eventOf(line))
    if (!parsed.ok) {
      t.fail(`${line.slice(0, 200)}: ${JSON.stringify(parsed.faults)}`)
      continue
    }
    const body = canonicalBody(parsed.event)
    t.equal(canonicalBody(readEvent(body)), body)
    if (parsed.event.partner) partners.add(parsed.event.partner)
  }
  const unregistered = [...partners].filter(partner => kindOfPartner(partner) === 'unregistered')
  t.same(unregistered, [], 'the registry knows all its partners')
})
