import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { root } from './support/dossier.js'

const PASSES = 'console.log("ok 1 - alone it passes")'
const FAILS = 'console.log("not ok 1 - alone it fails too"); process.exitCode = 1'

/** The last lines of a count of such an output; `files` are what failed beside others. */
function counted(
  t: Test,
  tap: string,
  { code = 0, files = {} }: { code?: number; files?: Record<string, string> } = {},
) {
  const directory = t.testdir({ tap, ...files })
  const { stdout, status } = spawnSync(join(root, '.ci', 'count'), ['tap', String(code)], {
    cwd: directory,
    encoding: 'utf8',
  })
  return { status, lines: stdout.trimEnd().split('\n') }
}

t.test('a run that passes is told by its number, and what was skipped with its reason', async t => {
  const tap = `ok 1 - one.test.js # time=3ms {
    ok 1 - this
    ok 2 - that # SKIP no browser
    ok 3 - closed: 3 ms, at most 5 # SKIP timed: npm run test:timed
    ok 4 - closed: 4 ms, at most 5 # SKIP timed: npm run test:timed
}
`
  const { status, lines } = counted(t, tap)
  t.equal(status, 0)
  t.strictSame(lines, [
    'skipped:      1 that : no browser',
    'skipped:      2 timed: npm run test:timed',
    '2 passed, 0 failed, 3 skipped',
  ])
})

t.test('a file that fails beside others and passes alone is flaky, in the last line and by name', async t => {
  const tap = 'ok 1 - one.test.js\nnot ok 2 - two.test.js # time=3ms\n'
  const { status, lines } = counted(t, tap, { code: 1, files: { 'two.test.js': PASSES } })
  t.equal(status, 0)
  t.strictSame(lines.slice(-2), [
    '1 flaky, failed beside others and passed alone: two.test.js',
    'flaky: 1 passed, 0 failed, 0 skipped',
  ])
})

t.test('a file that fails alone as well has failed', async t => {
  const tap = 'not ok 1 - one.test.js\nnot ok 2 - two.test.js\n'
  const { status, lines } = counted(t, tap, { code: 1, files: { 'one.test.js': FAILS, 'two.test.js': PASSES } })
  t.equal(status, 1)
  t.equal(lines.at(-1), 'flaky: 0 passed, 1 failed, 0 skipped')
})

t.test('a run that ends badly without a file that failed has failed', async t => {
  const { status, lines } = counted(t, 'ok 1 - one.test.js\nError: out of memory\n', { code: 1 })
  t.equal(status, 1)
  t.equal(lines.at(-1), '1 passed, 1 failed, 0 skipped')
})
