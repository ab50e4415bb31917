import fc from 'fast-check'
import t from 'tap'
import { decide } from '../../projections/evaluate/decide.js'
import type { PartnerScores } from '../../projections/evaluate/score.js'
import { isSureOfSides, type Range } from '../../projections/evaluate/settled.js'
import { policyV1 } from '../../projections/policy/v1.js'

const seed = process.env.SEED ? { seed: Number(process.env.SEED) } : {}

/** Near the threshold and the lead, where it matters. */
const units = fc.oneof(fc.integer({ min: -500, max: 9000 }), fc.integer({ min: 2450, max: 2550 }))
const range = fc.record({
  partner: fc.constantFrom('CHN', 'EU', 'FRA', 'RUS', 'UN', 'USA'),
  least: units,
  width: fc.oneof(fc.constant(0), fc.nat(5), fc.nat(800)),
  lasting: fc.constant(true),
})
const ranges = fc
  .uniqueArray(range, { selector: ({ partner }) => partner, minLength: 1, maxLength: 5 })
  .map(list => list.map(({ width, ...one }): Range => ({ ...one, most: one.least + width })))

function scored(list: readonly Range[], shares: readonly number[]): PartnerScores[] {
  return list
    .map(({ partner, least, most }, i) => {
      const point = least + Math.round((most - least) * shares[i]!)
      const units = { low: point, point, high: point }
      return { partner, scores: { security: { units } } } as unknown as PartnerScores
    })
    .sort((a, b) => (a.partner < b.partner ? -1 : 1))
}

t.test('what is called sure is decided alike wherever in their ranges the scores lie', async t => {
  const shares = fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }), {
    minLength: 8,
    maxLength: 8,
  })
  // Who has many times the troops of another is not contested by it; without any the United Nations are on no side.
  const troops = fc
    .array(fc.tuple(fc.constantFrom('FRA', 'RUS', 'UN', 'USA'), fc.constantFrom(0, 100, 5000)))
    .map(list => new Map(list))
  let sure = 0
  let unsure = 0
  fc.assert(
    fc.property(ranges, shares, fc.boolean(), troops, (list, draws, contested, soldiers) => {
      const disputed = new Set(contested ? [list[0]!.partner] : [])
      if (!isSureOfSides(list, disputed, soldiers, policyV1)) {
        unsure++
        return
      }
      const all = [[0, 0, 0, 0, 0], [1, 1, 1, 1, 1], [0, 1, 0, 1, 0], [1, 0, 1, 0, 1], ...draws]
      const decided = all.map(draw => {
        const { status, primary, contenders } = decide(scored(list, draw), 'security', disputed, policyV1, soldiers)
        return JSON.stringify([status, primary, primary === null ? contenders : []])
      })
      if (new Set(decided).size > 1) throw new Error([...new Set(decided)].join(' or '))
      sure++
    }),
    { numRuns: 5000, ...seed },
  )
  t.ok(sure > 1000 && unsure > 500, `${sure} sure, ${unsure} not`)
})
