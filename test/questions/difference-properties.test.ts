import fc from 'fast-check'
import t from 'tap'
import { type Day, isoOf } from '../../events/calendar.js'
import { dimensions } from '../../events/words.js'
import type { PartnerState } from '../../projections/answers/partner-state.js'
import { readDate, resolve } from '../../projections/resolve/claim.js'
import type { Known } from '../../projections/values/place.js'
import { upTo } from '../../projections/values/place.js'
import { differenceOf } from '../../src/questions/diff.js'
import type { Difference } from '../../src/wire/answers.js'
import { footing, naiveState } from '../reference/desk.js'
import { claimsOf, type Logged } from '../reference/reference.js'
import { aDay, aHost, aPlace, type Desk, deskOf, placeIn, RUNS, SEED } from '../support/desk.js'
import { eventsOf, history, revisedHistory, turningHistory } from '../support/histories.js'

/** Differences of random histories, held to the states of both sides, each folded from the whole log. */
t.setTimeout(RUNS > 100 ? 3_600_000 : 290_000)

interface Side {
  readonly at: Day
  readonly known: Known
}

const EVERY_CAUSE = 100_000
const units = (value: number) => Math.round(value * 10_000)

/** Three sides of one host: of one state of knowledge, of one day, or of three of both. */
const sides = fc.oneof(
  fc
    .tuple(fc.array(aDay, { minLength: 3, maxLength: 3 }), aPlace)
    .map(([days, known]) => days.map(at => ({ at, known }))),
  fc
    .tuple(aDay, fc.array(aPlace, { minLength: 3, maxLength: 3 }))
    .map(([at, all]) => all.map(known => ({ at, known }))),
  fc.array(fc.record({ at: aDay, known: aPlace }), { minLength: 3, maxLength: 3 }),
)
const drawn = fc.tuple(fc.oneof(history, revisedHistory, { weight: 2, arbitrary: turningHistory }), aHost, sides)

type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

function asked([drafts, host, drafted]: Drawn) {
  const events = eventsOf(drafts)
  if (events.length === 0) return null
  const desk = deskOf(events)
  const sides = drafted.map(({ at, known }): Side => ({ at, known: placeIn(events, known) }))
  const difference = (from: Side, to: Side) => differenceBetween(desk, host, from, to)
  const state = ({ at, known }: Side) => naiveState(desk.naive(host, known), at)
  return { events, desk, host, sides, difference, state }
}

function differenceBetween({ answers, known }: Desk, host: string, from: Side, to: Side): Difference {
  const side = ({ at, known: place }: Side) => ({
    answers,
    history: answers.history(host)!,
    at,
    knowledge: known(place),
  })
  return differenceOf(side(from), side(to), EVERY_CAUSE)
}

const told = ({ at, known }: Side) => `${isoOf(at)} known at ${known}`

function hold(condition: boolean, what: string, ...shown: readonly unknown[]): void {
  if (!condition) throw new Error([what, ...shown.map(one => JSON.stringify(one, null, 1))].join('\n'))
}

const scoresOf = (state: PartnerState) =>
  new Map(
    state.partners.flatMap(({ partner, scores }) =>
      dimensions.flatMap(dimension => {
        const score = scores[dimension]?.score ?? 0
        return score === 0 ? [] : [[`${partner} ${dimension}`, score] as const]
      }),
    ),
  )

/** What a list of the state shows of each entry, by its name. */
const LISTS: Readonly<Record<'agreements' | 'forces' | 'memberships' | 'measures' | 'authorities', Shown>> = {
  agreements: [({ agreementId }) => agreementId, ({ status }) => status],
  forces: [({ forceId }) => forceId, ({ strength, consent }) => ({ strength, consent })],
  memberships: [({ organisation }) => organisation, ({ status }) => status],
  measures: [
    ({ type, partner }) => `${type} ${partner}`,
    ({ type: _type, partner: _partner, eventIds: _ids, ...rest }) => rest,
  ],
  authorities: [({ authority }) => authority, ({ rivalOf, primary }) => ({ rivalOf, primary })],
}
// biome-ignore lint/suspicious/noExplicitAny: entries of five lists.
type Shown = readonly [name: (entry: any) => string, form: (entry: any) => unknown]

function listsOf(state: PartnerState) {
  return Object.entries(LISTS).flatMap(([list, [name, form]]) =>
    (state[list as keyof typeof LISTS] as readonly object[]).map(
      entry => [`${list} ${name(entry)}`, JSON.stringify(form(entry))] as const,
    ),
  )
}

/** Everything that a difference names, with what it was and is. */
function named(difference: Difference): Map<string, { readonly before: string; readonly after: string }> {
  const found = new Map<string, { before: string; after: string }>()
  const add = (name: string, before: unknown, after: unknown) =>
    found.set(name, { before: JSON.stringify(before), after: JSON.stringify(after) })
  for (const { dimension, before, after } of difference.dimensions) add(`dimension ${dimension}`, before, after)
  for (const { partner, dimension, before, after } of difference.partners) {
    if (before !== after) add(`score ${partner} ${dimension}`, before, after)
  }
  for (const [list, [name]] of Object.entries(LISTS)) {
    for (const entry of difference[list as keyof typeof LISTS]) add(`${list} ${name(entry)}`, entry.before, entry.after)
  }
  return found
}

/** The same by comparing two states entry by entry. */
function namedByStates(before: PartnerState, after: PartnerState): Map<string, { before: string; after: string }> {
  const found = new Map<string, { before: string; after: string }>()
  const pairs = (was: ReadonlyMap<string, string>, is: ReadonlyMap<string, string>, absent: string) => {
    for (const name of new Set([...was.keys(), ...is.keys()])) {
      const [one, other] = [was.get(name) ?? absent, is.get(name) ?? absent]
      if (one !== other) found.set(name, { before: one, after: other })
    }
  }
  const texts = (state: PartnerState) =>
    new Map(dimensions.map(dimension => [`dimension ${dimension}`, JSON.stringify(footing(state, dimension))]))
  pairs(texts(before), texts(after), 'null')
  const scores = (state: PartnerState) =>
    new Map([...scoresOf(state)].map(([name, score]) => [`score ${name}`, JSON.stringify(score)]))
  pairs(scores(before), scores(after), '0')
  for (const list of [listsOf(before), listsOf(after)])
    hold(new Map(list).size === list.length, 'a name stands twice', list)
  pairs(new Map(listsOf(before)), new Map(listsOf(after)), 'null')
  return found
}

t.test('a difference names what differs between the two states, and its causes sum to each change', async t => {
  const seen = { differences: 0, changes: 0, causes: 0, named: 0, event: 0, knowledge: 0, clock: 0 }
  fc.assert(
    fc.property(drawn, drawnOne => {
      const one = asked(drawnOne)
      if (one === null) return
      const [from, to] = one.sides as [Side, Side]
      const difference = one.difference(from, to)
      const where = `${one.host}, ${told(from)} and ${told(to)}`
      const [given, naive] = [named(difference), namedByStates(one.state(from), one.state(to))]
      hold(given.size === naive.size, `${where}: other things are named`, [...given], [...naive])
      for (const [name, pair] of naive) {
        hold(JSON.stringify(given.get(name)) === JSON.stringify(pair), `${where}: ${name}`, given.get(name), pair)
      }
      for (const { partner, dimension, before, after, delta, causes, rest } of difference.partners) {
        const sum = causes.reduce((all, { contribution }) => all + units(contribution), units(rest.contribution))
        hold(
          sum === units(delta),
          `${where}: ${partner} ${dimension}, causes sum to ${sum} and not ${delta}`,
          causes,
          rest,
        )
        hold(units(after) - units(before) === units(delta), `${where}: ${partner} ${dimension}`, before, after, delta)
        for (const { kind } of causes) {
          seen[kind]++
          hold(from.known !== to.known || kind !== 'knowledge', `${where}: nothing became known`, causes)
          hold(from.at !== to.at || kind !== 'clock', `${where}: no time passed`, causes)
        }
        seen.changes++
        seen.causes += causes.length
      }
      const places = difference.events.map(id => one.events.findIndex(event => event.id === id))
      hold(
        places.every((place, i) => place > (places[i - 1] ?? -1)),
        `${where}: events in log order, each once`,
        places,
      )
      if (from.at === to.at && from.known === to.known)
        hold(given.size + places.length === 0, `${where}: nothing differs`)
      seen.differences++
      seen.named += naive.size
    }),
    { numRuns: RUNS * 3, ...SEED },
  )
  t.comment(JSON.stringify(seen))
  t.ok(seen.differences > RUNS && seen.named > RUNS * 5, `${seen.named} things in ${seen.differences} differences`)
  t.ok(seen.causes > RUNS && seen.event > 0 && seen.knowledge + seen.clock > 0, `${seen.causes} causes`)
})

t.test('the other way round every change is the same, with the other sign', async t => {
  let compared = 0
  fc.assert(
    fc.property(drawn, drawnOne => {
      const one = asked(drawnOne)
      if (one === null) return
      const [from, to] = one.sides as [Side, Side]
      const there = one.difference(from, to)
      const back = one.difference(to, from)
      const where = `${one.host}, ${told(from)} and ${told(to)}`
      hold(there.partners.length === back.partners.length, `${where}: as many changes`)
      for (const change of there.partners) {
        const other = back.partners.find(one => one.partner === change.partner && one.dimension === change.dimension)!
        const turned = { ...other, before: other.after, after: other.before, delta: negated(other.delta) }
        hold(
          causeless(turned) === causeless(change) && causesText(change, 1) === causesText(other, -1),
          `${where}: ${change.partner} ${change.dimension}`,
          change,
          other,
        )
        compared += 1 + change.causes.length
      }
      const [given, turned] = [named(there), named(back)]
      hold(given.size === turned.size, `${where}: as much is named`)
      for (const [name, { before, after }] of given) {
        hold(turned.get(name)?.before === after && turned.get(name)?.after === before, `${where}: ${name}`)
      }
      hold(there.events.join() === back.events.join(), `${where}: the same events made it`, there.events, back.events)
      compared += given.size
    }),
    { numRuns: RUNS * 3, ...SEED },
  )
  t.ok(compared > RUNS * 5, `${compared} changes and causes compared`)
})

function negated(value: number): number {
  return value === 0 ? 0 : -value
}

function causeless({ partner, dimension, before, after, delta }: Difference['partners'][number]): string {
  return JSON.stringify({ partner, dimension, before, after, delta })
}

function causesText({ causes, rest }: Difference['partners'][number], sign: 1 | -1): string {
  const all = causes.map(({ kind, eventIds, text, contribution }) => {
    const words = text.split(' → ').sort().join(' → ')
    return `${kind} ${[...eventIds].sort()} ${words} ${units(contribution) * sign + 0}`
  })
  return `${all.sort().join('\n')}\n${rest.events} ${units(rest.contribution) * sign + 0}`
}

t.test('two differences one after the other name what the difference over both does', async t => {
  const seen = { named: 0, sums: 0, events: 0, again: 0 }
  fc.assert(
    fc.property(drawn, drawnOne => {
      const one = asked(drawnOne)
      if (one === null) return
      const [a, b, c] = one.sides as [Side, Side, Side]
      const [first, second, whole] = [one.difference(a, b), one.difference(b, c), one.difference(a, c)]
      const where = `${one.host}, ${told(a)}, ${told(b)} and ${told(c)}`
      const [ab, bc, ac] = [named(first), named(second), named(whole)]
      for (const name of new Set([...ab.keys(), ...bc.keys(), ...ac.keys()])) {
        const [was, is] = [ab.get(name)?.before ?? bc.get(name)?.before, bc.get(name)?.after ?? ab.get(name)?.after]
        const both = was === is ? undefined : JSON.stringify({ before: was, after: is })
        const given = ac.get(name)
        hold(both === (given && JSON.stringify(given)), `${where}: ${name}`, ab.get(name), bc.get(name), given)
        seen.named++
      }
      const delta = ({ partners }: Difference, change: Difference['partners'][number]) =>
        units(partners.find(p => p.partner === change.partner && p.dimension === change.dimension)?.delta ?? 0)
      for (const change of [...first.partners, ...second.partners, ...whole.partners]) {
        const [one, other, both] = [delta(first, change), delta(second, change), delta(whole, change)]
        hold(
          one + other === both,
          `${where}: ${change.partner} ${change.dimension} moves by ${one}, ${other} and ${both}`,
        )
        seen.sums++
      }
      // What spoke of a thing while it did not move made neither part, and is between the sides all the same.
      const made = new Set([...first.events, ...second.events])
      const between = new Set([...eventsBetween(one.desk.log, a, b), ...eventsBetween(one.desk.log, b, c)])
      for (const id of whole.events) {
        hold(between.has(id), `${where}: ${id} made the whole and lies between no sides`, whole)
        seen.events++
        if (made.has(id)) seen.again++
      }
    }),
    { numRuns: RUNS * 3, ...SEED },
  )
  t.comment(JSON.stringify(seen))
  t.ok(seen.named > RUNS * 5 && seen.sums > RUNS * 5, `${seen.named} names`)
  t.ok(seen.events > RUNS && seen.again > 0.9 * seen.events, `${seen.again} of ${seen.events} events made a part too`)
})

/** Events that one side knows and the other does not, that something was said of in between, or that may have happened then. */
function eventsBetween(log: readonly Logged[], one: Side, other: Side): Set<string> {
  const known = Math.min(one.known, other.known)
  const [first, last] = [Math.min(one.at, other.at), Math.max(one.at, other.at)]
  const found = new Set<string>()
  for (const { seq, id } of claimsOf(log)) {
    if (seq > known && seq <= Math.max(one.known, other.known)) found.add(id)
  }
  for (const claim of claimsOf(log)) {
    const later = claim.effects.some(({ id }) => found.has(id))
    const dates = [claim, ...claim.effects].map(({ seq }) => resolve(claim, upTo(seq)).event)
    const falls = dates.some(({ occurredOn, effectiveOn }) =>
      [occurredOn, effectiveOn ?? occurredOn]
        .map(readDate)
        .some(({ earliest, latest }) => latest > first && earliest <= last),
    )
    if (later || (first !== last && falls)) {
      found.add(claim.id)
      for (const { id } of claim.effects) found.add(id)
    }
    if (log.some(({ id, event }) => event.type === 'SourceRegraded' && found.has(id))) found.add(claim.id)
  }
  return found
}
