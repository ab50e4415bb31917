import t from 'tap'
import { dayOf } from '../../events/calendar.js'
import { parseEdtf } from '../../events/edtf.js'
import {
  kindOfPartner,
  organisationOf,
  registry,
  sponsorOf,
  stateExistsDuring,
  stateOf,
  wasIndependentDuring,
} from '../../events/registry/registry.js'
import { sourceSeeds } from '../../events/sources.js'

const during = (code: string, date: string) => stateExistsDuring(code, parseEdtf(date)!)

t.test('the registry holds each id once, in a form that an event may name', async t => {
  const ids = [...registry.states.map(({ code }) => code), ...registry.organisations.map(({ id }) => id)]
  ids.push(...registry.forces.map(({ id }) => id))
  t.equal(new Set(ids).size, ids.length)
  for (const id of ids) t.match(id, /^[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*$/)
  t.ok(registry.states.length > 260, `${registry.states.length} states`)
  for (const state of registry.states) {
    t.ok(state.name.length > 1)
    for (const date of [state.since, state.until, state.independentSince]) {
      if (date !== undefined) t.not(dayOf(date), null, `${state.code} ${date}`)
    }
    for (const other of [...(state.predecessors ?? []), ...(state.successors ?? [])]) t.ok(stateOf(other), other)
  }
  for (const { id, since, until } of registry.organisations) {
    for (const date of [since, until]) if (date !== undefined) t.ok(parseEdtf(date), `${id} ${date}`)
  }
  for (const { sponsors } of registry.forces)
    for (const { sponsor } of sponsors) t.equal(kindOfPartner(sponsor), 'state')
})

t.test('a code stands for a state on the days on which there was one', async t => {
  t.ok(during('SUN', '1985'))
  t.ok(during('SUN', '1991-12-26'))
  t.notOk(during('SUN', '1991-12-27'))
  t.ok(during('SUN', '1991-12/1992-03'), 'in part')
  t.ok(during('SUN', '../1950'), 'an open start')
  t.notOk(during('SUN', '1922-12-29'), 'nor before it began')
  t.notOk(during('CSK', '1918-10-27'))
  t.notOk(during('YUG', '1918-11-30'))
  t.ok(during('RUS', '1905'), 'Russia before the Soviet Union')
  t.ok(during('RUS', '1816') && during('SRB', '1914') && during('FRA', '1816'))
  t.notOk(during('RUS', '1950') || during('SRB', '1950'), 'and not in between')
  t.ok(during('RUS', '2024') && during('SRB', '2024'))
  t.ok(during('SVK', '1940') && during('GEO', '1919'))
  t.notOk(during('SSD', '2011-07-08'))
  t.ok(during('SSD', '2011-07-09'))
  t.ok(during('SSD', '2011'))
  t.ok(during('SSD', '2000/..'))
  t.notOk(during('SCG', '2002'))
  t.ok(during('NER', '1950'), 'before its independence the code has no bound')
  t.notOk(during('XQX', '2024'))
  t.notOk(during('XKK', '2024'), 'Kosovo has one code here')
  t.ok(during('XKX', '2024'))
})

t.test('independence is known for the hosts of the dossier', async t => {
  for (const code of ['NER', 'MLI', 'BFA', 'TCD', 'CAF', 'SEN', 'GAB', 'GIN', 'CIV']) {
    t.ok(stateOf(code)?.independentSince, code)
    t.notOk(wasIndependentDuring(code, parseEdtf('1957')!), code)
    t.ok(wasIndependentDuring(code, parseEdtf('1961')!), code)
  }
  t.ok(wasIndependentDuring('FRA', parseEdtf('1950')!), 'unknown counts as independent')
})

t.test('a partner is a state, an organisation, a force or not registered', async t => {
  t.equal(kindOfPartner('FRA'), 'state')
  t.equal(kindOfPartner('SUN'), 'state')
  for (const id of ['AES', 'ICC', 'OIF', 'EU', 'UN', 'G5-SAHEL', 'CSTO']) t.equal(kindOfPartner(id), 'organisation')
  t.equal(kindOfPartner('WAGNER'), 'force')
  t.equal(kindOfPartner('NEW-LEAGUE'), 'unregistered')
  t.equal(kindOfPartner('constructor'), 'unregistered')
  t.equal(organisationOf('ECOWAS')?.name, 'Economic Community of West African States')
  t.equal(stateOf('CIV')?.name, 'Côte d’Ivoire')
})

t.test('a force has a sponsor on a day', async t => {
  t.equal(sponsorOf('WAGNER', dayOf('2021-12-23')!), 'RUS')
  t.equal(sponsorOf('WAGNER', dayOf('2010-01-01')!), null)
  t.equal(sponsorOf('TAKUBA', dayOf('2022-06-30')!), 'FRA')
  t.equal(sponsorOf('TAKUBA', dayOf('2022-07-01')!), null)
  t.equal(sponsorOf('NOBODY', 0), null)
})

t.test('each source is seeded once', async t => {
  t.equal(new Set(sourceSeeds.map(({ sourceId }) => sourceId)).size, sourceSeeds.length)
  for (const { sourceId, family } of sourceSeeds) t.match(`${sourceId} ${family}`, /^[a-z0-9-]+ [a-z0-9-]+$/)
})
