import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { root } from '../support/dossier.js'

t.setTimeout(290_000)

t.test('what npm pack makes runs by itself: its version, its help, the demonstration', async t => {
  const folder = t.testdir()
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: root })
  const [tarball] = readdirSync(folder).filter(name => name.endsWith('.tgz'))
  execFileSync('tar', ['xzf', tarball!], { cwd: folder })
  const unpacked = join(folder, 'package')
  // What an installation would fetch beside it.
  symlinkSync(join(root, 'node_modules'), join(unpacked, 'node_modules'))
  const bin = join(unpacked, 'bin', 'entente.js')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  t.equal(execFileSync(process.execPath, [bin, '--version']).toString(), `${version}\n`)
  const held = execFileSync('tar', ['tzf', tarball!], { cwd: folder }).toString()
  t.notMatch(held, /build\/test\/|\.map$|\.ts$/m, 'no tests, no sources')
  const demo = spawn(process.execPath, [
    bin,
    'demo',
    '--dossier',
    'sahel',
    '--store',
    `sqlite:${join(folder, 'data')}`,
    '--port',
    '0',
  ])
  t.teardown(() => demo.kill('SIGKILL'))
  let told = ''
  const url = await new Promise<string>((resolve, reject) => {
    demo.stdout.on('data', piece => {
      told += piece
      const found = /at (http:\/\/\S+?)\/$/m.exec(told)
      if (found) resolve(found[1]!)
    })
    demo.on('exit', code => reject(new Error(`ended with ${code}: ${told}`)))
  })
  t.match(await (await fetch(`${url}/`)).text(), /<script/, 'the page is in it')
  const state = await (await fetch(`${url}/v1/countries/NER?at=2024-04-12`)).text()
  t.match(state, /"security":\{"status":"contested"/)
  const ended = once(demo, 'exit')
  demo.kill('SIGTERM')
  t.same((await ended)[0], 0)
})
