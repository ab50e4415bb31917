import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { build } from '../support/build.js'
import { ask, root, type State } from '../support/dossier.js'

/**
 * Dated states about which nobody who knows the region doubts, over the world dossier as it ships. `single`: the provider.
 * `first`: alone or at the head of those who contend. `never`: neither. `nobody`: no provider. `with`: who they are aligned
 * with, garrison or not.
 */
type Label =
  | { readonly single: string }
  | { readonly first: string }
  | { readonly never: string }
  | { readonly nobody: true }
  | { readonly with: string }

const labels: readonly (readonly [country: string, at: string, label: Label, why: string])[] = [
  ['JPN', '1950-06-01', { never: 'SUN' }, 'occupied, and not by the Soviet Union'],
  ['JPN', '1975-06-01', { single: 'USA' }, 'the security treaty of 1960 and its bases'],
  ['JPN', '2020-06-01', { single: 'USA' }, 'as before'],
  ['KOR', '1955-06-01', { single: 'USA' }, 'the treaty of 1953 and eight divisions and less'],
  ['KOR', '2010-06-01', { single: 'USA' }, 'as before'],
  ['DEU', '1985-06-01', { first: 'USA' }, 'a quarter of a million soldiers, with British and French beside them'],
  ['DDR', '1975-06-01', { single: 'SUN' }, 'the Group of Soviet Forces in Germany'],
  ['POL', '1975-06-01', { single: 'SUN' }, 'the Northern Group of Forces'],
  ['POL', '1996-06-01', { never: 'RUS' }, 'the last left in 1993'],
  ['HUN', '1980-06-01', { single: 'SUN' }, 'the Southern Group of Forces'],
  ['HUN', '1995-06-01', { never: 'RUS' }, 'the last left in June 1991'],
  ['CSK', '1975-06-01', { single: 'SUN' }, 'the Central Group of Forces'],
  ['CUB', '1955-06-01', { never: 'SUN' }, 'before the revolution'],
  ['CUB', '1970-06-01', { single: 'SUN' }, 'Guantánamo is there against its will'],
  ['CUB', '2005-06-01', { never: 'USA' }, 'Guantánamo is there against its will'],
  ['EGY', '1971-06-01', { single: 'SUN' }, 'advisers and air defence crews by the thousand'],
  ['EGY', '1978-06-01', { never: 'SUN' }, 'expelled in 1972, the treaty ended in 1976'],
  ['IRN', '1970-06-01', { never: 'SUN' }, 'aligned with the United States'],
  ['IRN', '1985-06-01', { nobody: true }, 'neither East nor West'],
  ['VNM', '1968-06-01', { single: 'USA' }, 'half a million soldiers'],
  ['VNM', '1983-06-01', { single: 'SUN' }, 'the treaty of 1978 and Cam Ranh'],
  ['VNM', '2015-06-01', { nobody: true }, 'Cam Ranh was left in 2002'],
  ['IRQ', '1953-06-01', { single: 'GBR' }, 'the bases of Habbaniya and Shaibah'],
  ['IRQ', '2006-06-01', { first: 'USA' }, 'the multinational force'],
  ['DJI', '1985-06-01', { single: 'FRA' }, 'the garrison since independence'],
  ['DJI', '2000-06-01', { single: 'FRA' }, 'before the Americans came'],
  ['ARM', '2010-06-01', { single: 'RUS' }, 'the 102nd base at Gyumri'],
  ['GEO', '2010-06-01', { never: 'RUS' }, 'invaded in 2008, relations severed'],
  ['GEO', '1995-06-01', { first: 'RUS' }, 'four bases and the border guard'],
  ['SYR', '1985-06-01', { single: 'SUN' }, 'the treaty of 1980 and its advisers'],
  ['SYR', '2018-06-01', { first: 'RUS' }, 'Hmeimim and Tartus'],
  ['PHL', '1980-06-01', { single: 'USA' }, 'Clark and Subic'],
  ['PHL', '2016-06-01', { single: 'USA' }, 'the enhanced agreement of 2014 on the treaty of 1951'],
  ['TWN', '1970-06-01', { single: 'USA' }, 'the treaty of 1954 and its garrison'],
  ['ISL', '1985-06-01', { single: 'USA' }, 'Keflavík'],
  ['ITA', '1985-06-01', { single: 'USA' }, 'bases of 1954'],
  ['TUR', '1985-06-01', { single: 'USA' }, 'Incirlik'],
  ['NOR', '1980-06-01', { with: 'NATO' }, 'no foreign bases in time of peace'],
  ['FRA', '1975-06-01', { nobody: true }, 'no foreign forces since 1967'],
  ['AUT', '1950-06-01', { never: 'USA' }, 'four powers, none of them invited'],
  ['AUT', '1970-06-01', { nobody: true }, 'neutral'],
  ['YUG', '1970-06-01', { nobody: true }, 'non-aligned'],
  ['PAN', '1975-06-01', { single: 'USA' }, 'the Canal Zone'],
  ['PAN', '2005-06-01', { nobody: true }, 'left at the end of 1999'],
  ['MNG', '1980-06-01', { single: 'SUN' }, 'four divisions'],
  ['AFG', '1985-06-01', { single: 'SUN' }, 'the Limited Contingent'],
  ['AFG', '2002-06-01', { single: 'USA' }, 'before the alliance took over in 2003'],
  ['AFG', '2023-06-01', { nobody: true }, 'left in 2021; the authorities are recognised by nobody'],
  ['KWT', '2000-06-01', { single: 'USA' }, 'since 1991'],
  ['SAU', '1995-06-01', { single: 'USA' }, 'Southern Watch'],
  ['QAT', '2010-06-01', { single: 'USA' }, 'al-Udeid'],
  ['KAZ', '2010-06-01', { with: 'RUS' }, 'the treaty of 1992 and the collective one'],
  ['TJK', '2010-06-01', { single: 'RUS' }, 'the 201st base'],
  ['BLR', '2023-06-01', { single: 'RUS' }, 'the regional grouping'],
  ['THA', '1970-06-01', { single: 'USA' }, 'seven air bases'],
  ['KHM', '1985-06-01', { single: 'VNM' }, 'the army that drove out the Khmer Rouge'],
  ['LBN', '1998-06-01', { first: 'SYR' }, 'twenty thousand soldiers'],
  ['LBN', '2010-06-01', { never: 'SYR' }, 'left in April 2005'],
  ['AGO', '1985-06-01', { first: 'CUB' }, 'forty thousand soldiers'],
  ['BHR', '2010-06-01', { single: 'USA' }, 'the Fifth Fleet'],
  ['MYS', '1965-06-01', { first: 'GBR' }, 'the Confrontation'],
  ['JOR', '1953-06-01', { single: 'GBR' }, 'the treaty of 1948'],
  ['SLB', '2006-06-01', { single: 'AUS' }, 'the assistance mission'],
  ['BIH', '1998-06-01', { single: 'NATO' }, 'the stabilisation force'],
  ['XKX', '2005-06-01', { single: 'NATO' }, 'the Kosovo force'],
  ['MDA', '2015-06-01', { never: 'RUS' }, 'there without consent'],
  ['CYP', '1990-06-01', { never: 'TUR' }, 'there without consent'],
  ['EST', '2010-06-01', { with: 'NATO' }, 'a member since 2004, no foreign garrison yet'],
  ['BGR', '1970-06-01', { with: 'SUN' }, 'the pact and the treaty, no Soviet garrison'],
  ['LVA', '1996-06-01', { never: 'RUS' }, 'a radar that serves its owner'],
  ['AZE', '1996-06-01', { never: 'RUS' }, 'a radar that serves its owner'],
  ['UKR', '2008-06-01', { never: 'RUS' }, 'a leased fleet port'],
  ['PAK', '1990-06-01', { never: 'USA' }, 'the treaty of 1959, long asleep'],
  ['CHN', '1970-06-01', { never: 'SUN' }, 'the treaty of 1950, long asleep'],
  ['LTU', '1996-06-01', { never: 'RUS' }, 'left in August 1993'],
]

const text = readFileSync(join(root, 'dossiers', 'world.ndjson'), 'utf8')

function fits(label: Label, state: State & { dimensions: { security: { alignedWith: readonly string[] } } }): boolean {
  const { status, primary, contenders, disputed, alignedWith } = state.dimensions.security
  const willing = contenders.filter(id => !disputed.includes(id))
  if ('single' in label) return status === 'single' && primary === label.single
  if ('first' in label) return primary === label.first || (status === 'contested' && willing[0] === label.first)
  if ('never' in label) return primary !== label.never && !willing.includes(label.never)
  if ('nobody' in label) return primary === null && willing.length === 0
  return primary === label.with || alignedWith.includes(label.with)
}

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

  for (const [country, at, label, why] of labels) {
    const state = await ask<Parameters<typeof fits>[1]>(app, `/v1/countries/${country}?at=${at}`)
    const { status, primary, contenders, disputed, alignedWith } = state.dimensions.security
    const said = `${JSON.stringify(label)} (${why}); answered ${JSON.stringify({ status, primary, contenders, disputed, alignedWith })}`
    t.ok(fits(label, state), `${country} ${at}: ${said}`)
  }

  const command = async (country: string, at: string) =>
    (await ask<{ memberships: readonly object[] }>(app, `/v1/countries/${country}?at=${at}`)).memberships
  t.match(await command('FRA', '1970-06-01'), [{ organisation: 'NATO', status: 'member', command: 'out' }])
  t.match(await command('FRA', '2010-06-01'), [{ organisation: 'NATO', status: 'member', command: 'in' }])
  const passed = await ask<State>(app, '/v1/countries/MNG?at=1992-01-15')
  t.match(
    passed.agreements.find(({ agreementId }) => agreementId === 'sun-mng-treaty-1966'),
    { status: 'in-force', partner: 'RUS' },
    'the treaty of 1966 went on with Russia',
  )
})
