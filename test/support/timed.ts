import type { Test } from 'tap'

/** Whether this is a run for figures (`npm run test:timed`), which has the machine to itself. */
const isTimed = process.env.ENTENTE_TIMED === '1'

/** Holds a duration to a limit in a run for figures; in any other run, which other work would spoil, it is skipped. */
export function within(t: Test, mostMs: number, tookMs: number, what: string): void {
  const message = `${what}: ${Math.round(tookMs)} ms, at most ${mostMs}`
  t.ok(tookMs <= mostMs, message, isTimed ? {} : { skip: 'timed: npm run test:timed' })
}
