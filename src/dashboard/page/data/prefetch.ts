import { dayOf } from '../../../../events/calendar.js'

/** Answers that were asked for before anyone needed them, by path; each is taken once. */
export type Prefetched = Map<string, Promise<Response>>

/** Ask for what the first view of a link needs, with exactly the paths that the page will ask for. */
export function prefetch(query: string, world: string): Prefetched {
  const view = new URLSearchParams(query)
  const [country, at, asKnownAt, policy] = ['country', 'at', 'asKnownAt', 'policy'].map(name => view.get(name))
  // A text that is no day: the page reports it, and shows today.
  const day = dayOf(at ?? '') === null ? new Date().toISOString().slice(0, 10) : at
  const paths = [
    world,
    '/v1/registry',
    '/v1/events?limit=1',
    pathOf('/v1/countries', { from: START, asKnownAt, policy }),
  ]
  if (country) paths.push(pathOf(`/v1/countries/${country}`, { at: day, asKnownAt, policy }))
  return new Map(
    paths.map(path => {
      const asked = fetch(path, { headers: { accept: 'application/json' } })
      asked.catch(() => {}) // The failure is reported when the answer is taken.
      return [path, asked]
    }),
  )
}

/** The day from which the page asks for the status of every country. */
export const START = '1816-01-01'

export type Params = Readonly<Record<string, string | number | null | undefined>>

/** A path with its parameters, those without a value left out. */
export function pathOf(path: string, params: Params): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined) query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
