import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import ts from 'typescript'
import { loadDossier } from '../browser/browser.js'
import { startServing } from '../browser/serving.js'
import { root } from '../support/dossier.js'

// Two generators and the compiler take their seconds, more of them beside others.
t.setTimeout(240_000)

const run = promisify(execFile)
const FIXTURES = join(root, 'test', 'fixtures', 'clients')

t.test(
  'clients that others generate of the document compile under strict and read the answers without a cast',
  async t => {
    const serving = await startServing()
    // Within the project, so that types of Node are found.
    const directory = mkdtempSync(join(root, 'build', 'clients-'))
    t.teardown(async () => {
      rmSync(directory, { recursive: true, force: true })
      await serving.stop()
    })
    await loadDossier(serving.origin)
    const document = join(directory, 'openapi.json')
    writeFileSync(document, await (await fetch(`${serving.origin}/openapi.json`)).text())
    writeFileSync(join(directory, 'package.json'), '{"type":"module"}')
    const bin = (name: string) => join(root, 'node_modules', '.bin', name)
    await run(bin('openapi-typescript'), [document, '-o', join(directory, 'openapi.ts')])
    await run(bin('openapi-ts'), ['-i', document, '-o', join(directory, 'hey-api')], { cwd: directory })
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

/** What the compiler says of some files, with everything that they import. */
function compiled(directory: string, files: readonly string[]): string[] {
  const program = ts.createProgram(
    files.map(file => join(directory, file)),
    {
      strict: true,
      noUncheckedIndexedAccess: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
      rootDir: directory,
      outDir: join(directory, 'out'),
    },
  )
  const { diagnostics } = program.emit()
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics].map(
    ({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  )
}
