import t from 'tap'
import { type Day, dayOf, isoOf } from '../../events/calendar.js'
import { parseEvent } from '../../events/parse.js'
import { dimensions } from '../../events/words.js'
import { type Log, logOf } from '../projections/log.js'
import { dossierText } from '../support/dossier.js'

const FIRST = dayOf('1955-01-01')!
const LAST = dayOf('2026-11-26')!
/** Every day of the dossier takes minutes; without being asked for that, days a prime apart. */
const STEP = process.env.ENTENTE_EVERY_DAY ? 1 : 61
t.setTimeout(STEP === 1 ? 3_600_000 : 290_000)

function dossier(): Log {
  const events = dossierText()
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const parsed = parseEvent(JSON.parse(line))
      if (!parsed.ok) throw new Error(`${line}: ${JSON.stringify(parsed.faults)}`)
      const { id, ...event } = parsed.event
      return { id: id!, event }
    })
  return logOf(events)
}

type Intervals = ReturnType<Log['intervals']>

/** What the list, the intervals and the history say otherwise than the state of a day; nothing where all agree. */
function differences(log: Log, intervals: Intervals, country: string, day: Day): string[] {
  const state = log.state(country, day).dimensions
  const listed = log.listed(country, day)
  const rows = intervals.find(row => row.country === country)!
  const date = isoOf(day)
  return dimensions.flatMap(dimension => {
    const { status, primary, since, contenders } = state[dimension]
    const told = JSON.stringify([status, primary, since])
    const inList = listed[dimension]
    const interval = rows[dimension].find(({ from, to }) => from <= date && date <= to)!
    const named = 'contenders' in interval ? interval.contenders.findLast(({ from }) => from <= date)?.partners : []
    const [point] = log.series(country, dimension, day, day)
    const others = {
      list: JSON.stringify([inList.status, inList.primary, inList.since]),
      // An interval begins at the earliest on the first day that was asked for.
      interval: JSON.stringify([
        interval.status,
        interval.primary,
        since !== null && since > interval.from ? interval.from : since,
      ]),
      history: JSON.stringify([point!.status, point!.primary, since]),
    }
    const found = Object.entries(others).filter(([, other]) => other !== told)
    if (primary === null && named?.join() !== contenders.join())
      found.push(['contenders', `${named} for ${contenders}`])
    return found.map(([name, other]) => `${country} ${dimension} ${date}: the state ${told}, the ${name} ${other}`)
  })
}

t.test('the list, the intervals and the history of every country say of a day what its state says', async t => {
  const log = dossier()
  const intervals = log.intervals(FIRST, LAST)
  const found: string[] = []
  let compared = 0
  for (const country of log.hosts()) {
    for (let day = LAST; day >= FIRST; day -= STEP) {
      found.push(...differences(log, intervals, country, day))
      compared += 1
    }
  }
  // Days of fading through a threshold that no event marks.
  for (const [country, date] of [
    ['CIV', '2026-11-26'],
    ['CIV', '2026-11-25'],
    ['BFA', '2024-05-29'],
  ] as const) {
    found.push(...differences(log, intervals, country, dayOf(date)!))
  }
  t.same(found.slice(0, 10), [], `${compared} days compared, ${found.length} differences`)
  t.ok(compared > 200, `${compared} days compared`)
})

t.test('an interval begins on the day on which the state of the day changes, and on no other', async t => {
  const log = dossier()
  let edges = 0
  const seen: string[] = []
  for (const row of log.intervals(FIRST, LAST)) {
    for (const dimension of dimensions) {
      const standingOn = (day: Day) => {
        const { status, primary, contenders, alignedWith } = log.state(row.country, day).dimensions[dimension]
        return JSON.stringify([status, primary, primary === null ? contenders : [], alignedWith])
      }
      for (const { from, status, primary } of row[dimension].slice(1)) {
        const day = dayOf(from)!
        const now = log.state(row.country, day).dimensions[dimension]
        if (now.status !== status || now.primary !== primary)
          seen.push(`${row.country} ${dimension} ${from} is another`)
        if (standingOn(day) === standingOn(day - 1)) seen.push(`${row.country} ${dimension} ${from} changes nothing`)
        edges += 1
      }
    }
  }
  t.same(seen, [])
  t.ok(edges > 50, `${edges} days of change`)
})
