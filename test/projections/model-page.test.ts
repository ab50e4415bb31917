import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { policyV1 } from '../../projections/policy/v1.js'
import { root } from '../support/dossier.js'
import { force, given, said, signed } from './given.js'

/** The page that explains the model: every number in its tables is what the model gives for the events told there. */
const page = readFileSync(join(root, 'docs', 'model.md'), 'utf8')

function table(name: string): string {
  const found = new RegExp(`<!-- ${name} -->\\n([\\s\\S]*?)<!-- end of ${name} -->`).exec(page)
  return found?.[1]?.trim() ?? `no table ${name}`
}

const rows = (head: readonly string[], lines: readonly (readonly unknown[])[]) =>
  [head, head.map(() => '---'), ...lines].map(line => `| ${line.join(' | ')} |`).join('\n')

const usual = { claim: { reliability: 'B', credibility: 2 } }
const example = given(
  signed('2008-05-01', 'USA', 'usa-dca', 'dca', { renewal: 'tacit' }, usual),
  force('2008-06-01', 'USA', 'usa-garrison', { strength: { low: 3000, high: 5000 }, consent: 'invited' }, usual),
  said(
    'TrainersDeployed',
    '2012-03-01',
    'FRA',
    { forceId: 'fra-trainers', sponsor: 'FRA', role: 'advisory', strength: { low: 60, high: 60 }, consent: 'invited' },
    usual,
  ),
  said(
    'ArmsDelivered',
    '2013-06-01',
    'FRA',
    { items: [{ category: 'tanks', quantity: { low: 40, high: 40 } }] },
    usual,
  ),
  signed('2010-01-01', null, 'pact', 'mutual-defence', {}, { ...usual, parties: ['URY', 'ARG', 'PRY'] }),
  force(
    '2014-01-01',
    'RUS',
    'rus-rumour',
    { role: 'pmc', strength: { low: 500, high: 500 }, consent: 'invited' },
    { claim: { reliability: 'E', credibility: 5 } },
  ),
  said('WithdrawalDemanded', '2016-09-01', 'USA', { forceId: 'usa-garrison', by: ['URY'] }, usual),
  said(
    'AgreementTerminated',
    '2016-09-01',
    'USA',
    { agreementId: 'usa-dca', ground: 'unilateral', by: ['URY'] },
    usual,
  ),
  said(
    'ForcesWithdrawn',
    '2016-12-01',
    'USA',
    { forceId: 'usa-garrison', extent: 'complete', reason: 'demanded' },
    usual,
  ),
)
const securityOn = (at: string) => {
  const { security } = example.at(at).state.dimensions
  return { ...security, allies: 'allies' in security ? security.allies : [] }
}
const DAYS = ['2015-01-01', '2016-10-01', '2017-06-01', '2026-06-01']

t.test('the page tells the scores that the model gives', async t => {
  const { partners } = example.at('2015-01-01').state
  const lines = partners.map(({ partner, scores, roles, alliance }) => {
    const { score, low, high } = scores.security ?? { score: 0, low: 0, high: 0 }
    return [partner, score, `${low} to ${high}`, alliance?.score ?? '-', roles.join(', ') || '-']
  })
  t.equal(table('scores'), rows(['partner', 'score', 'low to high', 'alliance', 'roles'], lines))
})

t.test('the page tells what each score is made of', async t => {
  const lines = ['USA', 'FRA'].flatMap(partner =>
    example
      .explain('2015-01-01', partner)
      .drivers.map(({ text, part, contribution }) => [partner, text, part, contribution]),
  )
  t.equal(table('drivers'), rows(['partner', 'because of', 'part', 'adds'], lines))
})

t.test('the page works one of them out by hand', async t => {
  const { presence, structuralShare } = policyV1
  const ratio = (4000 / presence.halfStrength) ** presence.sizeExponent
  const size = ratio / (1 + ratio)
  const weight = size * presence.role.garrison * presence.consent.invited
  const adds = weight * structuralShare.security
  const garrison = example.explain('2015-01-01', 'USA').drivers[0]!
  t.ok(Math.abs(garrison.contribution - adds) < 0.0001, `${garrison.contribution} is ${adds}`)
  const lines = [
    [`ratio: (4000 / ${presence.halfStrength}) ^ ${presence.sizeExponent}`, ratio.toFixed(4)],
    ['size: ratio / (1 + ratio)', size.toFixed(4)],
    [
      `times the role (garrison: ${presence.role.garrison}) and consent (invited: ${presence.consent.invited})`,
      weight.toFixed(4),
    ],
    [`times the share of what stands (${structuralShare.security})`, adds.toFixed(4)],
  ]
  t.equal(table('by hand'), rows(['step', 'value'], lines))
})

t.test('the page tells what the days of the example are called', async t => {
  const lines = DAYS.map(at => {
    const { status, primary, contenders, disputed, allies } = securityOn(at)
    const held = primary ?? (contenders.join(', ') || '-')
    return [at, status, held, disputed.join(', ') || '-', allies.join(', ') || '-']
  })
  t.equal(table('days'), rows(['day', 'status', 'who', 'disputed', 'allies'], lines))
})

t.test('the page tells the numbers of the policy', async t => {
  const { decision, structuralShare, grading, presence, supply } = policyV1
  const numbers: Readonly<Record<string, number>> = {
    'decision.threshold': decision.threshold,
    'decision.lead': decision.lead,
    'decision.allyThreshold': decision.allyThreshold,
    'decision.leastProvision': decision.leastProvision,
    'decision.settledAfterDays': decision.settledAfterDays,
    'decision.disputeDays': decision.disputeDays,
    'structuralShare.security': structuralShare.security,
    'grading.certainFrom': grading.certainFrom,
    'presence.halfStrength': presence.halfStrength,
    'presence.clusterMinor': presence.clusterMinor,
    'presence.outnumbered': presence.outnumbered,
    'supply.most': supply.most,
  }
  t.equal(table('numbers'), rows(['name in the policy', 'value'], Object.entries(numbers)))
})
