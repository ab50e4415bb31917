import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from '../support/dossier.js'
import { load, run } from './support.js'

t.setTimeout(300_000)

const path = join(root, 'docs', 'questions.md')
const BLOCK = /```console\n\$ entente ([^\n]+)\n([\s\S]*?)```/g

t.test('the worked questions print what docs/questions.md says; ENTENTE_WRITE=1 writes it anew', async t => {
  const page = readFileSync(path, 'utf8')
  const store = join(t.testdir(), 'data')
  await load(t, store)
  const blocks = [...page.matchAll(BLOCK)]
  t.equal(blocks.length, 3)
  let written = page
  for (const [block, command, printed] of blocks) {
    // A page that is wider than a terminal of 80.
    const env = { COLUMNS: '100' }
    const { code, out } = await run(t, [...command!.split(' '), '--store', `sqlite:${store}`], { env })
    t.equal(code, 0, command!)
    if (process.env.ENTENTE_WRITE === '1') {
      written = written.replace(block!, () => `\`\`\`console\n$ entente ${command}\n${out.trimEnd()}\n\`\`\``)
    } else t.equal(printed!.trimEnd(), out.trimEnd(), command!)
  }
  if (written !== page) writeFileSync(path, written)
  t.match(written, /Niger on 2024-04-12/)
})
