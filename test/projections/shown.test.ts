import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from '../support/dossier.js'

const page = readFileSync(join(root, 'docs', 'decisions', '2026-11-27-what-shows-the-model.md'), 'utf8')

t.test('every test that the page of what shows the model names is there under that name', t => {
  const named = [...page.matchAll(/\| `(test\/[\w/-]+\.test\.ts)` \*([^|]+)\* \|/g)]
  t.ok(named.length > 60, `${named.length} tests are named`)
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
