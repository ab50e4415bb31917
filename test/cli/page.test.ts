import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { fitted, pageWidth } from '../../src/cli/print/layout.js'
import { root } from '../support/dossier.js'
import { dossier, run, running } from './support.js'

t.setTimeout(300_000)

const longest = (text: string) => Math.max(...text.split('\n').map(line => line.length))

t.test('a page is as wide as COLUMNS or the terminal says, else 80', async t => {
  t.equal(pageWidth(undefined, undefined), 80)
  t.equal(pageWidth(undefined, 132), 132)
  t.equal(pageWidth('100', 132), 100)
  for (const odd of ['', 'wide', '0', '-5']) t.equal(pageWidth(odd, undefined), 80, odd)
  t.equal(pageWidth('10', undefined), 60)
  t.equal(fitted('abcdef', 4), 'abc…')
  t.equal(fitted('\u001b[1mabc\u001b[22m', 3), '\u001b[1mabc\u001b[22m', 'colours take no room')
  t.equal(fitted('\u001b[1mabcd\u001b[22mefg', 5), '\u001b[1mabcd\u001b[22m…', 'and are closed')
})

t.test('every page fits 80 columns, and COLUMNS', async t => {
  const service = await running(t, ['serve', '--store', 'memory:', '--port', '0'])
  const { url } = service
  t.equal((await run(t, ['import', dossier, '--backfill', '--url', url])).code, 0)
  const table: [args: string[], says: RegExp][] = [
    [['state', 'Mali', '--at', '2022-05-03'], /Russian Federation/],
    [['explain', 'NER', '--partner', 'RUS', '--at', '2024-04-12'], /probability/],
    [['countries', '--at', '2024-04-12'], /^NER {2}Niger +contested +2024-/m],
    [['timeline', 'Niger', '--from', '2023-08-01', '--to', '2023-08-31'], /retracted; /],
    [['history', 'NER', '--from', '2024-01-01', '--to', '2024-06-30'], /^2024-04-01 {2}contested +.*RUS \+0/m],
    [['diff', 'NER', '--from', '2023-07-25', '--to', '2024-04-12'], /made the difference/],
    [['footprint', 'RUS', '--at', '2024-04-12', '--from', '2020-01-01'], /Gained since/],
    [['realignments', '--from', '2020-01-01', '--to', '2024-12-31'], /Niger/],
    [['policies', 'NER', '--at', '2024-04-12'], /structure/],
    [['blind-spots', '--at', '2024-04-12'], /On one source family/],
  ]
  for (const [args, says] of table) {
    for (const columns of [80, 120]) {
      const { code, out, err } = await run(t, [...args, '--url', url], {
        env: columns === 80 ? {} : { COLUMNS: '120' },
      })
      t.equal(code, 0, `${args.join(' ')}: ${err}`)
      t.match(out, says, args.join(' '))
      t.ok(longest(out) <= columns, `${args[0]}: ${longest(out)} of ${columns} columns`)
    }
  }
  for (const args of [['--help'], ['serve', '--help'], ['import', '--help']]) {
    t.ok(longest((await run(t, args)).out) <= 80, `${args.join(' ')} fits`)
  }
  await t.test('who is not known is wrong usage, with what was meant', async t => {
    for (const [args, line] of [
      [['state', 'Nigr'], /did you mean NER \(Niger\)/],
      [['timeline', 'XYZ'], /no country is known/],
      [['explain', 'NER', '--partner', 'XYZ'], /XYZ is no known/],
      [['footprint', 'RUSSIAN'], /did you mean RUS/],
      [['realignments', '--partner', 'WAGNR'], /did you mean WAGNER/],
      [['stat', 'NER'], /unknown command 'stat'; did you mean state\?/],
      [['state', 'NER', '--ta', '2024'], /did you mean --at/],
    ] as const) {
      const { code, out, err } = await run(t, [...args, ...(args[0] === 'stat' ? [] : ['--url', url])])
      t.match({ code, out, err }, { code: 2, out: '', err: line }, args.join(' '))
    }
  })

  await t.test('an event is posted and refused in words, and watched', async t => {
    const claim = { sourceId: 'desk', reliability: 'C', credibility: 3, modality: 'asserted' }
    const event = {
      type: 'VisitHeld',
      country: 'TGO',
      partner: 'RUS',
      occurredOn: '2024-05',
      data: { level: 'head' },
      claim,
    }
    const input = JSON.stringify(event)
    const post = (input: string, ...more: string[]) => run(t, ['post', '-', '--url', url, ...more], { input })
    t.match(await post(input, '--dry-run'), { code: 0, out: /^would be recorded: / })
    t.match(await post(JSON.stringify([event, event])), { code: 0, out: /^recorded at position .*\nrecorded at / })
    t.match(await post('{"type":"Nope"}'), { code: 3, err: /\/type: no such type/ })
    t.match(await post('{'), { code: 3, err: /Not JSON/ })
    t.match(await run(t, ['post', '/nowhere.json', '--url', url]), { code: 2, err: /ENOENT/ })
    t.match(await run(t, ['post', '-', '--url', 'http://127.0.0.1:1'], { input }), { code: 4, err: /does not answer/ })
    const told = await run(t, [
      'watch',
      '--url',
      url,
      '--country',
      'Togo',
      '--after',
      '0',
      '--kind',
      'event',
      '--until-caught-up',
    ])
    t.match(told, { code: 0, out: /2024-05 {2}Togo, Russian Federation: visit held \(desk\)/ })
    t.match(await run(t, ['watch', '--url', 'http://127.0.0.1:1']), { code: 4, err: /does not answer/ })
    const folder = t.testdir({ 'event.json': input })
    const store = `sqlite:${join(folder, 'store')}`
    t.match(await run(t, ['post', join(folder, 'event.json'), '--store', store]), { code: 0, out: /^recorded at / })
  })
  t.equal(await service.stop(), 0)
})

t.test('--version is that of the package', async t => {
  const { version } = JSON.parse(
    execFileSync('node', ['-p', 'JSON.stringify(require("./package.json"))'], { cwd: root }).toString(),
  )
  t.equal((await run(t, ['--version'])).out, `${version}\n`)
})

t.test('shells complete commands and options', async t => {
  const folder = t.testdir()
  for (const shell of ['bash', 'zsh', 'fish']) {
    const script = (await run(t, ['completion', shell])).out
    const file = join(folder, `entente.${shell}`)
    writeFileSync(file, script)
    if (!isThere(shell)) {
      t.match(script, /countries/, `${shell} is not installed here: the script is not tried`)
      continue
    }
    if (shell === 'bash') {
      const complete = (...words: string[]) => {
        const ask = `source ${file}; COMP_WORDS=(entente ${words.join(' ')}); COMP_CWORD=${words.length}; _entente; echo "\${COMPREPLY[@]}"`
        return execFileSync('bash', ['-c', ask]).toString().trim()
      }
      t.equal(complete('tim'), 'timeline')
      t.equal(complete('state', 'NER', '--as'), '--as-known-at')
      t.equal(complete('keys', 're'), 'revoke')
      t.equal(complete('keys', 'add', '--sc'), '--scope')
    } else if (shell === 'fish') {
      const ask = (line: string) => execFileSync('fish', ['-c', `source ${file}; complete -C '${line}'`]).toString()
      t.match(ask('entente tim'), /^timeline/m)
      t.match(ask('entente state NER --as'), /--as-known-at/)
    } else execFileSync('zsh', ['-n', file])
  }
  t.match(await run(t, ['completion', 'tcsh']), { code: 2, err: /bash, zsh and fish/ })
})

t.test('a second signal ends the service at once, whoever does not read it', async t => {
  const script = `"${process.execPath}" "${join(root, 'build', 'src', 'cli.js')}" serve --store memory: --port 0`
  const child = spawn('bash', ['-c', `exec ${script}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  await once(child.stdout!, 'data')
  // Nobody reads any more.
  child.stdout!.destroy()
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  child.kill('SIGTERM')
  const [code, signal] = await ended
  t.ok(code !== null || signal !== null, `ended with ${code ?? signal}`)
})

function isThere(program: string): boolean {
  try {
    execFileSync(program, ['-c', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
