import type { Dimension } from '../../../../events/words.js'
import { upperBound } from '../../../../projections/values/search.js'
import type { Client } from '../data/client.js'
import type { HistoryAnswer, Point } from '../data/wire.js'
import { type Day, dayOf, isoOf } from '../dates.js'
import type { View } from '../view.js'

export interface Series {
  /** The monthly scores of a country, asked for once until forgotten. */
  readonly of: (country: string, dimension: Dimension) => Promise<readonly Point[]>
  /** Read the point of a day itself, once the months are read; what comes after it in the month is no longer older. */
  readonly read: (country: string, dimension: Dimension, day: Day) => Promise<void>
  /** The last point at or before a day, from what is already read. */
  readonly at: (country: string, dimension: Dimension, day: Day) => Point | null
  /** All points of a country that are already read. */
  readonly known: (country: string, dimension: Dimension) => readonly Point[]
  readonly forget: (country?: string) => void
}

interface Options {
  readonly client: Client
  readonly range: () => { readonly from: Day; readonly to: Day } & Pick<View, 'asKnownAt' | 'policy'>
}

const AT_ONCE = 4

/** Monthly scores of countries, a few requests at once. */
export function createSeries({ client, range }: Options): Series {
  const asked = new Map<string, Promise<readonly Point[]>>()
  const read = new Map<string, { readonly days: readonly Day[]; readonly points: readonly Point[] }>()
  const queue: (() => void)[] = []
  let running = 0

  async function turn(): Promise<void> {
    if (running >= AT_ONCE) await new Promise<void>(resolve => queue.push(resolve))
    running++
  }

  function done(): void {
    running--
    queue.shift()?.()
  }

  async function ask(country: string, dimension: Dimension, from: Day, to: Day): Promise<readonly Point[]> {
    await turn()
    try {
      const { asKnownAt, policy } = range()
      const step = from === to ? 'day' : 'month'
      const params = { dimension, from: isoOf(from), to: isoOf(to), step, asKnownAt, policy }
      return (await client.get<HistoryAnswer>(`/v1/countries/${country}/history`, params)).points
    } finally {
      done()
    }
  }

  function keep(key: string, points: readonly Point[]): readonly Point[] {
    read.set(key, { days: points.map(({ at }) => dayOf(at)!), points })
    return points
  }

  function keyOf(country: string, dimension: Dimension): string {
    const { from, asKnownAt, policy } = range()
    return `${country} ${dimension} ${from} ${asKnownAt ?? ''} ${policy ?? ''}`
  }

  return {
    of(country, dimension) {
      const key = keyOf(country, dimension)
      let answer = asked.get(key)
      if (answer === undefined) {
        const { from, to } = range()
        answer = ask(country, dimension, from, to).then(points => keep(key, points))
        asked.set(key, answer)
        answer.catch(() => asked.delete(key))
      }
      return answer
    },
    async read(country, dimension, day) {
      const key = keyOf(country, dimension)
      if (read.get(key)?.days.includes(day) ?? true) return
      const points = await ask(country, dimension, day, day)
      const known = read.get(key)?.points
      if (known !== undefined)
        keep(
          key,
          [...known, ...points].sort((a, b) => (a.at < b.at ? -1 : 1)),
        )
    },
    at(country, dimension, day) {
      const known = read.get(keyOf(country, dimension))
      if (known === undefined) return null
      return known.points[upperBound(known.days, day) - 1] ?? null
    },
    known: (country, dimension) => read.get(keyOf(country, dimension))?.points ?? [],
    forget(country) {
      for (const key of [...asked.keys()]) {
        if (country !== undefined && !key.startsWith(`${country} `)) continue
        asked.delete(key)
        read.delete(key)
      }
    },
  }
}
