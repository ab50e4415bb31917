import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'

const DOCUMENT = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))

export interface SectionRow {
  readonly what: string
  readonly measured: string
  /** What it is held against, or what limits it. */
  readonly limit: string
}

/** Writes the section of docs/performance.md that a part of the bench keeps; others are left as they are. */
export function writeSection(
  part: string,
  { title, settings, limits, rows }: { title: string; settings: string; limits: string; rows: readonly SectionRow[] },
): void {
  const [start, end] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`]
  const section = [
    start,
    `## ${title}`,
    '',
    `Written by \`npm run bench ${part}\` (${settings}) on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, load average ${loadavg()[0]!.toFixed(1)}.`,
    '',
    '| what | measured | against |',
    '|---|---|---|',
    ...rows.map(({ what, measured, limit }) => `| ${what} | ${measured} | ${limit} |`),
    '',
    limits,
    end,
  ].join('\n')
  const page = readFileSync(DOCUMENT, 'utf8')
  const [from, to] = [page.indexOf(start), page.indexOf(end)]
  writeFileSync(
    DOCUMENT,
    from < 0 ? `${page.trimEnd()}\n\n${section}\n` : `${page.slice(0, from)}${section}${page.slice(to + end.length)}`,
  )
}
