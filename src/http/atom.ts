import { nameOf } from '../../events/registry/registry.js'
import { footingWords } from '../questions/footing.js'
import type { Realignment } from '../wire/answers.js'

/** Realignments as an Atom feed (RFC 4287), the latest first. `origin` is where the service was asked. */
export function atomOf(realignments: readonly Realignment[], origin: string): string {
  const updated = realignments[0]?.on ?? '1970-01-01'
  const entries = realignments.map(one => {
    const title = `${nameOf(one.country)}: ${footingWords(one.before)} → ${footingWords(one.after)}`
    const summary = one.cause.clock
      ? 'Nothing happened on that day: something ran out or faded.'
      : `Events: ${one.cause.eventIds.join(', ')}`
    return [
      '  <entry>',
      `    <id>tag:entente,2024:realignment:${one.id}</id>`,
      `    <title>${escaped(title)}</title>`,
      `    <updated>${one.on}T00:00:00Z</updated>`,
      `    <category term="${escaped(one.dimension)}"/>`,
      `    <link href="${escaped(`${origin}/?country=${one.country}&at=${one.on}`)}"/>`,
      `    <summary>${escaped(summary)}</summary>`,
      '  </entry>',
    ].join('\n')
  })
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    '  <id>tag:entente,2024:realignments</id>',
    '  <title>Realignments</title>',
    '  <author><name>Entente</name></author>',
    `  <updated>${updated}T00:00:00Z</updated>`,
    `  <link rel="self" href="${escaped(`${origin}/v1/realignments.atom`)}"/>`,
    ...entries,
    '</feed>',
    '',
  ].join('\n')
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
}
