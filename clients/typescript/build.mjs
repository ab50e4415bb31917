import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Asks a service for its document, makes types of it and compiles the package into dist/. The project is to be built before. */

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
const bin = name => join(root, 'node_modules', '.bin', name)

const service = spawn(process.execPath, [join(root, 'build', 'src', 'cli.js'), 'serve'], {
  env: { ...process.env, ENTENTE_STORE: 'memory:', ENTENTE_PORT: '0', ENTENTE_LOG_LEVEL: 'info' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const document = join(root, 'build', 'openapi.json')
for await (const line of createInterface({ input: service.stdout })) {
  const { url } = JSON.parse(line)
  if (url === undefined) continue
  writeFileSync(document, await (await fetch(`${url}/openapi.json`)).text())
  break
}
service.kill()
await once(service, 'exit')
execFileSync(bin('openapi-typescript'), [document, '-o', join(here, 'src', 'api.ts')], { stdio: 'ignore' })
execFileSync(bin('tsc'), ['-p', join(here, 'tsconfig.json')], { stdio: 'inherit' })
