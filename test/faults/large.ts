import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `npm run test:faults`: every file `*.large.js` beside this one, one after another; the code is 1 where one of them failed. */
const here = dirname(fileURLToPath(import.meta.url))
const files = readdirSync(here).filter(name => name.endsWith('.large.js'))
if (files.length === 0) throw new Error(`no file *.large.js in ${here}`)
const failed = files.filter(name => spawnSync(process.execPath, [join(here, name)], { stdio: 'inherit' }).status !== 0)
for (const name of failed) console.error(`failed: ${name}`)
process.exitCode = failed.length === 0 ? 0 : 1
