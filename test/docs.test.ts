import { copyFileSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import t, { type Test } from 'tap'
import { root } from './support/dossier.js'
import { type Begun, type Block, blocksOf, pagesOfProject, shell } from './support/pages.js'

t.setTimeout(900_000)

/** Pages whose blocks are run here, in this order, each in a directory of its own; of `demo` beside the demonstration. */
const run: readonly { readonly page: string; readonly demo: boolean; readonly brings?: readonly string[] }[] = [
  { page: 'docs/run.md', demo: false },
  { page: 'docs/ask.md', demo: true },
  { page: 'docs/tell.md', demo: true },
  { page: 'docs/stream.md', demo: true },
  { page: 'docs/import.md', demo: false },
  { page: 'docs/data.md', demo: false, brings: ['test/fixtures/tables/coups.tsv'] },
  { page: 'docs/desk.md', demo: true },
  { page: 'docs/operate.md', demo: false },
]

/** Pages whose blocks a test of their own runs. */
const elsewhere: Readonly<Record<string, string>> = {
  'README.md': 'test/readme.test.ts',
  'docs/clients.md': 'test/clients/page.test.ts',
  'docs/spreadsheet.md': 'test/cli/spreadsheet.test.ts',
  'docs/questions.md': 'test/cli/worked-questions.test.ts',
  'clients/typescript/README.md': 'test/clients/client.test.ts',
}

const pages = pagesOfProject()
const textOf = (page: string) => readFileSync(join(root, page), 'utf8')

t.test('every block of every page is run by a test, or says why it is not', async t => {
  t.ok(pages.length > 40, `${pages.length} pages`)
  let held = 0
  for (const page of pages) {
    const blocks = blocksOf(page)
    t.equal(textOf(page).match(/^[ \t]*```/gm)?.length ?? 0, 2 * blocks.length, `${page}: every fence is read`)
    t.notMatch(textOf(page).replace(/^ {4,}[-*\d]/gm, ''), /^\n(?: {4}|\t)\S/m, `${page}: no block without a fence`)
    held += blocks.length
    const open = blocks.filter(({ notRun }) => notRun === null)
    if (open.length === 0 || run.some(one => one.page === page)) continue
    const test = elsewhere[page]
    t.ok(test !== undefined, `${page}: ${open.length} blocks that nothing runs, line ${open[0]!.line}`)
    if (test !== undefined) t.ok(textOf(test).includes(page.split('/').at(-1)!), `${test} reads ${page}`)
  }
  t.ok(held > 50, `${held} blocks`)
  for (const { notRun } of pages.flatMap(blocksOf)) if (notRun !== null) t.match(notRun, /\w+ \w+/, notRun)
})

t.test('the index leads to every page, and every link to something', async t => {
  const index = textOf('docs/README.md')
  t.match(textOf('README.md'), /\(docs\/README\.md\)/, 'README leads to it')
  const words = ['Run', 'Ask', 'Tell', 'Watch', 'Import', 'Desk', 'Model', 'Operate', 'Decide']
  t.same(
    [...index.matchAll(/\*\*(\w+)\*\*/g)].map(([, word]) => word),
    words,
  )
  const decisions = textOf('docs/decisions/README.md')
  for (const page of pages) {
    const name = page.split('/').at(-1)!
    if (page === `docs/${name}` && name !== 'README.md')
      t.ok(index.includes(`(${name})`), `docs/README.md names ${name}`)
    if (page.startsWith('docs/decisions/2'))
      t.ok(decisions.includes(`(${name})`), `docs/decisions/README.md names ${name}`)
    for (const [, target, anchor] of textOf(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)) {
      const path = target === '' ? page : normalize(join(dirname(page), target!))
      t.ok(existsSync(join(root, path)), `${page} leads to ${path}`)
      if (anchor !== undefined && path.endsWith('.md')) t.ok(anchorsOf(path).has(anchor), `${path} has #${anchor}`)
    }
  }
})

t.test('the blocks of the pages do what they say', async t => {
  const directory = t.testdir()
  const demo = shell(directory, { ENTENTE_STORE: `sqlite:${join(directory, 'demo')}` }, () => '')
  const demonstration = await demo.begin('npx entente demo')
  t.teardown(() => demonstration.stop())
  for (const { page, demo, brings = [] } of run) {
    await t.test(page, { timeout: 300_000 }, async t => {
      const own = t.testdir()
      for (const file of brings) copyFileSync(join(root, file), join(own, file.split('/').at(-1)!))
      // What an installation of the operator would bring.
      symlinkSync(join(root, 'node_modules'), join(own, 'node_modules'))
      const store = demo ? join(directory, 'demo') : join(own, 'data')
      await runPage(t, page, own, store, demo ? demonstration : null)
    })
  }
})

async function runPage(t: Test, page: string, directory: string, store: string, demonstration: Begun | null) {
  let begun: Begun | null = null
  t.teardown(() => begun?.stop())
  const origin = () => begun?.url ?? demonstration?.url ?? 'http://127.0.0.1:8080'
  const sh = shell(directory, { ENTENTE_STORE: `sqlite:${store}` }, origin)
  for (const block of blocksOf(page)) {
    if (block.notRun !== null) continue
    const name = `${page}:${block.line}`
    try {
      if (/entente (?:serve|demo)(?! --help)/.test(block.code)) {
        await begun?.stop()
        begun = await sh.begin(block.code)
        t.pass(`${name} listens`)
      } else await runBlock(t, name, block, directory, origin(), sh)
    } catch (error) {
      const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string }
      t.fail(`${name}: ${message}`, { stdout: stdout.slice(0, 2000), stderr: stderr.slice(0, 2000) })
    }
  }
}

async function runBlock(
  t: Test,
  name: string,
  { language, code }: Block,
  directory: string,
  origin: string,
  sh: ReturnType<typeof shell>,
): Promise<void> {
  if (language === 'sh') {
    const said = await sh.run(code)
    t.ok(said.trim() !== '' || />|curl -s -o/.test(code), `${name} says something`)
  } else if (language === 'js') {
    const file = /^\/\/ (\S+\.mjs)\n/.exec(code)?.[1]
    if (file === undefined) throw new Error('a script begins with the name of its file')
    writeFileSync(join(directory, file), code)
    t.pass(`${name} is ${file}`)
  } else if (language === 'json') t.ok(JSON.parse(code), name)
  else if (language === 'html') {
    const source = /src="([^"]+)"/.exec(code)![1]!.replace('http://127.0.0.1:8080', origin)
    t.equal((await fetch(source)).status, 200, name)
  } else throw new Error(`nobody knows how to run ${language || 'a block without a language'}`)
}

/** Names that a link can lead to within a page: of its headings, and of its own anchors. */
function anchorsOf(page: string): Set<string> {
  const text = textOf(page)
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .replace(/<[^>]*>/g, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id!)])
}
