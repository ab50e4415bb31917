import t from 'tap'
import { seeded } from '../support/seeded.js'
import { growth } from './steady.js'

t.test('what only goes up and down does not grow, and a leak beneath it does', async t => {
  const draw = seeded(1)
  const breathing = Array.from({ length: 500 }, (_, n) => ({ seconds: n, value: 200 + 60 * Math.sin(n / 7) + draw() }))
  t.ok(Math.abs(growth(breathing)) < 10, `${growth(breathing)}`)
  const leaking = breathing.map(({ seconds, value }) => ({ seconds, value: value + seconds / 5 }))
  t.ok(Math.abs(growth(leaking) - growth(breathing) - 99.8) < 0.5, `${growth(leaking)}`)
  t.equal(growth([{ seconds: 0, value: 5 }]), 0)
})
