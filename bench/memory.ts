import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SectionRow, writeSection } from './section.js'
import { fill, ms, run } from './size.js'

const AIM_MB = 900

/**
 * What a process holds that starts on a record of each size and then answers about every country, with
 * `ENTENTE_MEMORY=512MB`. Writes its section of docs/performance.md.
 */
export async function runMemoryBench(sizes: readonly number[]): Promise<string[]> {
  const rows: SectionRow[] = []
  for (const size of sizes) rows.push(...(await measure(size)))
  writeSection('memory', {
    title: 'What it holds',
    settings: `\`BENCH_SIZES=${sizes.join(',')}\``,
    rows,
    limits:
      'The record of the first table, a process for each row, times by its processor time. The largest of the 200 countries has a sixth of all events, and the country that was asked last stays in memory, whatever it takes (about 27 kB a claim): `ENTENTE_MEMORY` bounds all but that one.',
  })
  return rows.map(({ what, measured, limit }) => `${what}: ${measured}, ${limit}`)
}

async function measure(events: number): Promise<SectionRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'entente-memory-'))
  const n = events.toLocaleString('en')
  try {
    await fill(directory, events)
    const built = await run('start', directory)
    const present = await run('start', directory)
    const rows: SectionRow[] = [
      {
        what: `${n} events, start without the index`,
        measured: `${ms(built.ready)}, RSS ${built.rss} MB`,
        limit: `${Math.round((events * 1000) / built.ready).toLocaleString('en')} events/s; the aim is 150,000`,
      },
      {
        what: `${n} events, start with the index`,
        measured: `${ms(present.ready)}, RSS ${present.rss} MB`,
        limit: events > 1_000_000 ? '3 s' : '1 s',
      },
    ]
    const all = await allAsked(directory)
    return [...rows, { what: `${n} events, every country asked`, ...all }]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** How long it takes and what it holds at most, or that the process ended for want of memory. */
async function allAsked(directory: string): Promise<{ readonly measured: string; readonly limit: string }> {
  const limit = `${AIM_MB} MB`
  try {
    const { all } = await run('all', directory)
    return {
      measured: `${ms(all!.took)}, RSS ${all!.rss} MB at most`,
      limit: all!.rss > AIM_MB ? `${limit}; over it` : limit,
    }
  } catch (error) {
    if (!/heap out of memory/.test(String(error))) throw error
    return { measured: 'the process ended, out of memory', limit }
  }
}
