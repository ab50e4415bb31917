import { execFile } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { loadDossier } from '../browser/browser.js'
import { startServing } from '../browser/serving.js'
import { trainers } from '../support/build.js'
import { root } from '../support/dossier.js'
import { clientFolder, compiled, generate } from './compile.js'

// A generator and the compiler take their seconds, more of them beside others.
t.setTimeout(290_000)

const run = promisify(execFile)
const CLIENT = join(root, 'clients', 'typescript')
const blocks = [...readFileSync(join(CLIENT, 'README.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, code]) => code!,
)

t.test('the client package', async t => {
  const serving = await startServing()
  t.teardown(() => serving.stop())
  await loadDossier(serving.origin)
  const directory = await clientFolder(t, serving.origin)
  cpSync(join(CLIENT, 'src'), directory, { recursive: true })
  await generate(directory, 'openapi-typescript', 'openapi.json', '-o', 'api.ts')
  const files = blocks.map((code, i) => {
    const here = code.replaceAll("'entente-client'", "'./index.js'").replaceAll('http://127.0.0.1:8080', serving.origin)
    writeFileSync(join(directory, `readme-${i}.ts`), here)
    return `readme-${i}.ts`
  })
  const spoilt = join(directory, 'spoilt.ts')
  writeFileSync(
    spoilt,
    "import { entente } from './index.js'\nexport const a = (await entente({ url: '' }).state('NER')).dimension\n",
  )
  t.same(compiled(directory, files), [], 'the code of its README compiles under strict')
  t.match(compiled(directory, ['spoilt.ts']), [/dimension/], 'control')

  await t.test('the code of its README does what it says', async t => {
    const said: string[] = []
    for (const [i] of files.entries()) {
      const { stdout } = await run(process.execPath, [join(directory, 'out', `readme-${i}.js`)])
      said.push(stdout)
    }
    const [asked, other, told, watched] = said as [string, string, string, string]
    t.match(asked, /^contested RUS/)
    t.match(asked, /\n0\.\d{4} /)
    t.match(other, /2023-\d{2}-\d{2} \w+ → \w+/)
    t.match(told, /^appended true\nappended\ninvalid-event \/data\/strength\/low\n$/)
    t.equal(watched, 'live after true\n')
    t.equal(said.length, 4, 'no block is left out')
  })

  const { entente, StreamGap } = await import(pathToFileURL(join(directory, 'out', 'index.js')).href)

  await t.test('what is not answered is sent again under the same id, and stored once', async t => {
    const bodies: string[] = []
    const lossy: typeof fetch = async (input, init) => {
      bodies.push(String(init?.body))
      const answer = await fetch(input, init)
      if (bodies.length === 1) return new Response(null, { status: 503, headers: { 'retry-after': '0' } })
      if (bodies.length === 2) throw new TypeError('the answer was lost on its way')
      return answer
    }
    const service = entente({ url: serving.origin, fetch: lossy, retryMs: 1 })
    const outcome = await service.post(trainers())
    t.equal(bodies.length, 3)
    t.equal(new Set(bodies).size, 1, 'each time the same')
    t.match(outcome, { outcome: 'duplicate', id: JSON.parse(bodies[0]!).id })
    const impatient = entente({
      url: serving.origin,
      fetch: async () => new Response('{}', { status: 503 }),
      retryMs: 1,
      retries: 2,
    })
    await t.rejects(impatient.post(trainers()), /503/, 'control: not for ever')
    let tries = 0
    const strict = entente({
      url: serving.origin,
      fetch: (input: string, init: RequestInit) => {
        tries++
        return fetch(input, init)
      },
    })
    await t.rejects(strict.post(trainers({ partner: 'NER' })), {
      status: 422,
      code: 'invalid-event',
      errors: [{ path: '/partner' }],
    })
    t.equal(tries, 1, 'what is refused is not sent again')
  })

  await t.test(
    'a stream that is cut goes on without gap or double, and a message that is left out is noticed',
    async t => {
      const clean = await read(entente({ url: serving.origin }), 300)
      t.equal(clean.length, 300)
      let connections = 0
      const cut = entente({ url: serving.origin, fetch: cutting(() => ++connections, 20_000) })
      t.same(await read(cut, 300), clean, 'the same messages')
      t.ok(connections > 3, `over ${connections} connections`)
      let asked = 0
      const skipping = entente({ url: serving.origin, fetch: leavingOut(clean[20]!, () => ++asked === 1) })
      t.same(await read(skipping, 60), clean.slice(0, 60), 'asked for again')
      const blind = entente({ url: serving.origin, fetch: leavingOut(clean[20]!, () => true) })
      await t.rejects(read(blind, 60), StreamGap, 'and where that does not help, said')
    },
  )
})

interface Watcher {
  watch(watching: object): AsyncIterable<{ readonly id: string }>
}

/** Ids of the first messages about one country. */
async function read(service: Watcher, most: number): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of service.watch({ after: '0', kind: 'event' })) {
    ids.push(id)
    if (ids.length === most) break
  }
  return ids
}

/** Connections that break after so many bytes. */
function cutting(count: () => number, bytes: number): typeof fetch {
  return async (input, init) => {
    count()
    const answer = await fetch(input, init)
    let left = bytes
    const cut = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        controller.enqueue(piece.subarray(0, left))
        left -= piece.length
        if (left <= 0) controller.error(new TypeError('the connection broke'))
      },
    })
    return new Response(answer.body!.pipeThrough(cut), answer)
  }
}

/** Connections that lose one message. */
function leavingOut(id: string, when: () => boolean): typeof fetch {
  return async (input, init) => {
    const answer = await fetch(input, init)
    if (!when()) return answer
    let rest = ''
    const drop = new TransformStream<string, string>({
      transform(piece, controller) {
        const messages = (rest + piece).split('\n\n')
        rest = messages.pop()!
        for (const message of messages) if (!message.startsWith(`id: ${id}\n`)) controller.enqueue(`${message}\n\n`)
      },
    })
    const body = answer
      .body!.pipeThrough(new TextDecoderStream())
      .pipeThrough(drop)
      .pipeThrough(new TextEncoderStream())
    return new Response(body, answer)
  }
}
