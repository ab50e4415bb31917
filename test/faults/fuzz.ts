import t from 'tap'
import { sendDrawn } from './posts.js'

/** `npm run test:fuzz`: ENTENTE_RUNS bodies (160,000) and a quarter as many questions, twenty logs one after another, from the seed ENTENTE_SEED (1) on. */
const RUNS = Number(process.env.ENTENTE_RUNS ?? 160_000)
const SEED = Number(process.env.ENTENTE_SEED ?? 1)
const LOGS = 20

t.setTimeout(7_200_000)

for (let log = 0; log < LOGS; log++)
  t.test(`${RUNS / LOGS} bodies, seed ${SEED + log}`, async t => {
    const { stored } = await sendDrawn(t, Math.ceil(RUNS / LOGS), SEED + log)
    t.ok(stored > 0, `${stored} stored`)
  })
