import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Test } from 'tap'
import ts from 'typescript'
import { root } from '../support/dossier.js'

const run = promisify(execFile)

/** A folder for a client, within the project, with the document of a service; gone at the end of the test. */
export async function clientFolder(t: Test, origin: string): Promise<string> {
  const directory = mkdtempSync(join(root, 'build', 'clients-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  writeFileSync(join(directory, 'openapi.json'), await (await fetch(`${origin}/openapi.json`)).text())
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}')
  return directory
}

/** Run a generator of the development dependencies in a folder. */
export async function generate(directory: string, name: string, ...options: readonly string[]): Promise<void> {
  await run(join(root, 'node_modules', '.bin', name), [...options], { cwd: directory })
}

/** Compile files of a folder, with everything that they import, into `out/`; what the compiler says of them. */
export function compiled(directory: string, files: readonly string[]): string[] {
  const program = ts.createProgram(
    files.map(file => join(directory, file)),
    {
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: false,
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
