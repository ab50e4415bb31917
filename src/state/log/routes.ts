import type { Known, Place } from '../../../projections/values/place.js'
import { upperBound } from '../../../projections/values/search.js'
import { type Column, createColumn } from './column.js'

/** What became of an event when it was read: whom it concerns, and what it says something of. */
export interface Routing {
  /** Claims that came or changed, by host, those of one host ascending; of each the source as it then stood. */
  readonly touches: readonly RoutedTouch[]
  /** Places of the events that it points at. */
  readonly targets: readonly number[]
  /** What it names and may be a partner. */
  readonly names: Iterable<string>
  /** Whether it regrades a source. */
  readonly regrades: boolean
  /** Why it was passed over; null where it was not. */
  readonly skipped: string | null
}

export interface RoutedTouch {
  readonly host: string
  readonly root: number
  readonly source: string
}

/** What concerns one host, in the order of the log: the claim of each touch, and the place that touched it. */
export interface HostRoutes {
  readonly touches: number
  root(i: number): number
  place(i: number): Place
  lastTouch(known: Known): Place
  nextTouch(known: Known): Place | null
  /** Places of the claims that concern or once concerned the host, ascending. */
  roots(): number[]
}

/**
 * For every event of the log, in its order, whom it concerns: a few numbers each, and no body. It is all that has to be
 * known of a log before anybody asks; what the events say is read when it is needed.
 */
export interface Routes {
  /** How many events it has taken in. */
  readonly size: number
  add(routing: Routing): void
  hosts(): readonly string[]
  host(host: string): HostRoutes | null
  /** Hosts that the event at a place concerned when it came, ordered by code. */
  concernedBy(place: number): readonly string[]
  effectsOf(place: number): readonly number[]
  targetsOf(place: number): readonly number[]
  /** What an event that speaks of no other concerned when it came, in the order in which it names them. */
  ownTouches(place: number): readonly RoutedTouch[]
  isRegrading(place: number): boolean
  /** Whether the event at a place was passed over. */
  isSkipped(place: number): boolean
  /** By host, places of the claims that ever were one source's, ascending. */
  ofSource(source: string): ReadonlyMap<string, readonly number[]>
  /** Whether some event names this id. */
  names(id: string): boolean
  /** Places of the events that regrade a source. */
  readonly regradings: readonly number[]
  /** How many events were passed over, by reason. */
  readonly skipped: Readonly<Record<string, number>>
  /** What came since the last call, to be written down; null where nothing did. */
  drain(): RoutesBlock | null
  /** Take in a block that continues what is there. Throws where it does not. */
  restore(block: RoutesBlock): void
}

/** A part of the routes as it is written down: from one place up to another. */
export interface RoutesBlock {
  readonly from: number
  readonly to: number
  /** Names that first come up in it, each list in the order of their numbers. */
  readonly hosts: readonly string[]
  readonly sources: readonly string[]
  readonly reasons: readonly string[]
  readonly named: readonly string[]
  /**
   * Event by event. Mostly two numbers: one more than that of its host, and that of its source. Where it is not one claim
   * that concerns one host: FULL, how many touches, of each the numbers of host, claim and source, how many targets, each,
   * one more than the number of the reason for which it was passed over. REGRADES is added to the first number.
   */
  readonly words: Uint32Array
}

/** Names by number, for columns. */
export interface Dictionary {
  readonly names: readonly string[]
  numberOf(name: string): number
  known(name: string): number | undefined
}

function createDictionary(): Dictionary {
  const names: string[] = []
  const numbers = new Map<string, number>()
  return {
    names,
    known: name => numbers.get(name),
    numberOf(name) {
      let number = numbers.get(name)
      if (number === undefined) {
        number = names.length
        names.push(name)
        numbers.set(name, number)
      }
      return number
    },
  }
}

interface HostColumns {
  readonly roots: Column
  readonly places: Column
  readonly sources: Column
}

const NOBODY = 0
const SEVERAL = 0xffffffff
const FULL = 1 << 20
const REGRADES = 1 << 21
const HOST = FULL - 1
const NONE: readonly never[] = []

export function createRoutes(): Routes {
  const hosts = createDictionary()
  const sources = createDictionary()
  const reasons = createDictionary()
  const named = createDictionary()
  const columns: HostColumns[] = []
  const views: HostRoutes[] = []
  /** By source, the hosts that it ever spoke of. */
  const hostsOfSource: Set<number>[] = []
  /** By place, the number of the host and one; most concern one. */
  const concerned = createColumn()
  const several = new Map<number, readonly number[]>()
  const effects = new Map<number, number[]>()
  const targets = new Map<number, readonly number[]>()
  const regradings: number[] = []
  const skipped: Record<string, number> = {}
  const skippedPlaces = new Set<number>()
  let pending = createColumn()
  let drained = { place: 0, hosts: 0, sources: 0, reasons: 0, named: 0 }

  function touch(host: number, root: number, source: number, place: number): void {
    let of = columns[host]
    if (of === undefined) {
      of = { roots: createColumn(), places: createColumn(), sources: createColumn() }
      columns[host] = of
      views[host] = hostRoutes(of)
    }
    of.roots.push(root)
    of.places.push(place)
    of.sources.push(source)
    hostsOfSource[source] ??= new Set()
    hostsOfSource[source].add(host)
  }

  function point(place: number, target: number): void {
    const known = effects.get(target)
    if (known) known.push(place)
    else effects.set(target, [place])
  }

  /** Take in an event as it is written down; tells where the next begins. */
  function take(words: Uint32Array, at: number): number {
    const place = concerned.length
    const first = words[at]!
    if ((first & REGRADES) !== 0) regradings.push(place)
    const host = first & HOST
    if ((first & FULL) === 0) {
      const source = words[at + 1]!
      takeOwn(host, source)
      return host === NOBODY ? at + 1 : at + 2
    }
    const here = new Set<number>()
    let next = at + 2
    for (let n = words[at + 1]!; n > 0; n--, next += 3) {
      touch(words[next]!, words[next + 1]!, words[next + 2]!, place)
      here.add(words[next]!)
    }
    concern(here, place)
    const pointed = [...words.subarray(next + 1, next + 1 + words[next]!)]
    if (pointed.length > 0) targets.set(place, pointed)
    for (const target of pointed) point(place, target)
    next += 1 + pointed.length
    const reason = reasons.names[words[next]! - 1]
    if (reason !== undefined) {
      skipped[reason] = (skipped[reason] ?? 0) + 1
      skippedPlaces.add(place)
    }
    return next + 1
  }

  /** Take in an event that speaks of no other and concerns one host at most, by one more than its number. */
  function takeOwn(host: number, source: number): void {
    const place = concerned.length
    concerned.push(host)
    if (host !== NOBODY) touch(host - 1, place, source, place)
  }

  function concern(here: ReadonlySet<number>, place: number): void {
    if (here.size > 1) several.set(place, [...here])
    const [only = -1] = here
    concerned.push(here.size > 1 ? SEVERAL : only + 1)
  }

  function addOwn(only: RoutedTouch | undefined, flag: number): void {
    if (flag !== 0) regradings.push(concerned.length)
    const host = only === undefined ? NOBODY : hosts.numberOf(only.host) + 1
    const source = only === undefined ? 0 : sources.numberOf(only.source)
    pending.push(flag | host)
    if (host !== NOBODY) pending.push(source)
    takeOwn(host, source)
  }

  function write({ touches, targets: pointed, skipped: reason }: Routing, flag: number): void {
    pending.push(flag | FULL)
    pending.push(touches.length)
    for (const { host, root, source } of touches) {
      pending.push(hosts.numberOf(host))
      pending.push(root)
      pending.push(sources.numberOf(source))
    }
    pending.push(pointed.length)
    for (const target of pointed) pending.push(target)
    pending.push(reason === null ? 0 : reasons.numberOf(reason) + 1)
  }

  function counts() {
    return {
      place: concerned.length,
      hosts: hosts.names.length,
      sources: sources.names.length,
      reasons: reasons.names.length,
      named: named.names.length,
    }
  }

  return {
    get size() {
      return concerned.length
    },
    add(routing) {
      for (const name of routing.names) named.numberOf(name)
      const { touches, targets: pointed, regrades, skipped: reason } = routing
      const flag = regrades ? REGRADES : 0
      const [only] = touches
      const isOwn = touches.length <= 1 && (only === undefined || only.root === concerned.length)
      if (isOwn && pointed.length === 0 && reason === null) {
        addOwn(only, flag)
        return
      }
      const at = pending.length
      write(routing, flag)
      take(pending.numbers, at)
    },
    hosts: () => [...hosts.names].sort(),
    host(host) {
      const number = hosts.known(host)
      return number === undefined ? null : views[number]!
    },
    concernedBy(place) {
      const number = concerned.at(place) ?? NOBODY
      if (number === NOBODY) return NONE
      if (number !== SEVERAL) return [hosts.names[number - 1]!]
      return several
        .get(place)!
        .map(host => hosts.names[host]!)
        .sort()
    },
    effectsOf: place => effects.get(place) ?? NONE,
    targetsOf: place => targets.get(place) ?? NONE,
    ownTouches(place) {
      const number = concerned.at(place) ?? NOBODY
      if (number === NOBODY) return NONE
      return (number === SEVERAL ? several.get(place)! : [number - 1]).map(host => {
        const of = columns[host]!
        const source = of.sources.numbers[upperBound(of.places.numbers, place) - 1]!
        return { host: hosts.names[host]!, root: place, source: sources.names[source]! }
      })
    },
    isRegrading: place => regradings[upperBound(regradings, place) - 1] === place,
    isSkipped: place => skippedPlaces.has(place),
    ofSource(source) {
      const found = new Map<string, readonly number[]>()
      const number = sources.known(source)
      if (number === undefined) return found
      for (const host of hostsOfSource[number]!) {
        const roots = columns[host]!.roots.numbers
        const from = columns[host]!.sources.numbers
        const here = new Set<number>()
        for (let i = 0; i < from.length; i++) if (from[i] === number) here.add(roots[i]!)
        found.set(
          hosts.names[host]!,
          [...here].sort((a, b) => a - b),
        )
      }
      return found
    },
    names: id => named.known(id) !== undefined,
    regradings,
    skipped,
    drain() {
      if (drained.place === concerned.length) return null
      const block = {
        from: drained.place,
        to: concerned.length,
        hosts: hosts.names.slice(drained.hosts),
        sources: sources.names.slice(drained.sources),
        reasons: reasons.names.slice(drained.reasons),
        named: named.names.slice(drained.named),
        words: pending.numbers,
      }
      drained = counts()
      pending = createColumn()
      return block
    },
    restore(block) {
      if (block.from !== concerned.length || pending.length > 0) throw new RangeError('a block that does not follow')
      for (const name of block.hosts) hosts.numberOf(name)
      for (const name of block.sources) sources.numberOf(name)
      for (const name of block.reasons) reasons.numberOf(name)
      for (const name of block.named) named.numberOf(name)
      for (let at = 0; at < block.words.length; ) at = take(block.words, at)
      if (concerned.length !== block.to) throw new RangeError('a block that does not hold what it says')
      drained = counts()
    },
  }
}

function hostRoutes({ roots, places }: HostColumns): HostRoutes {
  return {
    get touches() {
      return places.length
    },
    root: i => roots.at(i)!,
    place: i => places.at(i)!,
    lastTouch: known => places.numbers[upperBound(places.numbers, known) - 1] ?? -1,
    nextTouch: known => places.numbers[upperBound(places.numbers, known)] ?? null,
    roots: () => [...new Set(roots.numbers)].sort((a, b) => a - b),
  }
}
