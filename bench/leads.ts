import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { intake } from '../src/leads/intake.js'
import { openLeads } from '../src/leads/store/sqlite.js'
import { root } from '../test/support/dossier.js'
import { gdeltRows } from '../test/support/gdelt-rows.js'

const CHUNK = 64 * 1024

/** What a million rows of GDELT cost: as a sample has them, and where every one of them is a lead. */
export async function runLeadsBench(count: number, sampleFile?: string): Promise<string[]> {
  const file = sampleFile ?? join(root, 'test/fixtures/tables/gdelt2.tsv')
  const sample = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => /^\d/.test(line))
  return [
    await measured('as the sample has them', { count, seed: 1, sample }),
    await measured('every one a lead', { count, seed: 1, sample, onlyLeads: true }),
  ]
}

async function measured(what: string, options: Parameters<typeof gdeltRows>[0]): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'entente-leads-'))
  const leads = openLeads(directory)
  let generated = 0
  let bytes = 0
  async function* source() {
    let text = ''
    let before = process.cpuUsage()
    const spent = () => {
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    for (const row of gdeltRows(options)) {
      text += `${row}\n`
      if (text.length < CHUNK) continue
      const chunk = Buffer.from(text)
      text = ''
      bytes += chunk.length
      generated += spent()
      yield chunk
      before = process.cpuUsage()
    }
    generated += spent()
    yield Buffer.from(text)
  }
  const before = process.cpuUsage()
  const counts = new Map<string, number>()
  let peak = 0
  try {
    for await (const outcomes of intake(source(), { format: 'gdelt2', mapping: null, oldDates: false }, leads)) {
      for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
      peak = Math.max(peak, process.memoryUsage().rss)
    }
    const { user, system } = process.cpuUsage(before)
    const seconds = (user + system - generated) / 1e6
    const disk = readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0)
    const told = [...counts].map(([outcome, number]) => `${number} ${outcome}`).join(', ')
    return (
      `${options.count} rows, ${what} (${told}): ${Math.round(options.count / seconds)} rows a second of processor time, ` +
      `${Math.round(disk / 1e6)} MB on disk of ${Math.round(bytes / 1e6)} MB read, at most ${Math.round(peak / 1e6)} MB of memory`
    )
  } finally {
    leads.close()
    rmSync(directory, { recursive: true })
  }
}
