import t from 'tap'
import { dayOf, isoOf } from '../../events/calendar.js'
import { ask } from '../support/dossier.js'
import { covered, event, expectOn, type Posted, world } from './scenario.js'

/**
 * A decade of two countries that is invented from beginning to end: only the codes are real, since the registry knows no
 * others. Nauru (NRU) passes from one provider to another by treaty and in peace; Tuvalu (TUV) by coup, denunciation and
 * expulsion. Around the turns the record is as dense as a newsroom's: some forty events a year.
 */
const strength = (low: number, high = low) => ({ strength: { low, high, basis: 'estimated' } })
const day = (n: number) => isoOf(dayOf('2010-01-01')! + n)

/** What fills every week and decides nothing: visits, calls, statements, exercises, reports of strength, late and weak. */
function noise(country: string): Posted[] {
  return Array.from({ length: 400 }, (_, i): Posted => {
    const partner = ['AUS', 'NZL', 'CHN', 'FRA'][i % 4]!
    const on = day(i * 9)
    const weak = {
      claim: {
        sourceId: `outlet-${i % 7}`,
        title: 'Test material, invented',
        reliability: 'CDEF'[i % 4]!,
        credibility: 2 + (i % 5),
        modality: 'asserted',
      },
    }
    switch (i % 8) {
      case 0:
        return event('VisitHeld', country, partner, on, { level: i % 16 === 0 ? 'minister' : 'official' }, weak)
      case 1:
        return event(
          'StatementIssued',
          country,
          partner,
          on,
          { by: [partner], stance: i % 3 === 0 ? 'condemn' : 'support' },
          weak,
        )
      case 2:
        return event('CallHeld', country, partner, on, { level: 'minister' }, weak)
      case 3:
        return event('ContextNoted', country, null, on, { content: 'a remark without weight' }, weak)
      case 4:
        return event('EnvoyStatusChanged', country, partner, on, { change: 'appointed' }, weak)
      case 5:
        return event('ProtestHeld', country, partner, on, { stance: 'demand', content: 'a march in the capital' }, weak)
      case 6:
        return event('EconomicAgreementSigned', country, partner, on, { kind: 'investment', term: 'P2Y' }, weak)
      default:
        return event(
          'ArmsDelivered',
          country,
          partner,
          on,
          { items: [{ category: 'small arms', class: 'minor' }] },
          weak,
        )
    }
  })
}

const nauru: Posted[] = [
  event('AgreementSigned', 'NRU', 'AUS', '2008-05-01', {
    agreementId: 'aus-nru-sofa',
    kind: 'sofa',
    onSignature: true,
    term: 'P6Y',
  }),
  event('ForcesDeployed', 'NRU', 'AUS', '2008-06-01', {
    forceId: 'aus-nru',
    sponsor: 'AUS',
    role: 'garrison',
    ...strength(700, 900),
    consent: 'invited',
    legalBasis: ['aus-nru-sofa'],
  }),
  event('AgreementSigned', 'NRU', 'NZL', '2013-09-10', { agreementId: 'nzl-nru-dca', kind: 'dca', term: 'P10Y' }),
  event('AgreementEnteredIntoForce', 'NRU', 'NZL', '2013-12-01', { agreementId: 'nzl-nru-dca' }),
  event('WithdrawalAnnounced', 'NRU', 'AUS', '2013-11-15', { forceId: 'aus-nru', by: ['AUS'] }),
  event('ForcesWithdrawn', 'NRU', 'AUS', '2014-02-01', {
    forceId: 'aus-nru',
    extent: 'partial',
    remaining: { low: 200, high: 300 },
    reason: 'mutual',
  }),
  event('ForcesDeployed', 'NRU', 'NZL', '2014-03-01', {
    forceId: 'nzl-nru',
    sponsor: 'NZL',
    role: 'garrison',
    ...strength(400, 500),
    consent: 'invited',
    legalBasis: ['nzl-nru-dca'],
  }),
  event('ForcesWithdrawn', 'NRU', 'AUS', '2014-05-01', { forceId: 'aus-nru', extent: 'complete', reason: 'mutual' }),
  event('MembershipJoined', 'NRU', 'COMMONWEALTH', '2010-02-01', { organisation: 'COMMONWEALTH' }),
  covered('NRU', '2009', '2020'),
]

const tuvalu: Posted[] = [
  event('AgreementSigned', 'TUV', 'FRA', '2005-01-01', {
    agreementId: 'fra-tuv-sofa',
    kind: 'sofa',
    onSignature: true,
    noticePeriod: 'P6M',
  }),
  event('ForcesDeployed', 'TUV', 'FRA', '2005-03-01', {
    forceId: 'fra-tuv',
    sponsor: 'FRA',
    role: 'combat',
    ...strength(1200, 1500),
    consent: 'invited',
    legalBasis: ['fra-tuv-sofa'],
  }),
  event('BaseAccessGranted', 'TUV', 'FRA', '2005-03-01', { siteId: 'tuv-airfield', forceId: 'fra-tuv' }),
  event('CoupOccurred', 'TUV', null, '2015-06-01', { outcome: 'succeeded', newAuthority: 'tuv-council' }),
  event('RecognitionWithheld', 'TUV', 'FRA', '2015-06-02', { authority: 'tuv-council' }),
  event('SanctionsImposed', 'TUV', 'FRA', '2015-06-10', { by: ['FRA'], measures: ['aid-cut', 'travel-ban'] }),
  event('AgreementTerminationNotified', 'TUV', 'FRA', '2015-07-01', {
    agreementId: 'fra-tuv-sofa',
    by: ['TUV'],
    contestedBy: ['FRA'],
  }),
  event('WithdrawalDemanded', 'TUV', 'FRA', '2015-07-01', { forceId: 'fra-tuv', by: ['TUV'], deadline: '2016-01-01' }),
  event('AmbassadorExpelled', 'TUV', 'FRA', '2015-08-01', { by: ['TUV'] }),
  event('ForcesWithdrawn', 'TUV', 'FRA', '2015-12-15', { forceId: 'fra-tuv', extent: 'complete', reason: 'demanded' }),
  event('BaseHandedOver', 'TUV', 'FRA', '2015-12-15', { siteId: 'tuv-airfield', to: 'TUV' }),
  event(
    'AgreementSigned',
    'TUV',
    null,
    '2016-01-20',
    { agreementId: 'island-pact', kind: 'mutual-defence' },
    { parties: ['TUV', 'KIR'] },
  ),
  event(
    'AgreementEnteredIntoForce',
    'TUV',
    null,
    '2016-02-01',
    { agreementId: 'island-pact' },
    { parties: ['TUV', 'KIR'] },
  ),
  event('AgreementSigned', 'TUV', 'CHN', '2016-02-01', { agreementId: 'chn-tuv-dca', kind: 'dca', onSignature: true }),
  event('TrainersDeployed', 'TUV', 'CHN', '2016-03-01', {
    forceId: 'chn-tuv',
    sponsor: 'CHN',
    role: 'advisory',
    ...strength(150, 300),
    consent: 'invited',
    legalBasis: ['chn-tuv-dca'],
  }),
  covered('TUV', '2009', '2020'),
]

t.test('two invented countries over one dense decade', async t => {
  const app = await world(t, [...nauru, ...tuvalu, ...noise('NRU'), ...noise('TUV')])

  await expectOn(t, app, 'NRU', '2012-01-01', { status: ['single'], primary: 'AUS', providers: ['AUS'], allies: [] })
  await expectOn(t, app, 'NRU', '2014-03-20', {
    status: ['contested', 'single'],
    holds: ['NZL'],
    disputed: [],
    order: ['NZL', 'CHN'],
  })
  await expectOn(t, app, 'NRU', '2015-01-01', { status: ['single'], primary: 'NZL', not: ['AUS'], sponsors: ['NZL'] })
  await expectOn(t, app, 'NRU', '2019-12-01', { status: ['single'], primary: 'NZL' })

  await expectOn(t, app, 'TUV', '2015-05-31', { status: ['single'], primary: 'FRA' })
  await expectOn(t, app, 'TUV', '2015-06-20', { status: ['single'], primary: 'FRA', disputed: [] })
  await expectOn(t, app, 'TUV', '2015-07-02', { status: ['contested'], disputed: ['FRA'] })
  await expectOn(t, app, 'TUV', '2015-12-31', { status: ['none'], not: ['FRA', 'CHN'], sponsors: [] })
  await expectOn(t, app, 'TUV', '2016-06-01', {
    status: ['single', 'none'],
    primary: 'CHN',
    not: ['FRA'],
    allies: ['KIR'],
    order: ['CHN', 'FRA'],
  })
  await expectOn(t, app, 'KIR', '2016-06-01', { status: ['unknown'], allies: ['TUV'] })

  const { countries } = await ask<{
    countries: { country: string; security: { from: string; status: string; primary: string | null }[] }[]
  }>(app, '/v1/countries?from=2010-01-01&to=2019-12-31')
  const runs = Object.fromEntries(countries.map(({ country, security }) => [country, security]))
  for (const [country, most] of [
    ['NRU', 6],
    ['TUV', 6],
  ] as const) {
    const primaries = runs[country]!.flatMap(({ primary }) => primary ?? [])
    t.comment(
      `${country}: ${runs[country]!.map(({ from, status, primary }) => `${from} ${status} ${primary ?? ''}`).join(', ')}`,
    )
    t.ok(
      runs[country]!.length <= most,
      `${country}: ${runs[country]!.length} runs in ten years, however dense the noise`,
    )
    const expected = country === 'NRU' ? ['AUS', 'NZL'] : ['FRA', 'CHN']
    t.ok(
      primaries.every((id, i) => expected.indexOf(id) >= Math.max(0, expected.indexOf(primaries[i - 1] ?? ''))),
      `${country}: ${primaries.join(' then ')}, and nobody comes back`,
    )
    t.equal(primaries[0], expected[0])
  }
})
