import { dayOfInstant } from '../../events/calendar.js'
import type { DomainEvent } from '../../events/catalogue.js'
import type { Reliability } from '../../events/words.js'
import type { Claim } from '../../projections/resolve/claim.js'
import { NO_EFFECTS } from '../../projections/resolve/claim.js'
import { hostsOf } from '../../projections/resolve/routing.js'
import { justBefore, type Known, type Place } from '../../projections/values/place.js'
import { inOneGo, type Steps } from '../../projections/values/steps.js'
import { createHostLog, type GrowingHostLog, type HostLog } from './host/host-log.js'
import type { Log } from './log-index.js'

/** What is supposed against what a log holds. */
export interface Suppositions {
  /** Ids of events that are taken as never recorded; what was said of them falls with them. */
  readonly withoutEvents?: readonly string[]
  /** Sources, and families of sources, whose claims are taken as never made. */
  readonly withoutSources?: readonly string[]
  readonly withoutFamilies?: readonly string[]
  /** By source, the letter that all its claims are read with, whatever they came with and however it was regraded. */
  readonly grades?: Readonly<Record<string, Reliability>>
  /** Events about the world that are taken as recorded after the last one. */
  readonly also?: readonly { readonly id: string; readonly event: DomainEvent }[]
}

/**
 * A log as it would be under suppositions, as far as it reaches now. Nothing is copied but the claims of the hosts that
 * are asked about, and of those only what the suppositions change; the log itself is only read.
 */
export function suppose(log: Log, suppositions: Suppositions): Log {
  const { grades = {}, also = [] } = suppositions
  const { size } = log
  const events = new Set(suppositions.withoutEvents)
  const sources = new Set(suppositions.withoutSources)
  const families = new Set(suppositions.withoutFamilies)
  const copies = new Map<Claim, Claim>()
  const hosts = new Map<string, HostLog>()
  const today = dayOfInstant(log.recordedAt(size - 1) ?? 0)
  const added = also.map(
    ({ id, event }, i): Claim => ({ seq: size + i, id, event, effects: NO_EFFECTS, recordedOn: today }),
  )

  function isKept({ seq, id, event: { claim } }: Claim): boolean {
    const family = claim.family ?? claim.sourceId
    return seq < size && !events.has(id) && !sources.has(claim.sourceId) && !families.has(family)
  }

  /** A claim as it is supposed. What was said of it, and of that, is copied first: no chain is followed by recursion. */
  function supposed(claim: Claim): Claim {
    const told = [claim]
    const seen = new Set(told)
    for (let i = 0; i < told.length; i++) {
      for (const effect of told[i]!.effects) {
        if (!isKept(effect) || seen.has(effect) || copies.has(effect)) continue
        seen.add(effect)
        told.push(effect)
      }
    }
    // What is said of a claim comes after it.
    for (const one of told.sort((a, b) => b.seq - a.seq)) copy(one)
    return copyOf(claim)
  }

  function copy(claim: Claim): void {
    const { seq, id, event, recordedOn } = claim
    const letter = grades[event.claim.sourceId]
    if (copies.has(claim) || (letter === undefined && isAsRecorded(claim))) return
    const read = letter === undefined ? event : { ...event, claim: { ...event.claim, reliability: letter } }
    const effects = claim.effects.filter(isKept).map(copyOf)
    copies.set(claim, { seq, id, event: read as DomainEvent, effects, recordedOn })
  }

  /**
   * Whether all that was said of a claim is as it was. Where something is added it stands at places that the log may come to
   * fill meanwhile, and what is said there of a claim must not be seen.
   */
  function isAsRecorded({ effects }: Claim): boolean {
    return effects.length === 0 || (added.length === 0 && effects.every(one => isKept(one) && !copies.has(one)))
  }

  /** The claim itself where nothing about it is supposed. */
  function copyOf(claim: Claim): Claim {
    return copies.get(claim) ?? claim
  }

  /** What concerns a host, put together when it is asked for, in steps where there is time. */
  function hostLog(code: string): HostLog {
    const growing = createHostLog(code)
    const recorded = log.host(code)
    let filling: Steps | null = fill(growing, recorded)
    function whole(): GrowingHostLog {
      if (filling !== null) inOneGo(filling)
      filling = null
      return growing
    }
    return {
      host: code,
      get touches() {
        return whole().touches
      },
      lastTouch: known => whole().lastTouch(known),
      nextTouch: known => whole().nextTouch(known),
      load: whole,
      *loading() {
        while (filling !== null) {
          if (filling.next().done) filling = null
          else yield
        }
      },
      loaded: () => (filling === null ? growing : null),
      stays() {},
      fits: () => true,
    }
  }

  function* fill(growing: GrowingHostLog, recorded: HostLog | null): Steps {
    if (recorded !== null) {
      yield* recorded.loading()
      const loaded = recorded.load()
      for (let i = 0; i < loaded.touches; i++) {
        const { claim, place } = loaded.touch(i)
        if (place >= size) break
        if (isKept(claim)) {
          const one = supposed(claim)
          if (!isElsewhere(claim, one, growing.host)) growing.note(one, place)
        }
        yield
      }
    }
    for (const claim of added) if (hostsOf(claim.event).includes(growing.host)) growing.note(claim, claim.seq)
  }

  /** Whether a claim came to a host by what is left out, such as a correction of its country, and so never did. */
  function isElsewhere(claim: Claim, one: Claim, host: string): boolean {
    return claim.effects.length > 0 && one.effects.length === 0 && !hostsOf(one.event).includes(host)
  }

  const regradings = new Map(
    [...log.regradings].flatMap(([source, claims]) =>
      source in grades ? [] : [[source, claims.filter(isKept).map(supposed)] as const],
    ),
  )

  /** What was supposed has no place of its own in the log: it stands at the end. */
  const inLog = (place: Place) => Math.min(place, size - 1)
  return {
    suppositions: JSON.stringify(suppositions),
    size: size + added.length,
    regradings,
    host(code) {
      let one = hosts.get(code)
      if (one === undefined) {
        one = hostLog(code)
        hosts.set(code, one)
      }
      return one
    },
    hosts: () => [...new Set([...log.hosts(), ...added.flatMap(({ event }) => hostsOf(event))])].sort(),
    claim(id) {
      const claim = added.find(one => one.id === id) ?? log.claim(id)
      return claim === null || (claim.seq < size && !isKept(claim)) ? null : supposed(claim)
    },
    hostsOfSource: log.hostsOfSource,
    concernedBy: place => (place < size ? log.concernedBy(place) : hostsOf(added[place - size]!.event)),
    stored: (place, event) => (place < size ? log.stored(place, event) : { id: added[place - size]!.id, ...event }),
    isPosition: log.isPosition,
    position: place => log.position(inLog(place)),
    placeOf: position => Math.min(log.placeOf(position), size - 1),
    placeAt: instant => Math.min(log.placeAt(instant), size - 1),
    recordedAt: place => log.recordedAt(inLog(place)),
  }
}

/** A log as far as it was known at a place. */
export function knownUpTo(log: Log, known: Known): Log {
  return { ...log, size: Math.min(log.size, known + 1) }
}

/** A log that ends before a place, and always will. */
export function endedBefore(log: Log, place: Place): Log {
  return suppose(knownUpTo(log, justBefore(place)), {})
}
