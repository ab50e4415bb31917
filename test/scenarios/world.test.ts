import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { contradictions, labelledDatesSchema, type Standing } from '../../src/questions/labelled-dates.js'
import { build } from '../support/build.js'
import { ask, root, type State } from '../support/dossier.js'

/** Dated states about which nobody who knows the region doubts, over the world dossier as it ships. */
const labels = labelledDatesSchema
  .parse(JSON.parse(readFileSync(join(root, 'dossiers', 'labelled-dates.json'), 'utf8')))
  .filter(({ dossier }) => dossier === 'world')

const text = readFileSync(join(root, 'dossiers', 'world.ndjson'), 'utf8')

t.test('the world dossier is taken whole and says what everybody knows', async t => {
  const { app } = await build(t)
  const reply = await app.inject({
    method: 'POST',
    url: '/v1/imports?backfill=true&report=refused',
    headers: { 'content-type': 'application/x-ndjson' },
    payload: text,
  })
  const { summary } = JSON.parse(reply.payload.trim().split('\n').at(-1)!) as { summary: Record<string, number> }
  t.match(summary, { appended: text.trim().split('\n').length, refused: 0 }, 'nothing of it is refused')

  t.ok(labels.length >= 80, `${labels.length} labelled dates`)
  for (const label of labels) {
    const { country, at, why } = label
    const { dimensions, partners } = await ask<State & { dimensions: { security: Standing } }>(
      app,
      `/v1/countries/${country}?at=${at}`,
    )
    const standing: Standing = {
      ...dimensions.security,
      providers: partners.filter(({ roles }) => roles.includes('provider')).map(({ partner }) => partner),
      scores: Object.fromEntries(partners.map(({ partner, scores }) => [partner, scores.security?.score ?? 0])),
    }
    const { status, primary, contenders, disputed, alignedWith } = standing
    const said = `${why}; answered ${JSON.stringify({ status, primary, contenders, disputed, alignedWith })}`
    t.same(contradictions(label, standing), [], `${country} ${at}: ${said}`)
  }

  const command = async (country: string, at: string) =>
    (await ask<{ memberships: readonly object[] }>(app, `/v1/countries/${country}?at=${at}`)).memberships
  t.match(await command('FRA', '1970-06-01'), [{ organisation: 'NATO', status: 'member', command: 'out' }])
  t.match(await command('FRA', '2010-06-01'), [{ organisation: 'NATO', status: 'member', command: 'in' }])
  const allies = async (country: string, at: string) =>
    (await ask<{ dimensions: { security: Standing } }>(app, `/v1/countries/${country}?at=${at}`)).dimensions.security
      .alignedWith
  t.ok((await allies('USA', '1959-06-01')).includes('CUB'), 'the treaty of 1947 binds both')
  t.notOk((await allies('USA', '2024-01-01')).includes('CUB'), 'Cuba left it in 1960')
  t.same((await allies('MEX', '2003-06-01'))[0], 'USA', 'of equals the great power')
  t.same(await allies('MEX', '2005-01-01'), [], 'two years after its notice it is bound to nobody')
  const passed = await ask<State>(app, '/v1/countries/MNG?at=1992-01-15')
  t.match(
    passed.agreements.find(({ agreementId }) => agreementId === 'sun-mng-treaty-1966'),
    { status: 'in-force', partner: 'RUS' },
    'the treaty of 1966 went on with Russia',
  )
})
