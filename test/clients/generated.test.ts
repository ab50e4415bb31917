import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { loadDossier } from '../browser/browser.js'
import { startServing } from '../browser/serving.js'
import { root } from '../support/dossier.js'
import { clientFolder, compiled, generate } from './compile.js'

// Two generators and the compiler take their seconds, more of them beside others.
t.setTimeout(290_000)

const FIXTURES = join(root, 'test', 'fixtures', 'clients')

t.test(
  'clients that others generate of the document compile under strict and read the answers without a cast',
  async t => {
    const serving = await startServing()
    t.teardown(() => serving.stop())
    await loadDossier(serving.origin)
    const directory = await clientFolder(t, serving.origin)
    await generate(directory, 'openapi-typescript', 'openapi.json', '-o', 'openapi.ts')
    await generate(directory, 'openapi-ts', '-i', 'openapi.json', '-o', 'hey-api')
    const readers = ['by-openapi-typescript.ts', 'by-hey-api.ts']
    for (const reader of readers) copyFileSync(join(FIXTURES, reader), join(directory, reader))
    t.same(compiled(directory, readers), [], 'nothing to complain of')
    await reads(t, directory, serving.origin)
    const spoilt = join(directory, 'spoilt.ts')
    writeFileSync(
      spoilt,
      "import type { components } from './openapi.js'\nexport const b: components['schemas']['Basis'] = {}\n",
    )
    t.match(compiled(directory, ['spoilt.ts']), [/position/], 'control: what does not fit is complained of')
  },
)

async function reads(t: Test, directory: string, origin: string): Promise<void> {
  for (const name of ['by-openapi-typescript', 'by-hey-api']) {
    const { niger } = await import(pathToFileURL(join(directory, 'out', `${name}.js`)).href)
    const said: string[] = await niger(origin)
    t.ok(said.length > 60, `${name} reads ${said.length} things`)
    t.ok(
      said.some(one => /^RUS 0\.\d{4}$/.test(one)),
      'scores among them',
    )
    t.ok(
      said.some(one => /^(retracted|corrected) /.test(one)),
      'and what became of claims',
    )
  }
}
