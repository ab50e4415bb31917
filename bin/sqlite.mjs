import { readFileSync } from 'node:fs'

// After an installation: says what to install where SQLite could neither be fetched as a binary nor compiled. It is an
// optional dependency, so that npm goes on and this line, not a page of a compiler's, is the last.
// Usage: node bin/sqlite.mjs

const works = await import('better-sqlite3').then(
  ({ default: Database }) => {
    // Kept until the process ends: see src/sqlite.ts.
    globalThis.held = new Database(':memory:')
    return globalThis.held.close() !== null
  },
  () => false,
)
const unwanted = (process.env.npm_config_omit ?? '').split(/[\s,]+/).includes('optional')
if (!works && !unwanted) {
  const lines = [
    `entente: SQLite (better-sqlite3) could neither be fetched for ${process.platform}-${process.arch} and Node ${process.versions.node} nor compiled here.`,
    'Install a C++ compiler, make and Python 3, and run the same again:',
    `    ${remedy()}`,
  ]
  process.stderr.write(`\n${lines.join('\n')}\n\n`)
  process.exitCode = 1
}

function remedy() {
  if (process.platform === 'darwin') return 'xcode-select --install'
  if (process.platform === 'win32') return 'winget install Microsoft.VisualStudio.2022.BuildTools Python.Python.3.12'
  const system = systemOf()
  if (/alpine/.test(system)) return 'apk add g++ make python3'
  if (/fedora|rhel|centos/.test(system)) return 'dnf install -y gcc-c++ make python3'
  return 'apt-get install -y g++ make python3'
}

/** What this Linux calls itself, and what it is like. */
function systemOf() {
  try {
    return (
      readFileSync('/etc/os-release', 'utf8')
        .match(/^ID(?:_LIKE)?=.*$/gm)
        ?.join(' ') ?? ''
    )
  } catch {
    return ''
  }
}
