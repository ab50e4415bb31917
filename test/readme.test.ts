import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { root } from './support/dossier.js'

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code]) => code!)
const built = join(root, 'build', 'src', 'cli.js')

t.test('the files that the README points at are there', async t => {
  const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)]
    .map(([, target]) => target!)
    .filter(link => !link.startsWith('http'))
  const shown = [...readme.matchAll(/`((?:test|src|docs|projections)\/[^`]+)`/g)].map(([, path]) => path!)
  t.ok(links.length > 5)
  for (const path of [...links, ...shown]) t.ok(existsSync(join(root, path)), path)
})

t.test('the set-up commands of the README are scripts of the package', async t => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const setUp = blocks.filter(code => code.startsWith('npm ci'))
  t.equal(setUp.length, 2, 'two commands do all the set-up')
  for (const code of setUp) {
    const script = /npm ci && npm (?:run )?(\w+)/.exec(code)?.[1]
    t.ok(script !== undefined && script in scripts, code.trim())
  }
})

t.test(
  'every other block of the README does what it says',
  { skip: existsSync(built) ? false : 'not built' },
  async t => {
    const directory = mkdtempSync(join(tmpdir(), 'entente-readme-'))
    const environment = { ...process.env, ENTENTE_STORE: `sqlite:${join(directory, 'data')}`, ENTENTE_PORT: '0' }
    const demo = spawn(process.execPath, [built, 'demo'], { env: environment, cwd: root })
    t.teardown(() => {
      demo.kill('SIGKILL')
      rmSync(directory, { recursive: true, force: true })
    })
    const url = await listening(demo)
    const run = async (code: string) => {
      const script = code
        .replaceAll('http://127.0.0.1:8080', url)
        .replaceAll('npx entente', `"${process.execPath}" "${built}"`)
      const options = { cwd: root, env: environment, maxBuffer: 2 ** 26 }
      return (await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], options)).stdout
    }
    const blockWith = (text: string) => blocks.find(code => code.includes(text))!

    const asked = await run(blockWith('explanation'))
    t.match(asked, /"status":"contested"/)
    t.match(asked, /"drivers":\[\{/)
    t.match(asked, /"standing":"retracted"/)
    t.notMatch(asked, /"code":/, 'no problem was answered')

    const told = await run(blockWith('retraction'))
    t.match(told, /"outcome":"appended"/)
    t.equal(told.match(/"outcome":"appended"/g)?.length, 2, 'the claim and its retraction')

    const watched = await run(blockWith('/v1/stream'))
    t.match(watched, /event: caught-up/)

    const printed = await run(blockWith('npx entente state'))
    t.match(printed, /Mali on 2022-05-03/)
    t.match(printed, /Russian Federation/)

    const executed = [asked, told, watched, printed].length
    t.equal(blocks.length, executed + 2, 'no block is left out')
  },
)

function listening(demo: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      const found = /Listening on (http:\/\/\S+)/.exec(text)
      if (found) resolve(found[1]!)
    }
    demo.stdout!.on('data', read)
    demo.stderr!.on('data', read)
    demo.on('exit', code => reject(new Error(`the demo ended with ${code}: ${text}`)))
  })
}
