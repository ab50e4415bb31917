/** A place in the store: which event of which stream. */
export interface Place {
  readonly stream: string
  readonly revision: number
}

/**
 * Which ids are stored, and where, as far as this process has read: the server tells this of one stream at one place
 * only. About 120 bytes an event (measured with 300,000 ids as they come from the wire).
 */
export interface IdIndex {
  learn(id: string, place: Place): void
  /** The places of an id, in the order in which they were learned; more than one when writers disagreed across streams. */
  placesOf(id: string): readonly Place[]
  forget(id: string): void
  /** Every event of the stream up to this revision was learned; -1 when none. */
  knownTo(stream: string): number
  /** An event of the stream was read; counts when it is the next one. */
  read(stream: string, revision: number): void
  /** The stream was read from `knownTo + 1` up to here, whatever there was. */
  readTo(stream: string, revision: number): void
  size(): number
}

const REVISIONS = 2 ** 32

/** What is known without being held in memory. */
export interface KnownIds {
  placesOfId(id: string): readonly Place[]
  lastRevision(stream: string): number
}

/** `elsewhere`: ids that need not be held; learning one of those changes nothing. */
export function createIdIndex(elsewhere: KnownIds | null = null): IdIndex {
  const places = new Map<string, number>()
  const otherPlaces = new Map<string, number[]>()
  const numbers = new Map<string, number>()
  const names: string[] = []
  const known: number[] = []

  const numberOf = (stream: string): number => {
    const there = numbers.get(stream)
    if (there !== undefined) return there
    numbers.set(stream, names.length)
    names.push(stream)
    known.push(elsewhere?.lastRevision(stream) ?? -1)
    return names.length - 1
  }
  const placeAt = (packed: number): Place => ({
    stream: names[Math.floor(packed / REVISIONS)]!,
    revision: packed % REVISIONS,
  })

  return {
    learn(id, { stream, revision }) {
      const packed = numberOf(stream) * REVISIONS + revision
      const first = places.get(id)
      if (first === undefined) places.set(id, packed)
      else if (first !== packed) {
        const others = otherPlaces.get(id) ?? []
        if (!others.includes(packed)) otherPlaces.set(id, [...others, packed])
      }
    },
    placesOf(id) {
      const first = places.get(id)
      const here = first === undefined ? [] : [first, ...(otherPlaces.get(id) ?? [])].map(placeAt)
      const there = elsewhere?.placesOfId(id) ?? []
      return there.length === 0 ? here : [...there, ...here.filter(place => !there.some(one => isSame(one, place)))]
    },
    forget(id) {
      places.delete(id)
      otherPlaces.delete(id)
    },
    knownTo: stream => known[numbers.get(stream) ?? -1] ?? elsewhere?.lastRevision(stream) ?? -1,
    read(stream, revision) {
      const number = numberOf(stream)
      if (known[number]! + 1 === revision) known[number] = revision
    },
    readTo(stream, revision) {
      const number = numberOf(stream)
      known[number] = Math.max(known[number]!, revision)
    },
    size: () => places.size,
  }
}

function isSame(a: Place, b: Place): boolean {
  return a.stream === b.stream && a.revision === b.revision
}
