#!/usr/bin/env node
import { existsSync } from 'node:fs'

const cli = new URL('../build/src/cli.js', import.meta.url)
if (existsSync(cli)) await import(cli.href)
else {
  process.stderr.write('entente: it is not built yet: npm run build first\n')
  process.exitCode = 2
}
