import t from 'tap'
import {
  differenceOfStates,
  dimensionsThatDiffer,
  shownAs,
  verdictChange,
} from '../../projections/answers/difference.js'
import type { PartnerState } from '../../projections/answers/partner-state.js'

type Scores = Readonly<Record<string, Readonly<Record<string, number>>>>

function summary(primary: string | null, more: object = {}) {
  const contenders = primary === null ? [] : [primary]
  return { status: primary === null ? 'none' : 'single', primary, contenders, since: null, ...more }
}

/** An answer as far as it is compared, with the scores of partners in their order. */
function answer(scores: Scores, more: object = {}): PartnerState {
  const others = Object.fromEntries(['arms', 'diplomatic', 'economic'].map(name => [name, summary(null)]))
  return {
    dimensions: { security: summary(Object.keys(scores)[0] ?? null), ...others },
    partners: Object.entries(scores).map(([partner, of]) => ({
      partner,
      scores: Object.fromEntries(Object.entries(of).map(([dimension, score]) => [dimension, { score }])),
    })),
    ...{ agreements: [], forces: [], memberships: [], measures: [], authorities: [] },
    ...more,
  } as unknown as PartnerState
}

t.test('between an answer and itself nothing differs', async t => {
  const one = answer({ FRA: { security: 0.4 } }, { forces: [{ forceId: 'fra-1' }] })
  const difference = differenceOfStates(one, structuredClone(one))
  t.ok(Object.values(difference).every(list => list.length === 0))
  t.equal(Object.keys(difference).length, 6)
})

t.test('a dimension differs by its verdict, by anything else that is said of it, and by a score', async t => {
  const before = answer({ FRA: { security: 0.4, arms: 0.2 } })
  const dimensionsOf = (after: PartnerState) => dimensionsThatDiffer(before, after).map(({ dimension }) => dimension)
  const provisional = answer({ FRA: { security: 0.4, arms: 0.2 } })
  provisional.dimensions.economic.provisional = true
  t.strictSame(dimensionsOf(provisional), ['economic'])
  t.strictSame(dimensionsOf(answer({ FRA: { security: 0.4, arms: 0.3 } })), ['arms'])
  t.strictSame(dimensionsOf(answer({ FRA: { security: 0.4 } })), ['arms'], 'a score that is no longer there')
})

t.test('partners who change places in one dimension are no difference in another', async t => {
  const before = answer({ FRA: { security: 0.4, arms: 0.2 }, RUS: { security: 0.3, arms: 0.1 } })
  const after = answer({ RUS: { security: 0.5, arms: 0.1 }, FRA: { security: 0.4, arms: 0.2 } })
  const differences = dimensionsThatDiffer(before, after)
  t.strictSame(
    differences.map(({ dimension }) => dimension),
    ['security'],
  )
  t.strictSame(differences[0]!.scores, [{ partner: 'RUS', before: { score: 0.3 }, after: { score: 0.5 } }])
})

t.test('of a verdict, who comes first and who contends are told apart', async t => {
  const contested = (contenders: readonly string[]) => ({ status: 'contested' as const, primary: null, contenders })
  t.equal(verdictChange(contested(['FRA', 'RUS']), contested(['FRA', 'RUS'])), null)
  t.strictSame(verdictChange(contested(['FRA', 'RUS']), contested(['RUS', 'USA'])), { first: false, contenders: true })
  const single = { status: 'single' as const, primary: 'RUS', contenders: ['RUS', 'USA'] }
  t.strictSame(verdictChange(contested(['RUS', 'USA']), single), { first: true, contenders: false })
})

t.test('what looks the same in a form is left out of it', async t => {
  const agreement = (agreementId: string, status: string, contested = false) => ({ agreementId, status, contested })
  const before = answer(
    {},
    { agreements: [agreement('a', 'in-force'), agreement('b', 'ended'), agreement('c', 'in-force')] },
  )
  const after = answer(
    {},
    { agreements: [agreement('a', 'ended'), agreement('c', 'in-force', true), agreement('d', 'signed')] },
  )
  const { agreements } = differenceOfStates(before, after)
  const shown = shownAs(agreements, ({ status }) => status)
  t.strictSame(
    shown.map(({ before, after }) => [before, after]),
    [
      ['in-force', 'ended'],
      ['ended', null],
      [null, 'signed'],
    ],
  )
  t.equal(agreements.length, 4, 'though another flag of c is another one')
})
