import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { FIRST_DAY, isoOf } from '../../events/calendar.js'
import { MAX_LEVELS, MAX_REVISIONS } from '../../src/commands/revised.js'
import { MAX_REGRADINGS } from '../../src/commands/targets.js'
import { readConfig } from '../../src/config.js'
import { PAGE_CHARACTERS, SCAN_LIMIT } from '../../src/http/event-log.js'
import { IDLE_MS } from '../../src/http/imports.js'
import { AHEAD } from '../../src/http/server/date-bounds.js'
import { MOST_CHARACTERS, MOST_COST, MOST_POINTS, MOST_STEPS } from '../../src/http/server/limits.js'
import { MOST_UNSENT } from '../../src/http/server/outbox.js'
import { STALL_MS } from '../../src/http/server/slow-readers.js'
import { MOST_WAITING } from '../../src/http/server/told.js'
import { WORK_LIMITS } from '../../src/http/server/work.js'
import { MOST_REPLAYS } from '../../src/sse/channels.js'
import { HUB_SETTINGS } from '../../src/sse/settings.js'
import { MAX_ARRAY_BYTES, MAX_EVENT_BYTES } from '../../src/wire/limits.js'
import { MAX_ITEMS } from '../../src/wire/strict-json.js'
import { build, trainers } from '../support/build.js'
import { buildWithDossier } from '../support/dossier.js'

t.setTimeout(290_000)

const PAGE = join(process.cwd(), 'docs', 'limits.md')
const config = readConfig({ store: 'memory:' }, {})
const count = (n: number) => n.toLocaleString('en-US')
const bytes = (n: number) => (n >= 2 ** 20 ? `${n / 2 ** 20} MiB` : `${n / 2 ** 10} KiB`)
const seconds = (ms: number) => `${ms / 1000} s`

/** docs/limits.md as the constants have it. */
function page(): string {
  const rows: readonly [what: string, most: string, beyond: string][] = [
    [
      'day of a question (`at`, `from`, `to`, `asKnownAt`)',
      `${isoOf(FIRST_DAY)} to ${AHEAD} ahead`,
      '400 `invalid-query`, `out-of-reach`',
    ],
    ['cost of a question', `${count(MOST_COST)} states`, '400 `too-costly`'],
    ['points of a history', count(MOST_POINTS), '400 `invalid-query`, `too-long`'],
    ['steps of a panel', count(MOST_STEPS), '400 `invalid-query`, `too-long`'],
    ['events that one page of `GET /v1/events` looks at', count(SCAN_LIMIT), 'a shorter page, with `next`'],
    ['length of such a page', `about ${bytes(PAGE_CHARACTERS)}`, 'a shorter page, with `next`'],
    ['length of an answer that is sent in one piece', bytes(MOST_CHARACTERS), '400 `too-costly`'],
    ['answers of one key or address that are made at a time', count(WORK_LIMITS.runningEach), 'the next waits'],
    ['answers of one key or address that wait', count(WORK_LIMITS.waitingEach), '429 `rate-limited`'],
    ['answers of all that are made at a time', count(WORK_LIMITS.running), 'the next waits'],
    ['answers of all that wait', count(WORK_LIMITS.waiting), '503 `overloaded`'],
    ['waiting for a turn', seconds(WORK_LIMITS.waitMs), '503 `overloaded`'],
    ['making one answer', seconds(WORK_LIMITS.makeMs), '503 `overloaded`; what was worked out is kept'],
    [
      'work of one key or address while others wait',
      `${config.workSeconds} s a minute (\`ENTENTE_WORK_SECONDS\`)`,
      '429 `rate-limited`',
    ],
    [
      'requests of one key or address',
      `${count(config.rateLimit)} a minute (\`ENTENTE_RATE_LIMIT\`)`,
      '429 `rate-limited`',
    ],
    ['an event', bytes(MAX_EVENT_BYTES), '413 `body-too-large`'],
    ['an array of events', bytes(MAX_ARRAY_BYTES), '413 `body-too-large`'],
    ['events of one array', count(MAX_ITEMS), '413 `body-too-large`'],
    ['revisions of one event', count(MAX_REVISIONS), '422, `too-many-revisions`'],
    ['gradings of one source after the first', count(MAX_REGRADINGS), '422, `too-many-regradings`'],
    ['levels of revisions', count(MAX_LEVELS), '422, `too-many-levels`'],
    ['an upload that sends nothing', seconds(IDLE_MS), 'the upload ends; what was acknowledged is stored'],
    ['lines that an upload does not read back', bytes(MOST_WAITING), 'they are counted (`untold`)'],
    ['answers that are not read, of all', bytes(MOST_UNSENT), 'the slowest are cut'],
    ['an answer of which nothing is read', seconds(STALL_MS), 'it is cut'],
    ['streams of one key', `${count(config.streamsEach)} (\`ENTENTE_STREAMS_EACH\`)`, '429 `rate-limited`'],
    ['streams of all', `${count(config.streams)} (\`ENTENTE_STREAMS\`)`, '429 `rate-limited`'],
    ['replays at a time', count(MOST_REPLAYS), 'the next waits'],
    ['what a live stream does not read', bytes(HUB_SETTINGS.queueBytes), '`ending` with `slow`, and where to go on'],
  ]
  return [
    '# Limits',
    '',
    'What a client may ask for and send, and what happens beyond. 429 and 503 carry `Retry-After`.',
    '',
    'Every answer about the record says in the header `Entente-Cost` what it cost: about so many states of one country on one day, known before the first of them is made. A panel of 200 countries over ten years by day costs 730,600; the state of a country costs 1. An earlier state of knowledge and a pass over all that was said of a country cost more. Answers are made in turns, those of one caller after those of another; the time that a caller had counts against its share while others wait.',
    '',
    '| what | most | beyond |',
    '|---|---|---|',
    ...rows.map(row => `| ${row.join(' | ')} |`),
    '',
  ].join('\n')
}

t.test('docs/limits.md is what the program holds to', async t => {
  if (process.env.WRITE_DOCS === '1' || !existsSync(PAGE)) writeFileSync(PAGE, page())
  t.equal(readFileSync(PAGE, 'utf8'), page(), 'WRITE_DOCS=1 writes it anew')
})

t.test('what a question costs is said on every answer about the record', async t => {
  const { app } = await buildWithDossier(t)
  const costOf = async (url: string) => Number((await app.inject(url)).headers['entente-cost'])
  t.equal(await costOf('/v1/countries/NER?at=2024-04-12'), 1)
  for (const url of [
    '/v1/countries',
    '/v1/countries?from=2020-01-01',
    '/v1/countries/NER/explanation?partner=RUS',
    '/v1/countries/NER/timeline',
    '/v1/countries/NER/history',
    '/v1/countries/NER/diff?from=2023-01-01&to=2024-01-01',
    '/v1/countries/NER/policies',
    '/v1/partners/RUS/footprint?from=2020-01-01',
    '/v1/realignments',
    '/v1/realignments.atom',
    '/v1/blind-spots',
    '/v1/anomalies',
    '/v1/panel?step=month',
  ]) {
    t.ok((await costOf(url)) > 1, url)
  }
})

t.test('a costly question is refused by its cost', async t => {
  const { app } = await build(t)
  for (const country of [
    'NER',
    'MLI',
    'BFA',
    'TCD',
    'SEN',
    'GIN',
    'TGO',
    'BEN',
    'NGA',
    'CMR',
    'GAB',
    'COG',
    'CAF',
    'COD',
    'RWA',
    'BDI',
    'UGA',
    'KEN',
    'TZA',
    'ZMB',
    'ZWE',
    'MOZ',
    'MDG',
    'NAM',
    'BWA',
    'ZAF',
    'AGO',
    'SDN',
    'SSD',
    'ETH',
    'ERI',
    'DJI',
    'SOM',
    'EGY',
    'LBY',
    'TUN',
    'DZA',
    'MAR',
    'MRT',
    'GMB',
    'GNB',
    'SLE',
    'LBR',
    'CIV',
    'GHA',
    'LSO',
    'SWZ',
    'STP',
  ]) {
    const payload = trainers({
      country,
      factId: null,
      data: { ...(trainers().data as object), forceId: `f-${country.toLowerCase()}` },
    })
    t.equal((await app.inject({ method: 'POST', url: '/v1/events', payload })).statusCode, 201)
  }
  const { statusCode, headers, body } = await app.inject('/v1/panel?from=1964-06-01&to=2024-06-01&step=day')
  t.equal(statusCode, 400)
  t.match(JSON.parse(body), { code: 'too-costly' })
  t.ok(Number(headers['entente-cost']) > MOST_COST)
})
