import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Option } from 'commander'
import t from 'tap'
import { policyV1 } from '../../projections/policy/v1.js'
import { paintFor } from '../../src/cli/print/paint.js'
import { settingFlags } from '../../src/config.js'
import { root } from '../support/dossier.js'
import { run, running } from './support.js'

t.setTimeout(300_000)

t.test('wrong usage ends with 2, what cannot be reached with 4, in one line each', async t => {
  const { lead: _left, ...decision } = policyV1.decision
  const wrong = JSON.stringify({ ...policyV1, id: 'wrong', decision })
  const folder = t.testdir({ store: {}, policies: { 'wrong.json': wrong } })
  const [empty, policies] = [`sqlite:${join(folder, 'store')}`, join(folder, 'policies')]
  const table: [string[], number, RegExp, Record<string, string>?][] = [
    [['stat'], 2, /unknown command 'stat'/],
    [['state'], 2, /missing required argument 'country'/],
    [['state', 'NER', '--when', '2024'], 2, /unknown option '--when'/],
    [['explain', 'NER'], 2, /required option '--partner <id>'/],
    [['state', 'NER', '--url', 'nowhere'], 2, /--url: not the address of a service/],
    [['state', 'NER', '--url', 'http://127.0.0.1:1', '--store', empty], 2, /leave --store and --now out/],
    [['state', 'NER'], 2, /memory: holds nothing/, { ENTENTE_STORE: 'memory:' }],
    [['state', 'NER'], 2, /ENTENTE_PORT: a whole number/, { ENTENTE_PORT: 'http' }],
    [['serve', '--port', '99999'], 2, /--port: .*65535/],
    [['serve', '--store', 'memory:', '--keys', '/nowhere/keys'], 2, /ENTENTE_KEYS: .*nowhere.*ENOENT/],
    [['serve', '--store', 'memory:', '--policies', policies], 2, /wrong.json \/decision\/lead: /],
    [['state', 'NER', '--store', empty], 2, /wrong.json \/decision\/lead: /, { ENTENTE_POLICIES: policies }],
    [['verify', '--expect', 'abc'], 2, /--expect: POSITION:DIGEST/],
    [['import', '/nowhere.ndjson', '--store', empty], 2, /nowhere.ndjson cannot be read \(ENOENT\)/],
    [['copy', '--from', empty, '--to', empty], 2, /the same store/],
    [['keys', 'list'], 2, /--keys FILE or set ENTENTE_KEYS/],
    [['state', 'NER', '--store', empty], 4, /there is no store in .*--store or ENTENTE_STORE/],
    [['state', 'NER', '--url', 'http://127.0.0.1:1'], 4, /does not answer .*is the service running/],
    [['import', '-', '--url', 'http://127.0.0.1:1'], 4, /does not answer/],
  ]
  for (const [args, code, line, env = {}] of table) {
    const ended = await run(t, args, { env })
    t.equal(ended.code, code, `${args.join(' ')}: ${ended.err}`)
    t.match(ended.err, line, args.join(' '))
    t.match(ended.err, /^entente: [^\n]+\n$/, `${args.join(' ')}: one line`)
    t.equal(ended.out, '', args.join(' '))
  }
})

t.test('serve --help lists every setting, and the help of the program every command', async t => {
  const settings = await run(t, ['serve', '--help'])
  t.equal(settings.code, 0)
  for (const name of ['HOST', 'PORT', 'STORE', 'KEYS', 'LOG_LEVEL', 'NOW']) t.match(settings.out, `ENTENTE_${name} `)
  for (const { flag, name } of settingFlags) t.equal(new Option(`${flag} <value>`).attributeName(), name)
  const help = await run(t, ['--help'])
  t.equal(help.code, 0)
  for (const command of ['serve', 'demo', 'import', 'state', 'explain', 'export', 'verify', 'copy', 'keys']) {
    t.match(help.out, new RegExp(`^ {2}${command}\\b`, 'm'))
  }
})

t.test('keys are made, open a service, and are revoked', async t => {
  const keys = join(t.testdir(), 'keys')
  const admin = await run(t, ['keys', 'add', '--scope', 'admin', '--note', 'desk', '--keys', keys])
  t.equal(admin.code, 0)
  t.match(admin.out, /^entente_[\w-]{43}\n$/)
  t.equal(statSync(keys).mode & 0o777, 0o600)
  const read = await run(t, ['keys', 'add', '--scope', 'read'], { env: { ENTENTE_KEYS: keys } })
  t.notMatch(readFileSync(keys, 'utf8'), admin.out.trim(), 'only the hash is kept')
  t.match(await run(t, ['keys', 'add', '--scope', 'root', '--keys', keys]), { code: 2, err: /read, write, admin/ })
  const listed = await run(t, ['keys', 'list', '--keys', keys])
  t.match(listed.out, /^key-[0-9a-f]{8} +admin .* desk\nkey-[0-9a-f]{8} +read /)

  const brief = ['keys', 'add', '--scope', 'read', '--note', 'visitor', '--keys', keys, '--expires']
  for (const wrong of ['yesterday', '2027-02-30', '2027-01-01T00:00:00', '2001-01-01', '0d'])
    t.match(await run(t, [...brief, wrong]), { code: 2, err: /--expires/ }, wrong)
  t.equal((await run(t, [...brief, '2999-12-31'])).code, 0)
  t.match((await run(t, ['keys', 'list', '--keys', keys])).out, /expires 3000-01-01T00:00:00.000Z +visitor/)
  t.equal((await run(t, [...brief, '90d'])).code, 0)
  const service = await running(t, ['serve', '--store', 'memory:', '--port', '0', '--keys', keys])
  const import_ = (key: string) =>
    run(t, ['import', '-', '--url', service.url], { env: key === '' ? {} : { ENTENTE_KEY: key }, input: '{}\n' })
  t.match(await import_(''), { code: 2, err: /^entente: No key was sent: put a key .*ENTENTE_KEY\n$/ })
  t.match(await import_(read.out.trim()), { code: 2, err: /scope write/ })
  t.match(await import_(admin.out.trim()), { code: 3, err: /line 1: .*\/type/ }, 'past the door, the line is refused')
  t.equal(await service.stop(), 0)

  const id = listed.out.slice(0, listed.out.indexOf(' '))
  t.match(await run(t, ['keys', 'revoke', id, '--keys', keys]), { code: 0, out: `${id} is revoked` })
  t.match(await run(t, ['keys', 'revoke', id, '--keys', keys]), { code: 2, err: /holds no key/ })
  const left = JSON.parse((await run(t, ['keys', 'list', '--json', '--keys', keys])).out) as { scope: string }[]
  t.same(
    left.map(({ scope }) => scope),
    ['read', 'read', 'read'],
  )
  t.equal(statSync(keys).mode & 0o777, 0o600)
})

t.test('the program says so where it is not built', async t => {
  const directory = t.testdir()
  mkdirSync(join(directory, 'bin'))
  copyFileSync(join(root, 'bin', 'entente.js'), join(directory, 'bin', 'entente.mjs'))
  const { status, stderr } = spawnSync(process.execPath, [join(directory, 'bin', 'entente.mjs')], { encoding: 'utf8' })
  t.match({ status, stderr }, { status: 2, stderr: /npm run build/ })
})

t.test('colours are for terminals that want them', async t => {
  t.match(paintFor({ isTTY: true }, {}).bold('x'), '\u001b')
  t.equal(paintFor({ isTTY: true }, { NO_COLOR: '1' }).bold('x'), 'x')
  t.equal(paintFor({ isTTY: false }, {}).bold('x'), 'x')
})
