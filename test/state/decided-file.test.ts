import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { dayOf, FIRST_DAY } from '../../events/calendar.js'
import type { Policy } from '../../projections/policy/policy.js'
import { policyStructure } from '../../projections/policy/structure.js'
import { policyV1 } from '../../projections/policy/v1.js'
import { createAnswers } from '../../src/questions/answers.js'
import { followLog, type Live } from '../../src/state/live.js'
import { openStore } from '../../src/store/open.js'
import type { EventStore } from '../../src/store/store.js'
import { longHistory } from '../support/long-history.js'

t.setTimeout(280_000)

const EVENTS = 240
const NOW = Date.parse('2025-01-01T00:00:00.000Z')
const AT = dayOf('2020-01-01')!
const history = [...longHistory({ events: EVENTS, countries: 6, corrected: 0.1, retracted: 0.04, seed: 5 })]

async function live(store: EventStore, policy: Policy = policyV1, memory?: number): Promise<Live> {
  const state = followLog({ store, policy, now: () => NOW, ...(memory === undefined ? {} : { memory }) })
  while (state.status().status === 'catching-up') await new Promise(resolve => setTimeout(resolve, 2))
  return state
}

/** What everybody asks first: the map, the rows over time, and what changed. */
function firstAnswers({ reading }: Live): string {
  const answers = createAnswers(reading, () => NOW)
  const now = answers.present()
  return [...answers.countries(AT, now), ...answers.intervals(FIRST_DAY, AT, now)].join('')
}

function folded({ reading, record }: Live): readonly string[] {
  return record.hosts().filter(host => reading.host(host).isFolded)
}

async function add(directory: string, from: number, to: number): Promise<void> {
  const store = await openStore(`sqlite:${directory}`)
  await store.record(history.slice(from, to), { after: await store.head() })
  await store.close()
}

/** The answers of a process that has the file, and of one that has not, which says what they should be. */
async function bothAnswers(directory: string, policy: Policy = policyV1, memory?: number) {
  const path = join(directory, 'entente.decided')
  const bytes = existsSync(path) ? readFileSync(path) : null
  rmSync(path, { force: true })
  const store = await openStore(`sqlite:${directory}`)
  const without = await live(store, policy)
  const expected = firstAnswers(without)
  const all = folded(without).length
  await without.stop()
  await store.close()
  if (bytes === null) rmSync(path, { force: true })
  else writeFileSync(path, bytes)
  const again = await openStore(`sqlite:${directory}`)
  const state = await live(again, policy, memory)
  const given = firstAnswers(state)
  const some = folded(state).length
  await state.stop()
  await again.close()
  return { given, expected, all, some }
}

t.test('after a restart nothing is folded for what everybody asks first', async t => {
  const directory = t.testdir()
  await add(directory, 0, EVENTS)
  const first = await bothAnswers(directory)
  t.equal(first.given, first.expected)
  t.ok(first.some > 0, 'the control: without the file hosts are folded')
  const second = await bothAnswers(directory)
  t.equal(second.given, second.expected)
  t.equal(second.some, 0)
})

t.test('of a host of which something came nothing is used, and of the others all', async t => {
  const directory = t.testdir()
  await add(directory, 0, EVENTS - 1)
  await bothAnswers(directory)
  await add(directory, EVENTS - 1, EVENTS)
  const { given, expected, some, all } = await bothAnswers(directory)
  t.equal(given, expected)
  t.ok(some >= 1 && some < all, `${some} of ${all} hosts are folded`)
})

t.test('what was written under another policy is not used', async t => {
  const directory = t.testdir()
  await add(directory, 0, EVENTS)
  await bothAnswers(directory)
  const { given, expected, some, all } = await bothAnswers(directory, policyStructure)
  t.equal(given, expected)
  t.equal(some, all)
})

t.test('a host that was let go for others is not folded again for what was known of it', async t => {
  const directory = t.testdir()
  await add(directory, 0, EVENTS)
  const store = await openStore(`sqlite:${directory}`)
  const state = await live(store, policyV1, 1)
  const first = firstAnswers(state)
  const before = folded(state)
  t.equal(before.length, 1, 'there is room for one')
  t.equal(firstAnswers(state), first)
  t.strictSame(folded(state), before)
  await state.stop()
  await store.close()
})

t.test('whatever is damaged in it, cut off or put in: the answers are those of a process without it', async t => {
  const directory = t.testdir()
  await add(directory, 0, EVENTS)
  await bothAnswers(directory)
  const { expected } = await bothAnswers(directory)
  const path = join(directory, 'entente.decided')
  const bytes = readFileSync(path)
  let used = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), fc.boolean(), async (at, bit, cut) => {
      const damaged = Buffer.from(cut ? bytes.subarray(0, at) : bytes)
      if (!cut) damaged[at]! ^= 1 << bit
      writeFileSync(path, damaged)
      const given = await answersOf(directory)
      if (given.text !== expected) throw new Error(`another answer with byte ${at} ${cut ? 'cut off' : 'flipped'}`)
      used += given.unfolded
    }),
    { numRuns: 12 },
  )
  t.ok(used > 0, 'what is whole of it is used')
})

async function answersOf(directory: string) {
  const store = await openStore(`sqlite:${directory}`, { readonly: true })
  const state = await live(store)
  const text = firstAnswers(state)
  const unfolded = state.record.hosts().length - folded(state).length
  await state.stop()
  await store.close()
  return { text, unfolded }
}
