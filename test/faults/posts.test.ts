import t from 'tap'
import { sendDrawn } from './posts.js'

t.setTimeout(300_000)

t.test(
  'bodies made from the schemas, valid, nearly valid and hostile, are stored whole or refused by name',
  async t => {
    const { answers, stored } = await sendDrawn(t, 1500, 7)
    t.ok(stored > 100, `control: ${stored} were stored`)
    t.ok((answers['near 422'] ?? 0) > 100, 'control: many were refused for what they say')
    t.ok((answers['question 200'] ?? 0) > 50 && (answers['question 400'] ?? 0) > 50, 'control: questions of both kinds')
    t.ok((answers['hostile 400'] ?? 0) > 30, 'control: many were refused for how it is said')
  },
)
