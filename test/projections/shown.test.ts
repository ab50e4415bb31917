import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from '../support/dossier.js'

/** Pages of what shows what, with how many tests each names at least. */
const pages = [
  ['2026-11-27-what-shows-the-model.md', 60],
  ['2026-11-27-what-shows-the-world.md', 45],
] as const

for (const [name, least] of pages) {
  t.test(`every test that ${name} names is there under that name`, t => {
    const page = readFileSync(join(root, 'docs', 'decisions', name), 'utf8')
    const named = [...page.matchAll(/\| `(test\/[\w/-]+\.test\.ts)` \*([^|]+)\* \|/g)]
    t.ok(named.length > least, `${named.length} tests are named`)
    const missing = named.filter(([, file, title]) => {
      const path = join(root, file!)
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(title!)
    })
    t.same(
      missing.map(([, file, title]) => `${file}: ${title}`),
      [],
    )
    const unnamed = page
      .split('\n')
      .filter(line => /^\| [^*|-]/.test(line) && !/`(test|node) ?/.test(line.split('|')[2]!))
    t.same(unnamed.slice(1), [], 'and every line but the head names one')
    t.end()
  })
}
