import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { definitions } from '../../events/catalogue.js'
import { generatedParts } from '../support/catalogue-page.js'
import { root } from '../support/dossier.js'

const PAGE = join(root, 'docs', 'catalogue.md')
const text = readFileSync(PAGE, 'utf8')

const marked = (name: string, part: string) => `<!-- ${name} -->\n${part}\n<!-- end of ${name} -->`
const between = (page: string, name: string) => new RegExp(marked(name, '([\\s\\S]*?)')).exec(page)?.[1]

t.test('the page of the catalogue says what the code says: ENTENTE_WRITE=1 writes it anew', async t => {
  let page = text
  for (const [name, part] of Object.entries(generatedParts())) {
    const written = between(page, name)
    t.ok(written !== undefined, `the page has a place for ${name}`)
    if (process.env.ENTENTE_WRITE === '1') page = page.replace(marked(name, written!), () => marked(name, part))
    else t.equal(written, part, name)
  }
  if (page !== text) writeFileSync(PAGE, page)
  t.notOk(text.replace('CoupOccurred', 'CoupHappened').includes('| CoupOccurred |'), 'control: an edit is seen')
})

t.test('every type is on the page, and every type that the rules name exists', async t => {
  const types = new Set<string>(definitions.map(({ type }) => type))
  for (const type of types) t.ok(text.includes(`| ${type} |`) || text.includes(`| ${type} (version`), type)
  const rules = text.slice(text.indexOf('## What they mean together'))
  const named = rules.match(/\b(?:[A-Z][a-z]+){2,}\b/g) ?? []
  t.ok(named.length > 10)
  for (const name of named) t.ok(types.has(name), name)
})
