import t from 'tap'
import { killed } from './killed-service.js'

/** `npm run test:faults`: ENTENTE_ROUNDS (1,000) kills, drawn from ENTENTE_SEED (1). */
const ROUNDS = Number(process.env.ENTENTE_ROUNDS ?? 1000)
const SEED = Number(process.env.ENTENTE_SEED ?? 1)

t.setTimeout(7_200_000)

t.test(`${ROUNDS} kills of a service while 64 clients post, correct and import`, t => killed(t, ROUNDS, SEED))
