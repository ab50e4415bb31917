import { inflateSync } from 'node:zlib'
import t from 'tap'
import { build, trainers } from '../support/build.js'
import { ringOfAll } from '../support/keys.js'

const SIGNATURE = '89504e470d0a1a0a'

interface Shown {
  readonly width: number
  readonly height: number
  /** The colour of a pixel: `#rrggbb`. */
  readonly at: (x: number, y: number) => string
  readonly colours: ReadonlySet<string>
}

/** What a PNG shows, as a reader of the format without our code would see it. */
function shown(bytes: Buffer): Shown {
  if (bytes.subarray(0, 8).toString('hex') !== SIGNATURE) throw new Error('no PNG')
  const parts = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    parts.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const [header, palette] = [parts.get('IHDR')!, parts.get('PLTE')!]
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const rows = inflateSync(parts.get('IDAT')!)
  const at = (x: number, y: number) => {
    const number = rows[y * (width + 1) + 1 + x]!
    return `#${palette.subarray(number * 3, number * 3 + 3).toString('hex')}`
  }
  const colours = new Set<string>()
  for (let y = 0; y < height; y += 3) for (let x = 0; x < width; x += 3) colours.add(at(x, y))
  return { width, height, at, colours }
}

t.test('a view has a picture of its map, of the size that its preview names', async t => {
  const { app } = await build(t)
  const data = {
    ...(trainers().data as object),
    role: 'garrison',
    strength: { low: 5000, high: 6000, basis: 'observed' },
  }
  const posted = await app.inject({ method: 'POST', url: '/v1/events', payload: trainers({ data }) })
  t.equal(posted.statusCode, 201)
  const page = (await app.inject({ url: '/?at=2024-06-01&country=NER', headers: { host: 'localhost:8080' } })).body
  const tag = (name: string) => new RegExp(`<meta property="${name}" content="([^"]*)">`).exec(page)?.[1]
  t.equal(tag('og:image'), 'http://localhost:8080/preview.png?at=2024-06-01&amp;country=NER')
  t.equal(tag('twitter:card'), 'summary_large_image')
  const answer = await app.inject('/preview.png?at=2024-06-01&country=NER')
  t.match(answer, { statusCode: 200, headers: { 'content-type': 'image/png', 'entente-cost': /^\d+$/ } })
  const picture = shown(answer.rawPayload)
  t.equal(String(picture.width), tag('og:image:width'))
  t.equal(String(picture.height), tag('og:image:height'))
  const state = (await app.inject('/v1/countries/NER?at=2024-06-01')).json().dimensions.security
  t.match(state, { status: 'single', primary: 'RUS' })
  const russia = '#a12d15'
  t.equal(picture.at(600, 315), russia, 'in the middle the country in the colour of who comes first')
  const before = shown((await app.inject('/preview.png?at=2024-01-01&country=NER')).rawPayload)
  t.notOk(before.colours.has(russia), 'and not before')
  const world = shown((await app.inject('/preview.png?at=2024-06-01')).rawPayload)
  t.ok(world.colours.has(russia), 'the whole world shows it too')
  t.not(world.at(600, 315), russia, 'elsewhere')
  const known = await app.inject('/preview.png?at=2024-06-01&country=NER&asKnownAt=2000-01-01')
  t.notOk(shown(known.rawPayload).colours.has(russia), 'as it was known')
  const others = await app.inject('/preview.png?at=2024-06-01&country=NER&only=FRA')
  t.notOk(shown(others.rawPayload).colours.has(russia), 'and of one power alone')
  const again = await app.inject({
    url: '/preview.png?at=2024-06-01&country=NER',
    headers: { 'if-none-match': String(answer.headers.etag) },
  })
  t.equal(again.statusCode, 304)
})

t.test('what a link says wrong is in no picture, and where keys are asked for there is none', async t => {
  const { app } = await build(t)
  const imageOf = async (query: string) => {
    const page = (await app.inject({ url: `/${query}`, headers: { host: 'localhost' } })).body
    return /og:image" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  t.equal(
    await imageOf('?at=2024-99-99&country=XYZ&policy=nobody&dimension=love&asKnownAt=&x=y'),
    'http://localhost/preview.png',
  )
  t.equal(await imageOf('?power=RUS&at=2024-06-01'), 'http://localhost/preview.png?at=2024-06-01&only=RUS')
  const url = (await imageOf('?country=NER&only="><script>'))!.replace('http://localhost', '')
  t.notMatch(url, /[<>"]/)
  t.equal((await app.inject(url)).statusCode, 200, 'whatever the head names can be fetched')
  for (const wrong of ['?at=never', '?nonsense=1', '?asKnownAt=yesterday', '?policy=nobody'])
    t.match((await app.inject(`/preview.png${wrong}`)).statusCode, /^40[04]$/, wrong)
  const keyed = await build(t, { keys: ringOfAll().ring })
  t.notMatch((await keyed.app.inject('/?country=NER')).body, /og:image/)
  t.equal((await keyed.app.inject('/preview.png')).statusCode, 401)
})
